/** The statements of a case file as a tree. */

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "all" }
  | { readonly kind: "end" }
  | { readonly kind: "cell" }
  | { readonly kind: "unary"; readonly operator: string; readonly value: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "transposed"; readonly value: Expression }
  | { readonly kind: "range"; readonly first: Expression; readonly step: Expression | null; readonly last: Expression }
  | { readonly kind: "taken"; readonly from: Expression; readonly subscripts: readonly Expression[] }
  | { readonly kind: "field"; readonly of: Expression; readonly name: string }
  | { readonly kind: "matrix"; readonly rows: readonly (readonly Expression[])[]; readonly lines: readonly number[] };

/** What stands left of an equals sign: mpc.bus(:, PD) is the name mpc, the field bus and two subscripts. */
export interface Target {
  readonly name: string;
  readonly fields: readonly string[];
  readonly subscripts: readonly Expression[] | null;
}

export interface Statement {
  readonly line: number;
  /** As it is written. */
  readonly source: string;
  /** Names and fields that it sets; null for one that is passed over by "~". Empty for a call alone. */
  readonly targets: readonly (Target | null)[];
  readonly value: Expression;
}

export interface CaseProgram {
  /** What the function gives back ("mpc"), or null where the file is a list of statements without a head. */
  readonly result: string | null;
  readonly statements: readonly Statement[];
}
