/** The algebra of a model as a small document, with letters chosen and signs folded: text and TeX are written from it. */

/** A member of a set as it stands at a quantity: `j`, `bus 2`, `t-1`, `aggregatorOf(j)`. */
export type Place =
  | { readonly place: "letter"; readonly letter: string }
  | { readonly place: "label"; readonly label: string; readonly likeLetter: boolean }
  | { readonly place: "shift"; readonly of: Place; readonly steps: number }
  | { readonly place: "image"; readonly relation: string; readonly of: Place };

/** A loop over a set, or over the members that a relation sends to `target`. */
export interface Loop {
  readonly letter: string;
  readonly set: string;
  readonly behind: { readonly relation: string; readonly target: Place } | null;
}

export type Formula =
  | { readonly form: "number"; readonly value: number }
  | { readonly form: "symbol"; readonly name: string; readonly at: readonly Place[] }
  | { readonly form: "place"; readonly at: Place }
  | { readonly form: "terms"; readonly terms: readonly Term[] }
  | { readonly form: "product"; readonly factors: readonly Formula[] }
  | { readonly form: "quotient"; readonly over: Formula; readonly under: Formula }
  | { readonly form: "square" | "root"; readonly of: Formula }
  | { readonly form: "sum"; readonly loops: readonly Loop[]; readonly where: Clause | null; readonly body: Formula };

export interface Term {
  readonly negative: boolean;
  readonly of: Formula;
}

export type Sign = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type Order = "before" | "after" | "not before" | "not after";

/** A condition of `where`. */
export type Clause =
  | { readonly clause: "compare"; readonly left: Formula; readonly sign: Sign; readonly right: Formula }
  | { readonly clause: "order"; readonly left: Place; readonly order: Order; readonly right: Place }
  | { readonly clause: "member"; readonly of: Place; readonly set: string; readonly negated: boolean }
  | { readonly clause: "exists"; readonly of: Formula; readonly negated: boolean }
  | { readonly clause: "and" | "or"; readonly parts: readonly Clause[] };

/** What a declaration says of its quantities: `0 <= x <= 5`, `x is binary`. */
export type Claim =
  | { readonly claim: "relation"; readonly sides: readonly Formula[]; readonly sign: Sign }
  | { readonly claim: "kind"; readonly of: Formula; readonly kind: "free" | "integer" | "binary" }
  | { readonly claim: "either"; readonly parts: readonly Claim[] };

/** Claims that hold for every member of some loops. */
export interface Statement {
  readonly name: string | null;
  readonly claims: readonly Claim[];
  readonly loops: readonly Loop[];
  readonly where: Clause | null;
  readonly unit: string | null;
}

export function number(value: number): Formula {
  return { form: "number", value };
}

export function relation(left: Formula, sign: Sign, right: Formula): Claim {
  return { claim: "relation", sides: [left, right], sign };
}

/** All of the clauses; null where there are none. */
export function all(clauses: readonly Clause[]): Clause | null {
  const parts = clauses.flatMap((clause) => (clause.clause === "and" ? clause.parts : [clause]));
  return parts.length <= 1 ? (parts[0] ?? null) : { clause: "and", parts };
}

export function symbol(name: string, at: readonly Place[]): Formula {
  return { form: "symbol", name, at };
}
