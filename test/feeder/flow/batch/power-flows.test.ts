import fc from "fast-check";
import { expect, test } from "vitest";
import { loadFeeder } from "../../../../cases/texts.node.ts";
import {
  type BatchLoads,
  type FeederData,
  type FlowBatch,
  type FlowOptions,
  feeder,
  powerFlow,
  powerFlows,
} from "../../../../src/feeder/index.ts";
import { net } from "../../nets.ts";
import { randomNet } from "../newton/random-net.ts";
import { randomForest } from "../sweep/random-forest.ts";

const row = (values: ArrayLike<number>, length: number, step: number): number[] =>
  Array.from({ length }, (_, k) => values[step * length + k]!);

/** Every step as a power flow of its own, of a feeder with these loads in its data. */
function expectSteps(data: FeederData, batch: FlowBatch, step: number, loads: FeederData["loads"]): void {
  const own = feeder({ ...data, loads: loads ?? [] });
  const options: FlowOptions = { method: batch.method };
  const flow = powerFlow(own, options);
  expect(batch.status[step]).toBe(flow.status === "solved" ? 1 : 0);
  if (flow.status !== "solved") return;
  const { numBuses, numBranches } = own;
  const close = (found: number[], expected: ArrayLike<number>, within: number): void => {
    expect(found).toHaveLength(expected.length);
    const differences = found.map((value, k) => Math.abs(value - expected[k]!));
    expect(Math.max(0, ...differences)).toBeLessThan(within);
  };
  close(row(batch.voltage, numBuses, step), flow.voltage, 1e-9);
  close([batch.lowestVoltage[step]!], [flow.voltage[flow.lowestBus]!], 1e-9);
  close(row(batch.sourceActive, own.sourceBus.length, step), flow.sourceActive, 1e-5);
  close(row(batch.sourceReactive, own.sourceBus.length, step), flow.sourceReactive, 1e-5);
  close([batch.activeLoss[step]!, batch.reactiveLoss[step]!], [flow.totalActiveLoss, flow.totalReactiveLoss], 1e-5);
  const names = ["activeFrom", "reactiveFrom", "activeTo", "reactiveTo", "current", "loading"] as const;
  for (const name of names) close(row(batch.branches![name], numBranches, step), flow[name], 1e-5);
}

const factors = fc.array(fc.double({ min: -0.5, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 });

test("a profile is the feeder's own loads, each of its kind, times a factor for each step", () => {
  fc.assert(
    fc.property(randomForest(1), factors, (data, profile) => {
      const batch = powerFlows(feeder(data), { profile: Float64Array.from(profile) }, { branches: true });
      expect([batch.method, batch.numSteps]).toEqual(["sweep", profile.length]);
      profile.forEach((factor, step) => {
        const scaled = data.loads!.map((load) => ({
          ...load,
          active: factor * load.active,
          reactive: factor * load.reactive,
        }));
        expectSteps(data, batch, step, scaled);
      });
    }),
    { numRuns: 60 },
  );
});

test.each(["sweep", "newton"] as const)("by %s profiles of the buses scale the loads there", (method) => {
  fc.assert(
    fc.property(randomForest(1), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (data, stream) => {
      const count = 2 * data.buses.length;
      const profiles = Float64Array.from({ length: count }, () => stream.next().value!);
      const batch = powerFlows(feeder(data), { profiles }, { method, branches: true, scale: 0.8 });
      const position = new Map(data.buses.map(({ name }, k) => [name, k]));
      for (let step = 0; step < 2; step++) {
        const scaled = data.loads!.map((load) => {
          const factor = 0.8 * profiles[step * data.buses.length + position.get(load.bus)!]!;
          return { ...load, active: factor * load.active, reactive: factor * load.reactive };
        });
        expectSteps(data, batch, step, scaled);
      }
    }),
    { numRuns: 40 },
  );
});

test.each(["sweep", "newton"] as const)("by %s loads that are given replace those of the feeder", (method) => {
  fc.assert(
    fc.property(randomForest(1), fc.infiniteStream(fc.double({ min: -20, max: 50, noNaN: true })), (data, stream) => {
      const count = 3 * data.buses.length;
      const active = Float64Array.from({ length: count }, () => stream.next().value!);
      const reactive = Float64Array.from({ length: count }, () => stream.next().value!);
      const batch = powerFlows(feeder(data), { active, reactive }, { method, branches: true });
      for (let step = 0; step < 3; step++) {
        const at = (k: number): number => step * data.buses.length + k;
        const given = data.buses.map(({ name: bus }, k) => ({
          bus,
          active: active[at(k)]!,
          reactive: reactive[at(k)]!,
        }));
        expectSteps(data, batch, step, given);
      }
    }),
    { numRuns: 40 },
  );
});

test("meshed nets are solved step by step with Newton", () => {
  fc.assert(
    fc.property(randomNet(), (data) => {
      const net = feeder(data);
      const single = powerFlow(net, { method: "newton" });
      const batch = powerFlows(net, { profile: Float64Array.of(0.5, 1) }, { method: "newton" });
      expect(batch.status[1]).toBe(single.status === "solved" ? 1 : 0);
      if (single.status === "solved") expect(row(batch.voltage, net.numBuses, 1)).toEqual(Array.from(single.voltage));
    }),
    { numRuns: 40 },
  );
  expect(powerFlows(net("1-2 2-3 3-1"), { profile: Float64Array.of(1) }).method).toBe("newton");
});

test("a step has the same numbers wherever it stands", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const forth = Float64Array.of(0.2, 3.7, 1, 3.6, 0.5);
  const there = powerFlows(net33, { profile: forth }, { branches: true });
  const back = powerFlows(net33, { profile: forth.toReversed() }, { branches: true });
  forth.forEach((_, step) => {
    const other = forth.length - 1 - step;
    expect(row(there.voltage, 33, step)).toEqual(row(back.voltage, 33, other));
    expect(row(there.branches!.loading, 37, step)).toEqual(row(back.branches!.loading, 37, other));
    expect([there.activeLoss[step], there.iterations[step]]).toEqual([back.activeLoss[other], back.iterations[other]]);
  });
});

