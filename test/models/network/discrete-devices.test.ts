/** Capacitor banks and tap changers in the conic network, against AC power flows at every one of their settings. */
import { expect, test } from "vitest";
import { capacitorBank, exactness, feederLoad, generator, onLoadTapChanger } from "../../../models/index.ts";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { glpk } from "../../../solvers/glpk.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { type Feeder, type FeederData, feeder, powerFlow } from "../../../src/feeder/index.ts";
import { optimalPowerFlow } from "../../../src/market/index.ts";
import type { Solver } from "../../../src/solving/index.ts";
import { marketOf, optimal, unaccounted } from "./market.ts";

const ratios = [0.96, 0.98, 1, 1.02, 1.04];
const [mostSteps, ofStep] = [4, 400];
const price = 0.1;

/** Source, transformer with the tap, a line and its end, which is too low without either device. */
function data(ratio = 1, capacitors = 0): FeederData {
  return {
    name: "regulated",
    origin: "made up",
    buses: ["1", "2", "3", "4"].map((name) => ({ name, voltage: 10, lowestVoltage: 0.95, highestVoltage: 1.05 })),
    transformers: [{ name: "T", from: "1", to: "2", resistance: 0.1, reactance: 1, ratio }],
    lines: [
      { from: "2", to: "3", resistance: 1, reactance: 1, susceptance: 100 },
      { from: "3", to: "4", resistance: 1.5, reactance: 1 },
    ],
    loads: [
      { bus: "3", active: 1000, reactive: 600 },
      { bus: "4", active: 1200, reactive: 900 - capacitors },
    ],
    sources: [{ bus: "1", voltage: 1 }],
  };
}

function inBand({ lowestVoltage, highestVoltage, sourceBus }: Feeder, voltage: Float64Array): boolean {
  return voltage.every((v, i) => sourceBus.includes(i) || (v >= lowestVoltage[i]! && v <= highestVoltage[i]!));
}

/** The cheapest market whose power flow keeps the band. */
function best(extra = 0): { ratio: number; steps: number; cost: number } {
  const found: { ratio: number; steps: number; cost: number }[] = [];
  for (const ratio of ratios) {
    for (let steps = 0; steps <= mostSteps; steps++) {
      const made = data(ratio, steps * ofStep);
      const net = feeder({ ...made, loads: [...made.loads!, { bus: "4", active: extra, reactive: 0 }] });
      const flow = powerFlow(net);
      if (flow.status !== "solved" || !inBand(net, flow.voltage)) continue;
      found.push({ ratio, steps, cost: price * flow.sourceActive[0]! });
    }
  }
  return found.reduce((least, one) => (one.cost < least.cost ? one : least));
}

function market() {
  const net = feeder(data());
  const market = marketOf(net);
  const free = { highestActive: 1e5, lowestReactive: -1e5, highestReactive: 1e5 };
  generator(market, "upstream", [{ name: "grid", bus: "1", cost: price, ...free }]);
  const banks = capacitorBank(market, "capacitors", [
    { name: "C", bus: "4", steps: mostSteps, reactivePerStep: ofStep },
  ]);
  const taps = onLoadTapChanger(market, "OLTC", [
    { name: "R", branch: "T", lowestStep: -2, highestStep: 2, stepSize: 0.02 },
  ]);
  feederLoad(market, net);
  const { grid } = optimalPowerFlow(market, conicDistFlow(net));
  return { model: market.model, grid, banks, taps };
}

const solvers: readonly (readonly [string, () => Solver])[] = [
  ["HiGHS", () => outerApproximation(highs())],
  ["GLPK", () => outerApproximation(glpk())],
];

test.each(solvers)("cuts over %s: taps and steps are the best of all power flows", async (_, solver) => {
  const { model, grid, banks, taps } = market();
  await using session = await model.open(solver());
  const { solution, objective, gap } = optimal(await session.solve());
  const expected = best();
  expect(solution.value(taps.ratio).at("R", 1)).toBeCloseTo(expected.ratio, 6);
  expect(solution.value(banks.steps).at("C", 1)).toBeCloseTo(expected.steps, 6);
  expect(objective).toBeCloseTo(expected.cost, 4);
  expect(gap).toBeLessThanOrEqual(1e-6);
  expect(exactness(grid.state(solution)!).exact).toBe(true);
});

test.each(solvers)("cuts over %s: prices at fixed taps and steps are what one more kW costs", async (_, solver) => {
  const { model, grid } = market();
  await using session = await model.open(solver());
  const whole = optimal(await session.solve());
  const fixed = optimal(await session.solveFixed(whole.solution));
  expect(fixed.objective).toBeCloseTo(whole.objective, 4);
  const prices = grid.prices(fixed.solution);
  expect(unaccounted(prices)).toBeLessThan(1e-9);
  expect(prices.remainder).toBeLessThan(1e-6);
  const step = 5;
  const slope = (best(step).cost - best(-step).cost) / (2 * step);
  expect(prices.active.at("4", 1)).toBeCloseTo(slope, 5);
  expect(prices.activeParts.losses.at("4", 1)).toBeGreaterThan(0.005);
});
