/**
 * The aggregators' accounting of Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521). An aggregator k decides
 * nothing: it pools what its users sell and passes it on to the DisCo.
 *
 *   pooling     P_A2D_kt = sum of P_L2A_jt over the users j of k
 *   cost        sum_kt  lambda_L2A_kt (sum of P_L2A_jt over the users j of k) - lambda_A2D_kt P_A2D_kt
 */
import {
  type Model,
  model,
  type NamedExpression,
  type Parameter,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import { type AggregatorHour, aggregatorPriceIn, type TradingData, type UserHour } from "./trading.ts";

export interface AggregatorMarket {
  readonly model: Model;
  /** P_L2A, user x hour, kWh; 0 until it is set. */
  readonly soldByUsers: Parameter<UserHour>;
  /** lambda_A2D, aggregator x hour, EUR/kWh; 0 until it is set. */
  readonly priceFromDisCo: Parameter<AggregatorHour>;
  /** P_A2D, aggregator x hour, kWh. */
  readonly soldToDisCo: Variable<AggregatorHour>;
  /** What all aggregators pay, EUR. */
  readonly cost: NamedExpression<readonly []>;
}

/** Builds the accounting; its only solution is the pooling. */
export function aggregatorMarket(data: TradingData): AggregatorMarket {
  const { user, aggregator, hour, aggregatorOf } = data;
  const m = model("aggregators");
  const price = aggregatorPriceIn(m, data);
  const soldByUsers = m.parameter("sold by users", [user, hour], 0, "kWh");
  const priceFromDisCo = m.parameter("price from DisCo", [aggregator, hour], 0, "EUR/kWh");
  const soldToDisCo = m.variable("sold to DisCo", [aggregator, hour], { lower: -Infinity, unit: "kWh" });

  m.constraint("pooling", [aggregator, hour], (k, t) =>
    soldToDisCo(k, t).eq(sum([aggregatorOf.of(k)], (j) => soldByUsers(j, t))),
  );
  const cost = m.expression("cost of aggregators", [], () =>
    sum([aggregator, hour], (k, t) =>
      sum([aggregatorOf.of(k)], (j) => soldByUsers(j, t))
        .times(price(k, t))
        .minus(soldToDisCo(k, t).times(priceFromDisCo(k, t))),
    ),
  );
  m.minimize(cost(), "EUR");
  return { model: m, soldByUsers, priceFromDisCo, soldToDisCo, cost };
}
