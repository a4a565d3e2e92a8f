import { expect } from "vitest";
import type { Program } from "../../../src/program/program.ts";
import {
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
