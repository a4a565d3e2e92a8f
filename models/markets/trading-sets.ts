/** The sets that end-users, aggregators and the DisCo trade over. */
import type { IndexSet, Relation } from "../../src/language/index.ts";

export type User = IndexSet<"user">;
export type Aggregator = IndexSet<"aggregator">;
export type Hour = IndexSet<"hour">;

export interface TradingSets {
  readonly user: User;
  readonly aggregator: Aggregator;
  readonly hour: Hour;
  /** The aggregator that a user sells through. */
  readonly aggregatorOf: Relation<"user", "aggregator">;
}
