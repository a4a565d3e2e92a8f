/** Whether a quadratic objective bends the right way: its Hessian's pivots have one sign (LDL' without permutations). */
import { hessianBlocks, type Program, type SparseMatrix } from "../program/index.ts";

/** Columns of a block beyond which the check would cost more than it is worth. */
const largestBlock = 600;
/** Pivots and entries up to this, relative to the largest entry of their block, count as 0. */
const negligible = 1e-9;

/** A column at which the objective bends the wrong way; -1 if there is none, or only blocks too large to tell. */
export function nonconvexColumn({ hessian, sense }: Program): number {
  if (hessian === null) return -1;
  const sign = sense === "minimize" ? 1 : -1;
  for (const block of membersOf(hessianBlocks(hessian))) {
    if (block.length > largestBlock) continue;
    const at = negativePivot(denseOf(hessian, block, sign), block.length);
    if (at >= 0) return block[at]!;
  }
  return -1;
}

function membersOf(blocks: Int32Array): number[][] {
  const members: number[][] = [];
  for (const [col, block] of blocks.entries()) {
    if (block < 0) continue;
    const own = members[block];
    if (own === undefined) members[block] = [col];
    else own.push(col);
  }
  return members;
}

/** The lower triangle of a block, row after row. */
function denseOf({ starts, indices, values }: SparseMatrix, block: readonly number[], sign: number): Float64Array {
  const size = block.length;
  const dense = new Float64Array(size * size);
  const place = new Map(block.map((col, at) => [col, at]));
  for (const [at, col] of block.entries()) {
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
