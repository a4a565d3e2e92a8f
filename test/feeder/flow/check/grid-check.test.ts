import { expect, test } from "vitest";
import { loadFeeder } from "../../../../cases/texts.node.ts";
import {
  checkGrid,
  feeder,
  flowAt,
  type Injections,
  limitCoverage,
  powerFlow,
  worstStep,
} from "../../../../src/feeder/index.ts";
import { check, data, net, voltage } from "./three-buses.ts";

test("steps: voltages below and above the band, the overload, and reverse flow are found where they are", () => {
  // Consumed: 500 kW; 3,000 kW (0.936 p.u. at b); given: 200 kW; 4,000 kW (1.074 p.u. at b).
  const { batch, voltages, overloads, reverse, lossSum } = check([-500, -3000, 200, 4000]);
  expect(Array.from(batch.status)).toEqual([1, 1, 1, 1]);
  expect(Array.from(voltages.step)).toEqual([1, 3]);
  expect(Array.from(voltages.bus)).toEqual([2, 2]);
  expect(Array.from(voltages.limit)).toEqual([0.95, 1.05]);
  expect(voltages.voltage[0]).toBeCloseTo(voltage(3000), 9);
  expect(voltages.voltage[1]).toBeCloseTo(voltage(-4000), 9);
  expect(Array.from(overloads.step)).toEqual([1, 3]);
  expect(Array.from(overloads.branch)).toEqual([0, 0]);
  // At the source 1 p.u. and the current (1 - v) / 0.02.
  expect(overloads.value[0]).toBeCloseTo((1 - voltage(3000)) / 0.02, 7);
  // Line b-a is written against the direction away from the source.
  expect(Array.from(reverse!.step)).toEqual([2, 2, 3, 3]);
  expect(Array.from(reverse!.branch)).toEqual([0, 1, 0, 1]);
  const losses = [500, 3000, -200, -4000].map((power) => (1000 * (1 - voltage(power)) ** 2) / 0.02);
  expect(lossSum).toBeCloseTo(losses[0]! + losses[1]! + losses[2]! + losses[3]!, 5);
});

test("a step without power flow is marked, neither counted nor filled in, and is the one to look at first", () => {
  const found = check([-3000, -20_000, 0]);
  expect(Array.from(found.batch.status)).toEqual([1, 0, 1]);
  expect(Array.from(found.voltages.step)).toEqual([0]);
  expect(found.lossSum).toBeCloseTo((1000 * (1 - voltage(3000)) ** 2) / 0.02, 5);
  expect(worstStep(found)).toBe(1);
  expect(flowAt(found, 1).status).toBe("no solution");
});

test("losses are in kWh: kW times the length of a step, whatever that is", () => {
  const losses = [500, 3000].map((power) => (1000 * (1 - voltage(power)) ** 2) / 0.02);
  const kW = losses[0]! + losses[1]!;
  expect(check([-500, -3000]).lossSum).toBeCloseTo(kW, 6);
  expect(check([-500, -3000], 0.25).lossSum).toBeCloseTo(kW / 4, 6);
  expect(check([-500, -3000], 24).lossSum).toBeCloseTo(24 * kW, 4);
});

test("an hour of the 33-bus feeder in four quarters loses what the hour loses", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const kilo = (load: Float64Array) => Array.from(load).flatMap((own) => new Array<number>(4).fill(-1000 * own));
  const { active, reactive } = net33.constantPower;
  const quarters = { bus: net33.busNames, active: kilo(active), reactive: kilo(reactive), hourLength: 0.25 };
  // 202.68 kW by Baran and Wu (1989) and by MATPOWER.
  expect(checkGrid(net33, quarters).lossSum).toBeCloseTo(202.677126, 5);
});

test("the step with the lowest voltage is the worst, and its flow is that of its injections", () => {
  const found = check([-500, -3000, -1000]);
  expect(worstStep(found)).toBe(1);
  const alone = powerFlow(feeder({ ...data, loads: [{ bus: "b", active: 3000, reactive: 0 }] }));
  const at = flowAt(found, 1);
  if (at.status !== "solved" || alone.status !== "solved") throw new Error("both have a solution");
  expect(Array.from(at.voltage)).toEqual(Array.from(alone.voltage));
});

