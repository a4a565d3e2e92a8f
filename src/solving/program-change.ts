/** Everything about an open program that may change at once while its rows and columns stay. */
import type { SparseMatrix } from "../program/index.ts";

/** New bounds of members `first`, `first + 1`, ... of the current program. */
export interface BoundsChange {
  readonly first: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** New values of coefficients `from`, `from + 1`, ... in the `values` of the program as it was opened. */
export interface CoefficientsChange {
  readonly from: number;
  readonly values: Float64Array;
}

/** What is not given stays as it is. */
export interface ProgramChange {
  /** One for each column of the program as it was opened. */
  readonly costs?: Float64Array;
  readonly offset?: number;
  /** The whole Hessian, over the columns of the program as it was opened. */
  readonly hessian?: SparseMatrix;
  readonly columnBounds?: readonly BoundsChange[];
  readonly rowBounds?: readonly BoundsChange[];
  readonly coefficients?: readonly CoefficientsChange[];
}
