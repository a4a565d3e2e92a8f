/** The sets and relations that a model uses, noted down as they are met. */
import type { LabelSet, Root } from "../sets/label-set.ts";

export interface UsedSet {
  readonly title: string;
  readonly root: Root;
  readonly size: number;
  label(position: number): string;
}

interface UsedRelation {
  readonly name: string;
  readonly from: Root;
  readonly to: Root;
}

export class Catalog {
  readonly #sets = new Map<Root, Map<string, UsedSet>>();
  readonly #relations = new Map<string, UsedRelation>();
  /** Sets in the order in which they were met, each with its subsets behind it. */
  get sets(): readonly UsedSet[] {
    return [...this.#sets.values()].flatMap((family) => [...family.values()]);
  }

  get relations(): readonly UsedRelation[] {
    return [...this.#relations.values()];
  }

  addRoot(root: Root): void {
    if (this.#sets.has(root)) return;
    const whole: UsedSet = { title: root.name, root, size: root.size, label: (position) => root.label(position) };
    this.#sets.set(root, new Map([[root.name, whole]]));
  }

  addRange({ title, root, size, positions, members }: LabelSet): void {
    this.addRoot(root);
    if (members !== null || positions === null) return;
    this.#addSubset({ title, root, size, label: (position) => root.label(positions[position]!) });
  }

  /** A subset by its members among those of the root. */
  addChosen(title: string, root: Root, chosen: Uint8Array): void {
    const positions = [...chosen.keys()].filter((position) => chosen[position] === 1);
    this.#addSubset({
      title,
      root,
      size: positions.length,
      label: (position) => root.label(positions[position]!),
    });
  }

  addRelation(name: string, from: Root | null, to: Root): void {
    this.addRoot(to);
    if (from !== null) this.#relations.set(name, { name, from, to });
  }

  relation(name: string): UsedRelation | undefined {
    return this.#relations.get(name);
  }

  #addSubset(subset: UsedSet): void {
    this.addRoot(subset.root);
    const family = this.#sets.get(subset.root)!;
    if (!family.has(subset.title)) family.set(subset.title, subset);
  }
}
