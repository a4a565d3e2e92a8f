/** Index sets: what variables, parameters and constraints range over. */
import { ClearwattError } from "../../errors.ts";
import { described } from "../described.ts";
import { LabelSet, Root } from "./label-set.ts";
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

/** A set as users hold it: its members are indices. */
export class IndexedSet<Name extends string = string> extends LabelSet<Name> implements IndexSet<Name> {
  get first(): Index<Name> {
    this.refuseMembers("first");
    return SymbolicIndex.fixed(this.name, this.root, this.rootPosition(0));
  }

  get last(): Index<Name> {
    this.refuseMembers("last");
    return SymbolicIndex.fixed(this.name, this.root, this.rootPosition(this.size - 1));
  }

  at(label: string | number): Index<Name> {
    this.refuseMembers("at");
    const position = this.positionOf(label);
    return SymbolicIndex.fixed(this.name, this.root, this.rootPosition(position));
  }

  subset(
    title: string,
    members: readonly (string | number)[] | ((label: string, position: number) => boolean),
  ): IndexSet<Name> {
    this.refuseMembers("subset");
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
          throw new ClearwattError(`"${label}" stands twice among the members of the subset "${title}".`, {
            code: "duplicate",
            data: { what: "label", set: title, found: label },
          });
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
        { code: "missing-data", data: { what: "labels", set: title } },
      );
    }
    return new IndexedSet(this.name, title, this.root, positions);
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
  return new IndexedSet(name, name, makeRoot(name, labels, options.cyclic ?? false), null);
}

function makeRoot(name: string, labels: number | readonly (string | number)[], cyclic: boolean): Root {
  if (typeof name !== "string" || name.trim() === "")
    throw new ClearwattError("A set needs a name.", { code: "missing-data", data: { what: "name of a set" } });
  if (typeof labels === "number") {
    if (!Number.isInteger(labels) || labels < 1) {
      throw new ClearwattError(
        `The set "${name}" cannot have ${labels} members. Give a whole number of 1 or more, or a list of labels.`,
        { code: "out-of-range", data: { what: "size", set: name, found: labels, least: 1 } },
      );
    }
    return new Root(name, labels, cyclic);
  }
  return new Root(name, checkedLabels(name, labels), cyclic);
}

/** Labels as strings; throws on an empty list and on one that stands twice. */
export function checkedLabels(name: string, labels: readonly (string | number)[]): readonly string[] {
  if (labels.length === 0)
    throw new ClearwattError(`The set "${name}" is empty. Give it at least one label.`, {
      code: "missing-data",
      data: { what: "labels", set: name },
    });
  const strings = labels.map((label, k) => checkedLabel(name, label, k));
  const seen = new Map<string, number>();
  strings.forEach((label, k) => {
    const before = seen.get(label);
    if (before !== undefined) {
      throw new ClearwattError(
        `The label "${label}" stands twice in the set "${name}", at positions ${before + 1} and ${k + 1}. Labels must differ.`,
        { code: "duplicate", data: { what: "label", set: name, found: label } },
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
    {
      code: "wrong-type",
      data: { what: "label", set: name, position: position + 1, expected: "a label", found: described(label) },
    },
  );
}
