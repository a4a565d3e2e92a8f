/** Index sets: what variables, parameters and constraints range over. */
import { ClearwattError } from "../errors.ts";
import { described } from "./described.ts";
import { type Index, SymbolicIndex } from "./symbolic-index.ts";

/** A finite ordered set of labels. `Name` is part of the type, so that an index of one set does not fit another. */
export interface IndexSet<Name extends string = string> {
  readonly name: Name;
  readonly size: number;
  readonly labels: readonly string[];
  /** The first and the last member, as fixed indices: `stored(hour.last)`. */
  readonly first: Index<Name>;
  readonly last: Index<Name>;
  /** The member with a label, as a fixed index. Throws where there is none. */
  at(label: string | number): Index<Name>;
  /** The members with the given labels, or those for which the test holds, in the order of the set. */
  subset(
    title: string,
    members: readonly (string | number)[] | ((label: string, position: number) => boolean),
  ): IndexSet<Name>;
}
export type AnySet = IndexSet<string>;

/** The labels themselves, shared by a set and its subsets. Numbered sets make theirs ("1", "2", ...) when asked. */
export class Root {
  readonly name: string;
  readonly size: number;
  readonly cyclic: boolean;
  readonly numbered: boolean;
  #labels: readonly string[] | null;
  #positions: Map<string, number> | null = null;

  constructor(name: string, labels: number | readonly string[], cyclic: boolean) {
    this.name = name;
    this.cyclic = cyclic;
    this.numbered = typeof labels === "number";
    this.size = typeof labels === "number" ? labels : labels.length;
    this.#labels = typeof labels === "number" ? null : labels;
  }

  get labels(): readonly string[] {
    this.#labels ??= Array.from({ length: this.size }, (_, k) => String(k + 1));
    return this.#labels;
  }

  label(position: number): string {
    return this.numbered ? String(position + 1) : this.labels[position]!;
  }

  /** Position of a label, or -1. */
  find(label: string | number): number {
    if (this.numbered) {
      const number = Number(label);
      return Number.isInteger(number) && number >= 1 && number <= this.size && String(number) === String(label).trim()
        ? number - 1
        : -1;
    }
    this.#positions ??= new Map(this.labels.map((own, k) => [own, k]));
    return this.#positions.get(String(label)) ?? -1;
  }

  position(label: string | number): number {
    const found = this.find(label);
    if (found < 0)
      throw new ClearwattError(`"${label}" is not in the set "${this.name}", which has ${this.describe()}.`);
    return found;
  }

  describe(): string {
    const count = this.size === 1 ? "1 member" : `${this.size} members`;
    if (this.size <= 4) return `${count}: ${this.labels.map((label) => `"${label}"`).join(", ")}`;
    return `${count}, from "${this.label(0)}" to "${this.label(this.size - 1)}"`;
  }
}

/** The members of a set behind one target of a relation: their number depends on the row. */
export interface Members {
  readonly target: SymbolicIndex<string>;
  /** Members of target k: list[starts[k]] .. list[starts[k + 1] - 1]. */
  readonly starts: Int32Array;
  readonly list: Int32Array;
  readonly text: string;
}

/** A set as it stands in an `over` list: all of a root, some positions of it, or the members behind a target. */
export class LabelSet<Name extends string = string> implements IndexSet<Name> {
  readonly name: Name;
  readonly title: string;
  readonly root: Root;
  /** Positions in the root, ascending; null for all. */
  readonly positions: Int32Array | null;
  readonly members: Members | null;

  constructor(name: Name, title: string, root: Root, positions: Int32Array | null, members: Members | null = null) {
    this.name = name;
    this.title = title;
    this.root = root;
    this.positions = positions;
    this.members = members;
  }

  get size(): number {
    return this.positions === null ? this.root.size : this.positions.length;
  }

  get labels(): readonly string[] {
    this.#refuseMembers("labels");
    return this.positions === null ? this.root.labels : Array.from(this.positions, (p) => this.root.label(p));
  }

  get first(): Index<Name> {
    this.#refuseMembers("first");
    return SymbolicIndex.fixed(this.name, this.root, this.rootPosition(0));
  }

  get last(): Index<Name> {
    this.#refuseMembers("last");
    return SymbolicIndex.fixed(this.name, this.root, this.rootPosition(this.size - 1));
  }

  at(label: string | number): Index<Name> {
    this.#refuseMembers("at");
    const position = this.positionOf(label);
    return SymbolicIndex.fixed(this.name, this.root, this.rootPosition(position));
  }

