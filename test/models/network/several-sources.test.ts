/** Two trees in one market: each has the energy price of its own source. */
import { expect, test } from "vitest";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { feeder } from "../../../src/feeder/index.ts";
import { clear, stateOf } from "./market.ts";

const net = feeder({
  name: "two trees",
  origin: "made up",
  buses: ["a", "a1", "b", "b1", "b2"].map((name) => ({ name, voltage: 10 })),
  lines: [
    { from: "a1", to: "a", resistance: 1, reactance: 1 },
    { from: "b", to: "b1", resistance: 1, reactance: 1 },
    { from: "b2", to: "b1", resistance: 1, reactance: 1 },
  ],
  loads: ["a1", "b1", "b2"].map((bus) => ({ bus, active: 300, reactive: 100 })),
  sources: [
    { bus: "a", voltage: 1 },
    { bus: "b", voltage: 1.02 },
  ],
});
const supply = (bus: string, cost: number) => ({
  ...{ bus, cost },
  ...{ highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 },
});
const generators = [supply("a", 0.1), supply("b", 0.2)];

test("linear: the price of the source everywhere, positive flows away from it", async () => {
  const cleared = await clear({ feeder: net, network: linearDistFlow(net), generators, solver: highs() });
  const { active, activeParts } = cleared.grid.prices(cleared.solution);
  expect(["a", "a1", "b", "b1", "b2"].map((bus) => active.at(bus, 1))).toEqual([0.1, 0.1, 0.2, 0.2, 0.2]);
  expect(activeParts.energy.data).toEqual(active.data);
  const { activeFlow, voltage } = stateOf(cleared);
  // Lines stand away from their sources: a1-a, b-b1, b2-b1.
  expect(["a1-a", "b-b1", "b2-b1"].map((line) => activeFlow.at(line, 1))).toEqual([300, 600, 300]);
  // 300 kW and 100 kvar over 0.01 + j 0.01 per unit on 1 MVA: 2 (0.003 + 0.001).
  expect(voltage.at("a1", 1)).toBeCloseTo(Math.sqrt(1 - 0.008), 9);
  expect(voltage.at("b2", 1)).toBeCloseTo(Math.sqrt(1.02 ** 2 - 0.016 - 0.008), 9);
});

test("conic: losses are paid at the price of the own source", async () => {
  const cleared = await clear({ feeder: net, network: conicDistFlow(net), generators, solver: clarabel() });
  const { activeParts } = cleared.grid.prices(cleared.solution);
  ["a", "a1", "b", "b1", "b2"].forEach((bus, k) => {
    expect(activeParts.energy.at(bus, 1)).toBeCloseTo(k < 2 ? 0.1 : 0.2, 7);
  });
  // By hand to first order: 2 r P of the price, with P = 0.3 and 0.6 per unit.
  expect(activeParts.losses.at("a1", 1)).toBeCloseTo(0.1 * 2 * 0.01 * 0.3, 4);
  expect(activeParts.losses.at("b1", 1)).toBeCloseTo(0.2 * 2 * 0.01 * 0.6, 4);
});
