/**
 * What a solve comes to. Values of an optimum exist only on `optimal`: everything else says why, in the program's own
 * names, and a solve that was stopped may have a best point so far, not proven optimal.
 */
import type { Conflict } from "./explain/conflict.ts";

/**
 * How far an answer is from exact, each at its worst place; null where it was not to be checked: integer programs have
 * no duals, and where a solver gives none for the cones the others prove nothing.
 */
export interface Residuals {
  /** Largest violation of a row, bound or cone as it is, in whatever unit that has; the others below are relative. */
  readonly largestViolation: number;
  /** Violation of a row, relative to the side it breaks where that exceeds 1, less what rounding explains. */
  readonly primal: number;
  /** Violation of a column's bounds, relative likewise. */
  readonly bound: number;
  /** Distance of an integer column from a whole number, or of a semi-continuous one from 0 and its range. */
  readonly integrality: number;
  /** What a cone's large side lacks, relative to its constants where these exceed 1, less what rounding explains. */
  readonly cone: number;
  /** Cost + Hessian - A' duals - F' multipliers - reduced cost of a column, relative to the terms where these exceed 1. */
  readonly stationarity: number | null;
  /**
   * Dual or reduced cost of a sign for which there is no bound, or what a cone's multipliers are outside its dual cone,
   * relative to the costs they stand against.
   */
  readonly dual: number | null;
  /**
   * Sum of dual times distance from the bound, and of multipliers times a cone's expressions, relative to the
   * objective's terms: a bound on what is left to gain.
   */
  readonly complementarity: number | null;
  /** What each of them may be at most. */
  readonly tolerances: Tolerances;
}

export interface Tolerances {
  readonly primal: number;
  readonly bound: number;
  readonly integrality: number;
  readonly cone: number;
  readonly stationarity: number;
  readonly dual: number;
  readonly complementarity: number;
}

export interface OptimalOutcome {
  readonly status: "optimal";
  /** Recomputed from the values, with the objective's constant. */
  readonly objective: number;
  readonly values: Float64Array;
  readonly rowActivity: Float64Array;
  /** d objective / d right-hand side per row, whichever way the objective points; null for programs with integers. */
  readonly rowDuals: Float64Array | null;
  /** d objective / d bound per column, whichever way the objective points; null for programs with integers. */
  readonly reducedCosts: Float64Array | null;
  /** -d objective / d constant of every expression of the cones (`Answer.coneDuals`); null for programs with integers. */
  readonly coneDuals: Float64Array | null;
  /** Values of the cones' expressions; empty without cones. */
  readonly coneExpressions: Float64Array;
  /** Distance of each row from its nearer side; Infinity where it has none. */
  readonly slacks: Float64Array;
  readonly residuals: Residuals;
  readonly iterations: number;
  readonly seconds: number;
  /** Relative gap and best bound of an integer program. */
  readonly gap?: number;
  readonly bound?: number;
}

export interface InfeasibleOutcome {
  readonly status: "infeasible";
  readonly reason: string;
  readonly seconds: number;
  /**
   * An irreducible conflict: drop any of its inequalities, and the rest can hold together. Works on the program as it
   * was solved, also after the session is disposed, but not after the program has been changed.
   */
  explain(options?: { readonly timeLimitS?: number }): Promise<readonly Conflict[]>;
}

/** The best point so far, not proven optimal: feasible, checked against the program, and no more than that. */
export interface Incumbent {
  /** Recomputed from the values, with the objective's constant. */
  readonly objective: number;
  readonly values: Float64Array;
  /** Those of optimality (stationarity, dual, complementarity) are null. */
  readonly residuals: Residuals;
  /** No feasible point has a better objective, says the solver. */
  readonly bound?: number;
  /** |objective - bound| / |objective|; absent where there is no bound, or the objective is 0 and the bound is not. */
  readonly gap?: number;
}

export interface UnsolvedOutcome {
  readonly status: "unbounded" | "time limit" | "numerical trouble";
  readonly reason: string;
  readonly seconds: number;
  /** Only with the status "time limit", where the solver has a point and it is feasible. */
  readonly incumbent?: Incumbent;
}

export type ProgramOutcome = OptimalOutcome | InfeasibleOutcome | UnsolvedOutcome;