  subset(
    title: string,
    members: readonly (string | number)[] | ((label: string, position: number) => boolean),
  ): IndexSet<Name> {
    this.#refuseMembers("subset");
    const chosen = new Uint8Array(this.root.size);
    if (typeof members === "function") {
      for (let k = 0; k < this.size; k++) {
        const p = this.rootPosition(k);
        if (members(this.root.label(p), k)) chosen[p] = 1;
      }
    } else {
      for (const label of members) {
        const p = this.rootPosition(this.positionOf(label));
        if (chosen[p] === 1)
          throw new ClearwattError(`"${label}" stands twice among the members of the subset "${title}".`);
        chosen[p] = 1;
      }
    }
    const positions = new Int32Array(chosen.reduce((count, c) => count + c, 0));
    let next = 0;
    chosen.forEach((c, p) => {
      if (c === 1) positions[next++] = p;
    });
    if (positions.length === 0) {
      throw new ClearwattError(
        `The subset "${title}" of "${this.title}" is empty: no member was chosen from ${this.root.describe()}.`,
      );
    }
    return new LabelSet(this.name, title, this.root, positions);
  }

  #refuseMembers(asked: string): void {
    if (this.members === null) return;
    throw new ClearwattError(
      `${this.title} has no ${asked}: its members differ from row to row. It can only be summed over.`,
    );
  }

  rootPosition(position: number): number {
    return this.positions === null ? position : this.positions[position]!;
  }

  /** Position in this set of a label, -1 where it is not a member. */
  find(label: string | number): number {
    const p = this.root.find(label);
    return p < 0 || this.positions === null ? p : this.positions.indexOf(p);
  }

  /** Position in this set of a label; throws where it is not a member. */
  positionOf(label: string | number): number {
    const p = this.root.position(label);
    if (this.positions === null) return p;
    const k = this.positions.indexOf(p);
    if (k < 0)
      throw new ClearwattError(`"${label}" is in the set "${this.root.name}" but not in its subset "${this.title}".`);
    return k;
  }
}

/**
 * A set of `labels`, or of the numbers 1 .. n. The order is that of the labels; in a cyclic set the last member is
 * followed by the first. Throws on an empty set and on a label that stands twice.
 */
export function set<const Name extends string>(
  name: Name,
  labels: number | readonly (string | number)[],
  options: { readonly cyclic?: boolean } = {},
): IndexSet<Name> {
  return new LabelSet(name, name, makeRoot(name, labels, options.cyclic ?? false), null);
}

function makeRoot(name: string, labels: number | readonly (string | number)[], cyclic: boolean): Root {
  if (typeof name !== "string" || name.trim() === "") throw new ClearwattError("A set needs a name.");
  if (typeof labels === "number") {
    if (!Number.isInteger(labels) || labels < 1) {
      throw new ClearwattError(
        `The set "${name}" cannot have ${labels} members. Give a whole number of 1 or more, or a list of labels.`,
      );
    }
    return new Root(name, labels, cyclic);
  }
  return new Root(name, checkedLabels(name, labels), cyclic);
}

/** Labels as strings; throws on an empty list and on one that stands twice. */
export function checkedLabels(name: string, labels: readonly (string | number)[]): readonly string[] {
  if (labels.length === 0) throw new ClearwattError(`The set "${name}" is empty. Give it at least one label.`);
  const strings = labels.map((label, k) => checkedLabel(name, label, k));
  const seen = new Map<string, number>();
  strings.forEach((label, k) => {
    const before = seen.get(label);
    if (before !== undefined) {
      throw new ClearwattError(
        `The label "${label}" stands twice in the set "${name}", at positions ${before + 1} and ${k + 1}. Labels must differ.`,
      );
    }
    seen.set(label, k);
  });
  return strings;
}

function checkedLabel(name: string, label: unknown, position: number): string {
  const text = typeof label === "string" || (typeof label === "number" && Number.isFinite(label)) ? String(label) : "";
  if (text.trim() !== "") return text;
  throw new ClearwattError(
    `Label ${position + 1} of the set "${name}" is ${described(label)}. Labels are texts or numbers, and none is empty.`,
  );
}

/** The implementation behind a public set; throws where something else was handed in. */
export function labelSet(value: AnySet, where: string): LabelSet {
  if (value instanceof LabelSet) return value;
  throw new ClearwattError(`${where} ranges over something that is not a set. Make sets with set(name, labels).`);
}
