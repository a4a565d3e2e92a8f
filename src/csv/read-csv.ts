/** Checked columns of a CSV text. The text comes from a file, a bundle or a page. */
import { ClearwattError } from "../errors.ts";
import { parseNumber } from "./number.ts";
import { type ParsedCsv, parseCsv } from "./parse-csv.ts";

/** Columns of a CSV file, checked when they are taken; errors name file, line and column. */
export interface CsvFile {
  /** Its name in errors. */
  readonly file: string;
  readonly numRows: number;
  readonly columns: readonly string[];
  /** Line of the file at which a row begins. */
  line(row: number): number;
  /** Throws where a cell is not a finite number. */
  numbers(column: string): Float64Array;
  /** Undefined where a cell is empty, or everywhere where there is no such column. */
  optionalNumbers(column: string): readonly (number | undefined)[];
  /** Throws where a cell is empty. */
  strings(column: string): readonly string[];
  /** Undefined where a cell is empty, or everywhere where there is no such column. */
  optionalStrings(column: string): readonly (string | undefined)[];
  /** The number in `value` beside `key`, of a table of named values. */
  named(key: string): number;
}

/** Reads a CSV text with a header; `file` is its name in errors. */
export function readCsv(file: string, text: string): CsvFile {
  const parsed = parseCsv(file, text);
  const { columns, rows, lines } = parsed;
  const place = (row: number, column: string): Place => ({ file, line: lines[row]!, column });
  const number = (column: string, cell: string, row: number): number => toNumber(place(row, column), cell);
  const cells = (column: string) => takeColumn(file, parsed, column);
  const optional = (column: string) => (columns.includes(column) ? cells(column) : rows.map(() => ""));
  const strings = (column: string) => cells(column).map((cell, row) => toText(place(row, column), cell));
  return {
    file,
    numRows: rows.length,
    columns,
    line: (row) => lines[row]!,
    numbers: (column) => Float64Array.from(cells(column), (cell, row) => number(column, cell, row)),
    optionalNumbers: (column) =>
      optional(column).map((cell, row) => (cell === "" ? undefined : number(column, cell, row))),
    strings,
    optionalStrings: (column) => optional(column).map((cell) => (cell.trim() === "" ? undefined : cell)),
    named(key) {
      const row = strings("parameter").indexOf(key);
      if (row < 0) {
        throw new ClearwattError(`${file} has no parameter "${key}". Add the row "${key},<value>,<unit>".`, {
          code: "missing-data",
          data: { file, parameter: key },
        });
      }
      return number("value", cells("value")[row]!, row);
    },
  };
}

function takeColumn(file: string, { columns, rows }: ParsedCsv, column: string): string[] {
  const at = columns.indexOf(column);
  if (at < 0) {
    throw new ClearwattError(`${file} has no column "${column}", only ${columns.join(", ")}.`, {
      code: "missing-data",
      data: { file, column, known: columns },
    });
  }
  return rows.map((row) => row[at]!);
}

/** Where a cell stands, for errors. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: string;
}

function toNumber(place: Place, cell: string): number {
  const value = parseNumber(cell);
  if (value !== null) return value;
  throw new ClearwattError(
    `${place.file}, line ${place.line}: "${cell}" in column "${place.column}" is not a number.`,
    { code: "not-a-number", data: { ...place, found: cell } },
  );
}

function toText(place: Place, cell: string): string {
  if (cell.trim() !== "") return cell;
  throw new ClearwattError(`${place.file}, line ${place.line}: column "${place.column}" is empty.`, {
    code: "missing-data",
    data: { ...place },
  });
}
