/** Reading a load profile of one's own: 24 numbers, each the load of an hour in per unit of the buses' base load. */

import { parseNumber } from "../../src/csv/index.ts";
import { ClearwattError, type ErrorCode } from "../../src/errors.ts";

const hours = 24;
const form = "A profile is 24 numbers, one a line, or 24 lines hour,value with the hours 1 to 24; a header is allowed.";

/**
 * Loads of hours 1 to 24 in per unit from a CSV text of one column, or of hour and value. `file` is its name in errors.
 * Throws on anything but 24 numbers of 0 or more, with file and line.
 */
export function readProfile(file: string, text: string): Float64Array {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const filled = lines.map((line, k) => ({ file, line: k + 1, cells: line.split(",") })).filter(isFilled);
  const rows = filled.slice(filled[0] !== undefined && isHeader(filled[0].cells) ? 1 : 0);
  const profile = new Float64Array(hours).fill(Number.NaN);
  rows.forEach((row, k) => {
    const { hour, value } = readRow(row, k + 1, rows[0]!.cells.length);
    if (hour > hours) throw wrong(row, `: this is row ${hour}, and a profile ends with row ${hours}`, "wrong-size");
    if (!Number.isNaN(profile[hour - 1]!)) throw wrong(row, `: hour ${hour} was given before`, "duplicate");
    profile[hour - 1] = value;
  });
  if (rows.length < hours) {
    const end = filled.at(-1) ?? { file, line: 1 };
    throw wrong(end, `: the file ends after ${rows.length} of ${hours} values`, "wrong-size");
  }
  return profile;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

interface Row extends Place {
  readonly cells: readonly string[];
}

function isFilled(row: Row): boolean {
  return row.cells.some((cell) => cell.trim() !== "");
}

/** Words, and not words that stand for a number that is none. */
function isHeader(cells: readonly string[]): boolean {
  return cells.every((cell) => /^[^\d+.-]/.test(cell.trim()) && !/^(nan|inf|infinity)$/i.test(cell.trim()));
}

function readRow(row: Row, order: number, columns: number): { hour: number; value: number } {
  const { cells } = row;
  if (cells.length > 2 || cells.length !== columns) {
    const expected = columns > 2 ? "1 or 2" : columns;
    throw wrong(row, ` has ${cells.length} values where ${expected} belong: "${cells.join(",")}"`, "wrong-size");
  }
  const value = parseNumber(cells.at(-1)!);
  if (value === null) throw wrong(row, `: "${cells.at(-1)!.trim()}" is not a number`, "not-a-number");
  if (value < 0) throw wrong(row, `: ${value} is negative, and a load is 0 or more`, "out-of-range");
  if (cells.length === 1) return { hour: order, value };
  const hour = parseNumber(cells[0]!);
  if (hour === null || !Number.isInteger(hour) || hour < 1 || hour > hours) {
    throw wrong(row, `: "${cells[0]!.trim()}" is not an hour from 1 to ${hours}`, "out-of-range");
  }
  return { hour, value };
}

function wrong({ file, line }: Place, what: string, code: ErrorCode): ClearwattError {
  return new ClearwattError(`${file}, line ${line}${what}. ${form}`, { code, data: { file, line } });
}
