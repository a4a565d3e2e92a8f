/** Products of a program's matrices with an answer, and the size of the terms that went into each. */
import type { Program, SparseMatrix } from "../program/index.ts";

export interface Products {
  /** A x, and the sum of |a x| in each row. */
  readonly activity: Float64Array;
  readonly activitySize: Float64Array;
  /** Q x. */
  readonly curvature: Float64Array;
}

export function products(program: Program, values: Float64Array): Products {
  const { numRows, starts, indices, values: entries } = program;
  const activity = new Float64Array(numRows);
  const activitySize = new Float64Array(numRows);
  for (let row = 0; row < numRows; row++) {
    let sum = 0;
    let size = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const term = entries[k]! * values[indices[k]!]!;
      sum += term;
      size += Math.abs(term);
    }
    activity[row] = sum;
    activitySize[row] = size;
  }
  return { activity, activitySize, curvature: hessianTimes(program, values) };
}

/** Q x from the lower triangle. */
function hessianTimes({ hessian, numCols }: Program, values: Float64Array): Float64Array {
  const product = new Float64Array(numCols);
  if (hessian === null) return product;
  const { starts, indices, values: entries } = hessian;
  for (let col = 0; col < numCols; col++) {
    for (let k = starts[col]!; k < starts[col + 1]!; k++) {
      const row = indices[k]!;
      product[row]! += entries[k]! * values[col]!;
      if (row !== col) product[col]! += entries[k]! * values[row]!;
    }
  }
  return product;
}

/** offset + c'x + 1/2 x'Qx. */
export function objectiveAt(program: Program, values: Float64Array, curvature: Float64Array): number {
  let sum = program.offset;
  for (let col = 0; col < program.numCols; col++) {
    sum += (program.colCost[col]! + curvature[col]! / 2) * values[col]!;
  }
  return sum;
}

export interface Stationarity {
  /** c + Qx - A'y - F'u: what the reduced costs have to be. */
  readonly reducedCosts: Float64Array;
  /** |c| + |Qx| + the sums of |a y| and |f u| in each column. */
  readonly size: Float64Array;
}

/** The one place where reduced costs come from duals; works for both senses, as duals carry the objective's sign. */
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
