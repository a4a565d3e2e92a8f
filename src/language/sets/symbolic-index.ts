/** Symbolic members of sets: what the closures of variables, constraints and sums are called with. */
import { ClearwattError } from "../../errors.ts";
import { noteMade, noteUsed } from "../declaring/unused.ts";
import { described } from "../described.ts";
import { type Constant, numberAt } from "../expressions/expression.ts";
import { type Condition, indexBefore, indexIn, indexIs } from "./condition.ts";
import type { LabelSet, Root } from "./label-set.ts";
import type { IndexSet } from "./set.ts";

/** A symbolic member of a set. It has no value: using it as a number, string or condition throws. */
export interface Index<Name extends string = string> {
  readonly set: Name;
  /** The member one step earlier or later; past an end the row (or the summand) is absent, or wraps if the set is cyclic. */
  readonly previous: Index<Name>;
  readonly next: Index<Name>;
  /** The member `steps` later, or earlier for negative steps. */
  shifted(steps: number): Index<Name>;
  /** The label as a number, for sets whose labels are numbers. */
  readonly number: Constant;
  /** Conditions for `where`: the same member (an index or a label), a later or earlier one, or a member of a subset. */
  is(other: Index<Name> | string | number): Condition;
  isNot(other: Index<Name> | string | number): Condition;
  before(other: Index<Name> | string | number): Condition;
  after(other: Index<Name> | string | number): Condition;
  /** This member or an earlier one than `other`; this member or a later one. */
  upTo(other: Index<Name> | string | number): Condition;
  from(other: Index<Name> | string | number): Condition;
  in(subset: IndexSet<Name>): Condition;
}
export type AnyIndex = Index<string>;

/** One loop: a row axis of a constraint or the axis of a sum, with the letter it is printed with. */
export class Axis {
  readonly range: LabelSet;
  readonly letter: string;
  /** Positions that a table over this axis has: those of the set, or of its root for the members behind a target. */
  readonly size: number;

  constructor(range: LabelSet, letter: string) {
    this.range = range;
    this.letter = letter;
    this.size = range.members === null ? range.size : range.root.size;
  }

  label(position: number): string {
    return this.range.members === null
      ? this.range.root.label(this.range.rootPosition(position))
      : this.range.root.label(position);
  }
}

export class SymbolicIndex<Name extends string = string> implements Index<Name> {
  readonly set: Name;
  readonly root: Root;
  /** The loop this index runs with; null for a fixed member. */
  readonly axis: Axis | null;
  /** Axis position -> root position, -1 past the end of the set, -2 where a relation has no target; null: identity. */
  readonly map: Int32Array | null;
  /** Root position of a fixed member. */
  readonly position: number;
  readonly text: string;

  private constructor(
    set: Name,
    root: Root,
    axis: Axis | null,
    map: Int32Array | null,
    position: number,
    text: string,
  ) {
    this.set = set;
    this.root = root;
    this.axis = axis;
    this.map = map;
    this.position = position;
    this.text = text;
  }

  static along<Name extends string>(set: Name, axis: Axis): SymbolicIndex<Name> {
    const { root, positions, members } = axis.range;
    return new SymbolicIndex(set, root, axis, members === null ? positions : null, -1, axis.letter);
  }

  static fixed<Name extends string>(set: Name, root: Root, position: number): SymbolicIndex<Name> {
    const index = new SymbolicIndex(set, root, null, null, position, root.label(position));
    noteMade(index, () => unusedIndex(index));
    return index;
  }

  /** The same index in another loop over the same set. */
  along(axis: Axis): SymbolicIndex<Name> {
    return new SymbolicIndex(this.set, this.root, axis, this.map, -1, this.text);
  }

  /** The index after a table from this root's positions to another root's (-1: past the end, -2: no target). */
  through<To extends string>(set: To, root: Root, table: Int32Array, text: string): SymbolicIndex<To> {
    noteUsed(this);
    if (this.axis === null) {
      const position = table[this.position]!;
      if (position < 0)
        throw new ClearwattError(`There is no ${text}: "${root.name}" has ${root.describe()}.`, {
          code: "absent-member",
          data: { index: text, set: root.name },
        });
      return SymbolicIndex.fixed(set, root, position);
    }
    const map = new Int32Array(this.axis.size);
    for (let k = 0; k < map.length; k++) {
      const from = this.map === null ? k : this.map[k]!;
      map[k] = from < 0 ? from : table[from]!;
    }
    const index = new SymbolicIndex(set, root, this.axis, map, -1, text);
    noteMade(index, () => unusedIndex(index));
    return index;
  }

