/** What is in the way of a market: the limit, where, and what was found to be enough. Figures are those of power flows. */
import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import {
  battery,
  central,
  conicDistFlow,
  copperPlate,
  feederLoad,
  flexibleLoad,
  generator,
  linearDistFlow,
  photovoltaic,
  successiveLinear,
} from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { feeder, powerFlow } from "../../../src/feeder/index.ts";
import { clear, type GridLimits, type LocalMarket, type Method, type Participant } from "../../../src/market/index.ts";

const net = feeder(await loadFeeder("case33bw"));
const row = { name: "grid", bus: "1", highestActive: 9000, cost: 0.1, lowestReactive: -9000, highestReactive: 9000 };
const upstream: Participant = { name: "upstream", enter: (s) => generator(s, "grid", [row]) };
const town = (...profile: readonly number[]): Participant => ({
  name: "town",
  enter: (s) => feederLoad(s, net, { profile }),
});

function market(network: LocalMarket["network"], participants: readonly Participant[], hours = 1): LocalMarket {
  return { name: "evening", buses: net.busNames, hours, money: "EUR", network, participants };
}

async function explained(asked: LocalMarket, method: Method = central(), solver = clarabel(), timeLimitS?: number) {
  const cleared = await clear(asked, { method, solver });
  if (cleared.status === "cleared") throw new Error("cleared");
  if (cleared.explain === undefined) throw new Error(cleared.reason);
  return await cleared.explain(timeLimitS === undefined ? {} : { timeLimitS });
}

test("a voltage band names its bus and the hour that needs it, and the voltage of the power flow", async () => {
  const network = conicDistFlow(net, { lowestVoltage: 0.95 });
  expect(await explained(market(network, [upstream, town(0.4, 1, 0.7)], 3))).toEqual([
    'The voltage band is in the way: the lowest voltage of 0.95 p.u. cannot be kept at bus 18 in hour "2". With a lowest voltage of 0.913 or lower there is an optimum.',
  ]);
});

test("a band that differs by bus is named, with no number to put in its place that was not tried", async () => {
  const lowestVoltage = Float64Array.from(net.busNames, (bus) => (bus === "33" ? 0.95 : 0.9));
  const [only, ...others] = await explained(market(conicDistFlow(net, { lowestVoltage }), [upstream, town(1)]));
  expect(others).toEqual([]);
  expect(only).toMatch(
    /the lowest voltage of 0\.95 p\.u\. cannot be kept at bus 33\. In the program it would take a lowest voltage of 0\.91[67] or lower; whether that is enough was not tried/,
  );
});

test("a rated current as a bound of the square, by as much as the power flow is above it", async () => {
  const flow = powerFlow(net);
  if (flow.status !== "solved") throw new Error(flow.reason);
  const current = flow.current[net.branchNames.indexOf("1-2")]!;
  const limits: GridLimits = { ratedCurrent: { "1-2": current / 1.5 } };
  const [only] = await explained(market(conicDistFlow(net, limits), [upstream, town(1)]));
  expect(only).toMatch(
    /^The ratings of lines are in the way: the rating of line 1-2, [\d.]+ A, cannot be kept\. With a rating 1\.5[01] times as high there is an optimum\.$/,
  );
});

test("reverse flow towards the source", async () => {
  const sun: Participant = {
    name: "sun",
    enter: (s) => photovoltaic(s, "PV", [{ name: "roof", bus: "2", capacity: 5000, profile: 1, mostCurtailed: 0 }]),
  };
  const sells: Participant = {
    name: "upstream",
    enter: (s) => generator(s, "grid", [{ ...row, lowestActive: -9000 }]),
  };
  const network = linearDistFlow(net, { reverseFlow: { "1-2": 1000 } });
  // 5,000 less 3,715 kW of load flow back, 285 more than the limit.
  expect(await explained(market(network, [sells, sun, town(1)]), central(), highs())).toEqual([
    "The limits of reverse flow are in the way: 1000 kW towards the source cannot be kept in line 1-2. With 1285 kW there is an optimum.",
  ]);
});

