/** A subsystem of a program: some of its inequalities and the columns they touch, to see whether these can hold together. */
import {
  ColumnKind,
  type Cones,
  type Inequality,
  numberedNames,
  type Program,
  type ProgramSolution,
} from "../program/index.ts";
import type { Reformulation } from "./reformulation.ts";

export interface Subsystem extends Reformulation {
  /** The numbers that its rows, columns and cones have in the original. */
  readonly members: { readonly row: Int32Array; readonly column: Int32Array; readonly cone: Int32Array };
}

/**
 * The rows and cones among some inequalities, their columns, and no bounds but those given; without an objective. Columns are
 * numbered as they are met. The bounds of semi-continuous columns belong to their kind and stay. What is not in the
 * subsystem comes back with duals of 0 and, for columns, at the value within its bounds that is nearest to 0.
 */
export function subsystem(program: Program, inequalities: readonly Inequality[]): Subsystem {
  const of = (what: Inequality["of"]) => inequalities.filter((one) => one.of === what).map((one) => one.index);
  const row = Int32Array.from(new Set(of("row")));
  const cone = Int32Array.from(new Set(of("cone")));
  const numbers = new ColumnNumbers();
  const matrix = matrixOf(program, row, numbers);
  const cones = program.cones === null ? null : conesOf(program.cones, cone, numbers);
  const column = numbers.members;
  const members = { row, column, cone };
  return {
    members,
    program: {
      ...matrix,
      ...rangesOf(program, members, inequalities),
      cones,
      name: program.name,
      sense: "minimize",
      offset: 0,
      numCols: column.length,
      numRows: row.length,
      colCost: new Float64Array(column.length),
      colKind: Uint8Array.from(column, (member) => program.colKind[member]!),
      hessian: null,
      colNames: numberedNames("column", column.length),
      rowNames: numberedNames("row", row.length),
    },
    back: (solution) => inTheWhole(program, members, solution),
    origin: (inequality) => ({ ...inequality, index: members[inequality.of][inequality.index]! }),
  };
}

/** Gives columns new numbers in the order in which they are asked for. */
class ColumnNumbers {
  readonly #numberOf = new Map<number, number>();

  of(col: number): number {
    let number = this.#numberOf.get(col);
    if (number === undefined) {
      number = this.#numberOf.size;
      this.#numberOf.set(col, number);
    }
    return number;
  }

  get members(): Int32Array {
    return Int32Array.from(this.#numberOf.keys());
  }
}

function matrixOf(program: Program, rows: Int32Array, numbers: ColumnNumbers) {
  const starts = new Int32Array(rows.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (const [k, row] of rows.entries()) {
    for (let at = program.starts[row]!; at < program.starts[row + 1]!; at++) {
      indices.push(numbers.of(program.indices[at]!));
      values.push(program.values[at]!);
    }
    starts[k + 1] = indices.length;
  }
  return { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
}

function conesOf(cones: Cones, kept: Int32Array, numbers: ColumnNumbers): Cones | null {
  if (kept.length === 0) return null;
  const starts = [0];
  const rowStarts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const constants: number[] = [];
  for (const cone of kept) {
    for (let at = cones.starts[cone]!; at < cones.starts[cone + 1]!; at++) {
      for (let k = cones.rows.starts[at]!; k < cones.rows.starts[at + 1]!; k++) {
        indices.push(numbers.of(cones.rows.indices[k]!));
        values.push(cones.rows.values[k]!);
      }
      constants.push(cones.constants[at]!);
      rowStarts.push(indices.length);
    }
    starts.push(constants.length);
  }
  const rows = {
    starts: Int32Array.from(rowStarts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
  return {
    rotated: Uint8Array.from(kept, (cone) => cones.rotated[cone]!),
    starts: Int32Array.from(starts),
    rows,
    constants: Float64Array.from(constants),
    names: numberedNames("cone", kept.length),
  };
}

type Ranges = Pick<Program, "rowLower" | "rowUpper" | "colLower" | "colUpper">;

function rangesOf(whole: Program, members: Subsystem["members"], inequalities: readonly Inequality[]): Ranges {
  const ranges = (of: "row" | "column", all: { readonly lower: Float64Array; readonly upper: Float64Array }) => {
    const number = new Map([...members[of]].map((member, k) => [member, k]));
    const own = {
      lower: new Float64Array(members[of].length).fill(-Infinity),
      upper: new Float64Array(members[of].length).fill(Infinity),
    };
    for (const one of inequalities) {
      const k = one.of === of ? number.get(one.index) : undefined;
      if (k !== undefined) own[one.at][k] = all[one.at][one.index]!;
    }
    return own;
  };
  const row = ranges("row", { lower: whole.rowLower, upper: whole.rowUpper });
  const col = ranges("column", { lower: whole.colLower, upper: whole.colUpper });
  for (const [k, member] of members.column.entries()) {
    if (whole.colKind[member]! < ColumnKind.semiContinuous) continue;
    col.lower[k] = whole.colLower[member]!;
    col.upper[k] = whole.colUpper[member]!;
  }
  return { rowLower: row.lower, rowUpper: row.upper, colLower: col.lower, colUpper: col.upper };
}

function inTheWhole(whole: Program, members: Subsystem["members"], solution: ProgramSolution): ProgramSolution {
  const { values, rowDuals, reducedCosts, coneDuals } = solution;
  const nearestTo0 = (col: number): number => {
    if (whole.colKind[col]! >= ColumnKind.semiContinuous) return 0;
    return Math.min(whole.colUpper[col]!, Math.max(whole.colLower[col]!, 0));
  };
  const all = Float64Array.from({ length: whole.numCols }, (_, col) => nearestTo0(col));
  return {
    values: placed(all, members.column, values),
    rowDuals: rowDuals === null ? null : placed(new Float64Array(whole.numRows), members.row, rowDuals),
    reducedCosts: reducedCosts === null ? null : placed(new Float64Array(whole.numCols), members.column, reducedCosts),
    ...(coneDuals ? { coneDuals: conesInTheWhole(whole.cones, members.cone, coneDuals) } : {}),
  };
}

function placed(all: Float64Array, members: Int32Array, own: Float64Array): Float64Array {
  for (const [k, member] of members.entries()) all[member] = own[k]!;
  return all;
}

function conesInTheWhole(cones: Cones | null, kept: Int32Array, coneDuals: Float64Array): Float64Array {
  const all = new Float64Array(cones?.constants.length ?? 0);
  let at = 0;
  for (const cone of kept) {
    for (let k = cones!.starts[cone]!; k < cones!.starts[cone + 1]!; k++) all[k] = coneDuals[at++]!;
  }
  return all;
}
