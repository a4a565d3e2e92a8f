/**
 * A convex quadratic objective as columns of its own: for every group of columns that products link, theta >= s x'Qx / 2
 * (s = 1 for minimisation, -1 for maximisation), which stands in the objective instead. Cuts are tangents at points y:
 *   theta >= s (Qy)'x - s y'Qy / 2
 */
import { hessianBlocks, type Program, type SparseMatrix } from "../../src/program/index.ts";
import { nearestPowerOf2 } from "../../src/reformulation/index.ts";

export interface QuadraticGroups {
  readonly count: number;
  /** Columns of group k are columns[starts[k]] .. columns[starts[k + 1] - 1]. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** What one unit of the column of each group is in the objective: about a cost, so that its cuts have entries of about 1. */
  readonly scales: Float64Array;
  /** The largest entry on the diagonal of each group. */
  readonly curvatures: Float64Array;
}

const noGroups: QuadraticGroups = {
  count: 0,
  starts: new Int32Array(1),
  columns: new Int32Array(0),
  scales: new Float64Array(0),
  curvatures: new Float64Array(0),
};

/** `reach`: how far the columns will go, where that is not for their costs and bounds to say. */
export function quadraticGroups(program: Program, reach?: number): QuadraticGroups {
  const { hessian } = program;
  if (hessian === null || hessian.values.length === 0) return noGroups;
  const groupOf = hessianBlocks(hessian);
  const members = Int32Array.from(groupOf.keys()).filter((col) => groupOf[col]! >= 0);
  const columns = members.toSorted((one, other) => groupOf[one]! - groupOf[other]! || one - other);
  const count = columns.length === 0 ? 0 : groupOf[columns[columns.length - 1]!]! + 1;
  const starts = new Int32Array(count + 1);
  for (const col of columns) starts[groupOf[col]! + 1]!++;
  for (let group = 0; group < count; group++) starts[group + 1]! += starts[group]!;
  const perGroup = (of: (members: Int32Array) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, group) => of(columns.subarray(starts[group]!, starts[group + 1]!)));
  return {
    count,
    starts,
    columns,
    scales: perGroup((group) =>
      nearestPowerOf2(
        (reach === undefined ? slopeOf(program, hessian, group) : reach * curvatureOf(hessian, group)) || 1,
      ),
    ),
    curvatures: perGroup((group) => curvatureOf(hessian, group)),
  };
}

/** The largest cost of the group's columns, or slope within their bounds. */
function slopeOf({ colCost, colLower, colUpper }: Program, hessian: SparseMatrix, columns: Int32Array): number {
  let largest = 0;
  let steepest = 0;
  for (const col of columns) {
    const reach = Math.max(Math.abs(colLower[col]!), Math.abs(colUpper[col]!));
    largest = Math.max(largest, Math.abs(colCost[col]!));
    for (let k = hessian.starts[col]!; k < hessian.starts[col + 1]!; k++) {
      steepest = Math.max(steepest, Math.abs(hessian.values[k]!) * (reach < Infinity && reach > 0 ? reach : 1));
    }
  }
  return largest || steepest;
}

function curvatureOf({ starts, indices, values }: SparseMatrix, columns: Int32Array): number {
  return columns.reduce(
    (most, col) => (indices[starts[col]!] === col ? Math.max(most, Math.abs(values[starts[col]!]!)) : most),
    0,
  );
}

/**
 * Writes s Q y of a group to `slopes`, which has a place for every column; y stands in point[at ...], times `unit`. Returns
 * s y'Qy / 2.
 */
export function slopesAt(
  { starts, columns }: QuadraticGroups,
  hessian: SparseMatrix,
  sign: number,
  group: number,
  point: Float64Array,
  at: number,
  unit: number,
  slopes: Float64Array,
): number {
  const from = starts[group]!;
  const to = starts[group + 1]!;
  for (let k = from; k < to; k++) slopes[columns[k]!] = 0;
  for (let k = from; k < to; k++) {
    const col = columns[k]!;
    const value = point[at + k - from]! / unit;
    for (let entry = hessian.starts[col]!; entry < hessian.starts[col + 1]!; entry++) {
      const row = hessian.indices[entry]!;
      const weight = sign * hessian.values[entry]!;
      slopes[row]! += weight * value;
      if (row !== col) slopes[col]! += (weight * point[at + placeOf(columns, from, to, row) - from]!) / unit;
    }
  }
  let twice = 0;
  for (let k = from; k < to; k++) twice += (slopes[columns[k]!]! * point[at + k - from]!) / unit;
  return twice / 2;
}

/** Where a column stands among columns[from .. to - 1], which ascend. */
function placeOf(columns: Int32Array, from: number, to: number, col: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns[middle]! < col) low = middle + 1;
    else high = middle;
  }
  return low;
}
