/** The elastic program: rows and cones may be violated at a price, so that some point always meets the rest. */
import { type Cones, compress, type Program, type SparseMatrix } from "../program/index.ts";
import { counted } from "./counted.ts";

/**
 * Every row may be violated at a cost of 1 for each unit, after division by its largest coefficient, and so may every
 * cone, whose large sides are raised (t of cone-violation.ts). Optimum 0: the continuous program is feasible. Otherwise
 * the sides with a dual are a conflict (Farkas). The slack columns stand behind those of the program.
 */
export function elastic(program: Program): Program {
  const { numRows, numCols, starts, indices, values, cones } = program;
  const most = values.length + 2 * numRows;
  const entries = {
    count: 0,
    majors: new Int32Array(most),
    minors: new Int32Array(most),
    values: new Float64Array(most),
  };
  const add = (row: number, col: number, value: number): void => {
    entries.majors[entries.count] = row;
    entries.minors[entries.count] = col;
    entries.values[entries.count++] = value;
  };
  const scale = rowScales(program);
  let slacks = 0;
  for (let row = 0; row < numRows; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) add(row, indices[k]!, values[k]! / scale[row]!);
    if (Number.isFinite(program.rowLower[row]!)) add(row, numCols + slacks++, 1);
    if (Number.isFinite(program.rowUpper[row]!)) add(row, numCols + slacks++, -1);
  }
  const size = numCols + slacks + (cones?.rotated.length ?? 0);
  const lengthened = (array: Float64Array, rest: number) => {
    const longer = new Float64Array(size).fill(rest);
    longer.set(array);
    return longer;
  };
  return {
    ...program,
    ...compress(entries, numRows, size),
    numCols: size,
    colCost: lengthened(new Float64Array(numCols), 1),
    colLower: lengthened(program.colLower, 0),
    colUpper: lengthened(program.colUpper, Infinity),
    colKind: new Uint8Array(size),
    rowLower: program.rowLower.map((bound, row) => bound / scale[row]!),
    rowUpper: program.rowUpper.map((bound, row) => bound / scale[row]!),
    cones: cones === null ? null : elasticCones(cones, numCols + slacks),
    colNames: counted("column", size),
    rowNames: counted("row", numRows),
  };
}

/** What each row is divided by. */
export function rowScales({ numRows, starts, values }: Program): Float64Array {
  const scales = new Float64Array(numRows);
  for (let row = 0; row < numRows; row++) scales[row] = largest(values, starts[row]!, starts[row + 1]!);
  return scales;
}

/** What a unit of each cone's slack is worth. */
export function coneScales({ rotated, starts, rows }: Cones): Float64Array {
  const scales = new Float64Array(rotated.length);
  for (let cone = 0; cone < rotated.length; cone++) {
    scales[cone] = largest(rows.values, rows.starts[starts[cone]!]!, rows.starts[starts[cone + 1]!]!);
  }
  return scales;
}

function largest(values: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let k = from; k < to; k++) most = Math.max(most, Math.abs(values[k]!));
  return most === 0 ? 1 : most;
}

function elasticCones(cones: Cones, firstSlack: number): Cones {
  const scales = coneScales(cones);
  const starts = new Int32Array(cones.rows.starts.length);
  const indices: number[] = [];
  const values: number[] = [];
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    const raised = cones.starts[cone]! + (cones.rotated[cone] === 0 ? 1 : 2);
    for (let at = cones.starts[cone]!; at < cones.starts[cone + 1]!; at++) {
      for (let k = cones.rows.starts[at]!; k < cones.rows.starts[at + 1]!; k++) {
        values[indices.push(cones.rows.indices[k]!) - 1] = cones.rows.values[k]!;
      }
      if (at < raised) values[indices.push(firstSlack + cone) - 1] = scales[cone]!;
      starts[at + 1] = indices.length;
    }
  }
  const rows: SparseMatrix = { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
  return { ...cones, rows };
}
