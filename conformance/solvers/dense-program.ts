/** Small programs for checks and tests, from dense rows. */
import { type NameTable, type Program, plainNames, type SparseMatrix } from "../../src/program/index.ts";

export const infinity: number = Number.POSITIVE_INFINITY;
export const floats = (...numbers: number[]): Float64Array => Float64Array.from(numbers);
export const integers = (...numbers: number[]): Int32Array => Int32Array.from(numbers);

export interface DenseProgram {
  readonly sense?: "minimize" | "maximize";
  readonly offset?: number;
  /** Costs; their number is that of the columns. */
  readonly costs: readonly number[];
  /** 0 where not given. */
  readonly lower?: readonly number[];
  /** Infinity where not given. */
  readonly upper?: readonly number[];
  readonly kinds?: readonly number[];
  /** Every row with its lower side, its coefficients and its upper side. */
  readonly rows?: readonly (readonly [lower: number, coefficients: readonly number[], upper: number])[];
  /** The whole symmetric matrix. */
  readonly hessian?: readonly (readonly number[])[];
  readonly colNames?: readonly string[];
  readonly rowNames?: readonly string[];
}

/** Columns are called x1, x2, ... and rows r1, r2, ... unless names are given. */
export function programOf(dense: DenseProgram): Program {
  const { costs, rows = [] } = dense;
  const numCols = costs.length;
  const matrix = sparseOf(rows.map(([, coefficients]) => coefficients));
  return {
    ...matrix,
    name: "test",
    sense: dense.sense ?? "minimize",
    numCols,
    numRows: rows.length,
    offset: dense.offset ?? 0,
    colCost: Float64Array.from(costs),
    colLower: Float64Array.from(dense.lower ?? costs.map(() => 0)),
    colUpper: Float64Array.from(dense.upper ?? costs.map(() => Number.POSITIVE_INFINITY)),
    colKind: Uint8Array.from(dense.kinds ?? costs.map(() => 0)),
    rowLower: Float64Array.from(rows, ([lower]) => lower),
    rowUpper: Float64Array.from(rows, ([, , upper]) => upper),
    hessian: dense.hessian === undefined ? null : lowerTriangleOf(dense.hessian),
    cones: null,
    colNames: namesOf(dense.colNames, "x", numCols),
    rowNames: namesOf(dense.rowNames, "r", rows.length),
  };
}

/** Dense rows (or columns) as a compressed matrix without the zeros. */
export function sparseOf(majors: readonly (readonly number[])[]): SparseMatrix {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const major of majors) {
    for (const [minor, value] of major.entries()) {
      if (value !== 0) values[indices.push(minor) - 1] = value;
    }
    starts.push(indices.length);
  }
  return { starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) };
}

/** The lower triangle, column by column, of a symmetric matrix given whole. */
export function lowerTriangleOf(whole: readonly (readonly number[])[]): SparseMatrix {
  return sparseOf(whole.map((column, col) => column.map((value, row) => (row >= col ? value : 0))));
}

function namesOf(names: readonly string[] | undefined, letter: string, size: number): NameTable {
  return plainNames(names ?? Array.from({ length: size }, (_, k) => `${letter}${k + 1}`));
}
