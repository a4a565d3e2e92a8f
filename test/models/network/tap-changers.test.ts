/** Prices where a tap is decided: its steps are fixed, the rest has duals. */
import { expect, test } from "vitest";
import { feederLoad, generator, onLoadTapChanger } from "../../../models/index.ts";
import { optimalPowerFlow } from "../../../models/markets/optimal-power-flow.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { highs } from "../../../solvers/highs.ts";
import { feeder } from "../../../src/feeder/index.ts";
import { optimal, settingOf, unaccounted } from "./market.ts";

test("prices add up behind a tap changer", async () => {
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
  const setting = settingOf(net);
  const units = generator(setting, "generator", [
    { name: "grid", bus: "1", cost: 0.1, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 },
    { name: "local", bus: "3", cost: 0.3, highestActive: 1e4 },
  ]);
  const taps = onLoadTapChanger(setting, "regulator", [
    { name: "R", branch: "2-3", lowestStep: -2, highestStep: 2, stepSize: 0.01 },
  ]);
  const network = linearDistFlow(net, {}, { tapChangers: taps });
  const { grid } = optimalPowerFlow(setting, network, [units, feederLoad(setting, net)]);
  await using session = await setting.model.open(highs());
  const { solution } = optimal(await session.solve());
  const prices = grid.prices(optimal(await session.solveFixed(solution)).solution);
  expect(unaccounted(prices)).toBeLessThan(1e-9);
  expect(prices.remainder).toBeLessThan(1e-9);
  expect(prices.active.at("3", 1)).toBeCloseTo(0.3, 9);
  expect(prices.activeParts.voltage.at("3", 1)).toBeGreaterThan(0.19);
});
