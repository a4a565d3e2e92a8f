/** Prices and their parts on nets small enough for paper. */
import { expect, test } from "vitest";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { copperPlate } from "../../../models/network/copper-plate.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Feeder, feeder } from "../../../src/feeder/index.ts";
import { clear, marketOf, optimal, stateOf } from "./market.ts";

/** Two buses of 10 kV: 100 ohm are 1 per unit on 1 MVA. */
function twoBuses(resistance: number, reactance: number, active: number, reactive = 0): Feeder {
  return feeder({
    name: "two buses",
    origin: "made up",
    buses: [
      { name: "1", voltage: 10 },
      { name: "2", voltage: 10 },
    ],
    lines: [{ from: "1", to: "2", resistance, reactance }],
    loads: [{ bus: "2", active, reactive }],
    sources: [{ bus: "1", voltage: 1 }],
  });
}

const upstream = { bus: "1", cost: 0.1, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 };
const local = { bus: "2", cost: 0.3, highestActive: 1e4 };

test("a copper plate pays the last unit in merit order, at every bus, by the length of the hour", async () => {
  const cleared = await clear({
    feeder: twoBuses(1, 1, 1000),
    network: copperPlate(),
    generators: [
      { bus: "1", cost: 0.05, highestActive: 400 },
      { bus: "2", cost: 0.1, highestActive: 900 },
    ],
    solver: highs(),
    hours: 2,
    hourLength: 0.25,
    profile: [0.3, 1],
  });
  const prices = cleared.grid.prices(cleared.solution);
  expect(cleared.objective).toBeCloseTo(0.25 * (300 * 0.05 + 400 * 0.05 + 600 * 0.1), 9);
  for (const bus of ["1", "2"]) {
    expect(prices.active.at(bus, 1)).toBeCloseTo(0.05, 12);
    expect(prices.active.at(bus, 2)).toBeCloseTo(0.1, 12);
    expect(prices.activeParts.energy.at(bus, 2)).toBeCloseTo(0.1, 12);
    expect(prices.reactive.at(bus, 2)).toBe(0);
  }
  expect(cleared.grid.state(cleared.solution)).toBeNull();
});

test("a copper plate without resources is refused", () => {
  expect(() => copperPlate().addTo(marketOf(twoBuses(1, 1, 1)))).toThrow("Nothing injects power");
});

/**
 * r = 0.1, x = 0.2, load 1 + j 0.5 per unit on 1 MVA, v_2 >= 0.9^2 = 0.81: v_2 = 1 - 2 (0.1 P + 0.2 Q) with Q = 0.5 gives
 * P = -0.05 at most... with Q = 0.25: 2 (0.1 P + 0.05) = 0.19, P = 0.45. The local unit gives the other 0.55. One more kvar
 * at bus 2 takes 2 kW of P away: x / r times the difference in cost.
 */
test("a binding voltage band adds the dearer unit's difference, and x / r of it to reactive power", async () => {
  const net = twoBuses(10, 20, 1000, 250);
  const cleared = await clear({
    feeder: net,
    network: linearDistFlow(net, { lowestVoltage: 0.9 }),
    generators: [upstream, local],
    solver: highs(),
  });
  const prices = cleared.grid.prices(cleared.solution);
  expect(stateOf(cleared).activeFlow.at("1-2", 1)).toBeCloseTo(450, 6);
  expect(stateOf(cleared).voltage.at("2", 1)).toBeCloseTo(0.9, 9);
  expect(cleared.objective).toBeCloseTo(450 * 0.1 + 550 * 0.3, 6);
  const { energy, losses, voltage, congestion } = prices.activeParts;
  const parts = [energy, losses, voltage, congestion].map((part) => part.at("2", 1));
  [0.1, 0, 0.2, 0].forEach((value, k) => {
    expect(parts[k]).toBeCloseTo(value, 9);
  });
  expect(prices.reactive.at("2", 1)).toBeCloseTo(0.4, 9);
  expect(prices.reactiveParts.voltage.at("2", 1)).toBeCloseTo(0.4, 9);
  expect(prices.active.at("1", 1)).toBeCloseTo(0.1, 9);
  expect(prices.remainder).toBeLessThan(1e-12);
});

