/**
 * What a model compiles to, what a file is read into and what a solver is handed: sparse rows, bounds, costs,
 * Hessian, cones and names. Plain data throughout (typed arrays, strings, plain objects), so that a program can be
 * posted to a worker or kept in a file.
 *
 *   minimise or maximise   offset + colCost' x + 1/2 x' Q x
 *   subject to             rowLower <= A x <= rowUpper,  colLower <= x <= colUpper,  kinds,  cones
 */
import type { NameTable } from "./names.ts";

/** Compressed sparse matrix: major k (a row, or a column of a Hessian) holds entries starts[k] .. starts[k + 1] - 1. */
export interface SparseMatrix {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** What values a column may take; the numbers stand in `Program.colKind`. */
export const ColumnKind = { continuous: 0, integer: 1, semiContinuous: 2, semiInteger: 3 } as const;

/**
 * Second-order cones over affine expressions f_r(x) = rows_r x + constants[r]. Cone c owns the expressions
 * r = starts[c] .. starts[c + 1] - 1:
 *   ordinary (rotated[c] = 0):  f_0 >= || (f_1, f_2, ...) ||
 *   rotated  (rotated[c] = 1):  f_0 f_1 >= f_2^2 + f_3^2 + ...,   f_0, f_1 >= 0
 */
export interface Cones {
  readonly rotated: Uint8Array;
  readonly starts: Int32Array;
  readonly rows: SparseMatrix;
  readonly constants: Float64Array;
  readonly names: NameTable;
}

export interface Program extends SparseMatrix {
  readonly name: string;
  readonly sense: "minimize" | "maximize";
  readonly numCols: number;
  readonly numRows: number;
  readonly offset: number;
  readonly colCost: Float64Array;
  readonly colLower: Float64Array;
  readonly colUpper: Float64Array;
  /** A `ColumnKind` per column. A semi-continuous column is 0 or within its bounds. */
  readonly colKind: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Row-wise (CSR); no column stands twice in a row. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** Lower triangle of the symmetric Q by columns (column k holds rows >= k, ascending); null for a linear objective. */
  readonly hessian: SparseMatrix | null;
  readonly cones: Cones | null;
  readonly colNames: NameTable;
  readonly rowNames: NameTable;
}
