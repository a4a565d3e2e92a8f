/** Reading a load profile of one's own: 24 numbers, each the load of an hour in per unit of the buses' base load. */

import { parseNumber } from "../../src/csv/index.ts";
import { ClearwattError } from "../../src/errors.ts";

const hours = 24;
const form = "A profile is 24 numbers, one a line, or 24 lines hour,value with the hours 1 to 24; a header is allowed.";

/**
 * Loads of hours 1 to 24 in per unit from a CSV text of one column, or of hour and value. `file` is its name in errors.
 * Throws on anything but 24 numbers of 0 or more, with file and line.
 */
export function readProfile(file: string, text: string): Float64Array {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const filled = lines.map((line, k) => ({ at: `${file}, line ${k + 1}`, cells: line.split(",") })).filter(isFilled);
  const rows = filled.slice(filled[0] !== undefined && isHeader(filled[0].cells) ? 1 : 0);
  const profile = new Float64Array(hours).fill(Number.NaN);
  rows.forEach((row, k) => {
    const { hour, value } = readRow(row, k + 1, rows[0]!.cells.length);
    if (hour > hours)
      throw new ClearwattError(`${row.at}: this is row ${hour}, and a profile ends with row ${hours}. ${form}`);
    if (!Number.isNaN(profile[hour - 1]!))
      throw new ClearwattError(`${row.at}: hour ${hour} was given before. ${form}`);
    profile[hour - 1] = value;
  });
  if (rows.length < hours) {
    const end = filled.at(-1)?.at ?? `${file}, line 1`;
    throw new ClearwattError(`${end}: the file ends after ${rows.length} of ${hours} values. ${form}`);
  }
  return profile;
}

interface Row {
  readonly at: string;
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
  const { at, cells } = row;
  if (cells.length > 2 || cells.length !== columns) {
    const expected = columns > 2 ? "1 or 2" : columns;
    throw new ClearwattError(
      `${at} has ${cells.length} values where ${expected} belong: "${cells.join(",")}". ${form}`,
    );
  }
  const value = parseNumber(cells.at(-1)!);
  if (value === null) throw new ClearwattError(`${at}: "${cells.at(-1)!.trim()}" is not a number. ${form}`);
  if (value < 0) throw new ClearwattError(`${at}: ${value} is negative, and a load is 0 or more. ${form}`);
  if (cells.length === 1) return { hour: order, value };
  const hour = parseNumber(cells[0]!);
  if (hour === null || !Number.isInteger(hour) || hour < 1 || hour > hours) {
    throw new ClearwattError(`${at}: "${cells[0]!.trim()}" is not an hour from 1 to ${hours}. ${form}`);
  }
  return { hour, value };
}
