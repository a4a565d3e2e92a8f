import type { Arrays } from "../model.ts";
import type { BasicData } from "./data.ts";

export function handWritten({ n }: BasicData): Arrays {
  const size = n * n;
  const rowLower = new Float64Array(2 * size);
  const starts = new Int32Array(2 * size + 1);
  const indices = new Int32Array(4 * size);
  const values = new Float64Array(4 * size).fill(1);
  for (let i = 0, row = 0, p = 0; i < n; i++) {
    for (let j = 0; j < n; j++, row++, p += 2) {
      rowLower[row] = i + 1;
      starts[row] = p;
      indices[p] = row;
      indices[p + 1] = size + row;
      values[p + 1] = -1;
    }
  }
  for (let column = 0, p = 2 * size; column < size; column++, p += 2) {
    starts[size + column] = p;
    indices[p] = column;
    indices[p + 1] = size + column;
  }
  starts[2 * size] = 4 * size;
  return {
    numCols: 2 * size,
    numRows: 2 * size,
    colCost: new Float64Array(2 * size).fill(2, 0, size).fill(1, size),
    colLower: new Float64Array(2 * size).fill(-Infinity),
    colUpper: new Float64Array(2 * size).fill(Infinity),
    colKind: new Uint8Array(2 * size),
    rowLower,
    rowUpper: new Float64Array(2 * size).fill(Infinity),
    starts,
    indices,
    values,
  };
}