/** A rating of 600 kVA with P alone: the polygon has a corner there. */
test("a rated line adds the difference in cost as congestion", async () => {
  const net = twoBuses(1, 0, 1000);
  const network = linearDistFlow(net, { ratedPower: { "1-2": 600 } });
  const cleared = await clear({ feeder: net, network, generators: [upstream, local], solver: highs() });
  const { activeParts, active } = cleared.grid.prices(cleared.solution);
  expect(stateOf(cleared).activeFlow.at("1-2", 1)).toBeCloseTo(600, 6);
  expect(active.at("2", 1)).toBeCloseTo(0.3, 9);
  expect(activeParts.congestion.at("2", 1)).toBeCloseTo(0.2, 9);
  expect(activeParts.voltage.at("2", 1)).toBeCloseTo(0, 9);
});

/** 20 A at 10 kV are 346.41 kVA. */
test("a rated current counts at nominal voltage in linear networks", async () => {
  const net = twoBuses(1, 0, 1000);
  const network = linearDistFlow(net, { ratedCurrent: { "1-2": 20 } });
  const cleared = await clear({ feeder: net, network, generators: [upstream, local], solver: highs() });
  expect(stateOf(cleared).activeFlow.at("1-2", 1)).toBeCloseTo(Math.sqrt(3) * 10 * 20, 6);
});

/** Bus 2 gives 1000 kW for nothing and bus 1 buys: 200 kW may flow back, so the price at bus 2 falls to nothing. */
test("a limit of reverse flow takes the price of the grid off what cannot be sold", async () => {
  const net = twoBuses(1, 1, 0);
  const cleared = await clear({
    feeder: net,
    network: linearDistFlow(net, { reverseFlow: { "1-2": 200 } }),
    generators: [
      { ...upstream, lowestActive: -1e4 },
      { bus: "2", highestActive: 1000 },
    ],
    solver: highs(),
  });
  const { active, activeParts } = cleared.grid.prices(cleared.solution);
  expect(cleared.objective).toBeCloseTo(-20, 9);
  expect(active.at("2", 1)).toBeCloseTo(0, 9);
  expect(activeParts.congestion.at("2", 1)).toBeCloseTo(-0.1, 9);
});

/** x = 0, v_1 = 1: P = p + r P^2. With r = 0.1 and P = 0.5, p = 0.475 and dP/dp = 1 / (1 - 2 r P) = 1 / 0.9. */
test("losses cost the source's price times what one more kW loses", async () => {
  const net = twoBuses(10, 0, 475);
  const cleared = await clear({ feeder: net, network: conicDistFlow(net), generators: [upstream], solver: clarabel() });
  const { active, activeParts } = cleared.grid.prices(cleared.solution);
  const state = stateOf(cleared);
  expect(state.activeFlow.at("1-2", 1)).toBeCloseTo(500, 4);
  expect(state.loss.at("1-2", 1)).toBeCloseTo(25, 4);
  expect(state.voltage.at("2", 1)).toBeCloseTo(0.95, 7);
  expect(state.current.at("1-2", 1)).toBeCloseTo(500 / (Math.sqrt(3) * 10), 4);
  expect(active.at("2", 1)).toBeCloseTo(0.1 / 0.9, 7);
  expect(activeParts.energy.at("2", 1)).toBeCloseTo(0.1, 7);
  expect(activeParts.losses.at("2", 1)).toBeCloseTo(0.1 / 0.9 - 0.1, 7);
});

test("a market that maximises has the same prices", async () => {
  const market = marketOf(twoBuses(1, 1, 1));
  const m = market.model;
  const bought = m.variable("bought", [], { upper: 100 });
  const made = m.variable("made", []);
  const here = m.parameter("here", [market.bus, market.bus], (a, b) => (a === b ? 1 : 0));
  const at = (label: string) => market.bus.at(label);
  const rest = { reactive: null, cost: () => 0 } as const;
  market.enter({ name: "supply", buses: ["1"], active: (i) => made().times(here(i, at("1"))), ...rest });
  market.enter({
    name: "demand",
    buses: ["2"],
    active: (i) =>
      bought()
        .times(here(i, at("2")))
        .times(-1),
    ...rest,
  });
  const grid = copperPlate().addTo(market);
  m.maximize(bought().times(0.5).minus(made().times(0.2)), "EUR");
  await using session = await m.open(highs());
  const { solution } = optimal(await session.solve());
  expect(grid.prices(solution).active.at("1", 1)).toBeCloseTo(0.2, 12);
});
