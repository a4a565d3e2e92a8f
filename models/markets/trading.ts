/** What end-users, aggregators and the DisCo have in common: the sets they trade over, and the aggregators' price. */
import type { IndexSet, Model, Parameter, Relation } from "../../src/language/index.ts";
import type { Hour } from "../../src/market/index.ts";

export type User = IndexSet<"user">;
export type Aggregator = IndexSet<"aggregator">;

/** The sets of what users and what aggregators do hour by hour. */
export type UserHour = readonly [User, Hour];
export type AggregatorHour = readonly [Aggregator, Hour];

export interface TradingSets {
  readonly user: User;
  readonly aggregator: Aggregator;
  readonly hour: Hour;
  /** The aggregator that a user sells through. */
  readonly aggregatorOf: Relation<"user", "aggregator">;
}

export interface TradingData extends TradingSets {
  /** lambda_L2A, what an aggregator pays its users, aggregator x hour, EUR/kWh. */
  readonly aggregatorPrice: Float64Array;
}

/** lambda_L2A as a parameter of a market. */
export function aggregatorPriceIn(m: Model, data: TradingData): Parameter<AggregatorHour> {
  return m.parameter("aggregator price", [data.aggregator, data.hour], data.aggregatorPrice, "EUR/kWh");
}
