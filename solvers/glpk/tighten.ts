/**
 * Rows of one column become bounds of that column before GLPK sees an integer program: its own presolver rounds such
 * bounds wrongly or aborts ("q->lb < q->ub", npp3.c), with no way to switch it off through glpk.js. Fixed columns are
 * put into their rows, as these may leave further rows of one column.
 */
import { ColumnKind, type Program } from "../../src/program/index.ts";

/** How far a value may be off and still count as whole, relative to its size. */
const nearlyWhole = 1e-9;

/** The same program with tighter bounds and without its rows of one column (they are free); null if bounds cross. */
export function tightened(program: Program): Program | null {
  const tight = {
    ...program,
    colLower: program.colLower.slice(),
    colUpper: program.colUpper.slice(),
    rowLower: program.rowLower.slice(),
    rowUpper: program.rowUpper.slice(),
  };
  for (let col = 0; col < program.numCols; col++) if (!roundBounds(tight, col)) return null;
  for (let changed = true; changed; ) {
    changed = false;
    for (let row = 0; row < program.numRows; row++) {
      const found = absorbRow(tight, row);
      if (found === "crossed") return null;
      if (found === "absorbed") changed = true;
    }
  }
  return tight;
}

/** The column bounds that a row of at most one movable column comes to. */
function absorbRow(program: Program, row: number): "absorbed" | "crossed" | "kept" {
  const { starts, indices, values, colLower, colUpper, rowLower, rowUpper } = program;
  if (rowLower[row] === -Infinity && rowUpper[row] === Infinity) return "kept";
  let movable = -1;
  let fixed = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const col = indices[k]!;
    if (values[k] === 0) continue;
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
  return intersect(program, indices[movable]!, lower / values[movable]!, upper / values[movable]!);
}

function intersect(program: Program, col: number, one: number, other: number): "absorbed" | "crossed" {
  program.colLower[col] = Math.max(program.colLower[col]!, Math.min(one, other));
  program.colUpper[col] = Math.min(program.colUpper[col]!, Math.max(one, other));
  return roundBounds(program, col) ? "absorbed" : "crossed";
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
