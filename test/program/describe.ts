import type { Program } from "../../src/program/index.ts";
import { nameOf } from "../../src/program/names.ts";

/** A small program as plain values, for comparison with what a file should mean. */
export function describe(program: Program) {
  const columns = Array.from({ length: program.numCols }, (_, column) => nameOf(program.colNames, column));
  return {
    columns,
    costs: [...program.colCost],
    bounds: Object.fromEntries(
      columns.map((name, column) => [name, [program.colLower[column], program.colUpper[column]]]),
    ),
    kinds: [...program.colKind],
    rows: Object.fromEntries(
      Array.from({ length: program.numRows }, (_, row) => [
        nameOf(program.rowNames, row),
        rowOf(program, columns, row),
      ]),
    ),
  };
}

/** Lower bound, entries by column name, upper bound. */
function rowOf(program: Program, columns: readonly string[], row: number) {
  const from = program.starts[row]!;
  const to = program.starts[row + 1]!;
  const entries = Array.from({ length: to - from }, (_, k) => [
    columns[program.indices[from + k]!],
    program.values[from + k],
  ]);
  return [program.rowLower[row], Object.fromEntries(entries), program.rowUpper[row]];
}
