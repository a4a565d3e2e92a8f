import { expect, test } from "vitest";
import { feeder, powerFlow, topologyFlows, topologyStatus } from "../../../../src/feeder/index.ts";
import { net, netData } from "../../nets.ts";

test("every switch state has its own status, and its own losses where it is solved", () => {
  const data = netData("1-2 2-3 3-1 3-4");
  const square = feeder({ ...data, loads: [{ bus: "4", active: 500, reactive: 200 }] });
  const states = Uint8Array.of(1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1);
  const flows = topologyFlows(square, states);
  const words = Array.from(flows.status, (status) => topologyStatus[status]);
  expect(words).toEqual(["solved", "meshed", "not fed", "solved", "solved"]);
  expect(flows.counts).toEqual([0, 3, 1, 1]);
  flows.status.forEach((status, state) => {
    if (status !== 1) {
      expect([flows.activeLoss[state], flows.lowestVoltage[state], flows.lowestBus[state]]).toEqual([0, 0, -1]);
      return;
    }
    const own = powerFlow({ ...square, closed: states.slice(4 * state, 4 * state + 4) });
    if (own.status !== "solved") throw new Error(own.reason);
    expect(flows.activeLoss[state]).toBeCloseTo(own.totalActiveLoss, 7);
    expect(flows.reactiveLoss[state]).toBeCloseTo(own.totalReactiveLoss, 7);
    expect(flows.lowestVoltage[state]).toBeCloseTo(own.voltage[own.lowestBus]!, 10);
    expect(flows.lowestBus[state]).toBe(own.lowestBus);
  });
  const heavy = topologyFlows(square, states, { scale: 200 });
  expect(heavy.counts).toEqual([3, 0, 1, 1]);
});

test("states that do not fit the branches, and generators that hold a voltage, are refused", () => {
  expect(() => topologyFlows(net("1-2 2-3 3-4 4-1"), new Uint8Array(6))).toThrow(
    "6 switch states were given. Give 4 numbers",
  );
  const held = feeder({ ...netData("1-2"), generators: [{ bus: "2", active: 5, reactive: 0, voltage: 1 }] });
  expect(() => topologyFlows(held, Uint8Array.of(1))).toThrow("the sweep cannot hold a voltage");
});
