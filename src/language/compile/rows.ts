/** Rows of one constraint: counted, filled into the program's arrays, and filled again when data change. */
import type { SparseMatrix } from "../../program/index.ts";
import type { WhereCondition } from "../condition.ts";
import type { ParameterDeclaration } from "../declarations.ts";
import type { Expression } from "../expression.ts";
import type { Axis } from "../symbolic-index.ts";
import type { Columns } from "./columns.ts";
import { accumulateTerms } from "./evaluate.ts";
import { existing, withoutAbsent } from "./exists.ts";
import { type FlatTerm, flatten } from "./flatten.ts";
import { steppedIndices } from "./indices.ts";
import { addLengths, fillEntries, fillEvenly } from "./kernels.ts";
import { Space } from "./space.ts";
import { layTerm, moveTerm, readyTerm, type Term } from "./term.ts";
import type { Values } from "./values.ts";

/** Members over which something is declared: `where` holds and no index of the expressions has stepped past an end. */
export function rowSpace(
  axes: readonly Axis[],
  where: WhereCondition | null,
  expressions: readonly Expression[],
  values: Values,
  columns: Columns,
): Space {
  const full = new Space(axes);
  const wanted = where === null ? null : existing(full, where, values, columns);
  const exists = withoutAbsent(full, expressions.flatMap(steppedIndices), wanted);
  return exists === null ? full : new Space(axes, exists);
}

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
  readonly #length: number;

  constructor(flat: readonly FlatTerm[], space: Space, values: Values, columns: Columns) {
    this.space = space;
    const laid = flat.map((term) => layTerm(term, space, values, columns));
    this.terms = laid.filter((term) => term.columns.length > 0);
    this.constants = laid.filter((term) => term.columns.length === 0);
    const lengths = this.terms.map((term) => (term.enumeration === null ? 1 : term.enumeration.length));
    this.#length = lengths.includes(-1) ? -1 : lengths.reduce((sum, length) => sum + length, 0);
    this.entries = this.#length >= 0 ? this.#length * space.count : this.#countEntries();
    this.mayRepeat =
      new Set(this.terms.map((term) => term.columns[0]!.variable)).size < this.terms.length || this.terms.some(repeats);
  }

  #countEntries(): number {
    let count = 0;
    const lengths = new Int32Array(this.space.chunk);
    this.space.eachChunk((outer, first) => {
      this.#lengthsOfChunk(outer, lengths);
      for (let i = 0; i < lengths.length; i++) if (this.#exists(first + i)) count += lengths[i]!;
    });
    return count;
  }

  #lengthsOfChunk(outer: Int32Array, lengths: Int32Array): void {
    lengths.fill(0);
    for (const term of this.terms) {
      moveTerm(term, outer);
      addLengths(term, lengths, lengths.length);
    }
  }

  #exists(position: number): boolean {
    return this.space.rows === null || this.space.rows[position]! >= 0;
  }

  /**
   * Writes the entries from position `from` on, those of a row together; `starts` (if given) takes the first entry of
   * each row. Without `indices` only the values of terms fed by `only` are written anew. Returns the position behind.
   */
  fill(
    values: Values,
    from: number,
    starts: Int32Array | null,
    indices: Int32Array | null,
    out: Float64Array,
    only: ParameterDeclaration | null = null,
  ): number {
    const { space } = this;
    for (const term of this.terms) readyTerm(term, values);
    if (this.#length >= 0 && space.rows === null) return this.#fillEvenly(from, starts, indices, out, only);
    const at = new Int32Array(space.chunk);
    const lengths = new Int32Array(space.chunk);
    let next = from;
    let row = 0;
    space.eachChunk((outer, first) => {
      if (this.#length < 0) this.#lengthsOfChunk(outer, lengths);
      else lengths.fill(this.#length);
      for (let i = 0; i < at.length; i++) {
        if (!this.#exists(first + i)) at[i] = -1;
        else {
          at[i] = next;
          if (starts !== null) starts[row++] = next;
          next += lengths[i]!;
        }
      }
      this.#fillChunk(outer, at, indices, out, only);
    });
    return next;
  }

  /** All rows exist and have the same number of entries. */
  #fillEvenly(
    from: number,
    starts: Int32Array | null,
    indices: Int32Array | null,
    out: Float64Array,
    only: ParameterDeclaration | null,
  ): number {
    const { space } = this;
    const length = this.#length;
    if (starts !== null) for (let row = 0; row < space.size; row++) starts[row] = from + row * length;
    const at = new Int32Array(this.terms.some((term) => term.enumeration !== null) ? space.chunk : 0);
    space.eachChunk((outer, first) => {
      const next = from + first * length;
      for (let i = 0; i < at.length; i++) at[i] = next + i * length;
      let shift = 0;
      for (const term of this.terms) {
        const skipped = only !== null && !term.parameters.has(only);
        if (!skipped) moveTerm(term, outer);
        if (!skipped && term.enumeration === null) fillEvenly(term, space.chunk, next + shift, length, indices, out);
        else if (!skipped) fillEntries(term, space.chunk, at, shift, indices, out);
        shift += term.enumeration?.length ?? 1;
      }
    });
    return from + space.size * length;
  }

  #fillChunk(
    outer: Int32Array,
    at: Int32Array,
    indices: Int32Array | null,
    out: Float64Array,
    only: ParameterDeclaration | null,
  ): void {
    let shift = 0;
    for (const term of this.terms) {
      moveTerm(term, outer);
      const length = term.enumeration === null ? 1 : term.enumeration.length;
      if (length < 0 || only === null || term.parameters.has(only))
        fillEntries(term, at.length, at, shift, indices, out);
      if (length > 0) shift += length;
    }
  }

  /** Values of the constant part, one for each row. */
  constantsInto(values: Values, target: Float64Array): Float64Array {
    target.fill(0);
    accumulateTerms(this.constants, this.space, values, target);
    return target;
  }
}

/** Summands of one term can meet in a column. */
function repeats({ enumeration, columns }: Term): boolean {
  if (enumeration === null) return false;
  const { starts } = enumeration;
  const steps = columns[0]!.steps!;
  const seen = new Map<number, number>();
  if (steps.length > 1 && increasing(steps, starts)) return false;
  for (let group = 0; group + 1 < starts.length; group++) {
    for (let q = starts[group]!; q < starts[group + 1]!; q++) {
      if (seen.get(steps[q]!) === group) return true;
      seen.set(steps[q]!, group);
    }
  }
  return false;
}

function increasing(steps: Int32Array, starts: Int32Array): boolean {
  let group = 0;
  for (let q = 1; q < steps.length; q++) {
    while (starts[group + 1]! < q) group++;
    if (starts[group + 1] !== q && steps[q]! <= steps[q - 1]!) return false;
  }
  return true;
}

/**
 * Joins entries of rows 0 .. rows - 1 that stand in the same column, keeping the place of the first; `starts` becomes
 * that of the joined rows. Returns the number of entries left. `marker` holds -1 for every column, and does so again.
 */
export function mergeRepeated(
  matrix: SparseMatrix,
  firstRow: number,
  rows: number,
  end: number,
  marker: Int32Array,
): number {
  const { starts, indices, values } = matrix;
  let write = rows === 0 ? end : starts[firstRow]!;
  for (let row = firstRow; row < firstRow + rows; row++) {
    const from = starts[row]!;
    const to = row + 1 < firstRow + rows ? starts[row + 1]! : end;
    const begin = write;
    for (let p = from; p < to; p++) {
      const column = indices[p]!;
      const seen = marker[column]!;
      if (seen >= 0) values[seen]! += values[p]!;
      else {
        marker[column] = write;
        indices[write] = column;
        values[write++] = values[p]!;
      }
    }
    for (let p = begin; p < write; p++) marker[indices[p]!] = -1;
    starts[row] = begin;
  }
  return write;
}

/** Terms of an expression, those of the other side of a comparison taken over with the opposite sign. */
export function flatDifference(left: Expression, right: Expression | null): FlatTerm[] {
  return right === null ? flatten(left) : [...flatten(left), ...flatten(right, -1)];
}
