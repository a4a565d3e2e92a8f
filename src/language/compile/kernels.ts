/**
 * The loops that turn terms into numbers, a chunk of rows at a time. They read typed arrays and write typed arrays.
 * A term must be ready and moved to the chunk (term.ts). Column and data positions of row i and summand q are start + steps[i] + steps[q].
 */
import type { Factor, Term } from "./term.ts";

let scratch = new Float64Array(4096);

/** Number of summands of each row of a chunk, added to `lengths`. */
export function addLengths(term: Term, lengths: Int32Array, chunk: number): void {
  const { enumeration, key } = term;
  if (enumeration === null || enumeration.length >= 0) {
    const length = enumeration?.length ?? 1;
    for (let i = 0; i < chunk; i++) lengths[i]! += length;
    return;
  }
  const { starts } = enumeration;
  for (let i = 0; i < chunk; i++) {
    const group = key === null ? 0 : key.start + key.steps[i]!;
    lengths[i]! += starts[group + 1]! - starts[group]!;
  }
}

/** Coefficients of the rows of a chunk for a term without sums: in `into` at at[i] + shift, or in order where `at` is null. */
function coefficients(term: Term, chunk: number): Float64Array {
  if (scratch.length < chunk) scratch = new Float64Array(chunk);
  const out = scratch;
  out.fill(term.scale, 0, chunk);
  for (const { data, cursor } of term.factors) {
    const { start, steps } = cursor;
    for (let i = 0; i < chunk; i++) out[i]! *= data[start + steps[i]!]!;
  }
  return out;
}

/** Coefficients of summands from .. to - 1 of row i, written to `out` at `at`. */
function summands(term: Term, i: number, from: number, to: number, out: Float64Array, at: number): void {
  const count = to - from;
  for (let k = 0; k < count; k++) out[at + k] = term.scale;
  for (const { data, cursor, steps } of term.factors) {
    const start = cursor.start + cursor.steps[i]!;
    for (let k = 0; k < count; k++) out[at + k]! *= data[start + steps![from + k]!]!;
  }
}

/**
 * Writes the entries of a term for a chunk of rows. Row i's entries start at at[i] + shift; at[i] is negative where
 * the row does not exist. With `advance`, at[i] moves behind what was written.
 */
export function fillEntries(
  term: Term,
  chunk: number,
  at: Int32Array,
  shift: number,
  indices: Int32Array | null,
  out: Float64Array,
): void {
  if (term.enumeration === null) fillSingles(term, chunk, at, shift, indices, out);
  else fillSums(term, chunk, at, shift, indices, out);
}

/** Writes the single entries of rows that all exist and have `length` entries each, the first at `from`. */
export function fillEvenly(
  term: Term,
  chunk: number,
  from: number,
  length: number,
  indices: Int32Array | null,
  out: Float64Array,
): void {
  const { start, steps, reference } = term.columns[0]!.cursor;
  const { lookup } = reference;
  if (indices !== null && lookup === null) {
    for (let i = 0, p = from; i < chunk; i++, p += length) indices[p] = start + steps[i]!;
  } else if (indices !== null && lookup !== null) {
    for (let i = 0, p = from; i < chunk; i++, p += length) indices[p] = lookup[start + steps[i]!]!;
  }
  if (term.factors.length === 0) {
    const { scale } = term;
    for (let i = 0, p = from; i < chunk; i++, p += length) out[p] = scale;
  } else {
    const coefficient = coefficients(term, chunk);
    for (let i = 0, p = from; i < chunk; i++, p += length) out[p] = coefficient[i]!;
  }
}

function fillSingles(
  term: Term,
  chunk: number,
  at: Int32Array,
  shift: number,
  indices: Int32Array | null,
  out: Float64Array,
): void {
  if (indices !== null) {
    const { start, steps, reference } = term.columns[0]!.cursor;
    const { lookup } = reference;
    for (let i = 0; i < chunk; i++) {
      const p = at[i]!;
      if (p >= 0) indices[p + shift] = lookup === null ? start + steps[i]! : lookup[start + steps[i]!]!;
    }
  }
  if (term.factors.length === 0) {
    const { scale } = term;
    for (let i = 0; i < chunk; i++) {
      const p = at[i]!;
      if (p >= 0) out[p + shift] = scale;
    }
    return;
  }
  const coefficient = coefficients(term, chunk);
  for (let i = 0; i < chunk; i++) {
    const p = at[i]!;
    if (p >= 0) out[p + shift] = coefficient[i]!;
  }
}

