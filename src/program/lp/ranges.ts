/**
 * Rows with two bounds in LP files. HiGHS and others cannot read `2 <= x + y <= 8` (the WASM build aborts), so such a
 * row is written with a column of its own,
 *
 *   total: x + y - range(total) = 0,   2 <= range(total) <= 8,
 *
 * which keeps one row and one dual; reading it back folds that column into the row's bounds again.
 */
import { nameOf, plainNames } from "../names.ts";
import { ColumnKind, type Program } from "../program.ts";
import { select, transpose } from "../sparse.ts";

/** The column that stands for the value of a row with two bounds. */
export function rangeColumn(row: string): string {
  return `range(${row})`;
}

/** The program with all columns named range(row) folded into the bounds of that row, where they are nothing else. */
export function foldRanges(program: Program): Program {
  const folds = findFolds(program);
  return folds.size === 0 ? program : dropColumns(withRowBounds(program, folds), new Set(folds.values()));
}

/** Row and its range column. */
function findFolds(program: Program): Map<number, number> {
  const names = Array.from({ length: program.numCols }, (_, column) => nameOf(program.colNames, column));
  if (!names.some((name) => name.startsWith("range("))) return new Map();
  const columns = transpose(program, program.numCols);
  const folds = new Map<number, number>();
  for (let column = 0; column < program.numCols; column++) {
    if (!names[column]!.startsWith("range(") || columns.starts[column + 1]! - columns.starts[column]! !== 1) continue;
    const at = columns.starts[column]!;
    const row = columns.indices[at]!;
    const isRange = columns.values[at] === -1 && names[column] === rangeColumn(nameOf(program.rowNames, row));
    if (isRange && isFixedAtZero(program, row) && isPlain(program, column)) folds.set(row, column);
  }
  return folds;
}

function isFixedAtZero({ rowLower, rowUpper }: Program, row: number): boolean {
  return rowLower[row] === 0 && rowUpper[row] === 0;
}

function isPlain({ colCost, colKind, hessian }: Program, column: number): boolean {
  return (
    colCost[column] === 0 &&
    colKind[column] === ColumnKind.continuous &&
    (hessian === null || !hessian.indices.includes(column))
  );
}

function withRowBounds(program: Program, folds: ReadonlyMap<number, number>): Program {
  const rowLower = program.rowLower.slice();
  const rowUpper = program.rowUpper.slice();
  for (const [row, column] of folds) {
    rowLower[row] = program.colLower[column]!;
    rowUpper[row] = program.colUpper[column]!;
  }
  return { ...program, rowLower, rowUpper };
}

function dropColumns(program: Program, dropped: ReadonlySet<number>): Program {
  const kept = Int32Array.from({ length: program.numCols }, (_, column) => column).filter(
    (column) => !dropped.has(column),
  );
  const newIndex = new Int32Array(program.numCols).fill(-1);
  for (let k = 0; k < kept.length; k++) newIndex[kept[k]!] = k;
  return {
    ...program,
    numCols: kept.length,
    colCost: Float64Array.from(kept, (column) => program.colCost[column]!),
    colLower: Float64Array.from(kept, (column) => program.colLower[column]!),
    colUpper: Float64Array.from(kept, (column) => program.colUpper[column]!),
    colKind: Uint8Array.from(kept, (column) => program.colKind[column]!),
    colNames: plainNames(Array.from(kept, (column) => nameOf(program.colNames, column))),
    ...select(
      program,
      Int32Array.from({ length: program.numRows }, (_, row) => row),
      newIndex,
    ),
    hessian: program.hessian === null ? null : select(program.hessian, kept, newIndex),
  };
}
