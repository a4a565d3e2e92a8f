/**
 * The loops that turn terms into numbers, a block of rows at a time. They read typed arrays and write typed arrays.
 * A term must be ready and moved to the block (term.ts). Column and data positions of row i and summand q are start + steps[i] + steps[q].
 */
import type { Block } from "../space/block.ts";
import type { Factor, Term } from "../terms/term.ts";
import {
  addAll,
  addData,
  addNumber,
  lookedUp,
  multiply,
  scatterData,
  scatterNumber,
  shifted,
  spread,
  spreadData,
  spreadLookup,
  spreadNumber,
} from "./loops.ts";

let scratch = new Float64Array(4096);

function scratchOf(length: number): Float64Array {
  if (scratch.length < length) scratch = new Float64Array(length);
  return scratch;
}

/** Coefficients of the rows of a block for a term without sums. */
function coefficients({ scale, factors }: Term, count: number): Float64Array {
  const out = scratchOf(count).fill(scale, 0, count);
  for (const { data, cursor } of factors) multiply(out, 0, 1, cursor.steps, 0, count, data, cursor.start);
  return out;
}

/** Coefficients of summands from .. to - 1 of row i, written to `out` at `at`. */
function summands({ scale, factors }: Term, i: number, from: number, to: number, out: Float64Array, at: number): void {
  if (factors.length === 0) {
    out.fill(scale, at, at + to - from);
    return;
  }
  factors.forEach(({ data, cursor, steps }, k) => {
    const start = cursor.start + cursor.steps[i]!;
    if (k === 0) spreadData(out, at, 1, steps!, from, to - from, scale, data, start);
    else multiply(out, at, 1, steps!, from, to - from, data, start);
  });
}

/** Group of the summands of row i. */
function groupOf({ key }: Term, i: number): number {
  return key === null ? 0 : key.start + key.steps[i]!;
}

/** Number of summands of each row of a block, added to `lengths`. */
export function addLengths(term: Term, { count }: Block, lengths: Int32Array): void {
  const { enumeration } = term;
  if (enumeration === null || enumeration.length >= 0) {
    const length = enumeration?.length ?? 1;
    for (let i = 0; i < count; i++) lengths[i]! += length;
    return;
  }
  const { starts } = enumeration;
  for (let i = 0; i < count; i++) {
    const group = groupOf(term, i);
    lengths[i]! += starts[group + 1]! - starts[group]!;
  }
}

/**
 * Writes the entries of a term for a block whose rows have `length` entries each, those of its first row from `from` on.
 * Without `indices` only values are written; with `laid`, numbers that no data multiply stand there already.
 */
export function fillEvenly(
  term: Term,
  { count }: Block,
  from: number,
  length: number,
  indices: Int32Array | null,
  out: Float64Array,
  laid: boolean,
): void {
  const withValues = !laid || term.factors.length > 0;
  if (term.enumeration === null) {
    if (indices !== null) singleIndices(term, count, from, length, indices);
    if (withValues) singleValues(term, count, from, length, out);
    return;
  }
  const { starts } = term.enumeration;
  for (let i = 0, p = from; i < count; i++, p += length) {
    const group = groupOf(term, i);
    if (indices !== null) sumIndices(term, i, starts[group]!, starts[group + 1]!, indices, p);
    if (withValues) summands(term, i, starts[group]!, starts[group + 1]!, out, p);
  }
}

function singleIndices(term: Term, count: number, from: number, length: number, indices: Int32Array): void {
  const { start, steps, reference } = term.columns[0]!.cursor;
  const { lookup } = reference;
  if (lookup === null) spread(indices, from, length, steps, count, start);
  else spreadLookup(indices, from, length, steps, count, start, lookup);
}

function singleValues({ scale, factors }: Term, count: number, from: number, length: number, out: Float64Array): void {
  if (factors.length === 0) spreadNumber(out, from, length, count, scale);
  factors.forEach(({ data, cursor }, k) => {
    if (k === 0) spreadData(out, from, length, cursor.steps, 0, count, scale, data, cursor.start);
    else multiply(out, from, length, cursor.steps, 0, count, data, cursor.start);
  });
}

