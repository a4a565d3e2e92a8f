import fc from "fast-check";
import { expect, test } from "vitest";
import { highs } from "../../solvers/highs.ts";
import { singletonRows } from "../../src/reformulation/index.ts";
import { programOf } from "../program-of.ts";
import { expectSameOptimum } from "./helpers.ts";
import { linearPrograms } from "./random-linear.ts";

const infinity = Number.POSITIVE_INFINITY;

test("rows of one column become bounds, whole for whole columns, through fixed columns too", () => {
  const rows = [
    [2, [4, 0, 0], 9],
    [-infinity, [-2, 0, 0], -2.5],
    [-infinity, [1, 0, 3], 8],
  ] as const;
  const tight = singletonRows(programOf({ costs: [1, 1, 1], upper: [9, 9, 9.5], kinds: [1, 0, 1], rows }))!.program;
  expect([...tight.colLower]).toEqual([2, 0, 0]);
  expect([...tight.colUpper]).toEqual([2, 9, 2]);
  expect([...tight.rowLower]).toEqual([-infinity, -infinity, -infinity]);
});

test("there is nothing to solve where a row of one whole column has no whole number in its range", () => {
  const rows = [
    [-6, [7], 13],
    [2, [8], 5],
  ] as const;
  expect(singletonRows(programOf({ costs: [3], lower: [-20], upper: [9], kinds: [1], rows }))).toBeNull();
});

test("a row gets back what its bound costs, and one that only repeats a bound gets nothing", () => {
  const rows = [
    [6, [2], infinity],
    [3, [1], infinity],
  ] as const;
  const { back } = singletonRows(programOf({ costs: [10], rows }))!;
  const solution = { values: Float64Array.of(3), rowDuals: Float64Array.of(0, 0), reducedCosts: Float64Array.of(10) };
  expect(back(solution)).toEqual({ ...solution, rowDuals: Float64Array.of(5, 0), reducedCosts: Float64Array.of(0) });
});

test("the duals that come back prove the optimum, through chains of fixed columns too", async () => {
  let absorbed = 0;
  await fc.assert(
    fc.asyncProperty(linearPrograms, async (program) => {
      const tight = singletonRows(program);
      if (tight === null) throw new Error("the program has a feasible point");
      absorbed += tight.program.rowLower.filter((lower, row) => lower !== program.rowLower[row]).length;
      await expectSameOptimum(highs(), program, tight);
    }),
    { numRuns: 150 },
  );
  expect(absorbed).toBeGreaterThan(100);
});

test("a semi-continuous column stays in its row: it may be 0 though the row's bounds are not", () => {
  const program = programOf({ costs: [1], lower: [2], upper: [5], kinds: [2], rows: [[-infinity, [1], 1]] });
  expect(singletonRows(program)!.program).toEqual(program);
});
