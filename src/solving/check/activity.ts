/** What the rows of a program come to at a point. */
import type { SparseMatrix } from "../../program/index.ts";

export interface Activity {
  /** A x, and the sum of |a x| in each row. */
  readonly activity: Float64Array;
  readonly size: Float64Array;
}

export function activityAt({ starts, indices, values: entries }: SparseMatrix, values: Float64Array): Activity {
  const numRows = starts.length - 1;
  const activity = new Float64Array(numRows);
  const sizes = new Float64Array(numRows);
  for (let row = 0; row < numRows; row++) {
    let sum = 0;
    let size = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const term = entries[k]! * values[indices[k]!]!;
      sum += term;
      size += Math.abs(term);
    }
    activity[row] = sum;
    sizes[row] = size;
  }
  return { activity, size: sizes };
}
