import { expect, test } from "vitest";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { distFlowAround } from "../../../models/network/distflow-around.ts";
import { exactness } from "../../../models/network/exactness.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { feeder } from "../../../src/feeder/index.ts";
import { type Cleared, clear, stateOf } from "./market.ts";

/** 10 kV and 1 + j 1 ohm: 0.01 + j 0.01 per unit on 1 MVA. */
const net = feeder({
  name: "two buses",
  origin: "made up",
  buses: [
    { name: "1", voltage: 10 },
    { name: "2", voltage: 10 },
  ],
  lines: [{ from: "1", to: "2", resistance: 1, reactance: 1 }],
  loads: [{ bus: "2", active: 100, reactive: 0 }],
  sources: [{ bus: "1", voltage: 1 }],
});

/** The grid pays 0.05 to be rid of a kWh: a unit that must run is the dearer the more of it arrives. */
const mustRun = { bus: "2", lowestActive: 600, highestActive: 600 };
const paying = {
  bus: "1",
  cost: -0.05,
  lowestActive: -1e4,
  highestActive: 0,
  lowestReactive: -1e3,
  highestReactive: 1e3,
};

test("where power is worth less than nothing, the relaxation burns it in a line, and says so", async () => {
  const limits = { lowestVoltage: 0.9, highestVoltage: 1.1 };
  const burnt = await clear({
    feeder: net,
    network: conicDistFlow(net, limits),
    generators: [paying, mustRun],
    solver: clarabel(),
  });
  const report = exactness(stateOf(burnt));
  expect(report.exact).toBe(false);
  expect(report.loose).toHaveLength(1);
  expect(report.loose[0]).toMatchObject({ line: "1-2", hour: "1" });
  expect(report.loose[0]!.excess).toBeGreaterThan(1);
  expect(report.text).toContain("1 of 1 cones are not tight");
  expect(report.text).toContain("distFlowAround");
});

test("linearised around its own last flow until it stays, it is a power flow again", async () => {
  const limits = { lowestVoltage: 0.9, highestVoltage: 1.1 };
  const given = { feeder: net, generators: [paying, mustRun] };
  let cleared: Cleared = await clear({ ...given, network: conicDistFlow(net, limits), solver: clarabel() });
  for (let round = 0; round < 6; round++) {
    cleared = await clear({ ...given, network: distFlowAround(net, stateOf(cleared), limits), solver: highs() });
  }
  const state = stateOf(cleared);
  expect(exactness(state).exact).toBe(true);
  expect(exactness(state).text).toContain("The flow is a power flow");
  // By hand, in kW: bus 1 gets what 500 kW lose on the way less, with l = (P^2 + Q^2) / 1000 at its voltage of 1.
  const [P, Q] = [state.activeFlow.at("1-2", 1), state.reactiveFlow.at("1-2", 1)];
  expect(P).toBeCloseTo(-500 + (0.01 * (P * P + Q * Q)) / 1000, 6);
  expect(Q).toBeCloseTo((0.01 * (P * P + Q * Q)) / 1000, 6);
});

test("a line without resistance is as loose as any other where its reactance takes more than its flow makes", async () => {
  // Reactive power is worth less than nothing at bus 1: the reactance burns what it can.
  const coil = feeder({
    name: "two buses and a coil",
    origin: "made up",
    buses: [
      { name: "1", voltage: 10 },
      { name: "2", voltage: 10 },
    ],
    lines: [{ from: "1", to: "2", resistance: 0, reactance: 1 }],
    loads: [{ bus: "2", active: 100, reactive: 0 }],
    sources: [{ bus: "1", voltage: 1 }],
  });
  const supply = { bus: "1", cost: 0.05, highestActive: 1e4, lowestReactive: 50, highestReactive: 1e3 };
  const limits = { lowestVoltage: 0.9, highestVoltage: 1.1 };
  const generators = [supply, { bus: "2", highestActive: 0, lowestReactive: 0, highestReactive: 0 }];
  const burnt = await clear({ feeder: coil, network: conicDistFlow(coil, limits), generators, solver: clarabel() });
  const report = exactness(stateOf(burnt));
  expect(report.exact).toBe(false);
  // 0.01 per unit on 1 MVA: 100 kW at 1 per unit take 0.1 kVAr, and 50 have to go somewhere.
  expect(report.loose[0]!.excess).toBeGreaterThan(49);
});

test("a network without losses is never called a power flow", async () => {
  const generators = [{ bus: "1", highestActive: 1e3, lowestReactive: 0, highestReactive: 0 }];
  const cleared = await clear({ feeder: net, network: linearDistFlow(net), generators, solver: highs() });
  expect(stateOf(cleared).coneGap).toBeNull();
  expect(() => exactness(stateOf(cleared))).toThrow("A network without losses is no power flow");
});