  get previous(): Index<Name> {
    return this.shifted(-1);
  }

  get next(): Index<Name> {
    return this.shifted(1);
  }

  shifted(steps: number): Index<Name> {
    if (!Number.isInteger(steps))
      throw new ClearwattError(`An index of "${this.set}" cannot be shifted by ${steps}: give a whole number.`, {
        code: "out-of-range",
        data: { what: "steps", set: this.set, found: steps },
      });
    const { size, cyclic } = this.root;
    const table = new Int32Array(size);
    for (let p = 0; p < size; p++) {
      const to = p + steps;
      table[p] = cyclic ? ((to % size) + size) % size : to < 0 || to >= size ? -1 : to;
    }
    return this.through(this.set, this.root, table, shiftedText(this.text, steps));
  }

  get number(): Constant {
    noteUsed(this);
    return numberAt(this);
  }

  is(other: Index<Name> | string | number): Condition {
    return indexIs(this, this.#operand(other));
  }

  isNot(other: Index<Name> | string | number): Condition {
    return this.is(other).not();
  }

  before(other: Index<Name> | string | number): Condition {
    return indexBefore(this, this.#operand(other));
  }

  after(other: Index<Name> | string | number): Condition {
    return indexBefore(this.#operand(other), this);
  }

  upTo(other: Index<Name> | string | number): Condition {
    return this.after(other).not();
  }

  from(other: Index<Name> | string | number): Condition {
    return this.before(other).not();
  }

  in(subset: IndexSet<Name>): Condition {
    noteUsed(this);
    return indexIn(this, subset);
  }

  /** The other side of a condition on this index. */
  #operand(other: Index<Name> | string | number): SymbolicIndex {
    noteUsed(this);
    if (typeof other === "object") return symbolicIndex(other, this.root, "A condition");
    const fixed = SymbolicIndex.fixed(this.set, this.root, this.root.position(other));
    noteUsed(fixed);
    return fixed;
  }

  valueOf(): never {
    return this.#misused();
  }

  toString(): never {
    return this.#misused();
  }

  toJSON(): never {
    return this.#misused();
  }

  [Symbol.toPrimitive](): never {
    return this.#misused();
  }

  #misused(): never {
    throw new ClearwattError(
      `The index ${this.text} of "${this.set}" has no value: the closure is called once for all members, so it cannot be ` +
        "compared, computed with, used as a key or put in a string. Filter with where, step with previous and next, " +
        "and read data with a parameter.",
      { code: "misuse", data: { index: this.text, set: this.set } },
    );
  }
}

function shiftedText(text: string, steps: number): string {
  const parts = /^(.*?)([+-]\d+)?$/.exec(text);
  const total = Number(parts?.[2] ?? 0) + steps;
  return total === 0 ? parts![1]! : `${parts![1]}${total < 0 ? "" : "+"}${total}`;
}

/** The implementation behind an index, checked to run in the expected set. */
export function symbolicIndex(value: AnyIndex | undefined, root: Root, where: string): SymbolicIndex {
  if (!(value instanceof SymbolicIndex)) {
    throw new ClearwattError(
      `${where} needs an index of "${root.name}" and got ${described(value)}. Fixed members are ${root.name}.at(label), .first and .last.`,
      { code: "wrong-type", data: { what: where, expected: "an index", set: root.name, found: described(value) } },
    );
  }
  if (value.root !== root) {
    const other = value.set === root.name ? `another set that is also called "${root.name}"` : `"${value.set}"`;
    throw new ClearwattError(`${where} needs an index of "${root.name}" and got ${value.text}, an index of ${other}.`, {
      code: "wrong-set",
      data: { index: value.text, found: value.set, expected: root.name },
    });
  }
  noteUsed(value);
  return value;
}

function unusedIndex({ text, set }: SymbolicIndex): string {
  return (
    `The index ${text} of "${set}" was made and not used: comparing indices with === or testing them with ?: decides once for all members. ` +
    "Filter with where, as in { where: (t) => t.is(18) }."
  );
}
