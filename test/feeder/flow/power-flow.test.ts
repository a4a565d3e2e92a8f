import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { feeders } from "../../../cases/index.ts";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { type Feeder, type FeederData, type Flow, feeder, powerFlow, reverseFlow } from "../../../src/feeder/index.ts";
import { net, netData } from "../nets.ts";

function solved(of: Feeder, options: Parameters<typeof powerFlow>[1] = {}): Flow {
  const flow = powerFlow(of, options);
  if (flow.status !== "solved") throw new Error(flow.reason);
  return flow;
}

interface Published {
  readonly feeder: string;
  readonly loss_kW: number;
  readonly loss_kVAr: number;
  readonly vmin_bus: number;
  readonly v_pu: readonly (readonly [bus: number, voltage: number])[];
}

/** MATPOWER 8.1.1, Newton at 1e-12 per unit. */
const published: readonly Published[] = [
  {
    feeder: "case33bw",
    loss_kW: 202.677126,
    loss_kVAr: 135.140966,
    vmin_bus: 18,
    v_pu: [
      [2, 0.997032259729],
      [18, 0.913090479361],
      [22, 0.991584376858],
      [25, 0.969356112454],
      [33, 0.916589822134],
    ],
  },
];

async function compare({ feeder: name, ...figures }: Published, method: "sweep" | "newton"): Promise<void> {
  const found = solved(feeder(await loadFeeder(name)), { method });
  const voltage = new Map(found.feeder.busNames.map((bus, k) => [bus, found.voltage[k]!]));
  const difference = Math.max(...figures.v_pu.map(([bus, value]) => Math.abs(voltage.get(String(bus))! - value)));
  expect({ name, method, close: difference < 1e-9 }).toEqual({ name, method, close: true });
  expect(found.totalActiveLoss).toBeCloseTo(figures.loss_kW, 5);
  expect(found.totalReactiveLoss).toBeCloseTo(figures.loss_kVAr, 5);
  expect(found.feeder.busNames[found.lowestBus]).toBe(String(figures.vmin_bus));
}

test.each(["sweep", "newton"] as const)(
  "by %s the 33-bus feeder has MATPOWER's voltages and losses",
  async (method) => {
    await compare(published[0]!, method);
  },
);

test.each(["sweep", "newton"] as const)(
  "by %s the buses with the lowest and the highest voltage are named",
  (method) => {
    const extremes = (...powers: readonly (readonly [bus: string, active: number])[]) => {
      const loads = powers.map(([bus, active]) => ({ bus, active, reactive: 0 }));
      const { lowestBus, highestBus } = solved(feeder({ ...netData("1-2 2-3 2-4"), loads }), { method });
      return [lowestBus, highestBus];
    };
    expect(extremes(["3", 500], ["4", -900])).toEqual([2, 3]);
    expect(extremes(["3", 500])).toEqual([2, 0]);
    expect(extremes(["4", -900])).toEqual([0, 3]);
    // Where all are equal, the first.
    expect(extremes()).toEqual([0, 0]);
  },
);

test("the eleven feeders have MATPOWER's voltages to 1e-9 p.u. by both methods", async ({ skip }) => {
  const path = "../shared/figures/power-flow.json";
  if (!existsSync(path)) skip(`${path} is not there`);
  const { results }: { results: Published[] } = JSON.parse(readFileSync(path, "utf8"));
  expect(results.map((result) => result.feeder).sort()).toEqual(feeders.map(({ name }) => name).sort());
  for (const result of results) for (const method of ["sweep", "newton"] as const) await compare(result, method);
});

test("a radial feeder is swept, a meshed one is solved by Newton, and so is one with a held voltage", () => {
  const chain = netData("1-2 2-3");
  const held: FeederData = { ...chain, generators: [{ bus: "3", active: 100, reactive: 0, voltage: 1 }] };
  expect(solved(feeder(chain)).method).toBe("sweep");
  expect(solved(net("1-2 2-3 3-1")).method).toBe("newton");
  expect(solved(feeder(held)).method).toBe("newton");
});

test("the sweep refuses a loop by name, a held voltage and an island", () => {
  expect(() => powerFlow(net("1-2 2-3 3-1"), { method: "sweep" })).toThrow(
    /lines .*1-2.* form a loop: open one of them, or use Newton/,
  );
  const held = feeder({ ...netData("1-2"), generators: [{ bus: "2", active: 5, reactive: 0, voltage: 1 }] });
  expect(() => powerFlow(held, { method: "sweep" })).toThrow(
    'the sweep cannot hold a voltage inside the net, and generators hold those of buses "2". Use Newton',
  );
  for (const method of ["sweep", "newton"] as const) {
    expect(() => powerFlow(net("1-2 (2-3) 3-4"), { method })).toThrow(/buses 3, 4 are not fed/);
  }
});

test("options that make no sense are refused", () => {
  const chain = net("1-2");
  expect(() => powerFlow(chain, { tolerance: 0 })).toThrow("Give one from 1e-14 to 0.01");
  expect(() => powerFlow(chain, { tolerance: Number.NaN })).toThrow("Give one from 1e-14 to 0.01");
  expect(() => powerFlow(chain, { scale: Number.POSITIVE_INFINITY })).toThrow("The scale of the loads is Infinity");
  const unknown = JSON.parse('{"method":"gauss"}') as { method: "sweep" };
  expect(() => powerFlow(chain, unknown)).toThrow('There is no method "gauss"');
});

