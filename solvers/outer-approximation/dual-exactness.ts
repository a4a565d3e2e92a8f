/**
 * How exact the multipliers are. Those of a cone are a sum of its cuts' normals, near the point but not at it; at an optimum
 * they are a multiple of the one normal at the point. What that leaves in c + Qx = A'y + F'u + z, column by column, is what
 * the duals are off by.
 */
import type { Program } from "../../src/program/index.ts";
import type { ConvexSets, Place } from "./convex-sets.ts";

interface Exactness {
  /** The largest difference in a column, relative to its terms. */
  readonly prices: number;
  /** The same for the squares of the objective alone, relative to the terms where these exceed 1. */
  readonly slopes: number;
}

/** `multipliers` are those of the expressions of all sets, without the sign of the objective's sense; all duals count in `unit`s. */
export function dualExactness(
  program: Program,
  sets: ConvexSets,
  { f }: Place,
  rowDuals: Float64Array,
  multipliers: Float64Array,
  unit: number,
): Exactness {
  const { numCols, numRows, starts, indices, values, colCost } = program;
  const sizes = colCost.map(Math.abs);
  for (let row = 0; row < numRows; row++) {
    const dual = Math.abs(rowDuals[row]!);
    if (dual === 0) continue;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) sizes[indices[k]!]! += dual * Math.abs(values[k]!);
  }
  const off = new Float64Array(numCols);
  const w = new Float64Array(sets.numExpressions);
  let slopes = 0;
  for (let set = sets.count - 1; set >= 0; set--) {
    sets.tangent(set, f, null, w);
    sets.addDifference(set, multipliers, w, off, sizes);
    if (set === sets.numCones) slopes = largest(off, sizes, 1 / unit);
  }
  return { prices: largest(off, sizes, 0), slopes };
}

function largest(off: Float64Array, sizes: Float64Array, least: number): number {
  let most = 0;
  for (let col = 0; col < off.length; col++) {
    if (off[col] !== 0) most = Math.max(most, Math.abs(off[col]!) / (least + sizes[col]!));
  }
  return most;
}
