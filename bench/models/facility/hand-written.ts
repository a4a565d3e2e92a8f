import type { Arrays } from "../model.ts";
import type { FacilityData } from "./data.ts";

/** Columns: open[f], then share[c, f]. Rows: served[c], linked[c, f], within capacity[f]. */
export function handWritten({ facilities, customers, demand, capacity, opening, serving }: FacilityData): Arrays {
  const pairs = customers * facilities;
  const numCols = facilities + pairs;
  const numRows = customers + pairs + facilities;
  const entries = 4 * pairs + facilities;
  const colCost = new Float64Array(numCols);
  colCost.set(opening);
  colCost.set(serving, facilities);
  const starts = new Int32Array(numRows + 1);
  const indices = new Int32Array(entries);
  const values = new Float64Array(entries).fill(1, 0, 3 * pairs);
  let p = 0;
  for (let c = 0, column = facilities; c < customers; c++) {
    starts[c] = p;
    for (let f = 0; f < facilities; f++) indices[p++] = column++;
  }
  for (let c = 0, pair = 0; c < customers; c++) {
    for (let f = 0; f < facilities; f++, pair++, p += 2) {
      starts[customers + pair] = p;
      indices[p] = facilities + pair;
      indices[p + 1] = f;
      values[p + 1] = -1;
    }
  }
  for (let f = 0; f < facilities; f++) {
    starts[customers + pairs + f] = p;
    for (let c = 0, column = facilities + f; c < customers; c++, p++, column += facilities) {
      indices[p] = column;
      values[p] = demand[c]!;
    }
    indices[p] = f;
    values[p++] = -capacity[f]!;
  }
  starts[numRows] = p;
  return {
    numCols,
    numRows,
    colCost,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1, 0, facilities).fill(Infinity, facilities),
    colKind: new Uint8Array(numCols).fill(1, 0, facilities),
    rowLower: new Float64Array(numRows).fill(1, 0, customers).fill(-Infinity, customers),
    rowUpper: new Float64Array(numRows).fill(1, 0, customers),
    starts,
    indices,
    values,
  };
}
