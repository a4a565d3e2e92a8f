/**
 * Rows of one column as bounds of that column, as presolvers have it: l <= a x <= u becomes l / a <= x <= u / a. Columns that
 * this fixes are put into their rows, as these may leave further rows of one column.
 */
import { ColumnKind, type Program, type ProgramSolution } from "../program/index.ts";
import { type Reformulation, sameInequality } from "./reformulation.ts";

/** How far a value may be off and still count as whole, relative to its size. */
const nearlyWhole = 1e-9;

/** A row that became bounds of a column: what is needed to give it the dual that the bounds have. */
interface Absorbed {
  readonly row: number;
  readonly col: number;
  readonly coefficient: number;
  /** Whether the row moved the column's lower and its upper bound. */
  readonly lower: boolean;
  readonly upper: boolean;
}

/**
 * The same program with tighter bounds, whole ones for integer columns, and with its rows of one column free; null where no
 * value is left between the bounds of a column: then it is infeasible. A row gets back what its bound costs; without
 * reduced costs no duals come back. Semi-continuous columns stay in their rows.
 */
export function singletonRows(program: Program): Reformulation | null {
  const tight = {
    ...program,
    colLower: program.colLower.slice(),
    colUpper: program.colUpper.slice(),
    rowLower: program.rowLower.slice(),
    rowUpper: program.rowUpper.slice(),
  };
  const absorbed: Absorbed[] = [];
  for (let col = 0; col < program.numCols; col++) if (!roundBounds(tight, col)) return null;
  for (let changed = true; changed; ) {
    changed = false;
    for (let row = 0; row < program.numRows; row++) {
      const found = absorbRow(tight, row, absorbed);
      if (found === "crossed") return null;
      if (found === "absorbed") changed = true;
    }
  }
  return { program: tight, back: (solution) => withDualsOfRows(program, absorbed, solution), origin: sameInequality };
}

/** The column bounds that a row of at most one movable column comes to. */
function absorbRow(program: Program, row: number, absorbed: Absorbed[]): "absorbed" | "crossed" | "kept" {
  const { starts, indices, values, colKind, colLower, colUpper, rowLower, rowUpper } = program;
  if (rowLower[row] === -Infinity && rowUpper[row] === Infinity) return "kept";
  let movable = -1;
  let fixed = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const col = indices[k]!;
    if (values[k] === 0) continue;
    if (colKind[col]! >= ColumnKind.semiContinuous) return "kept";
    if (colLower[col] === colUpper[col]) fixed += values[k]! * colLower[col]!;
    else if (movable >= 0) return "kept";
    else movable = k;
  }
  const lower = rowLower[row]! - fixed;
  const upper = rowUpper[row]! - fixed;
  rowLower[row] = -Infinity;
  rowUpper[row] = Infinity;
  const slack = nearlyWhole * (1 + Math.abs(fixed));
  if (movable < 0) return lower <= slack && upper >= -slack ? "absorbed" : "crossed";
  const [col, coefficient] = [indices[movable]!, values[movable]!];
  const moved = intersect(program, col, lower / coefficient, upper / coefficient);
  absorbed.push({ row, col, coefficient, ...moved });
  return roundBounds(program, col) ? "absorbed" : "crossed";
}

/** Tells which of the bounds moved. */
function intersect(
  { colLower, colUpper }: Program,
  col: number,
  one: number,
  other: number,
): Pick<Absorbed, "lower" | "upper"> {
  const [lower, upper] = [Math.min(one, other), Math.max(one, other)];
  const moved = { lower: lower > colLower[col]!, upper: upper < colUpper[col]! };
  colLower[col] = Math.max(colLower[col]!, lower);
  colUpper[col] = Math.min(colUpper[col]!, upper);
  return moved;
}

/** Whole bounds for whole columns (+ 0 makes -0 a plain 0); false where nothing is left between the bounds. */
function roundBounds({ colKind, colLower, colUpper }: Program, col: number): boolean {
  const tolerance = (bound: number) => nearlyWhole * (1 + Math.abs(bound));
  if (colKind[col] === ColumnKind.integer) {
    const [lower, upper] = [colLower[col]!, colUpper[col]!];
    colLower[col] = Number.isFinite(lower) ? Math.ceil(lower - tolerance(lower)) + 0 : lower;
    colUpper[col] = Number.isFinite(upper) ? Math.floor(upper + tolerance(upper)) + 0 : upper;
  } else if (colLower[col]! > colUpper[col]! && colLower[col]! - colUpper[col]! <= tolerance(colLower[col]!)) {
    colLower[col] = colUpper[col]!;
  }
  return colLower[col]! <= colUpper[col]!;
}

/**
 * The bound in force is that of the last row that moved it: from the last row to the first, each takes over the whole reduced
 * cost z of its column as y = z / a, and the columns that were fixed in it by then change theirs by -a y.
 */
function withDualsOfRows(program: Program, absorbed: readonly Absorbed[], solution: ProgramSolution): ProgramSolution {
  const { values } = solution;
  if (solution.rowDuals === null || solution.reducedCosts === null) {
    return { values, rowDuals: null, reducedCosts: null };
  }
  const rowDuals = solution.rowDuals.slice();
  const reducedCosts = solution.reducedCosts.slice();
  const sign = program.sense === "minimize" ? 1 : -1;
  for (const { row, col, coefficient, lower, upper } of absorbed.toReversed()) {
    const reduced = reducedCosts[col]!;
    if (reduced === 0 || !(sign * reduced > 0 ? lower : upper)) continue;
    const dual = reduced / coefficient;
    rowDuals[row] = dual;
    for (let k = program.starts[row]!; k < program.starts[row + 1]!; k++) {
      reducedCosts[program.indices[k]!]! -= program.values[k]! * dual;
    }
    reducedCosts[col] = 0;
  }
  return { ...solution, rowDuals, reducedCosts };
}
