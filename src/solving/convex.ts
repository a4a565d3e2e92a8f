/** Whether a quadratic objective bends the right way: its Hessian's pivots have one sign (LDL' without permutations). */
import type { Program, SparseMatrix } from "../program/index.ts";

/** Columns linked by products, beyond which the check would cost more than it is worth. */
const largestGroup = 600;
/** Pivots and entries up to this, relative to the largest entry of their group, count as 0. */
const negligible = 1e-9;

/** A column at which the objective bends the wrong way; -1 if there is none, or only groups too large to tell. */
export function bentColumn({ hessian, numCols, sense }: Program): number {
  if (hessian === null) return -1;
  const sign = sense === "minimize" ? 1 : -1;
  for (const group of groupsOf(hessian, numCols)) {
    if (group.length > largestGroup) continue;
    const at = negativePivot(denseOf(hessian, group, sign), group.length);
    if (at >= 0) return group[at]!;
  }
  return -1;
}

/** Columns that products link with each other, directly or through others. */
function groupsOf({ starts, indices }: SparseMatrix, numCols: number): number[][] {
  const parent = Int32Array.from({ length: numCols }, (_, col) => col);
  const rootOf = (col: number): number => {
    let at = col;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (let col = 0; col < numCols; col++) {
    for (let k = starts[col]!; k < starts[col + 1]!; k++) parent[rootOf(indices[k]!)] = rootOf(col);
  }
  const groups = new Map<number, number[]>();
  for (let col = 0; col < numCols; col++) {
    const root = rootOf(col);
    const group = groups.get(root);
    if (group !== undefined) group.push(col);
    else groups.set(root, [col]);
  }
  return [...groups.values()];
}

/** The lower triangle of a group's part, row after row. */
function denseOf({ starts, indices, values }: SparseMatrix, group: readonly number[], sign: number): Float64Array {
  const size = group.length;
  const dense = new Float64Array(size * size);
  const place = new Map(group.map((col, at) => [col, at]));
  for (const [at, col] of group.entries()) {
    for (let k = starts[col]!; k < starts[col + 1]!; k++)
      dense[place.get(indices[k]!)! * size + at] = sign * values[k]!;
  }
  return dense;
}

function negativePivot(matrix: Float64Array, size: number): number {
  const tolerance = negligible * matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let col = 0; col < size; col++) {
    const pivot = matrix[col * size + col]!;
    if (pivot < -tolerance) return col;
    for (let row = col + 1; row < size; row++) {
      const entry = matrix[row * size + col]!;
      if (Math.abs(entry) <= tolerance) continue;
      // Beside a pivot of 0 every entry has to be 0.
      if (pivot <= tolerance) return row;
      const factor = entry / pivot;
      for (let k = row; k < size; k++) matrix[k * size + row]! -= factor * matrix[k * size + col]!;
    }
  }
  return -1;
}