test("the band and the ratings together, where neither of them alone would do", async () => {
  const network = conicDistFlow(net, { lowestVoltage: 0.95, ratedPower: { "1-2": 2300 } });
  const [only, ...others] = await explained(market(network, [upstream, town(1)]));
  expect(others).toEqual([]);
  expect(only).toMatch(
    /^Several limits of the network are in the way: .*bus 18.*line 1-2.*not enough\. With a lowest voltage of 0\.913 or lower and a rating 2\.01 times as high there is an optimum\.$/,
  );
});

test("devices that cannot give enough, whatever the network, by hour", async () => {
  const small: Participant = { name: "unit", enter: (s) => generator(s, "unit", [{ ...row, highestActive: 3000 }]) };
  expect(await explained(market(copperPlate(), [small, town(0.5, 1)], 2), central(), highs())).toEqual([
    'What devices can give and take is in the way: "grid" would have to give 3715 kW in hour "2" in place of at most 3000.',
  ]);
});

test("the energy of a battery, on an island", async () => {
  const hut: Participant = {
    name: "hut",
    enter: (s) => {
      photovoltaic(s, "PV", [{ name: "roof", bus: "1", capacity: 10, profile: [1, 0, 0] }]);
      battery(s, "battery", [
        { name: "B", bus: "1", capacity: 4, chargingPower: 10, initialEnergy: 0, finalEnergy: "free" },
      ]);
      flexibleLoad(s, "lamps", [{ name: "lamps", bus: "1", active: [0, 3, 3] }]);
    },
  };
  const sentences = await explained(market(copperPlate(), [hut], 3), central(), highs());
  expect(sentences.join()).toMatch(/"B" would have to hold 6 kWh|"lamps" would have to do without 2 kW/);
});

test("around its own flow the remedy has been tried around its own flow", async () => {
  const network = linearDistFlow(net, { lowestVoltage: 0.95 });
  expect(await explained(market(network, [upstream, town(1)]), successiveLinear(), highs())).toEqual([
    "The voltage band is in the way: the lowest voltage of 0.95 p.u. cannot be kept at bus 18. With a lowest voltage of 0.913 or lower there is an optimum.",
  ]);
});

test("a time limit ends the search, and what is said then is the conflict of rows", async () => {
  const network = linearDistFlow(net, { lowestVoltage: 0.95 });
  const sentences = await explained(market(network, [upstream, town(1)]), central(), highs(), 1e-6);
  expect(sentences).toHaveLength(1);
});

test("where no limit is in the way the rows that conflict are named", async () => {
  const stubborn: Participant = {
    name: "stubborn",
    enter: (s) => {
      const x = s.variable("x", [], { upper: 1 });
      s.constraint("wants more", [], () => x().ge(2));
    },
  };
  const [only] = await explained(market(copperPlate(), [upstream, town(1), stubborn]), central(), highs());
  expect(only).toContain("stubborn wants more");
});

test("with a battery, hours that only stand in the way together are named together, and each of them can be kept alone", async () => {
  const store = { name: "store", bus: "18", capacity: 1200, chargingPower: 800, initialEnergy: 0, finalEnergy: 0 };
  const resident: Participant = { name: "resident", enter: (s) => battery(s, "store", [store]) };
  const within = (lowestVoltage: number | Float64Array) =>
    market(
      linearDistFlow(net, { lowestVoltage, highestVoltage: 1.05 }),
      [upstream, town(0.3, 0.9, 0.5, 1), resident],
      4,
    );
  const [only, ...others] = await explained(within(0.95), central(), highs());
  expect(others).toEqual([]);
  const places = Array.from(only!.matchAll(/bus (\w+) in hour "(\d)"/g), ([, bus, hour]) => ({
    bus,
    hour: Number(hour),
  }));
  const onlyAt = (some: readonly { bus: string | undefined; hour: number }[]) =>
    within(
      Float64Array.from({ length: 33 * 4 }, (_, at) => {
        const [bus, hour] = [net.busNames[Math.floor(at / 4)], (at % 4) + 1];
        return some.some((one) => one.bus === bus && one.hour === hour) ? 0.95 : 0.5;
      }),
    );
  const cleared = await clear(onlyAt(places), { method: central(), solver: highs() });
  expect({ only, status: cleared.status }).toEqual({ only, status: "infeasible" });
  expect(only!.includes("all together")).toBe(places.length > 1);
});
