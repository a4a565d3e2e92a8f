import fc from "fast-check";
import { expect, test } from "vitest";
import { feeder, generatedFeeder, lateralsOf, powerFlow, radialOrder } from "../../../src/feeder/index.ts";

test.each([2, 3, 12, 33, 500, 20000])(
  "a generated feeder of %d buses is radial and sags to about 0.95 per unit",
  (n) => {
    const made = feeder(generatedFeeder(n));
    expect(made.numBuses).toBe(n);
    expect(radialOrder(made).order).toHaveLength(n);
    const flow = powerFlow(made);
    if (flow.status !== "solved") throw new Error(flow.reason);
    const lowest = flow.voltage[flow.lowestBus]!;
    // Without losses it would be 0.95.
    expect(lowest).toBeLessThan(0.95);
    expect(lowest).toBeGreaterThan(0.94);
  },
);

test("it has a main line and laterals of several levels", () => {
  const made = feeder(generatedFeeder(2000));
  const lines = lateralsOf(made, radialOrder(made));
  expect(lines.filter(({ level }) => level === 0)).toHaveLength(1);
  expect(Math.max(...lines.map(({ level }) => level))).toBeGreaterThanOrEqual(3);
  const lengths = lines.slice(1).map(({ buses }) => buses.length);
  expect(Math.max(...lengths)).toBeGreaterThan(10);
  expect(lengths.length).toBeGreaterThan(50);
});

test("any size and seed gives a checked feeder, the same in every run", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), fc.integer(), (n, seed) => {
      const data = generatedFeeder(n, seed);
      expect(generatedFeeder(n, seed)).toEqual(data);
      expect(feeder(data).numBranches).toBe(n - 1);
      expect(data.loads!.every(({ active, reactive }) => active > 0 && reactive > 0)).toBe(true);
    }),
    { numRuns: 50 },
  );
  expect(generatedFeeder(20, 1)).not.toEqual(generatedFeeder(20, 2));
});

test.each([1, 0, 2.5, Number.NaN])("%s buses are refused", (n) => {
  expect(() => generatedFeeder(n)).toThrow(`A feeder of ${n} buses cannot be made. Give a whole number of at least 2.`);
});
