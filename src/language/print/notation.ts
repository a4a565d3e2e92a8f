/** Writes the document of a model in a notation; parentheses are decided here, once for all notations. */
import type { Claim, Clause, Formula, Loop, Order, Place, Sign, Term } from "./formula.ts";

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

/** Stands before every sign or relation where a long formula may go on in a new line. */
export const lineBreak = "\n";

/** `followed`: something stands behind the formula in the same expression. */
interface Context {
  readonly followed: boolean;
  readonly breakable: boolean;
}

const alone: Context = { followed: false, breakable: false };
const wholeLine: Context = { followed: false, breakable: true };

/** The pieces of a written formula on lines of at most `width` characters, as far as there are places to break it. */
export function brokenLines(text: string, width: number, lengthOf: (text: string) => number): string[] {
  const [first = "", ...pieces] = text.split(lineBreak);
  const lines = [first];
  for (const piece of pieces) {
    const joined = `${lines.at(-1)} ${piece}`;
    if (lengthOf(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(piece);
  }
  return lines;
}

export class Writer {
  readonly #notation: Notation;

  constructor(notation: Notation) {
    this.#notation = notation;
  }

  formula(formula: Formula): string {
    return this.#formula(formula, wholeLine);
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
        return claim.sides.map((side) => this.formula(side)).join(`${lineBreak}${signs[claim.sign]} `);
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

  #terms(terms: readonly Term[], { followed, breakable }: Context): string {
    return terms
      .map(({ negative, of }, k) => {
        const last = k === terms.length - 1;
        const context = { followed: last ? followed : this.#notation.openSums, breakable };
        const text = isShift(of) ? this.#enclosed(of) : this.#formula(of, context);
        if (k === 0) return negative ? `-${text}` : text;
        return `${breakable ? lineBreak : " "}${negative ? "-" : "+"} ${text}`;
      })
      .join("");
  }

  #product(factors: readonly Formula[], { followed, breakable }: Context): string {
    const { coefficient, times } = this.#notation;
    return factors
      .map((factor, k) => {
        const last = k === factors.length - 1;
        const joint = last ? "" : factor.form === "number" && factors[k + 1]!.form !== "number" ? coefficient : times;
        return `${this.#factor(factor, k === 0, { followed: last ? followed : true, breakable })}${joint}`;
      })
      .join("");
  }

  #factor(factor: Formula, first: boolean, context: Context): string {
    if (factor.form === "terms" || isShift(factor)) return this.#enclosed(factor, context.breakable);
    if (factor.form === "quotient" && !first && !this.#notation.fractions) return this.#enclosed(factor);
    return this.#formula(factor, context);
  }

  #quotient(over: Formula, under: Formula): string {
    const { fractions, quotient } = this.#notation;
    const whole = (part: Formula, simple: boolean) =>
      fractions || simple ? this.#formula(part, alone) : this.#enclosed(part);
    const product = over.form === "product" && over.factors.at(-1)!.form !== "sum";
    return quotient(whole(over, isAtom(over) || product || over.form === "quotient"), whole(under, isAtom(under)));
  }

  #sum({ loops, where, body }: Extract<Formula, { form: "sum" }>, { followed, breakable }: Context): string {
    const { sum, loopOver, separator, parentheses } = this.#notation;
    const over = this.loops(loops, loopOver).join(separator);
    const inside =
      body.form === "terms" ? this.#enclosed(body, breakable) : this.#formula(body, { ...alone, breakable });
    const text = sum(over, where === null ? null : this.clause(where), breakable ? lineBreak : " ", inside);
    return followed ? parentheses(text) : text;
  }

  #enclosed(formula: Formula, breakable = false): string {
    return this.#notation.parentheses(this.#formula(formula, { followed: false, breakable }));
  }
}

function isShift(formula: Formula): boolean {
  return formula.form === "place" && formula.at.place === "shift";
}

function isAtom(formula: Formula): boolean {
  return ["number", "symbol", "root"].includes(formula.form) || (formula.form === "place" && !isShift(formula));
}
