/** Work on Hessians, which are kept by one triangle: their products, their blocks, and columns that come and go. */
import type { Program, SparseMatrix } from "./program.ts";

/** Q x, from the lower triangle; zeros for a linear objective. */
export function hessianTimes(
  { hessian, numCols }: Pick<Program, "hessian" | "numCols">,
  values: Float64Array,
): Float64Array {
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

/**
 * The diagonal blocks that a Hessian falls into: for every column the number of its block, where columns that products
 * link, directly or through others, have the same. Blocks are numbered from 0 by their first columns; -1 for columns
 * without an entry.
 */
export function hessianBlocks({ starts, indices }: SparseMatrix): Int32Array {
  const numCols = starts.length - 1;
  const parent = new Int32Array(numCols).fill(-1);
  const rootOf = (col: number): number => {
    let at = col;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (let col = 0; col < numCols; col++) {
    for (let k = starts[col]!; k < starts[col + 1]!; k++) {
      for (const own of [col, indices[k]!]) if (parent[own] === -1) parent[own] = own;
      parent[rootOf(indices[k]!)] = rootOf(col);
    }
  }
  const numberOf = new Map<number, number>();
  return parent.map((_, col) => {
    if (parent[col] === -1) return -1;
    const root = rootOf(col);
    if (!numberOf.has(root)) numberOf.set(root, numberOf.size);
    return numberOf.get(root)!;
  });
}

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
