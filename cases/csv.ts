/** Reading the cases' CSV texts into checked columns. The texts come from a file, a bundle or a page. */
import { type ColumnTable, fromCSV } from "arquero";
import { ClearwattError } from "../src/errors.ts";

const decimalNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number a text is, or null where it is none that can be computed with. */
export function parseNumber(text: string): number | null {
  const value = decimalNumber.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** Columns of a CSV file, checked when they are taken. */
export interface CsvFile {
  readonly numRows: number;
  /** Throws where a cell is not a finite number. */
  numbers(column: string): Float64Array;
  /** Throws where a cell is empty. */
  strings(column: string): readonly string[];
  /** The number in `value` beside `key`, of a table of named values. */
  named(key: string): number;
}

/** Parses a CSV text with a header; `file` is its name in errors. */
export function readCsv(file: string, text: string): CsvFile {
  const table = fromCSV(text, { autoType: false });
  const cells = (column: string) => takeColumn(file, table, column);
  const numbers = (column: string) =>
    Float64Array.from(cells(column), (cell, row) => toNumber(file, column, cell, row));
  const strings = (column: string) => cells(column).map((cell, row) => toText(file, column, cell, row));
  const named = (key: string) => {
    const row = strings("parameter").indexOf(key);
    if (row < 0) throw new ClearwattError(`${file} has no parameter "${key}". Add the row "${key},<value>,<unit>".`);
    return toNumber(file, "value", cells("value")[row]!, row);
  };
  return { numRows: table.numRows(), numbers, strings, named };
}

function takeColumn(file: string, table: ColumnTable, column: string): string[] {
  if (!table.columnNames().includes(column)) {
    throw new ClearwattError(`${file} has no column "${column}", only ${table.columnNames().join(", ")}.`);
  }
  return Array.from(table.array(column), (cell) => (cell === null || cell === undefined ? "" : String(cell)));
}

function toNumber(file: string, column: string, cell: string, row: number): number {
  const value = parseNumber(cell);
  if (value === null) {
    throw new ClearwattError(`${file}, line ${row + 2}: "${cell}" in column "${column}" is not a number.`);
  }
  return value;
}

function toText(file: string, column: string, cell: string, row: number): string {
  if (cell.trim() === "") throw new ClearwattError(`${file}, line ${row + 2}: column "${column}" is empty.`);
  return cell.trim();
}
