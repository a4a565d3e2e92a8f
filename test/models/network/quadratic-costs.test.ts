/** Quadratic costs in a linear network: squares of a few columns among flows that cost nothing. */
import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { glpk } from "../../../solvers/glpk.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { feeder } from "../../../src/feeder/index.ts";
import { clear } from "./market.ts";

const net = feeder(await loadFeeder("case33bw"));

/** money/kWh and money/kWh for each kW. */
const local = [
  { bus: "18", cost: 0.03, quadraticCost: 20e-6 },
  { bus: "25", cost: 0.035, quadraticCost: 15e-6 },
  { bus: "33", cost: 0.04, quadraticCost: 10e-6 },
];

/** 3715 kW and 2300 kVAr; 1000 kVAr at each generator, so that the 2200 kVA of the first line can all be active. */
const given = {
  feeder: net,
  network: linearDistFlow(net, { lowestVoltage: 0.9, highestVoltage: 1.1, ratedPower: { "1-2": 2200 } }),
  generators: [
    { bus: "1", cost: 0.05, lowestActive: -1e4, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 },
    ...local.map((row) => ({ ...row, highestActive: 1000, lowestReactive: -1000, highestReactive: 1000 })),
  ],
};

test.each([
  ["HiGHS", highs()],
  ["cuts over HiGHS", outerApproximation(highs())],
  ["cuts over GLPK", outerApproximation(glpk())],
] as const)("%s: behind a rated line generators share what is missing at one marginal cost", async (_, solver) => {
  const { solution, grid, generators } = await clear({ ...given, solver });
  // sum of (price - c1) / (2 c2) = 3715 - 2200
  const slopes = local.map(({ quadraticCost }) => 1 / (2 * quadraticCost));
  const constant = local.reduce((sum, { cost }, k) => sum + cost * slopes[k]!, 0);
  const price = (1515 + constant) / slopes.reduce((sum, slope) => sum + slope, 0);
  const power = solution.value(generators.power);
  expect(power.at("G1", 1)).toBeCloseTo(2200, 6);
  local.forEach(({ cost }, k) => {
    expect(power.at(`G${k + 2}`, 1)).toBeCloseTo((price - cost) * slopes[k]!, 2);
  });
  const { active, activeParts } = grid.prices(solution);
  expect(active.at("33", 1)).toBeCloseTo(price, 7);
  expect(activeParts.congestion.at("33", 1)).toBeCloseTo(price - 0.05, 7);
});
