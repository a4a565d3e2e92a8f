/** Smaller and softer programs: what a search for a conflict solves. */
import { ColumnKind, type Program, type SparseMatrix } from "../program/index.ts";
import { selectedCones } from "./cone-selection.ts";
import { counted } from "./counted.ts";
import type { Side } from "./sides.ts";

/** A part of a program, with the numbers its rows, columns and cones have in the whole. */
interface Part {
  readonly program: Program;
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly cones: Int32Array;
}

/** Every finite side of a program, and its cones; the bounds of semi-continuous columns belong to their kind and stay. */
export function allSides(program: Program): Side[] {
  const sides: Side[] = [];
  const add = (of: "row" | "column", index: number, lower: number, upper: number): void => {
    if (Number.isFinite(lower)) sides.push({ of, index, at: "lower" });
    if (Number.isFinite(upper)) sides.push({ of, index, at: "upper" });
  };
  for (let row = 0; row < program.numRows; row++) add("row", row, program.rowLower[row]!, program.rowUpper[row]!);
  for (let col = 0; col < program.numCols; col++) add("column", col, program.colLower[col]!, program.colUpper[col]!);
  const cones = program.cones?.rotated.length ?? 0;
  for (let index = 0; index < cones; index++) sides.push({ of: "cone", index, at: "lower" });
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
  };
}

/** The rows and cones among `sides`, their columns, and no bounds but those sides. */
export function partOf(program: Program, sides: readonly Side[]): Part {
  const of = (what: Side["of"]) => sides.filter((side) => side.of === what).map((side) => side.index);
  const rows = Int32Array.from(new Set(of("row")));
  const conesKept = Int32Array.from(new Set(of("cone")));
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
  const cones = program.cones === null ? null : selectedCones(program.cones, conesKept, numberOf);
  const cols = Int32Array.from(numberOf.keys());
  const matrix = { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
  return { rows, cols, cones: conesKept, program: { ...boundedBy(program, matrix, rows, cols, sides), cones } };
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
