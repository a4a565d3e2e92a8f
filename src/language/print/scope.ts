/** The letters that stand for the loops around an expression, and what indices look like with them. */
import type { Root } from "../sets/label-set.ts";
import type { Axis, SymbolicIndex } from "../sets/symbolic-index.ts";
import type { Catalog } from "./catalog.ts";
import type { Loop, Place } from "./formula.ts";

export class Scope {
  readonly catalog: Catalog;
  readonly #letters: ReadonlyMap<Axis, string>;

  constructor(catalog: Catalog, letters: ReadonlyMap<Axis, string> = new Map()) {
    this.catalog = catalog;
    this.#letters = letters;
  }

  /** The scope inside more loops; a letter that is taken gets a prime. */
  within(axes: readonly Axis[], wanted: readonly string[] = axes.map(({ letter }) => letter)): Scope {
    const letters = new Map(this.#letters);
    axes.forEach((axis, k) => {
      const taken = new Set(letters.values());
      let letter = wanted[k]!;
      while (taken.has(letter)) letter += "'";
      letters.set(axis, letter);
      this.catalog.addRange(axis.range);
    });
    return new Scope(this.catalog, letters);
  }

  loop(axis: Axis): Loop {
    const { title, members, root } = axis.range;
    const letter = this.#letter(axis);
    if (members === null) return { letter, set: title, behind: null };
    const { target, text } = members;
    const relation = text.slice(0, -`.of(${target.text})`.length);
    this.catalog.addRelation(relation, root, target.root);
    return { letter, set: title, behind: { relation, target: this.place(target) } };
  }

  place(index: SymbolicIndex): Place {
    const { axis, root, text } = index;
    if (axis !== null) return this.#walk(text, axis, root).place;
    const likeLetter = [...this.#letters.values()].includes(text);
    return { place: "label", label: text, likeLetter };
  }

  /** Takes the shifts and relations of an index off its text; `root` is the set they lead to, where that is known. */
  #walk(text: string, axis: Axis, root: Root | null): { readonly place: Place; readonly root: Root | null } {
    const shifted = /^(.+)([+-]\d+)$/s.exec(text);
    if (shifted !== null) {
      const inner = this.#walk(shifted[1]!, axis, root);
      return { ...inner, place: { place: "shift", of: inner.place, steps: Number(shifted[2]) } };
    }
    const open = text.endsWith(")") ? openingOf(text) : -1;
    if (open < 0) return { place: { place: "letter", letter: this.#letter(axis) }, root: axis.range.root };
    const relation = text.slice(0, open);
    const inner = this.#walk(text.slice(open + 1, -1), axis, null);
    const to = root ?? this.catalog.relation(relation)?.to ?? null;
    if (to !== null) this.catalog.addRelation(relation, inner.root, to);
    return { place: { place: "image", relation, of: inner.place }, root: to };
  }

  #letter(axis: Axis): string {
    return this.#letters.get(axis) ?? axis.letter;
  }
}

/** Position of the parenthesis that the last one closes, or -1. */
function openingOf(text: string): number {
  let depth = 0;
  for (let k = text.length - 1; k >= 0; k--) {
    if (text[k] === ")") depth++;
    else if (text[k] === "(" && --depth === 0) return k;
  }
  return -1;
}
