/** The cuts that are in force: their weights, and their rows over the columns of the program and of its groups. */
import { type SparseMatrix, withRoom } from "../../src/program/index.ts";
import { nearestPowerOf2 } from "../../src/reformulation/index.ts";
import type { NewRows } from "../../src/solving/index.ts";
import type { ConvexSets, Place } from "./convex-sets.ts";
import { RowBuilder } from "./row-builder.ts";

/** Entries below this are dropped by solvers without a word. */
const smallest = 1e-8;
/** So a row may be larger than 1 to keep its smallest entry, but not by more than this. */
const largest = 1e4;
/** A cut that is farther from binding than this is idle. */
const tight = 1e-7;

export class Cuts {
  readonly sets: ConvexSets;
  readonly #row: RowBuilder;
  #count = 0;
  #added = 0;
  #set: Int32Array = new Int32Array(64);
  #first: Int32Array = new Int32Array(65);
  #weights: Float64Array = new Float64Array(256);
  #idle: Uint8Array = new Uint8Array(64);
  #serial: Int32Array = new Int32Array(64);
  #starts: Int32Array = new Int32Array(65);
  #indices: Int32Array = new Int32Array(256);
  #values: Float64Array = new Float64Array(256);
  #lower: Float64Array = new Float64Array(64);

  constructor(sets: ConvexSets) {
    this.sets = sets;
    this.#row = new RowBuilder(sets.numCols + sets.groups.count);
  }

  get count(): number {
    return this.#count;
  }

  /** Adds the cut of a set with weights w[at ...], scaled so that its row's largest entry is about 1. */
  add(set: number, w: Float64Array, at: number): void {
    const row = this.#row;
    const constant = this.sets.addTo(row, set, w, at);
    const scale = scaleOf(row);
    const size = this.sets.starts[set + 1]! - this.sets.starts[set]!;
    this.#makeRoom(size, row.count);
    const cut = this.#count++;
    const first = this.#first[cut]!;
    for (let k = 0; k < size; k++) this.#weights[first + k] = scale * w[at + k]!;
    this.#first[cut + 1] = first + size;
    this.#set[cut] = set;
    this.#idle[cut] = 0;
    this.#serial[cut] = this.#added++;
    let end = this.#starts[cut]!;
    for (let k = 0; k < row.count; k++) {
      const value = scale * row.coefficient(k);
      if (value === 0) continue;
      this.#indices[end] = row.columns[k]!;
      this.#values[end++] = value;
    }
    this.#starts[cut + 1] = end;
    this.#lower[cut] = -scale * constant;
    row.clear();
  }

  /** How many were ever added: what `addAllOf` counts from. */
  get added(): number {
    return this.#added;
  }

