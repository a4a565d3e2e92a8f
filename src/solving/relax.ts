/** Smaller and softer programs: what a search for a conflict solves. */
import { ColumnKind, compress, type NameTable, type Program, type SparseMatrix } from "../program/index.ts";
import type { Side } from "./sides.ts";

/** A part of a program, with the numbers its rows and columns have in the whole. */
interface Part {
  readonly program: Program;
  readonly rows: Int32Array;
  readonly cols: Int32Array;
}

export function counted(name: string, size: number): NameTable {
  return size === 0
    ? []
    : [{ name, first: 0, count: size, axes: [{ set: name, size, labels: null }], positions: null }];
}

/** Every finite side of a program; the bounds of semi-continuous columns belong to their kind and stay. */
export function allSides(program: Program): Side[] {
  const sides: Side[] = [];
  const add = (of: "row" | "column", index: number, lower: number, upper: number): void => {
    if (Number.isFinite(lower)) sides.push({ of, index, at: "lower" });
    if (Number.isFinite(upper)) sides.push({ of, index, at: "upper" });
  };
  for (let row = 0; row < program.numRows; row++) add("row", row, program.rowLower[row]!, program.rowUpper[row]!);
  for (let col = 0; col < program.numCols; col++) add("column", col, program.colLower[col]!, program.colUpper[col]!);
  return sides;
}

/** The program without integrality and objective; a semi-continuous column reaches from 0 on. */
export function relaxation(program: Program): Program {
  const colLower = program.colLower.slice();
  for (let col = 0; col < program.numCols; col++) {
    if (program.colKind[col]! >= ColumnKind.semiContinuous) colLower[col] = Math.min(0, colLower[col]!);
  }
  return { ...withoutObjective(program), colLower, colKind: new Uint8Array(program.numCols) };
}

export function withoutObjective(program: Program): Program {
  return {
    ...program,
    sense: "minimize",
    offset: 0,
    colCost: new Float64Array(program.numCols),
    hessian: null,
    cones: null,
  };
}

/** The rows that have a side among `sides`, their columns, and no bounds but those sides. */
export function partOf(program: Program, sides: readonly Side[]): Part {
  const rows = Int32Array.from(new Set(sides.filter((side) => side.of === "row").map((side) => side.index)));
  const numberOf = new Map<number, number>();
  const starts = new Int32Array(rows.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (const [k, row] of rows.entries()) {
    for (let at = program.starts[row]!; at < program.starts[row + 1]!; at++) {
      const col = program.indices[at]!;
      if (!numberOf.has(col)) numberOf.set(col, numberOf.size);
      indices.push(numberOf.get(col)!);
      values.push(program.values[at]!);
    }
    starts[k + 1] = indices.length;
  }
  const cols = Int32Array.from(numberOf.keys());
  const matrix = { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
  return { rows, cols, program: boundedBy(program, matrix, rows, cols, sides) };
}

function boundedBy(
  whole: Program,
  matrix: SparseMatrix,
  rows: Int32Array,
  cols: Int32Array,
  sides: readonly Side[],
): Program {
  const sidesOf = (of: "row" | "column", members: Int32Array, lower: Float64Array, upper: Float64Array) => {
    const number = new Map([...members].map((member, k) => [member, k]));
    const bounds = {
      lower: new Float64Array(members.length).fill(-Infinity),
      upper: new Float64Array(members.length).fill(Infinity),
    };
    for (const side of sides) {
      const k = side.of === of ? number.get(side.index) : undefined;
      if (k !== undefined) bounds[side.at][k] = (side.at === "lower" ? lower : upper)[side.index]!;
    }
    return bounds;
  };
  const row = sidesOf("row", rows, whole.rowLower, whole.rowUpper);
  const col = sidesOf("column", cols, whole.colLower, whole.colUpper);
  const colKind = Uint8Array.from(cols, (member) => whole.colKind[member]!);
  for (const [k, member] of cols.entries()) {
    if (colKind[k]! < ColumnKind.semiContinuous) continue;
    col.lower[k] = whole.colLower[member]!;
    col.upper[k] = whole.colUpper[member]!;
  }
  return {
    ...matrix,
    name: whole.name,
    sense: "minimize",
    offset: 0,
    numCols: cols.length,
    numRows: rows.length,
    colCost: new Float64Array(cols.length),
    colLower: col.lower,
    colUpper: col.upper,
    colKind,
    rowLower: row.lower,
    rowUpper: row.upper,
    hessian: null,
    cones: null,
    colNames: counted("column", cols.length),
    rowNames: counted("row", rows.length),
  };
}

/**
 * Every row may be violated at a cost of 1 for each unit, after division by its largest coefficient. Optimum 0: the
 * linear program is feasible. Otherwise the sides with a dual are a conflict (Farkas).
 */
export function elastic(program: Program): Program {
  const { numRows, numCols, starts, indices, values } = program;
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
  const size = numCols + slacks;
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
    colNames: counted("column", size),
    rowNames: counted("row", numRows),
  };
}

function rowScales({ numRows, starts, values }: Program): Float64Array {
  const scales = new Float64Array(numRows);
  for (let row = 0; row < numRows; row++) {
    let largest = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) largest = Math.max(largest, Math.abs(values[k]!));
    scales[row] = largest === 0 ? 1 : largest;
  }
  return scales;
}
