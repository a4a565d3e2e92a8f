/** A small model as plain data: written once in the language (build.ts) and expanded by plain loops (naive.ts). */

export interface SetRecipe {
  readonly name: string;
  readonly size: number;
  /** null for the numbers 1 .. size. */
  readonly labels: readonly string[] | null;
  readonly cyclic: boolean;
  /** Of a set of tuples: the sets of its components, and the members as positions in them. */
  readonly tuples: { readonly components: readonly number[]; readonly members: readonly (readonly number[])[] } | null;
}

export interface SubsetRecipe {
  readonly set: number;
  readonly title: string;
  readonly positions: readonly number[];
  readonly byPredicate: boolean;
}

export interface RelationRecipe {
  readonly from: number;
  readonly to: number;
  /** Target position of each member. */
  readonly targets: readonly number[];
  /** Which component of the tuple set `from` it is. */
  readonly component: number | null;
}

export type RangeRecipe =
  | { readonly set: number; readonly subset: number | null }
  | { readonly set: number; readonly relation: number; readonly target: IndexRecipe };

export interface LoopRecipe {
  readonly id: number;
  readonly range: RangeRecipe;
}

export type IndexRecipe =
  | { readonly op: "loop"; readonly loop: number }
  | { readonly op: "fixed"; readonly set: number; readonly position: number }
  | { readonly op: "shift"; readonly of: IndexRecipe; readonly steps: number }
  | { readonly op: "relate"; readonly relation: number; readonly of: IndexRecipe };

export type ExpressionRecipe =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: "label"; readonly at: IndexRecipe }
  | { readonly op: "parameter" | "variable" | "named"; readonly of: number; readonly at: readonly IndexRecipe[] }
  | {
      readonly op: "plus" | "minus" | "times" | "divide";
      readonly left: ExpressionRecipe;
      readonly right: ExpressionRecipe;
    }
  | { readonly op: "squared"; readonly of: ExpressionRecipe }
  | {
      readonly op: "sum";
      readonly loops: readonly LoopRecipe[];
      readonly where: ConditionRecipe | null;
      readonly body: ExpressionRecipe;
    };

export type ConditionRecipe =
  | { readonly test: "is" | "isNot" | "before" | "after"; readonly left: IndexRecipe; readonly right: IndexRecipe }
  | { readonly test: "in"; readonly index: IndexRecipe; readonly subset: number }
  | {
      readonly test: "above" | "below" | "equals";
      readonly left: ExpressionRecipe;
      readonly right: ExpressionRecipe;
    }
  | { readonly test: "has"; readonly variable: number; readonly at: readonly IndexRecipe[] }
  | { readonly test: "and" | "or"; readonly left: ConditionRecipe; readonly right: ConditionRecipe }
  | { readonly test: "not"; readonly of: ConditionRecipe };

export interface ParameterRecipe {
  readonly name: string;
  readonly over: readonly RangeRecipe[];
  /** Dense over the ranges, the last fastest. */
  readonly data: readonly number[];
  /** Powers of two, which a coefficient can be divided by without rounding. */
  readonly divisor: boolean;
}

export interface VariableRecipe {
  readonly name: string;
  readonly loops: readonly LoopRecipe[];
  readonly lower: ExpressionRecipe;
  readonly upper: ExpressionRecipe;
  readonly kind: "continuous" | "integer" | "semi-continuous";
  readonly where: ConditionRecipe | null;
}

export interface NamedRecipe {
  readonly name: string;
  readonly loops: readonly LoopRecipe[];
  readonly body: ExpressionRecipe;
}

export interface ConstraintRecipe {
  readonly name: string;
  readonly loops: readonly LoopRecipe[];
  readonly left: ExpressionRecipe;
  readonly relation: "le" | "ge" | "eq" | "between";
  /** The other side; the lower limit of "between". */
  readonly right: ExpressionRecipe;
  readonly upper: ExpressionRecipe | null;
  readonly where: ConditionRecipe | null;
}

export interface World {
  readonly sets: readonly SetRecipe[];
  readonly subsets: readonly SubsetRecipe[];
  readonly relations: readonly RelationRecipe[];
  readonly parameters: readonly ParameterRecipe[];
  readonly variables: readonly VariableRecipe[];
  readonly named: readonly NamedRecipe[];
}

export interface ModelRecipe extends World {
  readonly constraints: readonly ConstraintRecipe[];
  readonly sense: "minimize" | "maximize";
  readonly objective: ExpressionRecipe;
}

export function labelOf(set: SetRecipe, position: number): string {
  return set.labels === null ? String(position + 1) : set.labels[position]!;
}

/** Members of a range that depends on no index. */
export function positionsOf(world: Pick<World, "sets" | "subsets">, range: RangeRecipe): readonly number[] {
  if (!("subset" in range)) throw new Error("the members behind a target depend on an index");
  if (range.subset !== null) return world.subsets[range.subset]!.positions;
  return Array.from({ length: world.sets[range.set]!.size }, (_, k) => k);
}
