/** Linear expressions as texts. */
import { type NameTable, nameOf } from "./names.ts";
import type { SparseMatrix } from "./program.ts";

interface LinearTextOptions {
  /** How a number is written; in full where nothing is said. */
  readonly number?: (value: number) => string;
  /** Terms that are written out; all where nothing is said. */
  readonly most?: number;
}

/** `2 x - y + 0.5 z`, with `+ 3 more terms` where there are too many, or 0 where there is nothing. */
export function linearText(
  { starts, indices, values }: SparseMatrix,
  major: number,
  colNames: NameTable,
  { number = String, most = Infinity }: LinearTextOptions = {},
): string {
  const from = starts[major]!;
  const to = starts[major + 1]!;
  if (from === to) return "0";
  const words: string[] = [];
  for (let k = from; k < Math.min(to, from + most); k++) {
    const value = values[k]!;
    const size = Math.abs(value) === 1 ? "" : `${number(Math.abs(value))} `;
    const sign = k === from ? (value < 0 ? "-" : "") : value < 0 ? "- " : "+ ";
    words.push(`${sign}${size}${nameOf(colNames, indices[k]!)}`);
  }
  if (to - from > most) words.push(`+ ${to - from - most} more terms`);
  return words.join(" ");
}
