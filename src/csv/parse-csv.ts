/**
 * Cells of a CSV text (RFC 4180): commas between cells, quotes around those that have commas, quotes or line ends in them.
 * Cells without quotes are trimmed. arquero's parser fills and drops cells where a row is shorter or longer than the header,
 * which turns a decimal comma into other numbers; here every row has the cells of the header and knows its line.
 */
import { ClearwattError } from "../errors.ts";

export interface ParsedCsv {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Line of the file at which each row begins, counted from 1. */
  readonly lines: readonly number[];
}

/** `file` is the name in errors. Empty lines are skipped. */
export function parseCsv(file: string, text: string): ParsedCsv {
  const rows: string[][] = [];
  const lines: number[] = [];
  // Lines at even places, what ends them at odd ones.
  const parts = text.replace(/^\uFEFF/, "").split(/(\r\n|\n|\r)/);
  for (let k = 0; k < parts.length; k += 2) {
    const line = k / 2 + 1;
    let record = parts[k]!;
    if (record.trim() === "") continue;
    for (; opensQuote(record); k += 2) {
      if (k + 2 >= parts.length) throw unclosed(file, line);
      record += parts[k + 1]! + parts[k + 2]!;
    }
    rows.push(cellsOf(record, file, line));
    lines.push(line);
  }
  const columns = checkedColumns(file, rows.shift());
  lines.shift();
  rows.forEach((row, k) => {
    checkLength(row, columns, file, lines[k]!);
  });
  return { columns, rows, lines };
}

/** A quote within a quoted cell is doubled, so an odd number of them leaves one open. */
function opensQuote(record: string): boolean {
  let quotes = 0;
  for (let at = record.indexOf('"'); at !== -1; at = record.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}

const cell = /[ \t]*"((?:[^"]|"")*)"[ \t]*(?:,|$)|([^,"]*)(?:,|$)/y;

function cellsOf(record: string, file: string, line: number): string[] {
  if (!record.includes('"')) return record.split(",").map((text) => text.trim());
  const cells: string[] = [];
  cell.lastIndex = 0;
  for (let end = false; !end; ) {
    const column = cells.length + 1;
    const found = cell.exec(record);
    if (found === null) throw strayQuote(file, line, column);
    cells.push(found[1] === undefined ? found[2]!.trim() : found[1].replaceAll('""', '"'));
    end = !found[0].endsWith(",");
  }
  return cells;
}

function checkedColumns(file: string, header: readonly string[] | undefined): readonly string[] {
  if (header === undefined) throw syntax(`${file} is empty. Its first line names the columns.`, file, 1);
  if (header.length === 1 && header[0]!.includes(";")) {
    throw syntax(`${file} has semicolons between its columns. Write commas, and points in decimals.`, file, 1);
  }
  const twice = header.find((column, k) => header.indexOf(column) < k);
  if (twice !== undefined)
    throw new ClearwattError(`${file} has two columns "${twice}". Rename or remove one of them.`, {
      code: "duplicate",
      data: { file, column: twice },
    });
  return header;
}

function checkLength(row: readonly string[], columns: readonly string[], file: string, line: number): void {
  if (row.length === columns.length) return;
  throw new ClearwattError(
    `${file}, line ${line} has ${row.length} cells, and the header has ${columns.length} columns. Write every cell (it may be empty), decimals with a point, and quotes around texts with commas.`,
    { code: "wrong-size", data: { file, line, found: row.length, expected: columns.length } },
  );
}

function unclosed(file: string, line: number): ClearwattError {
  return syntax(
    `${file}, line ${line}: a quote is opened and never closed. Close it, or double a quote that is meant as one.`,
    file,
    line,
  );
}

function strayQuote(file: string, line: number, column: number): ClearwattError {
  return syntax(
    `${file}, line ${line}: cell ${column} has a quote in its middle. Put quotes around the whole cell, and double those within.`,
    file,
    line,
  );
}

function syntax(message: string, file: string, line: number): ClearwattError {
  return new ClearwattError(message, { code: "syntax", data: { file, line } });
}
