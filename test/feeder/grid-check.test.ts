import { expect, test } from "vitest";
import {
  checkGrid,
  type FeederData,
  feeder,
  flowAt,
  gridCheckTable,
  powerFlow,
  worstStep,
} from "../../src/feeder/index.ts";

/** s - a - b at 10 kV, 1 ohm a line (0.01 per unit on 1 MVA); bands of 5 %, line s-a rated 1,000 kVA. */
const data: FeederData = {
  name: "three",
  origin: "made up for a test",
  buses: [
    { name: "s", voltage: 10 },
    { name: "a", voltage: 10, lowestVoltage: 0.95, highestVoltage: 1.05 },
    { name: "b", voltage: 10, lowestVoltage: 0.95, highestVoltage: 1.05 },
  ],
  lines: [
    { from: "s", to: "a", resistance: 1, reactance: 0, ratedPower: 1000 },
    { from: "b", to: "a", resistance: 1, reactance: 0 },
  ],
  // Not a part of a check: injections are all there is.
  loads: [{ bus: "b", active: 9000, reactive: 0 }],
  sources: [{ bus: "s", voltage: 1 }],
};
const net = feeder(data);

/** Purely active powers at b; at the end of 2 ohm: v^2 - v + 0.02 p = 0 per unit of 1 MW. */
const check = (powers: readonly number[]) =>
  checkGrid(net, { bus: ["b"], active: powers, reactive: powers.map(() => 0) });
const voltage = (consumed: number) => (1 + Math.sqrt(1 - 4 * 0.02 * (consumed / 1000))) / 2;

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
  expect(gridCheckTable([["market", found]])).toMatch(/market +2 of 3 +0\.93\d\d +bus b, step 1 /);
});

test("where all steps fail the table says so and has no numbers", () => {
  expect(gridCheckTable([["market", check([-20_000])]])).toMatch(/market +0 of 1 +–/);
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
  const powers = { bus: ["b"], active: [-500], reactive: [0] };
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
  const powers = { bus: ["b"], active: [-3000], reactive: [0] };
  expect(checkGrid(net, powers, { lowestVoltage, highestVoltage: 1.1 }).voltages.step).toHaveLength(0);
});

test("a rating that is just reached is no violation", () => {
  const power = 1000 * ((1 - voltage(3000)) / 0.02);
  const lines = data.lines.map((line) => ({ ...line, ratedPower: power * (1 - 1e-8) }));
  const powers = { bus: ["b"], active: [-3000], reactive: [0] };
  expect(checkGrid(feeder({ ...data, lines }), powers).overloads.step).toHaveLength(0);
});

test("the table says beside the overloads how many branches are rated, where that is not all of them", () => {
  const cells = (lines: FeederData["lines"]) => {
    const found = checkGrid(feeder({ ...data, lines }), { bus: ["b"], active: [-3000], reactive: [0] });
    return gridCheckTable([["market", found]])
      .split("\n")
      .at(-1)!;
  };
  expect(cells(data.lines)).toContain(" 1 (1 of 2 rated) ");
  expect(cells(data.lines.map((line) => ({ ...line, ratedPower: 1000 })))).toMatch(/ 2 +0 /);
  expect(cells(data.lines.map(({ ratedPower: _, ...line }) => line))).not.toContain("rated");
});

test("several entries at one bus add up", () => {
  const { voltages } = checkGrid(net, { bus: ["b", "b"], active: [-1500, -1500], reactive: [0, 0] });
  expect(voltages.voltage[0]).toBeCloseTo(voltage(3000), 9);
});

test("steps may have names", () => {
  const powers = { bus: ["b"], active: [-3000, -500], reactive: [0, 0] };
  const found = checkGrid(net, powers, { steps: ["noon", "night"] });
  expect(gridCheckTable([["market", found]])).toContain("bus b, noon");
});

test.each<[string, () => unknown, RegExp]>([
  [
    "a foreign bus",
    () => checkGrid(net, { bus: ["c"], active: [1], reactive: [0] }),
    /bus "c", and feeder "three" has none/,
  ],
  ["no bus", () => checkGrid(net, { bus: [], active: [], reactive: [] }), /name no bus/],
  ["NaN", () => check([1, Number.NaN]), /active injection at bus "b" in step 2 is NaN, not a number/],
  ["an infinite power", () => check([Number.POSITIVE_INFINITY]), /step 1 is Infinity, not a number/],
  [
    "powers that do not fit",
    () => checkGrid(net, { bus: ["a", "b"], active: [1, 2, 3], reactive: [0, 0, 0] }),
    /2 buses and have 3 active and 3 reactive/,
  ],
  [
    "names that do not fit",
    () => checkGrid(net, { bus: ["b"], active: [1], reactive: [0] }, { steps: [1, 2] }),
    /1 steps, and 2 names/,
  ],
  [
    "a limit that is none",
    () => checkGrid(net, { bus: ["b"], active: [1], reactive: [0] }, { lowestVoltage: -1 }),
    /limit of the voltage is -1/,
  ],
  [
    "an empty band",
    () => checkGrid(net, { bus: ["b"], active: [1], reactive: [0] }, { lowestVoltage: 1.1 }),
    /1\.1.*1\.05/,
  ],
])("%s is an error", (_, run, message) => {
  expect(run).toThrow(message);
});
