/** What a program's matrix and objective come to at a point. */
import { hessianTimes } from "./hessian.ts";
import type { Program, SparseMatrix } from "./program.ts";

/** A x: one sum for each major of the matrix. */
export function matrixTimes({ starts, indices, values }: SparseMatrix, x: Float64Array): Float64Array {
  const product = new Float64Array(starts.length - 1);
  for (let major = 0; major < product.length; major++) {
    let sum = 0;
    for (let k = starts[major]!; k < starts[major + 1]!; k++) sum += values[k]! * x[indices[k]!]!;
    product[major] = sum;
  }
  return product;
}

/** offset + c'x + 1/2 x'Qx; `curvature` is Q x where that is known already. */
export function objectiveAt(
  program: Program,
  values: Float64Array,
  curvature: Float64Array = hessianTimes(program, values),
): number {
  let sum = program.offset;
  for (let col = 0; col < program.numCols; col++) {
    sum += (program.colCost[col]! + curvature[col]! / 2) * values[col]!;
  }
  return sum;
}