test("where the 33-bus feeder collapses is found alike by both methods", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const outcomes = (["sweep", "newton"] as const).map((method) => powerFlow(net33, { method, scale: 5 }));
  for (const outcome of outcomes) {
    if (outcome.status === "solved") throw new Error("five times the load has no solution");
    // A continuation power flow of the same data ends at 3.62 times the load.
    expect(outcome.share).toBeCloseTo(3.62, 2);
    expect(net33.busNames[outcome.bus]).toBe("18");
    expect(solved(net33, { scale: outcome.share }).status).toBe("solved");
    expect(powerFlow(net33, { scale: 1.001 * outcome.share }).status).toBe("no solution");
  }
});

/** 100 kVAr and 400 kW behind 1 + j2 ohm at 10 kV: solved by hand from |V|^2 = v, v^2 - (E^2 - 2(RP + XQ)) v + Z^2 S^2 = 0. */
const single: FeederData = {
  name: "single",
  origin: "made up for this test",
  buses: [
    { name: "grid", voltage: 10 },
    { name: "mill", voltage: 10 },
  ],
  lines: [{ from: "mill", to: "grid", resistance: 1, reactance: 2, ratedCurrent: 25, ratedPower: 500 }],
  loads: [{ bus: "mill", active: 400, reactive: 100 }],
  sources: [{ bus: "grid", voltage: 1 }],
};

test("one line has the voltage, current, losses and loading of a hand computation", () => {
  const half = (100 - 2 * (0.4 + 2 * 0.1)) / 2;
  const v = half + Math.sqrt(half * half - 5 * (0.4 ** 2 + 0.1 ** 2));
  const current = Math.sqrt((400 ** 2 + 100 ** 2) / (3 * v));
  const flow = solved(feeder(single), { tolerance: 1e-13 });
  expect(flow.voltage[1]).toBeCloseTo(Math.sqrt(v) / 10, 11);
  // tan of the angle: (XP - RQ) / (v + RP + XQ), behind the grid.
  expect(flow.angle[1]).toBeCloseTo(-Math.atan((2 * 0.4 - 0.1) / (v + 0.4 + 0.2)), 11);
  expect(flow.current[0]).toBeCloseTo(current, 8);
  expect(flow.totalActiveLoss).toBeCloseTo((3 * current ** 2) / 1000, 8);
  expect(flow.totalReactiveLoss).toBeCloseTo((3 * current ** 2 * 2) / 1000, 8);
  expect([flow.activeFrom[0], flow.reactiveFrom[0]].map((power) => power!.toFixed(6))).toEqual([
    "-400.000000",
    "-100.000000",
  ]);
  expect(flow.sourceActive[0]).toBeCloseTo(400 + (3 * current ** 2) / 1000, 7);
  expect(flow.activeTo[0]).toBeCloseTo(flow.sourceActive[0]!, 9);
  // 23.9 A of 25 A are more than 412 kVA of 500 kVA.
  expect(flow.loading[0]).toBeCloseTo(current / 25, 9);
});

test("a branch without rating has no loading, and an open one carries nothing", () => {
  const lines = [{ ...single.lines[0]!, from: "grid", to: "mill", name: "new", closed: false }];
  const { ratedCurrent: _, ratedPower: __, ...unrated } = single.lines[0]!;
  const flow = solved(feeder({ ...single, lines: [unrated, ...lines] }));
  expect(Array.from(flow.loading)).toEqual([0, 0]);
  expect([flow.activeFrom[1], flow.reactiveTo[1], flow.current[1]]).toEqual([0, 0, 0]);
});

test("power that flows towards the source is found, whichever way a line is written", () => {
  const buses = ["1", "2", "3", "4"].map((name) => ({ name, voltage: 10 }));
  const impedance = { resistance: 1, reactance: 1 };
  const data: FeederData = {
    name: "street",
    origin: "made up for this test",
    buses,
    lines: [
      { from: "1", to: "2", ...impedance },
      { from: "3", to: "2", ...impedance },
      { from: "2", to: "4", ...impedance },
      { from: "4", to: "1", ...impedance, closed: false },
    ],
    loads: [{ bus: "4", active: 300, reactive: 0 }],
    generators: [{ bus: "3", active: 200, reactive: 0 }],
    sources: [{ bus: "1", voltage: 1 }],
  };
  expect(Array.from(reverseFlow(solved(feeder(data))))).toEqual([0, 1, 0, 0]);
  const sunny = { ...data, generators: [{ bus: "3", active: 400, reactive: 0 }] };
  expect(Array.from(reverseFlow(solved(feeder(sunny))))).toEqual([1, 1, 0, 0]);
  expect(() => reverseFlow(solved(net("1-2 2-3 3-1")))).toThrow("is not radial");
});

test("what the source gives is load and losses also where its line has next to no impedance, as in case16am", () => {
  const data: FeederData = {
    name: "switch",
    origin: "made up for this test",
    buses: ["grid", "bar", "house"].map((name) => ({ name, voltage: 12.66 })),
    lines: [
      { from: "grid", to: "bar", resistance: 1e-10, reactance: 1e-10 },
      { from: "bar", to: "house", resistance: 0.1202, reactance: 0.1603 },
    ],
    loads: [{ bus: "house", active: 2000, reactive: 1600 }],
    sources: [{ bus: "grid", voltage: 1 }],
  };
  const flow = powerFlow(feeder(data));
  if (flow.status !== "solved") throw new Error(flow.reason);
  expect(Math.abs(flow.sourceActive[0]! - 2000 - flow.totalActiveLoss)).toBeLessThan(1e-8);
  expect(Math.abs(flow.activeFrom[0]! - flow.sourceActive[0]!)).toBeLessThan(1e-8);
  expect(Math.abs(flow.activeTo[0]! + flow.activeFrom[1]!)).toBeLessThan(1e-8);
});
