import { expect, test } from "vitest";
import { type FeederData, feeder, netLoads, powerFlow } from "../../../src/feeder/index.ts";
import { netData } from "../nets.ts";

const chain: FeederData = {
  ...netData("1-2 2-3"),
  loads: [
    { bus: "1", active: 40, reactive: 10 },
    { bus: "2", active: 300, reactive: 100, kind: "impedance" },
    { bus: "3", active: 500, reactive: 200 },
  ],
  shunts: [{ bus: "3", active: 0, reactive: 150 }],
  generators: [{ bus: "3", active: 120, reactive: 30 }],
};

test.each(["sweep", "newton"] as const)(
  "a bus takes its loads and shunts at its voltage, less what generators give (%s)",
  (method) => {
    const flow = powerFlow(feeder(chain), { method });
    if (flow.status !== "solved") throw new Error(flow.reason);
    const { active, reactive } = netLoads(flow);
    const square = flow.voltage.map((v) => v * v);
    expect(active[0]).toBeCloseTo(40, 5);
    expect(reactive[0]).toBeCloseTo(10, 5);
    expect(active[1]).toBeCloseTo(300 * square[1]!, 5);
    expect(reactive[1]).toBeCloseTo(100 * square[1]!, 5);
    expect(active[2]).toBeCloseTo(500 - 120, 5);
    expect(reactive[2]).toBeCloseTo(200 - 30 - 150 * square[2]!, 5);
    const taken = active.reduce((sum, kW) => sum + kW, 0);
    expect(taken + flow.totalActiveLoss).toBeCloseTo(flow.sourceActive[0]!, 5);
  },
);

test("a bus where nothing stands takes 0, not what rounding leaves", () => {
  const flow = powerFlow(feeder({ ...netData("1-2 2-3"), loads: [{ bus: "3", active: 700, reactive: 300 }] }));
  if (flow.status !== "solved") throw new Error(flow.reason);
  const { active, reactive } = netLoads(flow);
  expect([active[1], reactive[1]]).toEqual([0, 0]);
});