function fillSums(
  term: Term,
  chunk: number,
  at: Int32Array,
  shift: number,
  indices: Int32Array | null,
  out: Float64Array,
): void {
  const { starts, length } = term.enumeration!;
  const { cursor, steps } = term.columns[0]!;
  const { lookup } = cursor.reference;
  const own = steps!;
  for (let i = 0; i < chunk; i++) {
    if (at[i]! < 0) continue;
    const p = at[i]! + shift;
    const group = term.key === null ? 0 : term.key.start + term.key.steps[i]!;
    const from = starts[group]!;
    const to = starts[group + 1]!;
    if (indices !== null) {
      const start = cursor.start + cursor.steps[i]!;
      for (let q = from; q < to; q++)
        indices[p + q - from] = lookup === null ? start + own[q]! : lookup[start + own[q]!]!;
    }
    summands(term, i, from, to, out, p);
    if (length < 0) at[i]! += to - from;
  }
}

/** Adds the value of a term (data times, where it has variables, their values `x`) to target[first + i], or to target[rows[i]] (rows[i] < 0: no row). */
export function accumulate(
  term: Term,
  chunk: number,
  first: number,
  rows: Int32Array | null,
  target: Float64Array,
  x: Float64Array | null,
): void {
  const { enumeration, key } = term;
  if (enumeration === null) accumulateSingles(term, chunk, first, rows, target, x);
  else {
    const { starts } = enumeration;
    for (let i = 0; i < chunk; i++) {
      const row = rows === null ? first + i : rows[i]!;
      if (row < 0) continue;
      const group = key === null ? 0 : key.start + key.steps[i]!;
      target[row]! += sumOf(term, i, starts[group]!, starts[group + 1]!, x);
    }
  }
}

function accumulateSingles(
  term: Term,
  chunk: number,
  first: number,
  rows: Int32Array | null,
  target: Float64Array,
  x: Float64Array | null,
): void {
  const coefficient = coefficients(term, chunk);
  for (const { cursor } of term.columns) {
    const { start, steps, reference } = cursor;
    const { lookup } = reference;
    for (let i = 0; i < chunk; i++) {
      coefficient[i]! *= x![lookup === null ? start + steps[i]! : lookup[start + steps[i]!]!]!;
    }
  }
  if (rows === null) for (let i = 0; i < chunk; i++) target[first + i]! += coefficient[i]!;
  else for (let i = 0; i < chunk; i++) if (rows[i]! >= 0) target[rows[i]!]! += coefficient[i]!;
}

function sumOf(term: Term, i: number, from: number, to: number, x: Float64Array | null): number {
  const count = to - from;
  if (scratch.length < count) scratch = new Float64Array(count);
  const out = scratch;
  summands(term, i, from, to, out, 0);
  for (const { cursor, steps } of term.columns) {
    const start = cursor.start + cursor.steps[i]!;
    const { lookup } = cursor.reference;
    for (let k = 0; k < count; k++) {
      const position = start + steps![from + k]!;
      out[k]! *= x![lookup === null ? position : lookup[position]!]!;
    }
  }
  let total = 0;
  for (let k = 0; k < count; k++) total += out[k]!;
  return total;
}

/** Adds the coefficients of a term without sums to the costs of its columns. */
export function scatterCosts(term: Term, chunk: number, rows: Int32Array | null, costs: Float64Array): void {
  const { start, steps, reference } = term.columns[0]!.cursor;
  const { lookup } = reference;
  const coefficient = coefficients(term, chunk);
  if (rows === null && lookup === null) {
    for (let i = 0; i < chunk; i++) costs[start + steps[i]!]! += coefficient[i]!;
    return;
  }
  for (let i = 0; i < chunk; i++) {
    if (rows !== null && rows[i]! < 0) continue;
    const position = start + steps[i]!;
    costs[lookup === null ? position : lookup[position]!]! += coefficient[i]!;
  }
}

/** Products of two variables: row >= column of the lower triangle, and the coefficient in 1/2 x' Q x. */
export interface Products {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly values: Float64Array;
}

/** Lists the products of a term for a chunk of rows from entry `at` on; returns the entry behind. */
export function listProducts(term: Term, chunk: number, rows: Int32Array | null, at: number, out: Products): number {
  const { enumeration, key } = term;
  for (let i = 0; i < chunk; i++) {
    if (rows !== null && rows[i]! < 0) continue;
    const group = key === null ? 0 : key.start + key.steps[i]!;
    const from = enumeration === null ? 0 : enumeration.starts[group]!;
    const to = enumeration === null ? 1 : enumeration.starts[group + 1]!;
    for (let q = from; q < to; q++) {
      const a = positionAt(term.columns[0]!, i, q);
      const b = positionAt(term.columns[1]!, i, q);
      const coefficient = term.factors.reduce(
        (product, factor) => product * factor.data[positionAt(factor, i, q)]!,
        term.scale,
      );
      out.rows[at] = Math.max(a, b);
      out.cols[at] = Math.min(a, b);
      out.values[at++] = a === b ? 2 * coefficient : coefficient;
    }
  }
  return at;
}

function positionAt({ cursor, steps }: Pick<Factor, "cursor" | "steps">, i: number, q: number): number {
  const position = cursor.start + cursor.steps[i]! + (steps === null ? 0 : steps[q]!);
  const { lookup } = cursor.reference;
  return lookup === null ? position : lookup[position]!;
}
