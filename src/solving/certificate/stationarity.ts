/** Duals against costs, column by column: what is left of the costs, and the size of the terms that went into it. */
import type { Program, SparseMatrix } from "../../program/index.ts";

export interface Stationarity {
  /** c + Qx - A'y - F'u: what the reduced costs have to be. */
  readonly reducedCosts: Float64Array;
  /** |c| + |Qx| + the sums of |a y| and |f u| in each column. */
  readonly size: Float64Array;
}

/**
 * The one place where reduced costs come from duals; works for both senses, as duals carry the objective's sign. `curvature`
 * is Q x.
 */
export function stationarity(
  program: Program,
  curvature: Float64Array,
  rowDuals: Float64Array,
  coneDuals: Float64Array = nothing,
): Stationarity {
  const { numCols, colCost, cones } = program;
  const reducedCosts = new Float64Array(numCols);
  const size = new Float64Array(numCols);
  for (let col = 0; col < numCols; col++) {
    reducedCosts[col] = colCost[col]! + curvature[col]!;
    size[col] = Math.abs(colCost[col]!) + Math.abs(curvature[col]!);
  }
  addProduct(program, rowDuals, -1, { sum: reducedCosts, size });
  if (cones !== null) addProduct(cones.rows, coneDuals, -1, { sum: reducedCosts, size });
  return { reducedCosts, size };
}

const nothing = new Float64Array(0);

/** Adds sign * matrix' multipliers to a sum, and the sizes of its terms to theirs. */
export function addProduct(
  { starts, indices, values }: SparseMatrix,
  multipliers: Float64Array,
  sign: 1 | -1,
  { sum, size }: { readonly sum: Float64Array; readonly size: Float64Array },
): void {
  for (let row = 0; row < multipliers.length; row++) {
    const multiplier = sign * multipliers[row]!;
    if (multiplier === 0) continue;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const term = values[k]! * multiplier;
      sum[indices[k]!]! += term;
      size[indices[k]!]! += Math.abs(term);
    }
  }
}
