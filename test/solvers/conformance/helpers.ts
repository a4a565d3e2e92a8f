import { expect } from "vitest";
import { type NameTable, nameOf } from "../../../src/program/names.ts";
import type { Program } from "../../../src/program/program.ts";
import {
  type Conflict,
  type OptimalOutcome,
  openProgram,
  type ProgramOutcome,
  type ProgramSession,
} from "../../../src/solving/index.ts";
import type { SolveOptions, Solver } from "../../../src/solving/solver.ts";
import { type DenseProgram, programOf } from "../../program-of.ts";

export const infinity: number = Number.POSITIVE_INFINITY;

export type MakeSolver = () => Solver;

/** Opens, solves and closes. */
export async function outcomeOf(
  solver: Solver,
  dense: DenseProgram | Program,
  options?: SolveOptions,
): Promise<ProgramOutcome> {
  const session = await openProgram(solver, "numCols" in dense ? dense : programOf(dense));
  try {
    return await session.solve(options);
  } finally {
    await session.dispose();
  }
}

export async function optimumOf(
  solver: Solver,
  dense: DenseProgram | Program,
  options?: SolveOptions,
): Promise<OptimalOutcome> {
  return optimal(await outcomeOf(solver, dense, options));
}

export async function resolved(session: ProgramSession, options?: SolveOptions): Promise<OptimalOutcome> {
  return optimal(await session.solve(options));
}

export function optimal(outcome: ProgramOutcome): OptimalOutcome {
  if (outcome.status === "optimal") return outcome;
  throw new Error(`expected an optimum, got ${outcome.status}: ${outcome.reason}`);
}

export interface Figures {
  readonly objective: number;
  readonly values?: readonly number[];
  readonly duals?: readonly number[];
  readonly reducedCosts?: readonly number[];
}

/** Agreement to 1e-6 in every figure given. */
export function expectFigures(outcome: OptimalOutcome, figures: Figures): void {
  expect(outcome.objective).toBeCloseTo(figures.objective, 6);
  expectArray(outcome.values, figures.values);
  expectArray(outcome.rowDuals, figures.duals);
  expectArray(outcome.reducedCosts, figures.reducedCosts);
}

function expectArray(found: Float64Array | null, expected: readonly number[] | undefined): void {
  if (expected === undefined) return;
  expect(found).toHaveLength(expected.length);
  for (const [k, value] of expected.entries()) expect(found![k]).toBeCloseTo(value, 6);
}

export const floats = (...numbers: number[]): Float64Array => Float64Array.from(numbers);
export const integers = (...numbers: number[]): Int32Array => Int32Array.from(numbers);

/** Status of the rows and bounds of a conflict alone, without the one called `absent`. */
export async function statusAlone(
  solver: Solver,
  program: Program,
  conflict: Conflict,
  absent: string | null,
): Promise<string> {
  const only = (bounds: Float64Array, names: NameTable, kept: readonly string[], rest: number) =>
    bounds.map((bound, k) => (kept.includes(nameOf(names, k)) && nameOf(names, k) !== absent ? bound : rest));
  const { rowNames, colNames } = program;
  const alone = {
    ...program,
    colCost: new Float64Array(program.numCols),
    rowLower: only(program.rowLower, rowNames, conflict.rows, -infinity),
    rowUpper: only(program.rowUpper, rowNames, conflict.rows, infinity),
    colLower: only(program.colLower, colNames, conflict.columns, -infinity),
    colUpper: only(program.colUpper, colNames, conflict.columns, infinity),
  };
  return (await outcomeOf(solver, alone)).status;
}

/** The rows and bounds of the conflict alone are infeasible, and feasible without any one of them. */
export async function expectIrreducible(solver: Solver, program: Program, conflict: Conflict): Promise<void> {
  expect(conflict.irreducible).toBe(true);
  expect(await statusAlone(solver, program, conflict, null)).toBe("infeasible");
  for (const name of [...conflict.rows, ...conflict.columns]) {
    expect(await statusAlone(solver, program, conflict, name), `without ${name}`).toBe("optimal");
  }
}
