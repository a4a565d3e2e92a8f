import { expect, test } from "vitest";
import { optimumOf } from "../../conformance/solvers/solve.ts";
import { highs } from "../../solvers/highs.ts";
import { ClearwattError } from "../../src/errors.ts";
import { fixedIntegers } from "../../src/reformulation/index.ts";
import { programOf } from "../program-of.ts";

// A unit that is on or off, its output, a semi-continuous purchase and a semi-integer one: 1 unit costs 3, 2 or 4.
const program = programOf({
  costs: [10, 3, 2, 4],
  lower: [0, 0, 2, 2],
  upper: [1, 8, 6, 6],
  kinds: [1, 0, 2, 3],
  rows: [
    [9, [0, 1, 1, 1], 9],
    [-Infinity, [-8, 1, 0, 0], 0],
  ],
});

test("whole columns are fixed at the nearest whole numbers, semi-continuous ones at 0 or within their bounds", () => {
  const { colLower, colUpper, colKind } = fixedIntegers(
    program,
    Float64Array.of(0.9999999, 5, 1e-9, 2.0000001),
  ).program;
  expect([...colLower]).toEqual([1, 0, 0, 2]);
  expect([...colUpper]).toEqual([1, 8, 0, 2]);
  expect([...colKind]).toEqual([0, 0, 0, 0]);
  expect([...fixedIntegers(program, Float64Array.of(0, 5, 4, 0)).program.colUpper]).toEqual([0, 8, 6, 0]);
});

test("its duals are the prices at these values", async () => {
  const fixed = fixedIntegers(program, Float64Array.of(1, 3, 6, 0));
  const { values, rowDuals } = fixed.back(await optimumOf(highs(), fixed.program));
  expect([...values]).toEqual([1, 3, 6, 0]);
  expect(rowDuals![0]).toBeCloseTo(3, 9);
});

test("there has to be a value for each column", () => {
  expect(() => fixedIntegers(program, new Float64Array(2))).toThrow(ClearwattError);
  expect(() => fixedIntegers(program, new Float64Array(2))).toThrow(
    /2 values to fix at, and the program has 4 columns/,
  );
});
