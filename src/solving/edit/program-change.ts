/** Everything about an open program that may change at once while its rows and columns stay. */
import type { SparseMatrix } from "../../program/index.ts";

/** New bounds of members `first`, `first + 1`, ... of the current program. */
export interface BoundsChange {
  readonly first: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** New costs of columns `first`, `first + 1`, ... of the current program. */
interface CostsChange {
  readonly first: number;
  readonly costs: Float64Array;
}

/** New values of coefficients of the program as it was opened: from one position in its `values` on, or at several. */
export interface CoefficientsChange {
  readonly at: number | Int32Array;
  readonly values: Float64Array;
}

/** What is not given stays as it is. */
export interface ProgramChange {
  readonly costs?: readonly CostsChange[];
  readonly offset?: number;
  /** The whole Hessian, over the columns of the program as it was opened. */
  readonly hessian?: SparseMatrix;
  readonly columnBounds?: readonly BoundsChange[];
  readonly rowBounds?: readonly BoundsChange[];
  readonly coefficients?: readonly CoefficientsChange[];
}
