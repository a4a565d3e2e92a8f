import { expect, test } from "vitest";
import { battery, feederLoad, generator } from "../../../models/index.ts";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { type Feeder, feeder, generatedFeeder } from "../../../src/feeder/index.ts";
import type { GridLimits } from "../../../src/market/index.ts";
import { optimalPowerFlow } from "../../../src/market/index.ts";
import type { Solver } from "../../../src/solving/index.ts";
import { clear, marketOf, optimal } from "./market.ts";

/** A generator and a flexible load at every bus, all of different cost. */
function solved(net: Feeder, limits: GridLimits, solver: Solver) {
  const free = { lowestActive: -1e5, highestActive: 1e5, lowestReactive: -1e5, highestReactive: 1e5 };
  const local = net.busNames.flatMap((bus, k) => [
    { bus, cost: 0.2 + 0.013 * (k % 7), highestActive: 5000, lowestReactive: -3000, highestReactive: 3000 },
    { bus, cost: 0.05 - 0.003 * (k % 5), lowestActive: -5000, highestActive: 0 },
  ]);
  const generators = [{ bus: "1", cost: 0.1, ...free }, ...local];
  return clear({ feeder: net, network: conicDistFlow(net, limits), generators, solver });
}

const limits: Readonly<Record<string, (net: Feeder) => GridLimits>> = {
  "no limits": () => ({}),
  "rated powers": ({ branchNames }) => ({ ratedPower: Object.fromEntries(branchNames.map((name) => [name, 4000])) }),
  "reverse flows": ({ branchNames }) => ({ reverseFlow: Object.fromEntries(branchNames.map((name) => [name, 1000])) }),
  "a voltage band": () => ({ lowestVoltage: 0.98, highestVoltage: 1.02 }),
};

for (const [name, limit] of Object.entries(limits)) {
  test(`a market with a generator at every bus and ${name} has the same optimum by cuts as by an interior-point method`, async () => {
    for (const seed of [3, 8]) {
      const net = feeder(generatedFeeder(4 + seed, seed));
      const byCuts = await solved(net, limit(net), outerApproximation(highs()));
      const inside = await solved(net, limit(net), clarabel());
      expect(Math.abs(byCuts.objective / inside.objective - 1)).toBeLessThan(1e-6);
      expect(byCuts.grid.prices(byCuts.solution).remainder).toBeLessThan(1e-5);
    }
  });
}

/** 20 MW, and costs of 1e-5 for each kW squared. */
async function day(solver: Solver): Promise<number> {
  const net = feeder(generatedFeeder(4, 27));
  const market = marketOf(net, 4);
  const any = { lowestActive: -1e5, highestActive: 1e5, lowestReactive: -1e5, highestReactive: 1e5 };
  const local = { lowestReactive: -1000, highestReactive: 1000 };
  generator(market, "generator", [
    { name: "grid", bus: "1", cost: [0.05, 0.12, 0.1, 0.06], ...any },
    { name: "one", bus: "4", cost: 0.06, quadraticCost: 1e-5, highestActive: 4000, ratedPower: 4000, ...local },
    { name: "two", bus: "3", cost: 0.08, quadraticCost: 2e-6, highestActive: 3000, ...local },
  ]);
  const efficiencies = { chargingEfficiency: 0.95, dischargingEfficiency: 0.95 };
  const stored = { name: "stored", bus: "3", capacity: 4000, chargingPower: 1500, ...efficiencies };
  battery(market, "battery", [stored], { exclusive: "never" });
  feederLoad(market, net, { profile: [0.4, 0.7, 0.9, 0.6] });
  const network = conicDistFlow(net, { lowestVoltage: 0.9, highestVoltage: 1.05 });
  optimalPowerFlow(market, network);
  await using session = await market.model.open(solver);
  return optimal(await session.solve()).objective;
}

test("a day of many megawatts has one optimum for both methods, though its numbers are large and its costs small", async () => {
  expect(Math.abs((await day(clarabel())) / (await day(outerApproximation(highs()))) - 1)).toBeLessThan(1e-7);
});