function sumIndices(term: Term, i: number, from: number, to: number, indices: Int32Array, at: number): void {
  const { cursor, steps } = term.columns[0]!;
  const { lookup } = cursor.reference;
  const start = cursor.start + cursor.steps[i]!;
  if (lookup === null) shifted(indices, at, steps!, from, to - from, start);
  else lookedUp(indices, at, steps!, from, to - from, start, lookup);
}

/** Writes the entries of a term for a block, those of row i from at[i] on, and moves at[i] behind them. */
export function fillRagged(
  term: Term,
  { count }: Block,
  at: Int32Array,
  indices: Int32Array | null,
  out: Float64Array,
): void {
  const { enumeration } = term;
  if (enumeration === null) {
    raggedSingles(term, count, at, indices, out);
    return;
  }
  const { starts } = enumeration;
  for (let i = 0; i < count; i++) {
    const group = groupOf(term, i);
    const from = starts[group]!;
    const to = starts[group + 1]!;
    if (indices !== null) sumIndices(term, i, from, to, indices, at[i]!);
    summands(term, i, from, to, out, at[i]!);
    at[i]! += to - from;
  }
}

function raggedSingles(term: Term, count: number, at: Int32Array, indices: Int32Array | null, out: Float64Array): void {
  if (indices !== null) {
    const { start, steps, reference } = term.columns[0]!.cursor;
    const { lookup } = reference;
    for (let i = 0; i < count; i++) indices[at[i]!] = lookup === null ? start + steps[i]! : lookup[start + steps[i]!]!;
  }
  const coefficient = coefficients(term, count);
  for (let i = 0; i < count; i++) out[at[i]!++] = coefficient[i]!;
}

/** Adds the value of a term (data times, where it has variables, their values `x`) to the rows of a block. */
export function accumulate(term: Term, block: Block, target: Float64Array, x: Float64Array | null): void {
  const { enumeration } = term;
  const { first, count } = block;
  if (enumeration === null) accumulateSingles(term, block, target, x);
  else {
    const { starts } = enumeration;
    for (let i = 0; i < count; i++) {
      const group = groupOf(term, i);
      target[first + i]! += sumOf(term, i, starts[group]!, starts[group + 1]!, x);
    }
  }
}

function accumulateSingles(term: Term, { first, count }: Block, target: Float64Array, x: Float64Array | null): void {
  const { scale, factors, columns } = term;
  if (columns.length === 0 && factors.length === 0) {
    addNumber(target, first, count, scale);
    return;
  }
  if (columns.length === 0 && factors.length === 1) {
    const { data, cursor } = factors[0]!;
    addData(target, first, cursor.steps, count, scale, data, cursor.start);
    return;
  }
  const coefficient = coefficients(term, count);
  for (const { cursor } of columns) {
    const { start, steps, reference } = cursor;
    const { lookup } = reference;
    for (let i = 0; i < count; i++) {
      coefficient[i]! *= x![lookup === null ? start + steps[i]! : lookup[start + steps[i]!]!]!;
    }
  }
  addAll(target, first, count, coefficient);
}

function sumOf(term: Term, i: number, from: number, to: number, x: Float64Array | null): number {
  const count = to - from;
  const out = scratchOf(count);
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

/** Adds the coefficients of a term without sums to the costs of its columns, the first of which is column `first`. */
export function scatterCosts(term: Term, { count }: Block, costs: Float64Array, first: number): void {
  const { start, steps, reference } = term.columns[0]!.cursor;
  const { lookup } = reference;
  const { scale, factors } = term;
  if (lookup === null && factors.length === 0) {
    scatterNumber(costs, start - first, steps, count, scale);
  } else if (lookup === null && factors.length === 1) {
    const { data, cursor } = factors[0]!;
    scatterData(costs, start - first, steps, count, scale, data, cursor.start, cursor.steps);
  } else {
    const coefficient = coefficients(term, count);
    for (let i = 0; i < count; i++) {
      const position = start + steps[i]!;
      costs[(lookup === null ? position : lookup[position]!) - first]! += coefficient[i]!;
    }
  }
}

/** Products of two variables: row >= column of the lower triangle, and the coefficient in 1/2 x' Q x. */
export interface Products {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly values: Float64Array;
}

/** Lists the products of a term for a block of rows from entry `at` on; returns the entry behind. */
export function listProducts(term: Term, { count }: Block, at: number, out: Products): number {
  const { enumeration } = term;
  for (let i = 0; i < count; i++) {
    const group = groupOf(term, i);
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
