import { describe, expect, test } from "vitest";
import { type NetworkToCheck, networkChecks } from "../../conformance/index.ts";
import { copperPlate, linearDistFlow } from "../../models/index.ts";
import { highs } from "../../solvers/highs.ts";
import type { Labelled } from "../../src/language/index.ts";
import type { Grid, Network, Scope } from "../../src/market/index.ts";
import { failureOf } from "./failure.ts";

const plate: NetworkToCheck = {
  name: "plate",
  traits: { feeder: false, losses: false, exact: false },
  make: copperPlate,
};
const linear: NetworkToCheck = {
  name: "linear",
  traits: { feeder: true, losses: false, exact: false },
  make: linearDistFlow,
};

/** A kind whose grids are those of a sound one, with something else in places. */
function withGrid(kind: NetworkToCheck, change: (grid: Grid, scope: Scope) => Partial<Grid>): NetworkToCheck {
  return withNetwork(kind, (network) => ({
    addTo(scope) {
      const grid = network.addTo(scope);
      return { ...grid, ...change(grid, scope) };
    },
  }));
}

function withNetwork(kind: NetworkToCheck, change: (network: Network) => Partial<Network>): NetworkToCheck {
  return {
    ...kind,
    make(feeder, limits) {
      const network = kind.make(feeder, limits);
      return { ...network, ...change(network) };
    },
  };
}

const times = <Numbers extends Labelled>(numbers: Numbers, factor: number): Numbers =>
  Object.create(numbers, {
    data: { value: numbers.data.map((own) => own * factor) },
    at: { value: (...labels: never[]) => numbers.at(...labels) * factor },
  });

/** What a network makes of a scope of which one method is another one. */
function addedTo<Method extends keyof Scope>(
  network: Network,
  scope: Scope,
  method: Method,
  other: Scope[Method],
): Grid {
  Object.defineProperty(scope, method, { value: other, configurable: true });
  const grid = network.addTo(scope);
  Reflect.deleteProperty(scope, method);
  return grid;
}

/** A network that lists what was entered and takes nothing. */
const takesNothing = withNetwork(plate, (network) => ({
  addTo: (scope) =>
    addedTo(network, scope, "takeInto", () => ({ resources: scope.entered().resources, tapChangers: [] })),
}));

/** A network that serves what was entered twice over. */
const servesTwice = withNetwork(plate, (network) => ({
  addTo(scope) {
    const { resources, tapChangers } = scope.takeInto("plate");
    const doubled = [...resources, ...resources.filter(({ name }) => name === "loads")];
    return addedTo(network, scope, "takeInto", () => ({ resources: doubled, tapChangers }));
  },
}));

const forgetsItsScope = withNetwork(plate, (network) => {
  let first: Grid | undefined;
  return { addTo: (scope) => (first ??= network.addTo(scope)) };
});

const unnamed = withNetwork(plate, (network) => ({
  addTo(scope) {
    scope.model.variable("slack of the plate", []);
    return network.addTo(scope);
  },
}));

