/** The members of a term's sums, listed once for every target or filter they depend on. */
import type { Members } from "../../sets/label-set.ts";
import type { Axis } from "../../sets/symbolic-index.ts";
import { positionOf, predicate, presence } from "../space/exists.ts";
import { freeAxes, noUses, usesOfCondition } from "../space/indices.ts";
import type { FlatTerm } from "./flatten.ts";
import type { Reading } from "./reading.ts";
import { multiples, outside, type Reference, referenceOver, stepsOver } from "./reference.ts";

/** Summands of key k: entries starts[k] .. starts[k + 1] - 1 of every list of steps. */
export interface Enumeration {
  /** Position of a row's key. */
  readonly key: Reference;
  readonly starts: Int32Array;
  /** Number of summands where it is the same for all keys, else -1. */
  readonly length: number;
  /** For each reference of the term: what the summand adds to its position. */
  readonly steps: readonly Int32Array[];
}

/** Lists the summands of a term whose references are `references`; `rowAxes` are the loops outside the sums. */
export function enumerate(
  term: FlatTerm,
  references: readonly Reference[],
  rowAxes: readonly Axis[],
  reading: Reading,
): Enumeration {
  const masks = term.axes.map((axis) => presence(axis, term.steps));
  const free =
    term.where.length === 0 &&
    masks.every((mask) => mask === null) &&
    term.axes.every((axis) => axis.range.members === null);
  if (free && !references.some((reference) => missesOn(reference, term.axes))) {
    const steps = references.map((reference) => stepsOver(reference, term.axes));
    const length = term.axes.reduce((size, axis) => size * axis.size, 1);
    return { key: referenceOver([]), starts: Int32Array.of(0, length), length, steps };
  }
  const only = term.axes.length === 1 ? term.axes[0]! : null;
  if (only !== null && only.range.members !== null && term.where.length === 0 && masks[0] === null)
    return membersBehind(only, only.range.members, references);
  return new Listing(term, references, rowAxes, masks, reading).all();
}

function missesOn(reference: Reference, axes: readonly Axis[]): boolean {
  return (
    reference.mayMiss && axes.some((axis) => reference.tables.get(axis)?.some((step) => step <= outside / 2) ?? false)
  );
}

/** The members of one loop behind the target of a relation: the relation lists them already. */
function membersBehind(axis: Axis, { target, starts, list }: Members, references: readonly Reference[]): Enumeration {
  const { map } = target;
  const tables = new Map<Axis, Int32Array>();
  if (target.axis !== null) tables.set(target.axis, map ?? multiples(target.axis.size, 1));
  return {
    key: { base: target.axis === null ? target.position : 0, tables, lookup: null, mayMiss: false },
    starts,
    length: sameLength(starts),
    steps: references.map((reference) => {
      const table = reference.tables.get(axis);
      return table === undefined ? new Int32Array(list.length) : list.map((member) => table[member]!);
    }),
  };
}

/** Number of summands where it is the same for all keys, else -1. */
function sameLength(starts: Int32Array): number {
  const length = starts.length === 1 ? 0 : starts[1]!;
  return starts.every((start, k) => start === k * length) ? length : -1;
}

class Listing {
  readonly #axes: readonly Axis[];
  readonly #keys: readonly Axis[];
  readonly #members: readonly ((at: Int32Array) => ArrayLike<number> | number)[];
  readonly #masks: readonly (Uint8Array | null)[];
  readonly #holds: readonly ((at: Int32Array) => boolean)[];
  readonly #tables: readonly (readonly (Int32Array | undefined)[])[];
  /** Positions: first of the keys, then of the term's loops. */
  readonly #at: Int32Array;
  readonly #steps: number[][];

  constructor(
    term: FlatTerm,
    references: readonly Reference[],
    rowAxes: readonly Axis[],
    masks: readonly (Uint8Array | null)[],
    reading: Reading,
  ) {
    this.#axes = term.axes;
    this.#keys = keyAxes(term, rowAxes);
    const all = [...this.#keys, ...term.axes];
    this.#members = term.axes.map((axis) => membersOf(axis, all));
    this.#masks = masks;
    this.#holds = term.where.map((where) => predicate(where, all, reading));
    this.#tables = references.map((reference) => term.axes.map((axis) => reference.tables.get(axis)));
    this.#at = new Int32Array(all.length);
    this.#steps = references.map(() => []);
  }

  all(): Enumeration {
    const keys = this.#keys.reduce((size, axis) => size * axis.size, 1);
    const starts = new Int32Array(keys + 1);
    let count = 0;
    for (let key = 0; key < keys; key++) {
      count += this.#list(0);
      starts[key + 1] = count;
      for (let k = this.#keys.length - 1; k >= 0; k--) {
        if (++this.#at[k]! < this.#keys[k]!.size) break;
        this.#at[k] = 0;
      }
    }
    return {
      key: referenceOver(this.#keys),
      starts,
      length: sameLength(starts),
      steps: this.#steps.map((list) => Int32Array.from(list)),
    };
  }

  /** Lists the members of loop `level` and of those inside it; returns how many summands there are. */
  #list(level: number): number {
    if (level === this.#axes.length) return this.#holds.every((holds) => holds(this.#at)) ? this.#push() : 0;
    const slot = this.#keys.length + level;
    const mask = this.#masks[level]!;
    const members = this.#members[level]!(this.#at);
    const size = typeof members === "number" ? members : members.length;
    let count = 0;
    for (let k = 0; k < size; k++) {
      const member = typeof members === "number" ? k : members[k]!;
      if (mask !== null && mask[member] === 0) continue;
      this.#at[slot] = member;
      count += this.#list(level + 1);
    }
    return count;
  }

  #push(): number {
    this.#tables.forEach((tables, r) => {
      let step = 0;
      for (let k = 0; k < tables.length; k++) step += tables[k]?.[this.#at[this.#keys.length + k]!] ?? 0;
      this.#steps[r]!.push(step);
    });
    return 1;
  }
}

/** Row loops that decide which summands there are: through targets of relations, and through filters. */
function keyAxes(term: FlatTerm, rowAxes: readonly Axis[]): Axis[] {
  const uses = noUses();
  for (const axis of term.axes) if (axis.range.members !== null) uses.indices.push(axis.range.members.target);
  for (const where of term.where) usesOfCondition(where, uses);
  return freeAxes(uses).filter((axis) => rowAxes.includes(axis));
}

/** Members of a loop at some positions of the loops around it: a count for 0 .. count - 1, or a list. */
function membersOf(axis: Axis, all: readonly Axis[]): (at: Int32Array) => ArrayLike<number> | number {
  const behind = axis.range.members;
  if (behind === null) return () => axis.size;
  const { starts, list } = behind;
  const target = positionOf(behind.target, all);
  return (at) => {
    const k = target(at);
    return k < 0 ? 0 : list.subarray(starts[k]!, starts[k + 1]!);
  };
}
