/** A Hessian's columns follow those of its program. */
import type { SparseMatrix } from "../program/index.ts";

/** The same entries, with empty columns up to `numCols`. */
export function withTrailingColumns(hessian: SparseMatrix, numCols: number): SparseMatrix {
  const starts = new Int32Array(numCols + 1).fill(hessian.values.length);
  starts.set(hessian.starts);
  return { ...hessian, starts };
}

/** Without columns (and their rows) first .. first + count - 1. */
export function withoutColumns(hessian: SparseMatrix, first: number, count: number): SparseMatrix {
  const numCols = hessian.starts.length - 1 - count;
  const starts = new Int32Array(numCols + 1);
  const indices = new Int32Array(hessian.indices.length);
  const values = new Float64Array(hessian.values.length);
  let end = 0;
  for (let col = 0; col < numCols; col++) {
    const old = col < first ? col : col + count;
    for (let k = hessian.starts[old]!; k < hessian.starts[old + 1]!; k++) {
      const row = hessian.indices[k]!;
      if (row >= first && row < first + count) continue;
      indices[end] = row < first ? row : row - count;
      values[end++] = hessian.values[k]!;
    }
    starts[col + 1] = end;
  }
  return { starts, indices: indices.slice(0, end), values: values.slice(0, end) };
}
