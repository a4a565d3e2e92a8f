/** Rows that are all alike: what a few of them hold is made once, and copied for the others. */

import type { Space } from "../space/space.ts";
import { lengthOf, type Term } from "../terms/term.ts";
import { shifted, spread } from "./loops.ts";

/** Entries of a stencil at most; more would not stay in the processor's caches. */
const longest = 2 ** 15;

/** Coefficients of a few whole rows as far as no data multiply them; null where copying them would not pay. */
export function writtenCoefficients(terms: readonly Term[], length: number, rows: number): Float64Array | null {
  if (length === 0 || length > longest / 8 || terms.every((term) => term.factors.length > 0)) return null;
  const stencil = new Float64Array(length * Math.min(rows, Math.floor(longest / 8 / length)));
  let next = 0;
  for (const term of terms) {
    stencil.fill(term.scale, next, next + lengthOf(term));
    next += lengthOf(term);
  }
  repeat(stencil.subarray(0, length), stencil, length, stencil.length);
  return stencil;
}

/** Writes a stencil to from .. to - 1, again and again. */
export function repeat(stencil: Float64Array, out: Float64Array, from: number, to: number): void {
  for (let p = from; p < to; p += stencil.length)
    out.set(p + stencil.length <= to ? stencil : stencil.subarray(0, to - p), p);
}

/** For each entry of a block the step of its column; column = step + start, where the terms have the same start. */
interface AlikeColumns {
  readonly steps: Int32Array;
  /** What each term's start is ahead of the first one's. */
  readonly ahead: readonly number[];
}

/** Null where terms have sums or step differently from block to block, or where there are too few blocks. */
export function alikeColumns(terms: readonly Term[], length: number, space: Space): AlikeColumns | null {
  const cursors = terms.map((term) => term.columns[0]!.cursor);
  const single = terms.every((term, k) => term.enumeration === null && cursors[k]!.fixed);
  const plain = cursors.every(({ reference }) => reference.lookup === null);
  if (!single || !plain || length < 2 || length * space.block > longest || space.count < 3 * space.block) return null;
  const steps = new Int32Array(length * space.block);
  const ahead = cursors.map(({ start }) => start - cursors[0]!.start);
  for (const [k, { steps: own }] of cursors.entries()) spread(steps, k, length, own, space.block, ahead[k]!);
  return { steps, ahead };
}

/** Writes the columns of a block's entries from .. to - 1; false where the terms have moved apart. */
export function copyAlike(
  { steps, ahead }: AlikeColumns,
  terms: readonly Term[],
  indices: Int32Array,
  from: number,
  to: number,
): boolean {
  const { start } = terms[0]!.columns[0]!.cursor;
  for (let k = 1; k < terms.length; k++) if (terms[k]!.columns[0]!.cursor.start - start !== ahead[k]!) return false;
  shifted(indices, from, steps, 0, to - from, start);
  return true;
}
