/** What every solver adapter implements. A solver is handed in by the user, never imported by what uses it. */
import type { Program, ProgramSolution, SparseMatrix } from "../program/index.ts";

/** What an adapter claims it can do; the conformance suite tests every claim, and the rest is refused with a sentence. */
export interface Capabilities {
  readonly integer: boolean;
  readonly semiContinuous: boolean;
  /** Convex quadratic objectives. */
  readonly quadratic: boolean;
  /** Integer columns and a quadratic objective together. */
  readonly integerQuadratic: boolean;
  readonly secondOrderCone: boolean;
  /** Keeps its basis between solves. */
  readonly warmStart: boolean;
  /** Takes a start solution for an integer program. */
  readonly mipStart: boolean;
}

export interface Progress {
  readonly iterations: number;
  readonly objective?: number;
  readonly bound?: number;
  /** Relative gap of an integer program. */
  readonly gap?: number;
}

export interface SolveOptions {
  /** Seconds of wall clock. */
  readonly timeLimitS?: number;
  /** Relative gap at which an integer or conic program counts as solved; 1e-6 or less where none is given. */
  readonly gap?: number;
  /** "last basis" (default) starts a linear program where the last solve ended; "cold" forgets it. */
  readonly start?: "last basis" | "cold";
  /** Start values of an integer program, one for each column. */
  readonly mipStart?: Float64Array;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Rows to append: their matrix over the columns that are there, and their ranges. */
export interface NewRows {
  readonly matrix: SparseMatrix;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Columns to append: their matrix (by column) over the rows that are there, costs, bounds and kinds. */
export interface NewColumns {
  readonly matrix: SparseMatrix;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly kind: Uint8Array;
}

/**
 * The solver's own copy of a program. `session` (src/solving/edit/program-session.ts) keeps the program itself, validates
 * every edit, applies it there first and then tells the copy; a solver that keeps nothing may ignore the edits and read
 * `run`'s program. Edits do not throw: a copy that cannot follow one is made anew by the next `run`.
 */
export interface SolverModel extends AsyncDisposable {
  changeCosts(first: number, costs: Float64Array): void;
  changeColumnBounds(first: number, lower: Float64Array, upper: Float64Array): void;
  changeRowBounds(first: number, lower: Float64Array, upper: Float64Array): void;
  /** Entry by entry: coefficient of column `cols[k]` in row `rows[k]` becomes `values[k]`. */
  changeCoefficients(rows: Int32Array, cols: Int32Array, values: Float64Array): void;
  changeOffset(offset: number): void;
  changeHessian(hessian: SparseMatrix): void;
  addRows(rows: NewRows): void;
  addColumns(columns: NewColumns): void;
  /** Drops rows first .. first + count - 1; the later ones move up. */
  dropRows(first: number, count: number): void;
  dropColumns(first: number, count: number): void;
  run(program: Program, options: SolveOptions): Promise<Answer>;
}

/** What a solver says, before anyone has checked it. */
export type Answer =
  | (ProgramSolution & {
      readonly status: "optimal";
      readonly iterations: number;
      /** Best bound and relative gap of an integer program. */
      readonly bound?: number;
      readonly gap?: number;
    })
  /**
   * `proof` has one multiplier for each row, and `coneProof` one for each expression of the cones, of a like sign: together
   * they make a row that the bounds of the columns cannot meet (Farkas). Those of a cone are in its dual cone.
   */
  | {
      readonly status: "infeasible";
      readonly reason: string;
      readonly proof?: Float64Array;
      readonly coneProof?: Float64Array;
    }
  /** `ray` is a direction (one value for each column) along which the objective improves for ever, if the solver has it. */
  | { readonly status: "unbounded"; readonly reason: string; readonly ray?: Float64Array }
  /** The best feasible point so far and the best bound may come along, never as an optimum; `reason` leaves them out. */
  | { readonly status: "time limit"; readonly reason: string; readonly values?: Float64Array; readonly bound?: number }
  | { readonly status: "numerical trouble"; readonly reason: string };

export interface Solver {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** The same solver on another way to an answer (without presolve, say), for programs where the first was refuted. */
  otherWay?(): Solver;
  /** Makes the solver's copy of a program; the program has been validated. */
  open(program: Program): Promise<SolverModel>;
}
