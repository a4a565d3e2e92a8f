/** Writes the document of a model in a notation; parentheses are decided here, once for all notations. */

import type { Claim, Clause, Formula, Loop, Order, Place, Sign, Term } from "./formula.ts";
import { lineBreak } from "./line-breaks.ts";

/** How one form of output writes each thing, given its parts as they are written already. */
export interface Notation {
  readonly signs: Readonly<Record<Sign, string>>;
  readonly orders: Readonly<Record<Order, string>>;
  readonly words: Readonly<Record<"and" | "or", string>>;
  readonly kinds: Readonly<Record<"free" | "integer" | "binary", string>>;
  /** Between two quantities that are multiplied, and between a number and what it multiplies. */
  readonly times: string;
  readonly coefficient: string;
  /** Fractions show what belongs to them without parentheses. */
  readonly fractions: boolean;
  /** The body of a sum seems to reach on to what follows it. */
  readonly openSums: boolean;
  readonly separator: string;
  number(value: number): string;
  symbol(name: string, at: readonly string[]): string;
  letter(letter: string): string;
  label(label: string, likeLetter: boolean): string;
  shift(of: string, steps: number): string;
  image(relation: string, of: string): string;
  loopOver(letter: string, set: string): string;
  loopBehind(letter: string, relation: string, target: string): string;
  parentheses(inside: string): string;
  quotient(over: string, under: string): string;
  square(of: string): string;
  root(of: string): string;
  /** `gap` is a space or a place to break the line. */
  sum(loops: string, where: string | null, gap: string, body: string): string;
  member(of: string, set: string, negated: boolean): string;
  exists(of: string, negated: boolean): string;
}

/** `followed`: something stands behind the formula in the same expression. `depth`: null where no line may end inside. */
interface Context {
  readonly followed: boolean;
  readonly depth: number | null;
}

const alone: Context = { followed: false, depth: null };

export class Writer {
  readonly #notation: Notation;

  constructor(notation: Notation) {
    this.#notation = notation;
  }

  formula(formula: Formula): string {
    return this.#formula(formula, { followed: false, depth: 0 });
  }

