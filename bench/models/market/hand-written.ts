import type { Arrays } from "../model.ts";
import { hours, type MarketData } from "./data.ts";

/**
 * Columns by agent and hour: produced, bought, sold, charged, discharged, stored; then by aggregator and hour:
 * imported, exported. Rows: balance, first hour, storage from the second hour on, last hour, pool.
 */
export function handWritten(data: MarketData): Arrays {
  const { agents, aggregators } = data;
  const own = agents * hours;
  const pooled = aggregators * hours;
  const numCols = 6 * own + 2 * pooled;
  const numRows = 2 * own + agents + pooled;
  const matrix = {
    starts: new Int32Array(numRows + 1),
    indices: new Int32Array(11 * own + 2 * pooled),
    values: new Float64Array(11 * own + 2 * pooled),
  };
  balances(own, matrix);
  storage(data, own, matrix);
  pools(data, own, matrix);
  return { numCols, numRows, ...columns(data, numCols, own), ...limits(data, numRows, own), ...matrix };
}

type Matrix = Pick<Arrays, "starts" | "indices" | "values">;

function balances(own: number, { starts, indices, values }: Matrix): void {
  for (let row = 0, p = 0; row < own; row++, p += 5) {
    starts[row] = p;
    indices[p] = row;
    indices[p + 1] = own + row;
    indices[p + 2] = 4 * own + row;
    indices[p + 3] = 2 * own + row;
    indices[p + 4] = 3 * own + row;
    values[p] = values[p + 1] = values[p + 2] = 1;
    values[p + 3] = values[p + 4] = -1;
  }
}

/** First hour, the hours after it, last hour. */
function storage({ agents, efficiency }: MarketData, own: number, { starts, indices, values }: Matrix): void {
  let row = own;
  let p = 5 * own;
  for (let j = 0; j < agents; j++, row++, p += 3) {
    starts[row] = p;
    indices[p] = 5 * own + j * hours;
    indices[p + 1] = 3 * own + j * hours;
    indices[p + 2] = 4 * own + j * hours;
    values[p] = values[p + 2] = 1;
    values[p + 1] = -efficiency[j]!;
  }
  for (let j = 0; j < agents; j++) {
    const kept = -efficiency[j]!;
    for (let t = 1, at = j * hours + 1; t < hours; t++, at++, row++, p += 4) {
      starts[row] = p;
      indices[p] = 5 * own + at;
      indices[p + 1] = 5 * own + at - 1;
      indices[p + 2] = 3 * own + at;
      indices[p + 3] = 4 * own + at;
      values[p] = values[p + 3] = 1;
      values[p + 1] = -1;
      values[p + 2] = kept;
    }
  }
  for (let j = 0; j < agents; j++, row++, p++) {
    starts[row] = p;
    indices[p] = 5 * own + j * hours + hours - 1;
    values[p] = 1;
  }
}

function pools(data: MarketData, own: number, { starts, indices, values }: Matrix): void {
  const { agents, aggregators } = data;
  const pooled = aggregators * hours;
  const { first, members } = membersOf(data);
  let row = 2 * own + agents;
  let p = 9 * own;
  for (let k = 0; k < aggregators; k++) {
    for (let t = 0; t < hours; t++, row++) {
      starts[row] = p;
      for (const sold of [0, 1]) {
        const column = (1 + sold) * own + t;
        for (let q = first[k]!; q < first[k + 1]!; q++, p++) {
          indices[p] = column + members[q]! * hours;
          values[p] = 1 - 2 * sold;
        }
      }
      indices[p] = 6 * own + k * hours + t;
      values[p++] = -1;
      indices[p] = 6 * own + pooled + k * hours + t;
      values[p++] = 1;
    }
  }
  starts[row] = p;
}

/** Agents by aggregator: members[first[k]] .. members[first[k + 1] - 1]. */
function membersOf({ agents, aggregators, aggregatorOf }: MarketData): { first: Int32Array; members: Int32Array } {
  const first = new Int32Array(aggregators + 1);
  for (let j = 0; j < agents; j++) first[aggregatorOf[j]! + 1]!++;
  for (let k = 0; k < aggregators; k++) first[k + 1]! += first[k]!;
  const next = first.slice();
  const members = new Int32Array(agents);
  for (let j = 0; j < agents; j++) members[next[aggregatorOf[j]!]!++] = j;
  return { first, members };
}

function columns(
  { agents, aggregators, sun, power, capacity, price, feedIn }: MarketData,
  numCols: number,
  own: number,
): Pick<Arrays, "colCost" | "colLower" | "colUpper" | "colKind"> {
  const colCost = new Float64Array(numCols);
  const colUpper = new Float64Array(numCols);
  const pooled = aggregators * hours;
  colUpper.set(sun);
  colUpper.fill(Infinity, own, 3 * own).fill(Infinity, 6 * own);
  for (let j = 0; j < agents; j++) {
    for (const [variable, limit] of [[3, power[j]!], [4, power[j]!], [5, capacity[j]!]] as const) // biome-ignore format: as pairs
      colUpper.fill(limit, variable * own + j * hours, variable * own + (j + 1) * hours);
  }
  for (let k = 0, imported = 6 * own; k < aggregators; k++) {
    for (let t = 0; t < hours; t++, imported++) {
      colCost[imported] = price[t]!;
      colCost[imported + pooled] = -feedIn[t]!;
    }
  }
  return { colCost, colLower: new Float64Array(numCols), colUpper, colKind: new Uint8Array(numCols) };
}

function limits(
  { agents, load, initial }: MarketData,
  numRows: number,
  own: number,
): Pick<Arrays, "rowLower" | "rowUpper"> {
  const rowLower = new Float64Array(numRows);
  rowLower.set(load);
  rowLower.set(initial, own);
  rowLower.set(initial, 2 * own);
  const rowUpper = rowLower.slice().fill(Infinity, 2 * own, 2 * own + agents);
  return { rowLower, rowUpper };
}