  /**
   * Takes over what is left of the cuts that were added to another collection from the one numbered `from` on: those of its
   * cones or, where the groups are the same, all.
   */
  addAllOf(others: Cuts, from: number): void {
    const limit = others.sets === this.sets ? this.sets.count : this.sets.numCones;
    for (let cut = 0; cut < others.#count; cut++) {
      if (others.#serial[cut]! < from || others.#set[cut]! >= limit) continue;
      this.add(others.#set[cut]!, others.#weights, others.#first[cut]!);
    }
  }

  /** The rows from number `from` on. */
  rows(from: number): NewRows {
    const start = this.#starts[from]!;
    const end = this.#starts[this.#count]!;
    return {
      matrix: {
        starts: this.#starts.subarray(from, this.#count + 1).map((one) => one - start),
        indices: this.#indices.slice(start, end),
        values: this.#values.slice(start, end),
      },
      lower: this.#lower.slice(from, this.#count),
      upper: new Float64Array(this.#count - from).fill(Infinity),
    };
  }

  /** The rows of a matrix and behind them those of the cuts. */
  below({ starts, indices, values }: SparseMatrix): SparseMatrix {
    const rows = starts.length - 1;
    const entries = starts[rows]!;
    const all = {
      starts: new Int32Array(rows + this.#count + 1),
      indices: new Int32Array(entries + this.#starts[this.#count]!),
      values: new Float64Array(entries + this.#starts[this.#count]!),
    };
    all.starts.set(starts);
    for (let cut = 0; cut < this.#count; cut++) all.starts[rows + cut + 1] = entries + this.#starts[cut + 1]!;
    all.indices.set(indices.subarray(0, entries));
    all.values.set(values.subarray(0, entries));
    all.indices.set(this.#indices.subarray(0, this.#starts[this.#count]!), entries);
    all.values.set(this.#values.subarray(0, this.#starts[this.#count]!), entries);
    return all;
  }

  /** The sum over the cuts of each set of a multiplier times the weights. */
  combined(multipliers: Float64Array): Float64Array {
    const sums = new Float64Array(this.sets.numExpressions);
    for (let cut = 0; cut < this.#count; cut++) {
      const multiplier = multipliers[cut]!;
      if (multiplier === 0) continue;
      const first = this.#first[cut]!;
      const to = this.sets.starts[this.#set[cut]!]!;
      for (let k = first; k < this.#first[cut + 1]!; k++) sums[to + k - first]! += multiplier * this.#weights[k]!;
    }
    return sums;
  }

  /** Counts the rounds in which each cut was idle; tells which have been so for more than `patience`, if any. */
  idleAt({ f }: Place, patience: number): Uint8Array | null {
    let gone: Uint8Array | null = null;
    for (let cut = 0; cut < this.#count; cut++) {
      const value = this.sets.valueOf(this.#set[cut]!, this.#weights, this.#first[cut]!, f);
      const idle = value > tight ? this.#idle[cut]! + 1 : 0;
      this.#idle[cut] = Math.min(idle, 255);
      if (idle <= patience) continue;
      gone ??= new Uint8Array(this.#count);
      gone[cut] = 1;
    }
    return gone;
  }

  drop(gone: Uint8Array): void {
    let kept = 0;
    for (let cut = 0; cut < this.#count; cut++) {
      if (gone[cut] === 1) continue;
      if (kept !== cut) this.#move(cut, kept);
      kept++;
    }
    this.#count = kept;
  }

  clear(): void {
    this.#count = 0;
  }

  #move(from: number, to: number): void {
    const [first, last] = [this.#first[from]!, this.#first[from + 1]!];
    const [start, end] = [this.#starts[from]!, this.#starts[from + 1]!];
    this.#weights.copyWithin(this.#first[to]!, first, last);
    this.#indices.copyWithin(this.#starts[to]!, start, end);
    this.#values.copyWithin(this.#starts[to]!, start, end);
    this.#first[to + 1] = this.#first[to]! + last - first;
    this.#starts[to + 1] = this.#starts[to]! + end - start;
    this.#set[to] = this.#set[from]!;
    this.#idle[to] = this.#idle[from]!;
    this.#serial[to] = this.#serial[from]!;
    this.#lower[to] = this.#lower[from]!;
  }

  #makeRoom(weights: number, entries: number): void {
    const next = this.#count + 2;
    this.#set = withRoom(this.#set, next);
    this.#idle = withRoom(this.#idle, next);
    this.#serial = withRoom(this.#serial, next);
    this.#lower = withRoom(this.#lower, next);
    this.#first = withRoom(this.#first, next);
    this.#starts = withRoom(this.#starts, next);
    this.#weights = withRoom(this.#weights, this.#first[this.#count]! + weights);
    this.#indices = withRoom(this.#indices, this.#starts[this.#count]! + entries);
    this.#values = withRoom(this.#values, this.#starts[this.#count]! + entries);
  }
}

/** A power of 2. */
function scaleOf(row: RowBuilder): number {
  let most = 0;
  let least = Infinity;
  for (let k = 0; k < row.count; k++) {
    const size = Math.abs(row.coefficient(k));
    if (size === 0) continue;
    most = Math.max(most, size);
    least = Math.min(least, size);
  }
  if (most === 0) return 1;
  const raised = Math.min(largest, Math.max(1, (smallest * most) / least));
  return nearestPowerOf2(raised / most);
}
