/** Where the value at some indices stands in an array: a base plus one table entry for every loop. */

import type { LabelSet } from "../../sets/label-set.ts";
import type { Axis, SymbolicIndex } from "../../sets/symbolic-index.ts";
import { count, repeated, spreadOut, sums } from "../filling/loops.ts";
import type { Block } from "../space/block.ts";
import type { Space } from "../space/space.ts";

/** Table entry of a member that the array does not hold; any sum with one stays negative. */
export const outside: number = -(2 ** 29);

export interface Reference {
  readonly base: number;
  /** Axis position -> part of the position in the array. An axis that is not here does not matter. */
  readonly tables: ReadonlyMap<Axis, Int32Array>;
  /** Dense position -> position in the array, -1 where it holds none; null where the two are the same. */
  readonly lookup: Int32Array | null;
  /** Some entry of a table is `outside`. */
  readonly mayMiss: boolean;
}

export const nowhere: Reference = { base: 0, tables: new Map(), lookup: null, mayMiss: false };

/** Reference into a dense array over `ranges` (last fastest) that starts at `base`. */
export function referenceTo(
  ranges: readonly LabelSet[],
  at: readonly SymbolicIndex[],
  base: number,
  lookup: Int32Array | null = null,
): Reference {
  const tables = new Map<Axis, Int32Array>();
  let fixed = base;
  let stride = 1;
  let mayMiss = false;
  for (let k = ranges.length - 1; k >= 0; k--) {
    const range = ranges[k]!;
    const index = at[k]!;
    const inverse = inverseOf(range);
    if (index.axis === null) {
      const position = inverse === null ? index.position : inverse[index.position]!;
      if (position < 0) mayMiss = true;
      fixed += position < 0 ? outside : position * stride;
    } else {
      const table = tables.get(index.axis) ?? new Int32Array(index.axis.size);
      if (addPositions(table, index, inverse, stride)) mayMiss = true;
      tables.set(index.axis, table);
    }
    stride *= range.size;
  }
  return { base: fixed, tables, lookup, mayMiss: mayMiss || lookup !== null };
}

/** Root position -> position in a subset or -1; null where the range is the whole set. */
function inverseOf(range: LabelSet): Int32Array | null {
  if (range.positions === null) return null;
  const inverse = new Int32Array(range.root.size).fill(-1);
  range.positions.forEach((p, k) => {
    inverse[p] = k;
  });
  return inverse;
}

/** Adds the position of each axis member times the stride; true where one is outside. Absent members are masked elsewhere. */
function addPositions(table: Int32Array, { map }: SymbolicIndex, inverse: Int32Array | null, stride: number): boolean {
  let missed = false;
  for (let k = 0; k < table.length; k++) {
    const p = map === null ? k : map[k]!;
    if (p === -1) continue;
    const position = p < 0 || inverse === null ? p : inverse[p]!;
    if (position < 0) missed = true;
    table[k] = position < 0 ? outside : table[k]! + position * stride;
  }
  return missed;
}

/** Reference into a dense array over loops themselves, as computed data have it. */
export function referenceOver(axes: readonly Axis[]): Reference {
  const tables = new Map<Axis, Int32Array>();
  let stride = 1;
  for (let k = axes.length - 1; k >= 0; k--) {
    const axis = axes[k]!;
    tables.set(axis, multiples(axis.size, stride));
    stride *= axis.size;
  }
  return { base: 0, tables, lookup: null, mayMiss: false };
}

/** 0, step, 2 step, ... */
export function multiples(size: number, step: number): Int32Array {
  const table = new Int32Array(size);
  count(table, 0, step);
  return table;
}

/** A reference laid along a space: position of row i of the block that is being visited is start + steps[i]. */
export class Cursor {
  readonly reference: Reference;
  /** For every axis of the space, the table of the members that its rows have. */
  readonly #tables: readonly (Int32Array | null)[];
  readonly #listed: boolean;
  readonly #split: number;
  /** Steps of the axes behind the split one. */
  readonly #inner: Int32Array;
  /** The steps are the same in every block. */
  readonly fixed: boolean;
  steps: Int32Array;
  start: number;

  constructor(reference: Reference, space: Space) {
    const { axes, members, splitAxis, taken } = space;
    this.reference = reference;
    this.start = reference.base;
    this.#listed = space.listed !== null;
    this.#split = splitAxis;
    this.#tables = axes.map((axis, k) => {
      const own = reference.tables.get(axis);
      return own === undefined ? null : (members[k]?.map((member) => own[member]!) ?? own);
    });
    if (this.#listed) {
      this.fixed = this.#tables.every((table) => table === null);
      this.#inner = this.steps = new Int32Array(space.block);
      return;
    }
    const sizes = axes.map((axis, k) => members[k]?.length ?? axis.size);
    this.#inner = outerSum(this.#tables.slice(splitAxis + 1), sizes.slice(splitAxis + 1));
    const table = splitAxis < 0 ? null : this.#tables[splitAxis]!;
    this.fixed = table === null || taken === table.length || isLinear(table);
    this.steps = new Int32Array(taken * this.#inner.length);
    this.#step(0, taken);
    for (const before of this.#tables.slice(0, splitAxis + 1)) this.start += before?.[0] ?? 0;
  }

  moveTo({ at, along, count: rows }: Block): void {
    if (this.#listed) {
      if (!this.fixed) gather(this.#tables, along, rows, this.steps);
      return;
    }
    let { base: start } = this.reference;
    for (let k = 0; k < at.length; k++) {
      const table = this.#tables[k]!;
      if (table !== null) start += table[at[k]!]!;
    }
    this.start = start;
    if (!this.fixed) this.#step(at[this.#split]!, rows / this.#inner.length);
  }

  /** Steps of some members of the split axis, counted from the first of them, times the axes behind it. */
  #step(first: number, taken: number): void {
    const table = this.#split < 0 ? null : this.#tables[this.#split]!;
    if (table === null) repeated(this.steps, this.#inner, taken);
    else sums(this.steps, table, first, taken, table[first]!, this.#inner);
  }
}

function isLinear(table: Int32Array): boolean {
  const step = table.length > 1 ? table[1]! - table[0]! : 0;
  for (let b = 1; b < table.length; b++) if (table[b]! - table[b - 1]! !== step) return false;
  return true;
}

function gather(
  tables: readonly (Int32Array | null)[],
  along: readonly Int32Array[],
  count: number,
  steps: Int32Array,
): void {
  steps.fill(0, 0, count);
  tables.forEach((table, k) => {
    if (table === null) return;
    const at = along[k]!;
    for (let i = 0; i < count; i++) steps[i]! += table[at[i]!]!;
  });
}

/** Table over the product of some axes: the outer sum of their tables. */
export function stepsOver(reference: Reference, axes: readonly Axis[]): Int32Array {
  return outerSum(
    axes.map((axis) => reference.tables.get(axis) ?? null),
    axes.map((axis) => axis.size),
  );
}

function outerSum(tables: readonly (Int32Array | null)[], sizes: readonly number[]): Int32Array {
  let steps = new Int32Array(1);
  sizes.forEach((size, k) => {
    const table = tables[k]!;
    const wider = new Int32Array(steps.length * size);
    if (table === null) spreadOut(wider, steps, size);
    else sums(wider, steps, 0, steps.length, 0, table);
    steps = wider;
  });
  return steps;
}
