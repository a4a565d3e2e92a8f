/** Where the value at some indices stands in an array: a base plus one table entry for every loop. */

import type { LabelSet } from "../set.ts";
import type { Axis, SymbolicIndex } from "../symbolic-index.ts";
import type { Space } from "./space.ts";

/** Table entry of a member that the array does not hold; any sum with one stays negative. */
export const outside: number = -(2 ** 30);

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
    if (p < 0) continue;
    const position = inverse === null ? p : inverse[p]!;
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
    tables.set(
      axis,
      Int32Array.from({ length: axis.size }, (_, p) => p * stride),
    );
    stride *= axis.size;
  }
  return { base: 0, tables, lookup: null, mayMiss: false };
}

/** A reference laid along a space: the start of the chunk that is being visited, and the steps inside it. */
export class Cursor {
  readonly reference: Reference;
  readonly #outer: readonly (Int32Array | null)[];
  readonly steps: Int32Array;
  start = 0;

  constructor(reference: Reference, space: Space) {
    this.reference = reference;
    this.#outer = space.axes.slice(0, space.outer).map((axis) => reference.tables.get(axis) ?? null);
    this.steps = stepsOver(reference, space.axes.slice(space.outer));
  }

  moveTo(outer: Int32Array): void {
    let start = this.reference.base;
    for (let k = 0; k < this.#outer.length; k++) {
      const table = this.#outer[k]!;
      if (table !== null) start += table[outer[k]!]!;
    }
    this.start = start;
  }
}

/** Table over the product of some axes: the outer sum of their tables. */
export function stepsOver(reference: Reference, axes: readonly Axis[]): Int32Array {
  let steps = new Int32Array(1);
  for (const axis of axes) {
    const table = reference.tables.get(axis);
    const wider = new Int32Array(steps.length * axis.size);
    for (let a = 0, k = 0; a < steps.length; a++) {
      for (let b = 0; b < axis.size; b++) wider[k++] = steps[a]! + (table === undefined ? 0 : table[b]!);
    }
    steps = wider;
  }
  return steps;
}
