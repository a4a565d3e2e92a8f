/**
 * Problem D of Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521): the distribution company buys what aggregators
 * offer, sells to end-users, covers the rest on the market, and sets the price it pays to aggregators.
 *
 *   minimise    (11)  sum_kt lambda_A2D_kt P_A2D_kt - sum_jt lambda_D2L D_jt + sum_t lambda_M_t M_t
 *   over        lambda_A2D_kt             price paid to aggregators
 *               D_jt >= 0                 P_D2L, energy sold to end-users
 *               M_t                       P_M, energy bought on the market; negative where it is sold
 *   subject to  (7)                       delta lambda_L2A_kt <= lambda_A2D_kt <= lambda_M_t
 *               balance                   M_t = sum_j D_jt - sum_k P_A2D_kt
 *               sale limit (assumed)      D_jt <= gamma_consumer L_jt
 *
 * P_A2D is data, so the first term is linear in the price, and (7) is all that holds the price: the DisCo pays the floor
 * to an aggregator that sells and charges the ceiling to one that buys. Without the sale limit the problem is unbounded
 * wherever lambda_M < lambda_D2L.
 *
 * Ties: the small `tie break` per hour is added to the market price in the objective, and only there; so where
 * lambda_M = lambda_D2L the DisCo sells nothing.
 */
import {
  type Model,
  model,
  type NamedExpression,
  type Parameter,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Hour } from "../../src/market/index.ts";
import { type AggregatorHour, aggregatorPriceIn, type TradingData, type UserHour } from "./trading.ts";

export interface DisCoData extends TradingData {
  /** lambda_M, EUR/kWh. */
  readonly marketPrice: Float64Array;
  /** lambda_D2L, EUR/kWh. */
  readonly priceToUsers: number;
  /** delta of (7). */
  readonly leastPriceRatio: number;
  /** The most that each user may be sold, user x hour, kWh. */
  readonly saleLimit: Float64Array;
  /** Added to the market price, in the objective only, hour by hour in EUR/kWh. */
  readonly tieBreak: Float64Array;
}

export interface DisCoMarket {
  readonly model: Model;
  /** P_A2D, aggregator x hour, kWh; 0 until it is set. */
  readonly offered: Parameter<AggregatorHour>;
  /** lambda_A2D, aggregator x hour, EUR/kWh. */
  readonly priceToAggregators: Variable<AggregatorHour>;
  /** P_D2L, user x hour, kWh. */
  readonly soldToUsers: Variable<UserHour>;
  /** P_M, kWh. */
  readonly boughtOnMarket: Variable<readonly [Hour]>;
  /** The three terms of (11) in EUR: paid to aggregators, received from end-users, paid on the market. */
  readonly paidToAggregators: NamedExpression<readonly []>;
  readonly receivedFromUsers: NamedExpression<readonly []>;
  readonly paidOnMarket: NamedExpression<readonly []>;
}

/** Builds Problem D. */
export function discoMarket(data: DisCoData): DisCoMarket {
  const { user, aggregator, hour } = data;
  const m = model("DisCo");
  const aggregatorPrice = aggregatorPriceIn(m, data);
  const marketPrice = m.parameter("market price", [hour], data.marketPrice, "EUR/kWh");
  const priceToUsers = m.parameter("DisCo price", [], data.priceToUsers, "EUR/kWh");
  const ratio = m.parameter("least price ratio", [], data.leastPriceRatio, "1");
  const saleLimit = m.parameter("sale limit", [user, hour], data.saleLimit, "kWh");
  const tieBreak = m.parameter("tie break", [hour], data.tieBreak, "EUR/kWh");
  const offered = m.parameter("offered by aggregator", [aggregator, hour], 0, "kWh");

  const priceToAggregators = m.variable("price to aggregator", [aggregator, hour], {
    lower: -Infinity,
    unit: "EUR/kWh",
  });
  const soldToUsers = m.variable("sold to user", [user, hour], { upper: (j, t) => saleLimit(j, t), unit: "kWh" });
  const boughtOnMarket = m.variable("bought on market", [hour], { lower: -Infinity, unit: "kWh" });

  m.constraint("price range (7)", [aggregator, hour], (k, t) =>
    priceToAggregators(k, t).between(aggregatorPrice(k, t).times(ratio()), marketPrice(t)),
  );
  m.constraint("balance", [hour], (t) =>
    boughtOnMarket(t).eq(sum([user], (j) => soldToUsers(j, t)).minus(sum([aggregator], (k) => offered(k, t)))),
  );

  const paidToAggregators = m.expression("paid to aggregators", [], () =>
    sum([aggregator, hour], (k, t) => priceToAggregators(k, t).times(offered(k, t))),
  );
  const receivedFromUsers = m.expression("received from end-users", [], () =>
    sum([user, hour], (j, t) => soldToUsers(j, t).times(priceToUsers())),
  );
  const paidOnMarket = m.expression("paid on market", [], () =>
    sum([hour], (t) => boughtOnMarket(t).times(marketPrice(t))),
  );
  m.minimize(
    paidToAggregators()
      .minus(receivedFromUsers())
      .plus(paidOnMarket())
      .plus(sum([hour], (t) => boughtOnMarket(t).times(tieBreak(t)))),
    "EUR",
  );
  return {
    model: m,
    offered,
    priceToAggregators,
    soldToUsers,
    boughtOnMarket,
    paidToAggregators,
    receivedFromUsers,
    paidOnMarket,
  };
}
