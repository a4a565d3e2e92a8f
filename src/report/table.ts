/** Tables of text that fit the terminal: words wrap, wide tables continue below, and no digit is ever cut. */
import { numberFormat } from "./number.ts";
import { textWidth, wrap } from "./wrap.ts";

export type Cell = string | number | null;

export interface Column {
  readonly header: string;
  /** Stands below the header, in brackets. */
  readonly unit?: string;
  /** Fixed decimals of the numbers; without it, as many as the column needs. */
  readonly decimals?: number;
  /** Repeated where a table too wide for the terminal continues below. The first column always is. */
  readonly key?: boolean;
}

export interface TableOptions {
  /** Columns of the terminal; without it nothing is wrapped. */
  readonly width?: number;
  /** Bold headers and a drawn rule, for a terminal. */
  readonly styled?: boolean;
}

/** A column ready to be set: every cell as text, with its side and its width. */
interface SetColumn {
  readonly header: string;
  readonly unit: string;
  readonly cells: readonly string[];
  readonly numeric: boolean;
  readonly key: boolean;
  readonly width: number;
}

const gap = "  ";
/** Columns of words are not made narrower than their longest word, nor short keys than they are; unless longer than this. */
const longestWord = 24;

/** A table of rows, each with one cell for every column; null is shown as a dash. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions = {},
): string {
  const width = options.width ?? Number.POSITIVE_INFINITY;
  const prepared = columns.map((column, k) => prepare(column, k, rows));
  const natural = total(prepared) <= width ? prepared : prepared.map(withWrappedHeader);
  const parts = split(narrow(natural, width), width);
  return parts.map((part) => draw(part, rows.length, options.styled ?? false)).join("\n\n");
}

function prepare(column: Column, k: number, rows: readonly (readonly Cell[])[]): SetColumn {
  const cells = rows.map((row) => row[k] ?? null);
  const numbers = cells.filter((cell) => typeof cell === "number");
  const format = numberFormat(numbers, column.decimals);
  const texts = cells.map((cell) => (cell === null ? "–" : typeof cell === "number" ? format(cell) : cell));
  const unit = column.unit === undefined ? "" : `[${column.unit}]`;
  const width = Math.max(...[column.header, unit, ...texts].map(textWidth));
  const numeric = numbers.length > 0 || (rows.length > 0 && cells.every((cell) => cell === null));
  return { header: column.header, unit, cells: texts, numeric, key: k === 0 || column.key === true, width };
}

function total(columns: readonly SetColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width, gap.length * (columns.length - 1));
}

function withWrappedHeader(column: SetColumn): SetColumn {
  const words = column.header.split(" ");
  return { ...column, width: Math.max(...[...words, column.unit, ...column.cells].map(textWidth)) };
}

/** Takes what is too much from the columns of words, the widest first; numbers keep their width. */
function narrow(columns: readonly SetColumn[], width: number): SetColumn[] {
  const widths = columns.map((column) => column.width);
  const least = columns.map((column) => (column.numeric ? column.width : longestOf(column)));
  for (let excess = total(columns) - width; excess > 0; excess--) {
    let widest = -1;
    columns.forEach((_, k) => {
      if (widths[k]! > least[k]! && (widest < 0 || widths[k]! > widths[widest]!)) widest = k;
    });
    if (widest < 0) break;
    widths[widest]!--;
  }
  return columns.map((column, k) => ({ ...column, width: widths[k]! }));
}

function longestOf(column: SetColumn): number {
  if (column.key && column.width <= longestWord) return column.width;
  const words = [column.header, column.unit, ...column.cells].flatMap((text) => text.split(/\s+/));
  return Math.min(longestWord, Math.max(...words.map(textWidth)));
}

/** Blocks of columns that fit, each led by the key columns. */
function split(columns: readonly SetColumn[], width: number): SetColumn[][] {
  const keys = columns.filter((column) => column.key);
  const parts: SetColumn[][] = [];
  let part = [...keys];
  for (const column of columns.filter((candidate) => !candidate.key)) {
    if (part.length > keys.length && total([...part, column]) > width) {
      parts.push(part);
      part = [...keys];
    }
    part.push(column);
  }
  return [...parts, part];
}

function draw(columns: readonly SetColumn[], count: number, styled: boolean): string {
  const headers = columns.map((column) => [
    ...wrap(column.header, column.width),
    ...(column.unit ? [column.unit] : []),
  ]);
  const height = Math.max(...headers.map((lines) => lines.length));
  const lines: string[] = [];
  for (let line = 0; line < height; line++) {
    const texts = headers.map((own) => own[line - (height - own.length)] ?? "");
    lines.push(styled ? `\u001b[1m${join(columns, texts)}\u001b[22m` : join(columns, texts));
  }
  lines.push(columns.map((column) => (styled ? "─" : "-").repeat(column.width)).join(gap));
  for (let row = 0; row < count; row++) lines.push(...drawRow(columns, row));
  return lines.join("\n");
}

function drawRow(columns: readonly SetColumn[], row: number): string[] {
  const cells = columns.map((column) => wrap(column.cells[row]!, column.width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    join(
      columns,
      cells.map((lines) => lines[line] ?? ""),
    ),
  );
}

function join(columns: readonly SetColumn[], texts: readonly string[]): string {
  const padded = columns.map((column, k) => {
    const space = " ".repeat(Math.max(0, column.width - textWidth(texts[k]!)));
    return column.numeric ? space + texts[k]! : texts[k]! + space;
  });
  return padded.join(gap).trimEnd();
}