test("a step without solution is counted and marked, has no numbers, and its neighbours keep theirs", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const batch = powerFlows(net33, { profile: Float64Array.of(1, 5, 1, 9) }, { branches: true });
  expect([batch.numFailed, batch.firstFailed, Array.from(batch.status)]).toEqual([2, 1, [1, 0, 1, 0]]);
  expect(row(batch.voltage, 33, 1)).toEqual(new Array(33).fill(0));
  expect(row(batch.voltage, 33, 2)).toEqual(row(batch.voltage, 33, 0));
  expect([batch.activeLoss[1], batch.lowestVoltage[1], batch.lowestBus[1]]).toEqual([0, 0, -1]);
});

test("the losses of a day of the 33-bus feeder are those of MATPOWER at the hour of full load", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const batch = powerFlows(net33, { profile: Float64Array.of(0.5, 1) });
  expect(batch.activeLoss[1]).toBeCloseTo(202.677126, 5);
  expect(batch.branches).toBeNull();
});

test("loads that do not fit, and numbers that are none are refused", () => {
  const chain = net("1-2 2-3");
  const floats = (length: number): Float64Array => new Float64Array(length);
  expect(() => powerFlows(chain, { profile: floats(0) })).toThrow(
    '"profile" has 0 numbers. Give one number for each step',
  );
  expect(() => powerFlows(chain, { profiles: floats(4) })).toThrow("Give 3 numbers (one for each bus) for each step");
  expect(() => powerFlows(chain, { active: floats(6), reactive: floats(3) })).toThrow(
    "2 steps, and reactive ones for 1",
  );
  const broken = Float64Array.of(1, 1, 1, 1, Number.NaN, 1);
  expect(() => powerFlows(chain, { active: broken, reactive: floats(6) })).toThrow(
    '"active" is NaN in step 2, bus "2"',
  );
  expect(() => powerFlows(chain, { profile: Float64Array.of(1, Infinity) })).toThrow('"profile" is Infinity in step 2');
});

test.each<[object, string]>([
  [{}, "have no fields"],
  [{ active: Float64Array.of(1) }, "have the fields active"],
  [{ profile: Float64Array.of(1), profiles: new Float64Array(3) }, "have the fields profile, profiles"],
  [{ profil: Float64Array.of(1) }, "have the fields profil"],
])("loads that are none of the three kinds, or two of them, are refused: %j", (loads, said) => {
  expect(() => powerFlows(net("1-2 2-3"), loads as BatchLoads)).toThrow(said);
});