describe("a network's fault makes the check fail that is about it, with what was expected and found", () => {
  test.each<[fault: string, NetworkToCheck, check: string, message: string | RegExp]>([
    [
      "it serves a load twice",
      servesTwice,
      "what was entered into its scope and the parts of it is served, each once",
      "kW given, less what is lost: expected 500",
    ],
    [
      "it takes nothing",
      takesNothing,
      "what was entered is in a network then: nothing stands loose",
      "was entered into",
    ],
    [
      "a second one is not refused",
      takesNothing,
      "a second network in the same scope is refused",
      /^the error.s message: expected a text with "has a network already", found "The name/,
    ],
    [
      "it keeps its first grid",
      forgetsItsScope,
      "its grid has its name, and another one is made for every model",
      "the grids of two models: expected two",
    ],
    [
      "it declares past its scope",
      unnamed,
      "all that it declares carries the name of its scope",
      'names without that of the scope: expected [], found ["slack of the plate"]',
    ],
    [
      "injections in MW",
      withGrid(plate, (grid) => ({
        injections(solution) {
          const own = grid.injections(solution);
          return { ...own, active: Array.from(own.active, (kW) => kW / 1000) };
        },
      })),
      "injections are those of the buses in their order, and of hours of their length",
      "kW injected at bus 2[0]: expected -120",
    ],
    [
      "prices of the hour in place of those of an hour's energy",
      withGrid(plate, (grid, { hourLength }) => ({
        prices: (solution) => ({ ...grid.prices(solution), active: times(grid.prices(solution).active, hourLength) }),
      })),
      "hours of any length have the same prices",
      /active price\[0\]: expected 0\.1.*found 0\.025/,
    ],
    [
      "prices of the other sign where the market maximises",
      withGrid(plate, (grid, { model }) => ({
        prices: (solution) =>
          model.declarations().sense === "maximize"
            ? { ...grid.prices(solution), active: times(grid.prices(solution).active, -1) }
            : grid.prices(solution),
      })),
      "a market that maximises has the same prices",
      /active price\[0\]: expected 0\.1.*found -0\.1/,
    ],
    [
      "a price of consumption that is one of generation",
      withGrid(plate, (grid) => ({
        prices: (solution) => ({ ...grid.prices(solution), active: times(grid.prices(solution).active, -1) }),
      })),
      "the active price is d objective / d load",
      "active price at bus 1: expected 0.1",
    ],
    [
      "a part of the price that is forgotten",
      withGrid(linear, (grid) => ({
        prices(solution) {
          const own = grid.prices(solution);
          return { ...own, activeParts: { ...own.activeParts, voltage: times(own.activeParts.voltage, 0) } };
        },
      })),
      "at a binding band prices are d objective / d load, and their parts add up to them",
      "sum of the parts of the active price: expected 0.3",
    ],
    [
      "reactive prices that are left out",
      withGrid(linear, (grid) => ({
        prices: (solution) => ({ ...grid.prices(solution), reactive: times(grid.prices(solution).reactive, 0) }),
      })),
      "at a binding band prices are d objective / d load, and their parts add up to them",
      /sum of the parts of the reactive price|reactive price at bus 2: expected 0\.4/,
    ],
    [
      "voltages that are still squared",
      withGrid(linear, (grid) => ({
        state(solution) {
          const own = grid.state(solution)!;
          return { ...own, voltage: times(own.voltage, own.voltage.at("2", 1)) };
        },
      })),
      "without losses squared voltages fall by 2 (r P + x Q)",
      "voltage at bus 2: expected 0.975",
    ],
    [
      "ratings that are not looked at",
      { ...linear, make: (feeder, { ratedPower: _, ...limits }) => linearDistFlow(feeder, limits) },
      "a rated power holds, and what it adds to prices is congestion",
      "kW into the line: expected 600",
    ],
    [
      "limits that are not noted",
      withNetwork(linear, (network) => ({
        addTo: (scope) => addedTo(network, scope, "limit", () => {}),
      })),
      "a band that cannot be kept is infeasible, and is one of the scope's limits with the bus in words",
      "what the limits say of bus 2: expected",
    ],
    [
      "buses in any order",
      withNetwork(linear, (network) => ({
        addTo: (scope) => (scope.bus.size === 3 ? copperPlate().addTo(scope) : network.addTo(scope)),
      })),
      "fewer buses than the feeder's, or in another order, are refused",
      "the error's message",
    ],
    [
      "flows and voltages where there is no feeder",
      withGrid(plate, () => ({ state: () => ({}) as never })),
      "without a feeder it has no state, and any buses will do",
      "state: expected true, found false",
    ],
    [
      "losses that it does not have",
      { ...linear, traits: { feeder: true, losses: true, exact: true } },
      "475 kW at the end of 0.1 per unit take 500 kW at the source",
      /objective: expected (50|49\.9999).*found 47\.5/,
    ],
  ])("%s", async (_, kind, name, message) => {
    expect(await failureOf(networkChecks(kind, highs()), name)).toMatch(message);
  });
});

test("a check is known by its group and name, and every trait has one that needs it, and one that needs it gone", () => {
  const checks = networkChecks(plate, highs());
  expect(new Set(checks.map(({ group, name }) => `${group}: ${name}`)).size).toBe(checks.length);
  for (const trait of ["feeder", "losses"] as const)
    for (const value of [true, false]) expect(checks.some(({ needs }) => needs[trait] === value)).toBe(true);
  expect(checks.some(({ needs }) => needs.exact === true)).toBe(true);
});
