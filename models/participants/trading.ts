/** What end-users, aggregators and the DisCo have in common: the sets they trade over, and how each sees the others. */
import type { Affine, IndexSet, Parameter, Quadratic, Relation, Variable } from "../../src/language/index.ts";
import type { Hour, Resource, Scope } from "../../src/market/index.ts";

export type User = IndexSet<"user">;
export type Aggregator = IndexSet<"aggregator">;

/** The sets of what users and what aggregators do hour by hour; the hours are those of the scope that they are entered into. */
export type UserHour = readonly [User, Hour];
export type AggregatorHour = readonly [Aggregator, Hour];

export interface TradingSets {
  readonly user: User;
  readonly aggregator: Aggregator;
  /** The aggregator that a user sells through. */
  readonly aggregatorOf: Relation<"user", "aggregator">;
}

export interface TradingData extends TradingSets {
  /** lambda_L2A, what an aggregator pays its users, aggregator x hour, money/kWh. */
  readonly aggregatorPrice: Float64Array;
}

/** lambda_L2A as data of a scope. */
export function aggregatorPriceIn(scope: Scope, data: TradingData): Parameter<AggregatorHour> {
  return scope.parameter("aggregator price", [data.aggregator, scope.hour], data.aggregatorPrice, `${scope.money}/kWh`);
}

/**
 * Where the others decide. "elsewhere", where nothing is said: what they decided is data, 0 until it is set. "here": they
 * decide in the same model; it is a variable, which rows must tie to theirs (virtual-organization.ts has them).
 */
export type Others = "elsewhere" | "here";

/** What another decides, as `Others` says. */
export type OthersDecision<Sets extends readonly [IndexSet, Hour]> = Parameter<Sets> | Variable<Sets>;

export function othersDecision<Kind extends string>(
  scope: Scope,
  name: string,
  over: IndexSet<Kind>,
  unit: string,
  others: Others,
): OthersDecision<readonly [IndexSet<Kind>, Hour]> {
  const sets = [over, scope.hour] as const;
  return others === "here"
    ? scope.variable(name, sets, { lower: -Infinity, unit })
    : scope.parameter(name, sets, 0, unit);
}

/** Data may stand wherever a variable may: one way of writing serves both. */
export function asVariable<Sets extends readonly [IndexSet, Hour]>(decision: OthersDecision<Sets>): Variable<Sets> {
  return decision as Variable<Sets>;
}

/** Data that only a network asks for, declared when it first does: a model without one does not list them. */
export function whenAsked<Made extends object>(declare: () => Made): () => Made {
  let made: Made | null = null;
  return () => {
    made ??= declare();
    return made;
  };
}

/** A cost that is nothing among those who decide in one model: one receives what another pays. */
export function unlessBetween(others: Others, cost: () => Quadratic | Affine): Resource["cost"] {
  return others === "here" ? () => 0 : cost;
}
