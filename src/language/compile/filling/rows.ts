/** Rows of one constraint: counted, filled into the program's arrays, and filled again when data change. */
import type { Expression } from "../../expressions/expression.ts";
import type { Columns } from "../columns.ts";
import { Block } from "../space/block.ts";
import type { Space } from "../space/space.ts";
import { accumulateTerms, reading } from "../terms/evaluate.ts";
import { type FlatTerm, flatten } from "../terms/flatten.ts";
import { mayRepeat } from "../terms/repeats.ts";
import { largestCoefficient, layTerm, lengthOf, moveTerm, readyTerm, type Term } from "../terms/term.ts";
import type { Values } from "../values.ts";
import { addLengths, fillEvenly, fillRagged } from "./kernels.ts";
import { count } from "./loops.ts";
import { alikeColumns, copyAlike, repeat, writtenCoefficients } from "./stencils.ts";

/** An affine expression over a space, as the entries of its variables and the value of its constant. */
export class AffineRows {
  readonly space: Space;
  readonly terms: readonly Term[];
  readonly constants: readonly Term[];
  /** Entries before columns that stand twice in a row are merged. */
  readonly entries: number;
  /** Two terms, or two summands, can meet in one column. */
  readonly mayRepeat: boolean;
  /** Entries of each row where it is the same for all, else -1. */
  readonly length: number;

  constructor(flat: readonly FlatTerm[], space: Space, values: Values, columns: Columns) {
    this.space = space;
    const read = reading(values, columns);
    const laid = flat.map((term) => layTerm(term, space, read));
    this.terms = laid.filter((term) => term.columns.length > 0);
    this.constants = laid.filter((term) => term.columns.length === 0);
    const lengths = this.terms.map(lengthOf);
    this.length = lengths.includes(-1) ? -1 : lengths.reduce((sum, length) => sum + length, 0);
    this.entries = this.length >= 0 ? this.length * space.count : this.#countEntries();
    this.mayRepeat = mayRepeat(this.terms, space);
  }

  #countEntries(): number {
    let count = 0;
    const lengths = new Int32Array(this.space.block);
    for (const block = new Block(this.space); block.next(); ) {
      this.#lengthsOf(block, lengths);
      for (let i = 0; i < block.count; i++) count += lengths[i]!;
    }
    return count;
  }

  #lengthsOf(block: Block, lengths: Int32Array): void {
    lengths.fill(0);
    for (const term of this.terms) {
      term.key?.moveTo(block);
      addLengths(term, block, lengths);
    }
  }

  /**
   * Writes the entries from position `from` on, those of a row together; `starts` (if given) takes the first entry of
   * each row. Without `indices` only the values are written. Returns the position behind.
   */
  fill(values: Values, from: number, starts: Int32Array | null, indices: Int32Array | null, out: Float64Array): number {
    for (const term of this.terms) readyTerm(term, values);
    return this.length < 0
      ? this.#fillRagged(from, starts, indices, out)
      : this.#fillEvenly(from, starts, indices, out);
  }

  /** All rows have the same number of entries. */
  #fillEvenly(from: number, starts: Int32Array | null, indices: Int32Array | null, out: Float64Array): number {
    const { space, terms } = this;
    const length = this.length;
    if (starts !== null) count(starts.subarray(0, space.count), from, length);
    const written = writtenCoefficients(terms, length, space.block);
    const alike = indices === null ? null : alikeColumns(terms, length, space);
    for (const block = new Block(space); block.next(); ) {
      for (const term of terms) moveTerm(term, block);
      let next = from + block.first * length;
      const end = next + block.count * length;
      if (written !== null) repeat(written, out, next, end);
      const copied = alike !== null && copyAlike(alike, terms, indices!, next, end);
      for (const term of terms) {
        fillEvenly(term, block, next, length, copied ? null : indices, out, written !== null);
        next += lengthOf(term);
      }
    }
    return from + space.count * length;
  }

  #fillRagged(from: number, starts: Int32Array | null, indices: Int32Array | null, out: Float64Array): number {
    const { space, terms } = this;
    const at = new Int32Array(space.block);
    const lengths = new Int32Array(space.block);
    let next = from;
    for (const block = new Block(space); block.next(); ) {
      this.#lengthsOf(block, lengths);
      for (let i = 0; i < block.count; i++) {
        at[i] = next;
        next += lengths[i]!;
      }
      starts?.set(at.subarray(0, block.count), block.first);
      for (const term of terms) {
        moveTerm(term, block);
        fillRagged(term, block, at, indices, out);
      }
    }
    return next;
  }

  /** A number that no entry exceeds in magnitude; to be asked after a fill. */
  get largest(): number {
    const all = this.terms.map(largestCoefficient);
    return this.mayRepeat ? this.entries * all.reduce((sum, own) => sum + own, 0) : Math.max(...all, 0);
  }

  /** The constant part where it is the same number in every row, else null. */
  get constant(): number | null {
    const written = this.constants.every((term) => term.factors.length === 0 && term.enumeration === null);
    return written ? this.constants.reduce((sum, { scale }) => sum + scale, 0) : null;
  }

  /** Adds the constant part to one value for each row. */
  constantsInto(values: Values, target: Float64Array): Float64Array {
    accumulateTerms(this.constants, this.space, values, target);
    return target;
  }
}

/** Terms of an expression, those of the other side of a comparison taken over with the opposite sign. */
export function flatDifference(left: Expression, right: Expression | null): FlatTerm[] {
  return right === null ? flatten(left) : [...flatten(left), ...flatten(right, -1)];
}
