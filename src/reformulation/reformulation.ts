/** What every reformulation is: a program in, a program out, and a way back. */
import type { Inequality, Program, ProgramSolution } from "../program/index.ts";

export interface Reformulation {
  /** What is solved in place of the original. */
  readonly program: Program;
  /**
   * A solution of `program` in the rows, columns and cones of the original: values and, where they say anything about the
   * original, duals; elsewhere these are null.
   */
  back(solution: ProgramSolution): ProgramSolution;
  /**
   * What an inequality of `program` is in the original, so that explanations speak in the original's names; null for one
   * that the reformulation has added.
   */
  origin(inequality: Inequality): Inequality | null;
}

/** For reformulations in which every inequality keeps its number. */
export const sameInequality = (inequality: Inequality): Inequality => inequality;

/** A point alone, where duals say nothing about the original. */
export const pointOnly = (values: Float64Array): ProgramSolution => ({ values, rowDuals: null, reducedCosts: null });
