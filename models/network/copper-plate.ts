/**
 * A network without wires: whatever is given anywhere can be used anywhere.
 *
 *   (1) sum_i injections_it = 0                 for every hour t
 *
 * There is one active price for all buses, the dual of (1), and all of it is energy. Reactive power is not balanced and
 * costs nothing: its prices are 0. There are no voltages and no flows.
 */
import { ClearwattError } from "../../src/errors.ts";
import { type Constraint, labelledOver, sum } from "../../src/language/index.ts";
import type { Grid, GridPrices, Hour, Network, PriceParts, Resource, Scope } from "../../src/market/index.ts";
import { injectedPower } from "./injected-power.ts";

export function copperPlate(): Network {
  const name = "copper plate";
  return {
    name,
    wires: null,
    addTo(scope) {
      const { resources, tapChangers } = scope.takeInto(name);
      const [tap] = tapChangers;
      if (tap !== undefined)
        throw new ClearwattError(
          `"${tap.name}" sits in branches, and a ${name} has none: nothing would come of its steps. Take a network with wires.`,
          { code: "unsupported", data: { what: "tap changers", name: tap.name } },
        );
      const balance = activeBalance(scope, resources);
      return grid(name, scope, balance, injectedPower(scope, resources));
    },
  };
}

function activeBalance(scope: Scope, resources: readonly Resource[]): Constraint<readonly [Hour]> {
  const { bus, hour } = scope;
  const given = resources.map(({ active }) => active).filter((active) => active !== null);
  if (given.length === 0)
    throw new ClearwattError(
      `Nothing injects power into the copper plate of "${scope.model.name}": enter the resources of the market before.`,
      { code: "missing-data", data: { what: "resources", name: scope.model.name } },
    );
  return scope.constraint("balance (1)", [hour], (t) =>
    sum(given.map((active) => sum([bus], (i) => active(i, t)))).eq(0),
  );
}

function grid(
  network: string,
  scope: Scope,
  balance: Constraint<readonly [Hour]>,
  injections: Grid["injections"],
): Grid {
  return {
    network,
    state: () => null,
    injections,
    prices: (solution) => prices(scope, solution.dual(balance).data),
  };
}

function prices({ model, bus, hour, hourLength, money }: Scope, duals: Float64Array): GridPrices {
  const factor = (model.declarations().sense === "minimize" ? 1 : -1) / hourLength;
  const everywhere = Float64Array.from({ length: bus.size * hour.size }, (_, at) => duals[at % hour.size]! * factor);
  const numbers = (name: string, unit: string, data = new Float64Array(everywhere.length)) =>
    labelledOver(name, [bus, hour], unit, data);
  const parts = (what: string, unit: string, energy?: Float64Array<ArrayBuffer>): PriceParts => ({
    energy: numbers(`energy in the ${what}`, unit, energy),
    losses: numbers(`losses in the ${what}`, unit),
    voltage: numbers(`voltage in the ${what}`, unit),
    congestion: numbers(`congestion in the ${what}`, unit),
  });
  const [perActive, perReactive] = [`${money}/kWh`, `${money}/kVArh`];
  return {
    active: numbers("active price", perActive, everywhere),
    reactive: numbers("reactive price", perReactive),
    activeParts: parts("active price", perActive, everywhere),
    reactiveParts: parts("reactive price", perReactive),
    remainder: 0,
  };
}
