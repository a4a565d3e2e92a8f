/** Prices where a tap is decided: its steps are fixed, the rest has duals. */
import { expect, test } from "vitest";
import { feederLoad, generator, onLoadTapChanger } from "../../../models/index.ts";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { highs } from "../../../solvers/highs.ts";
import { feeder, generatedFeeder } from "../../../src/feeder/index.ts";
import { optimalPowerFlow } from "../../../src/market/index.ts";
import { marketOf, optimal, unaccounted } from "./market.ts";

const net = feeder({
  name: "regulated",
  origin: "made up",
  buses: ["1", "2", "3"].map((name) => ({ name, voltage: 10, lowestVoltage: 0.95, highestVoltage: 1.05 })),
  lines: [
    { from: "1", to: "2", resistance: 2, reactance: 2, susceptance: 100 },
    { from: "2", to: "3", resistance: 4, reactance: 3 },
  ],
  shunts: [{ bus: "2", active: 2, reactive: 30 }],
  loads: [{ bus: "3", active: 2500, reactive: 300 }],
  sources: [{ bus: "1", voltage: 1 }],
});

test("prices add up behind a tap changer", async () => {
  const market = marketOf(net);
  generator(market, "generator", [
    { name: "grid", bus: "1", cost: 0.1, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 },
    { name: "local", bus: "3", cost: 0.3, highestActive: 1e4 },
  ]);
  onLoadTapChanger(market, "regulator", [{ name: "R", branch: "2-3", lowestStep: -2, highestStep: 2, stepSize: 0.01 }]);
  const network = linearDistFlow(net);
  feederLoad(market, net);
  const { grid } = optimalPowerFlow(market, network);
  await using session = await market.model.open(highs());
  const { solution } = optimal(await session.solve());
  const prices = grid.prices(optimal(await session.solveFixed(solution)).solution);
  expect(unaccounted(prices)).toBeLessThan(1e-9);
  expect(prices.remainder).toBeLessThan(1e-9);
  expect(prices.active.at("3", 1)).toBeCloseTo(0.3, 9);
  expect(prices.activeParts.voltage.at("3", 1)).toBeGreaterThan(0.19);
});

test("where the band binds before a regulator, its price is in the voltage part", async () => {
  const market = marketOf(net);
  generator(market, "generator", [
    { name: "grid", bus: "1", cost: 0.1, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 },
    { name: "local", bus: "3", cost: 0.3, highestActive: 1e4 },
  ]);
  // Two steps of 3 % lift the end by far enough: the bus before them is what limits the supply from the grid.
  onLoadTapChanger(market, "regulator", [{ name: "R", branch: "2-3", lowestStep: -5, highestStep: 0, stepSize: 0.03 }]);
  const network = linearDistFlow(net, { lowestVoltage: Float64Array.of(0.95, 0.97, 0.8) });
  feederLoad(market, net);
  const { grid } = optimalPowerFlow(market, network);
  await using session = await market.model.open(highs());
  const { solution } = optimal(await session.solveFixed(optimal(await session.solve()).solution));
  expect(grid.state(solution)!.voltage.at("2", 1)).toBeCloseTo(0.97, 9);
  const prices = grid.prices(solution);
  expect(prices.active.at("3", 1)).toBeCloseTo(0.3, 9);
  expect(prices.activeParts.voltage.at("3", 1)).toBeGreaterThan(0.19);
  expect(prices.remainder).toBeLessThan(1e-9);
});

test("what a tap changer's steps cost is in the objective", async () => {
  const solve = async (switchingCost: number) => {
    const market = marketOf(net);
    generator(market, "generator", [
      { name: "grid", bus: "1", cost: 0.1, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 },
      { name: "local", bus: "3", cost: 0.3, highestActive: 1e4 },
    ]);
    const taps = onLoadTapChanger(market, "regulator", [
      { name: "R", branch: "2-3", lowestStep: -2, highestStep: 2, stepSize: 0.01, switchingCost, stepBefore: 0 },
    ]);
    const network = linearDistFlow(net);
    feederLoad(market, net);
    optimalPowerFlow(market, network);
    await using session = await market.model.open(highs());
    const { solution, objective } = optimal(await session.solve());
    return { step: solution.value(taps.step).at("R", 1), objective };
  };
  const free = await solve(0);
  expect(free.step).toBeCloseTo(-2, 9);
  const dear = await solve(1);
  expect(dear.step).toBeCloseTo(-2, 9);
  expect(dear.objective).toBeCloseTo(free.objective + 2, 6);
  const prohibitive = await solve(1e4);
  expect(prohibitive.step).toBeCloseTo(0, 9);
});

test("the voltages of a tap changer's steps are of the size of the cones, however large the feeder", () => {
  const large = feeder(generatedFeeder(5));
  const market = marketOf(large);
  const grid = { name: "grid", bus: "1", cost: 0.1, highestActive: 1e6, lowestReactive: -1e6, highestReactive: 1e6 };
  onLoadTapChanger(market, "OLTC", [{ name: "T", branch: "1-2", lowestStep: -3, highestStep: 3, stepSize: 0.0125 }]);
  const network = conicDistFlow(large, { lowestVoltage: 0.7, highestVoltage: 1.3 });
  generator(market, "generator", [grid]);
  feederLoad(market, large);
  optimalPowerFlow(market, network);
  const { values } = market.model.compile().cones!.rows;
  expect(Math.max(...values)).toBeLessThan(1.1);
});
