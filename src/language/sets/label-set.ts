/** Sets as loops see them: labels, and which of them a set has. */
import { ClearwattError } from "../../errors.ts";
import { described } from "../described.ts";
import type { AnySet } from "./set.ts";
import type { SymbolicIndex } from "./symbolic-index.ts";

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
      throw new ClearwattError(`"${label}" is not in the set "${this.name}", which has ${this.describe()}.`, {
        code: "unknown-label",
        data: { set: this.name, found: label },
      });
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
export class LabelSet<Name extends string = string> {
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
    this.refuseMembers("labels");
    return this.positions === null ? this.root.labels : Array.from(this.positions, (p) => this.root.label(p));
  }

  /** Throws for the members behind a target of a relation, which differ from row to row. */
  refuseMembers(asked: string): void {
    if (this.members === null) return;
    throw new ClearwattError(
      `${this.title} has no ${asked}: its members differ from row to row. It can only be summed over.`,
      { code: "misuse", data: { set: this.title } },
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
      throw new ClearwattError(`"${label}" is in the set "${this.root.name}" but not in its subset "${this.title}".`, {
        code: "unknown-label",
        data: { set: this.title, found: label },
      });
    return k;
  }
}

/** The implementation behind a public set; throws where something else was handed in. */
export function labelSet(value: AnySet, where: string): LabelSet {
  if (value instanceof LabelSet) return value;
  throw new ClearwattError(`${where} ranges over something that is not a set. Make sets with set(name, labels).`, {
    code: "wrong-type",
    data: { what: where, expected: "a set", found: described(value) },
  });
}
