/** Many hours at once: each as it would be alone. */
import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Feeder, feeder } from "../../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../../src/market/index.ts";
import type { Solver } from "../../../src/solving/index.ts";
import { clear, stateOf } from "./market.ts";

const net = feeder(await loadFeeder("case33bw"));
const generators = [
  { bus: 1, cost: 0.05, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 },
  { bus: 18, cost: 0.09, highestActive: 800, lowestReactive: -300, highestReactive: 300 },
  { bus: 33, cost: 0.07, highestActive: 900, lowestReactive: -300, highestReactive: 300 },
];
const profile = Float64Array.from({ length: 24 }, (_, t) => 0.6 + 0.4 * Math.sin((Math.PI * t) / 23));
/** The substation line is limited from hour 11 to hour 18, bus voltages from hour 15 on. */
const rated = profile.map((_, t) => (t >= 10 && t < 18 ? 3000 : Number.POSITIVE_INFINITY));
const lowest = profile.map((_, t) => (t >= 14 ? 0.95 : 0.9));

function limitsAt(hours: readonly number[]): GridLimits {
  return {
    lowestVoltage: Float64Array.from({ length: 33 * hours.length }, (_, at) => lowest[hours[at % hours.length]!]!),
    highestVoltage: 1.1,
    ratedPower: { "1-2": Float64Array.from(hours, (t) => rated[t]!) },
  };
}

const networks: readonly (readonly [string, (net: Feeder, limits: GridLimits) => Network, Solver, number])[] = [
  ["linear", linearDistFlow, highs(), 1e-9],
  ["conic", conicDistFlow, clarabel(), 1e-5],
];

test.each(networks)("%s: 24 hours with limits of their own are 24 single hours", async (_, make, solver, within) => {
  const all = Array.from(profile, (_, t) => t);
  const day = await clear({ feeder: net, network: make(net, limitsAt(all)), generators, solver, hours: 24, profile });
  const prices = day.grid.prices(day.solution);
  expect(prices.remainder).toBeLessThan(within);
  for (const t of [0, 10, 12, 16, 23]) {
    const hour = await clear({
      feeder: net,
      network: make(net, limitsAt([t])),
      generators,
      solver,
      profile: [profile[t]!],
    });
    const alone = hour.grid.prices(hour.solution);
    for (const bus of ["1", "17", "33"]) {
      expect(Math.abs(prices.active.at(bus, t + 1) - alone.active.at(bus, 1))).toBeLessThan(within);
      const [own, theirs] = [prices, alone].map(({ activeParts }) => activeParts);
      for (const part of ["losses", "voltage", "congestion"] as const) {
        expect(Math.abs(own![part].at(bus, t + 1) - theirs![part].at(bus, 1))).toBeLessThan(within);
      }
    }
  }
  expect(Math.abs(prices.activeParts.congestion.at("33", 13))).toBeGreaterThan(1e-3);
  expect(prices.activeParts.congestion.at("33", 1)).toBe(0);
  expect(Math.max(...stateOf(day).voltage.data)).toBeLessThan(1.1);
});
