/** The lower triangle of a Hessian from a list of products. */
import type { SparseMatrix } from "../../program/index.ts";
import type { Products } from "./filling/kernels.ts";

/** Compressed by columns, rows ascending, products of the same two columns added; the first `count` products are used. */
export function hessianOf({ rows, cols, values }: Products, count: number, size: number): SparseMatrix {
  const byRow = ordered(rows, null, count, size);
  const order = ordered(cols, byRow, count, size);
  const starts = new Int32Array(size + 1);
  const indices = new Int32Array(count);
  const entries = new Float64Array(count);
  let next = 0;
  let before = -1;
  for (const k of order) {
    if (before >= 0 && rows[before] === rows[k] && cols[before] === cols[k]) entries[next - 1]! += values[k]!;
    else {
      indices[next] = rows[k]!;
      entries[next++] = values[k]!;
      starts[cols[k]! + 1]!++;
    }
    before = k;
  }
  for (let c = 0; c < size; c++) starts[c + 1]! += starts[c]!;
  return { starts, indices: indices.slice(0, next), values: entries.slice(0, next) };
}

/** Stable counting sort of `order` (0 .. count - 1 where null) by key. */
function ordered(keys: Int32Array, order: Int32Array | null, count: number, size: number): Int32Array {
  const next = new Int32Array(size + 1);
  for (let k = 0; k < count; k++) next[keys[k]! + 1]!++;
  for (let c = 0; c < size; c++) next[c + 1]! += next[c]!;
  const sorted = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const item = order === null ? k : order[k]!;
    sorted[next[keys[item]!]!++] = item;
  }
  return sorted;
}
