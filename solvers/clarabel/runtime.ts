/** Clarabel where npm `cvxjs` is installed: one conic program in standard form, one answer. */
import type { ConicSolveResult } from "cvxjs";
import { ClearwattError } from "../../src/errors.ts";
import type { SparseMatrix } from "../../src/program/index.ts";
import type { StandardForm } from "./standard-form.ts";

export type Clarabel = Pick<typeof import("cvxjs"), "solveConic">;

export interface Settings {
  /** Gap between the primal and the dual objective, absolute and relative alike. */
  readonly gap: number;
  /** Seconds. */
  readonly timeLimitS: number;
}

/** Throws a ClearwattError where the package is missing or its WebAssembly does not load. */
export async function loadClarabel(): Promise<Clarabel> {
  try {
    const clarabel = await import("cvxjs");
    await clarabel.loadWasm();
    return clarabel;
  } catch (error) {
    throw new ClearwattError(
      "Clarabel is an optional companion (it comes inside the package cvxjs) and could not be loaded. Install it with " +
        `\`npm install cvxjs\`, or use another solver. (${error instanceof Error ? error.message : String(error)})`,
      { code: "missing-package", data: { package: "cvxjs" } },
    );
  }
}

/** A panic inside WebAssembly; the next call works again. */
export function isCrash(error: unknown): error is Error {
  return error instanceof WebAssembly.RuntimeError;
}

const mostIterations = 500;

export function solveStandardForm(
  clarabel: Clarabel,
  form: StandardForm,
  { gap, timeLimitS }: Settings,
): Promise<ConicSolveResult> {
  const numCols = form.cost.length;
  return clarabel.solveConic(
    byColumn(form.hessian, numCols, numCols),
    form.cost,
    byColumn(form.matrix, form.rightSide.length, numCols),
    form.rightSide,
    { zero: form.zero, nonneg: form.nonnegative, soc: form.cones, exp: 0, power: [] },
    { maxIter: mostIterations, tolGapAbs: gap, tolGapRel: gap, ...(timeLimitS < 1e9 ? { timeLimit: timeLimitS } : {}) },
  );
}

function byColumn({ starts, indices, values }: SparseMatrix, nrows: number, ncols: number) {
  return { nrows, ncols, colPtr: Uint32Array.from(starts), rowIdx: Uint32Array.from(indices), values };
}