  claims(claims: readonly Claim[]): string {
    return claims.map((claim) => this.#claim(claim)).join(this.#notation.separator);
  }

  loops(loops: readonly Loop[], write: (letter: string, set: string) => string): string[] {
    const { loopBehind } = this.#notation;
    return loops.map(({ letter, set, behind }) =>
      behind === null ? write(letter, set) : loopBehind(letter, behind.relation, this.#place(behind.target)),
    );
  }

  clause(clause: Clause): string {
    const { signs, orders, words, member, exists } = this.#notation;
    switch (clause.clause) {
      case "compare":
        return [this.#formula(clause.left, alone), signs[clause.sign], this.#formula(clause.right, alone)].join(" ");
      case "order":
        return [this.#place(clause.left), orders[clause.order], this.#place(clause.right)].join(" ");
      case "member":
        return member(this.#place(clause.of), clause.set, clause.negated);
      case "exists":
        return exists(this.#formula(clause.of, alone), clause.negated);
      default:
        return clause.parts.map((part) => this.#part(part)).join(words[clause.clause]);
    }
  }

  #part(part: Clause): string {
    const text = this.clause(part);
    return part.clause === "and" || part.clause === "or" ? this.#notation.parentheses(text) : text;
  }

  #claim(claim: Claim): string {
    const { signs, kinds, words } = this.#notation;
    switch (claim.claim) {
      case "relation":
        return claim.sides.map((side) => this.formula(side)).join(`${lineBreak(0)}${signs[claim.sign]} `);
      case "kind":
        return `${this.#formula(claim.of, alone)} ${kinds[claim.kind]}`;
      case "either":
        return claim.parts.map((part) => this.#claim(part)).join(words.or);
    }
  }

  #place(place: Place): string {
    const { letter, label, shift, image } = this.#notation;
    switch (place.place) {
      case "letter":
        return letter(place.letter);
      case "label":
        return label(place.label, place.likeLetter);
      case "shift":
        return shift(this.#place(place.of), place.steps);
      case "image":
        return image(place.relation, this.#place(place.of));
    }
  }

  #formula(formula: Formula, context: Context): string {
    const notation = this.#notation;
    switch (formula.form) {
      case "number":
        return notation.number(formula.value);
      case "symbol":
        return notation.symbol(
          formula.name,
          formula.at.map((place) => this.#place(place)),
        );
      case "place":
        return this.#place(formula.at);
      case "terms":
        return this.#terms(formula.terms, context);
      case "product":
        return this.#product(formula.factors, context);
      case "quotient":
        return this.#quotient(formula.over, formula.under);
      case "square":
        return notation.square(isAtom(formula.of) ? this.#formula(formula.of, alone) : this.#enclosed(formula.of));
      case "root":
        return notation.root(this.#formula(formula.of, alone));
      case "sum":
        return this.#sum(formula, context);
    }
  }

  #terms(terms: readonly Term[], { followed, depth }: Context): string {
    return terms
      .map(({ negative, of }, k) => {
        const last = k === terms.length - 1;
        const context = { followed: last ? followed : this.#notation.openSums, depth };
        const text = isShift(of) ? this.#enclosed(of) : this.#formula(of, context);
        if (k === 0) return negative ? `-${text}` : text;
        return `${lineBreak(depth)}${negative ? "-" : "+"} ${text}`;
      })
      .join("");
  }

  #product(factors: readonly Formula[], { followed, depth }: Context): string {
    const { coefficient, times } = this.#notation;
    return factors
      .map((factor, k) => {
        const last = k === factors.length - 1;
        const joint = last ? "" : factor.form === "number" && factors[k + 1]!.form !== "number" ? coefficient : times;
        return `${this.#factor(factor, k === 0, { followed: last ? followed : true, depth })}${joint}`;
      })
      .join("");
  }

  #factor(factor: Formula, first: boolean, context: Context): string {
    if (factor.form === "terms" || isShift(factor)) return this.#enclosed(factor, context.depth);
    if (factor.form === "quotient" && !first && !this.#notation.fractions) return this.#enclosed(factor);
    return this.#formula(factor, context);
  }

  #quotient(over: Formula, under: Formula): string {
    const { fractions, quotient } = this.#notation;
    const whole = (part: Formula, simple: boolean) =>
      fractions || simple ? this.#formula(part, alone) : this.#enclosed(part);
    const chain = over.form === "quotient" || (over.form === "product" && over.factors.at(-1)!.form !== "sum");
    return quotient(whole(over, chain || isTight(over)), whole(under, isTight(under)));
  }

  #sum({ loops, where, body }: Extract<Formula, { form: "sum" }>, { followed, depth }: Context): string {
    const { sum, loopOver, separator, parentheses } = this.#notation;
    const over = this.loops(loops, loopOver).join(separator);
    const inner = depth === null ? null : depth + (followed ? 2 : 1);
    const inside =
      body.form === "terms" ? this.#enclosed(body, inner) : this.#formula(body, { followed: false, depth: inner });
    const text = sum(over, where === null ? null : this.clause(where), lineBreak(inner), inside);
    return followed ? parentheses(text) : text;
  }

  #enclosed(formula: Formula, depth: number | null = null): string {
    const inner = depth === null ? null : depth + 1;
    return this.#notation.parentheses(this.#formula(formula, { followed: false, depth: inner }));
  }
}

function isShift(formula: Formula): boolean {
  return formula.form === "place" && formula.at.place === "shift";
}

function isAtom(formula: Formula): boolean {
  return ["number", "symbol", "root"].includes(formula.form) || (formula.form === "place" && !isShift(formula));
}

function isTight(formula: Formula): boolean {
  return isAtom(formula) || formula.form === "square";
}
