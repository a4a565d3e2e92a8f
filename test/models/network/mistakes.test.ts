/** What is wrong with a network or its limits is said with what to do. */
import { expect, test } from "vitest";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { distFlowAround } from "../../../models/network/distflow-around.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { highs } from "../../../solvers/highs.ts";
import { type FeederData, feeder, powerFlow } from "../../../src/feeder/index.ts";
import { type GridLimits, scope } from "../../../src/market/index.ts";
import { clear, marketOf, stateOf } from "./market.ts";

const data: FeederData = {
  name: "three buses",
  origin: "made up",
  buses: ["1", "2", "3"].map((name) => ({ name, voltage: 10 })),
  lines: [
    { from: "1", to: "2", resistance: 1, reactance: 1 },
    { from: "2", to: "3", resistance: 1, reactance: 1 },
  ],
  loads: [{ bus: "3", active: 100, reactive: 10 }],
  sources: [{ bus: "1", voltage: 1 }],
};
const net = feeder(data);
const upstream = [{ bus: "1", highestActive: 1e3, lowestReactive: -1e3, highestReactive: 1e3 }];

function refusal(limits: object, hours = 2): string {
  try {
    linearDistFlow(net, limits as GridLimits).addTo(marketOf(net, hours));
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "nothing was refused";
}

test.each([
  [{ highestVolts: 1.1 }, '"highestVolts" is no limit of a network. It takes lowestVoltage, highestVoltage'],
  [{ lowestVoltage: new Float64Array(4) }, "lowestVoltage has 4 values for 3 buses and 2 hours. Give one number, or 6"],
  [{ lowestVoltage: Number.NaN }, 'lowestVoltage is NaN at bus "1"'],
  [{ lowestVoltage: 1.1, highestVoltage: 0.9 }, 'The voltage band of bus "2" in hour "1" goes from 1.1 to 0.9'],
  [{ sourceVoltage: 0 }, 'The source at bus "1" holds 0. Give per unit above 0'],
  [{ sourceVoltage: new Float64Array(3) }, "sourceVoltage has 3 values for 1 sources and 2 hours"],
  [{ ratedPower: { "1-3": 100 } }, 'ratedPower names the line "1-3", and "three buses" has 1-2, 2-3'],
  [{ ratedCurrent: { "1-2": -1 } }, 'ratedCurrent of "1-2" is -1. Give 0 or more'],
  [{ reverseFlow: { "1-2": new Float64Array(3) } }, 'reverseFlow of "1-2" has 3 values for 2 hours'],
])("limits %j", (limits, message) => {
  expect(refusal(limits)).toContain(message);
});

test("a market with other buses is refused", () => {
  const swapped = scope({ name: "swapped", buses: ["1", "3", "2"], hours: 1, money: "EUR" });
  expect(() => conicDistFlow(net).addTo(swapped)).toThrow('Bus 2 of the market is "3" and that of the feeder');
  const fewer = scope({ name: "fewer", buses: ["1", "2"], hours: 1, money: "EUR" });
  expect(() => conicDistFlow(net).addTo(fewer)).toThrow("The market has 2 buses and the feeder");
});

test("a meshed feeder and one without lines are refused when the network is made", () => {
  const loop = { from: "1", to: "3", resistance: 1, reactance: 1 };
  const meshed = feeder({ ...data, lines: [...data.lines, loop] });
  expect(() => linearDistFlow(meshed)).toThrow("is not radial");
  const single = feeder({ ...data, buses: [data.buses[0]!], lines: [], loads: [] });
  expect(() => conicDistFlow(single)).toThrow("has no closed line");
});

test("a polygon has a multiple of four sides", () => {
  expect(() => linearDistFlow(net, {}, { sides: 6 })).toThrow("A polygon has 6 sides. Give a multiple of 4");
});

test("a flow of another feeder or of other hours is refused", async () => {
  const other = feeder({ ...data, buses: data.buses.slice(0, 2), lines: [data.lines[0]!], loads: [] });
  const flow = powerFlow(other);
  if (flow.status !== "solved") throw new Error(flow.reason);
  expect(() => distFlowAround(net, flow).addTo(marketOf(net))).toThrow('The flow is one of "three buses"');
  const cleared = await clear({ feeder: net, network: linearDistFlow(net), generators: upstream, solver: highs() });
  const around = distFlowAround(net, stateOf(cleared));
  expect(() => around.addTo(marketOf(net, 3))).toThrow("has 1 members of hour and the network 3");
});

test("an infeasible band is explained by the voltage drop that it cannot have", async () => {
  const cleared = clear({
    feeder: net,
    network: linearDistFlow(net, { lowestVoltage: 1 }),
    generators: upstream,
    solver: highs(),
  });
  await expect(cleared).rejects.toThrow("infeasible");
});