test("limits that are handed over are in place of the feeder's, and what cannot be checked is said", () => {
  const powers = { bus: ["b"], active: [-500], reactive: [0], hourLength: 1 };
  expect(checkGrid(net, powers, { lowestVoltage: 0.992 }).voltages.step).toHaveLength(1);
  expect(checkGrid(net, powers).unchecked).toEqual([
    "Not every bus has a voltage band (2 of 3): other voltages are not checked.",
    "Not every branch has a rating (1 of 2): the loadings of the others are not checked.",
  ]);
  const free = feeder({
    ...data,
    buses: data.buses.map(({ name, voltage: kV }) => ({ name, voltage: kV })),
    lines: data.lines.map(({ ratedPower: _, ...line }) => line),
  });
  expect(checkGrid(free, powers).unchecked).toEqual([
    "No bus has a voltage band: voltages are not checked.",
    "No branch has a rating: loadings are not checked.",
  ]);
});

test("a limit that is just reached is no violation", () => {
  const lowestVoltage = voltage(3000);
  const powers = { bus: ["b"], active: [-3000], reactive: [0], hourLength: 1 };
  expect(checkGrid(net, powers, { lowestVoltage, highestVoltage: 1.1 }).voltages.step).toHaveLength(0);
});

test("a rating that is just reached is no violation", () => {
  const power = 1000 * ((1 - voltage(3000)) / 0.02);
  const lines = data.lines.map((line) => ({ ...line, ratedPower: power * (1 - 1e-8) }));
  const powers = { bus: ["b"], active: [-3000], reactive: [0], hourLength: 1 };
  expect(checkGrid(feeder({ ...data, lines }), powers).overloads.step).toHaveLength(0);
});

test("several entries at one bus add up", () => {
  const { voltages } = checkGrid(net, { bus: ["b", "b"], active: [-1500, -1500], reactive: [0, 0], hourLength: 1 });
  expect(voltages.voltage[0]).toBeCloseTo(voltage(3000), 9);
});

test("how many buses and branches have limits is counted, open branches left out", () => {
  const open = { from: "s", to: "b", resistance: 1, reactance: 0, ratedCurrent: 100, closed: false };
  const of = feeder({ ...data, lines: [...data.lines, open] });
  expect(limitCoverage(of)).toEqual({ numBuses: 3, numBanded: 2, numClosed: 2, numRated: 1 });
});

test.each<[string, () => unknown, RegExp]>([
  [
    "a foreign bus",
    () => checkGrid(net, { bus: ["c"], active: [1], reactive: [0], hourLength: 1 }),
    /bus "c", and feeder "three" has none/,
  ],
  ["a step without a length", () => check([1], 0), /hourLength .* is 0\. Give a number above 0/],
  ["a negative length", () => check([1], -1), /hourLength .* is -1/],
  ["an endless step", () => check([1], Number.POSITIVE_INFINITY), /hourLength .* is Infinity/],
  ["a length that is no number", () => check([1], Number.NaN), /hourLength .* is NaN/],
  [
    "a length that is left out",
    () => checkGrid(net, { bus: ["b"], active: [1], reactive: [0] } as unknown as Injections),
    /hourLength .* is missing.*0\.25 for quarters/,
  ],
  ["no bus", () => checkGrid(net, { bus: [], active: [], reactive: [], hourLength: 1 }), /name no bus/],
  ["NaN", () => check([1, Number.NaN]), /active injection at bus "b" in step 2 is NaN, not a number/],
  ["an infinite power", () => check([Number.POSITIVE_INFINITY]), /step 1 is Infinity, not a number/],
  [
    "powers that do not fit",
    () => checkGrid(net, { bus: ["a", "b"], active: [1, 2, 3], reactive: [0, 0, 0], hourLength: 1 }),
    /2 buses and have 3 active and 3 reactive/,
  ],
  [
    "names that do not fit",
    () => checkGrid(net, { bus: ["b"], active: [1], reactive: [0], hourLength: 1 }, { steps: [1, 2] }),
    /1 steps, and 2 names/,
  ],
  [
    "a limit that is none",
    () => checkGrid(net, { bus: ["b"], active: [1], reactive: [0], hourLength: 1 }, { lowestVoltage: -1 }),
    /limit of the voltage is -1/,
  ],
  [
    "an empty band",
    () => checkGrid(net, { bus: ["b"], active: [1], reactive: [0], hourLength: 1 }, { lowestVoltage: 1.1 }),
    /1\.1.*1\.05/,
  ],
])("%s is an error", (_, run, message) => {
  expect(run).toThrow(message);
});
