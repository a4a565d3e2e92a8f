/** Reformulations solved and brought back. */
import { expect } from "vitest";
import { optimumOf } from "../../conformance/solvers/solve.ts";
import type { Program } from "../../src/program/index.ts";
import type { Reformulation } from "../../src/reformulation/index.ts";
import { checkSolution, type Solver } from "../../src/solving/index.ts";

/** What comes back is an optimum of the original, proven by its duals, and no worse than the one found directly. */
export async function expectSameOptimum(solver: Solver, program: Program, { program: other, back }: Reformulation) {
  const solution = back(await optimumOf(solver, other));
  const { complaint, objective, residuals } = checkSolution(program, solution);
  expect(complaint).toBeNull();
  expect(residuals.dual).not.toBeNull();
  expect(residuals.stationarity).toBeLessThanOrEqual(1e-6);
  const direct = await optimumOf(solver, program);
  expect(Math.abs(objective - direct.objective)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(direct.objective)));
}
