import fc from "fast-check";
import { expect, test } from "vitest";
import { conicProgram } from "../../conformance/solvers/cone-programs.ts";
import { optimumOf } from "../../conformance/solvers/solve.ts";
import { clarabel } from "../../solvers/clarabel.ts";
import { highs } from "../../solvers/highs.ts";
import type { Inequality, Program } from "../../src/program/index.ts";
import { elastic, feasibilityProblem } from "../../src/reformulation/index.ts";
import { provesInfeasible } from "../../src/solving/certificate/farkas.ts";
import type { Solver } from "../../src/solving/index.ts";
import { programOf } from "../program-of.ts";
import { linearPrograms } from "./random-linear.ts";

const infinity = Number.POSITIVE_INFINITY;

async function solvedElastically(solver: Solver, program: Program) {
  const soft = elastic(program);
  const solution = await optimumOf(solver, soft.program);
  return { violation: soft.violationAt(solution.values), ...soft.back(solution) };
}

test("a feasible program gives way nowhere", async () => {
  await fc.assert(
    fc.asyncProperty(linearPrograms, async (program) => {
      const { violation, values } = await solvedElastically(highs(), program);
      expect(violation).toBeLessThanOrEqual(1e-7);
      expect(values).toHaveLength(program.numCols);
    }),
    { numRuns: 40 },
  );
});

test("rows give way in units of their largest coefficients, and the duals that come back are a proof", async () => {
  const rows = [
    [120, [10, 0], infinity],
    [-infinity, [1, 1], 4],
  ] as const;
  const program = feasibilityProblem(programOf({ costs: [7, 7], rows })).program;
  const { violation, rowDuals } = await solvedElastically(highs(), program);
  expect(violation).toBeCloseTo(12 - 4, 6);
  expect(rowDuals![0]).toBeCloseTo(0.1, 9);
  expect(rowDuals![1]).toBeCloseTo(-1, 9);
  expect(provesInfeasible(program, { rows: rowDuals!, cones: new Float64Array(0) })).toBe(true);
});

test("cones give way at their large sides", async () => {
  const cone = {
    members: [
      [[0], 1],
      [[1], 0],
    ],
  } as const;
  const program = feasibilityProblem(conicProgram({ costs: [0], lower: [4], upper: [9] }, { reach: cone })).program;
  const { violation, values, rowDuals, coneDuals } = await solvedElastically(clarabel(), program);
  expect(violation).toBeCloseTo(3, 6);
  expect(values[0]).toBeCloseTo(4, 6);
  expect(provesInfeasible(program, { rows: rowDuals!, cones: coneDuals! })).toBe(true);
});

test("slack columns stand for nothing in the program", () => {
  const { origin, program } = elastic(programOf({ costs: [1, 1], rows: [[1, [1, 1], 2]] }));
  const lower = (of: Inequality["of"], index: number): Inequality => ({ of, index, at: "lower" });
  expect(program.numCols).toBe(4);
  expect(origin(lower("column", 1))).toEqual(lower("column", 1));
  expect(origin(lower("column", 2))).toBeNull();
  expect(origin(lower("row", 0))).toEqual(lower("row", 0));
});
