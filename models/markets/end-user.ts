/**
 * Problem E of Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521): every end-user j shaves or shifts part of its
 * load in hour t, sells that flexibility to its aggregator k(j), and buys what the DisCo sells it.
 *
 *   minimise    sum_jt  lambda_D2L D_jt - lambda_L2A_k(j)t A_jt          what the users pay less what they are paid
 *   over        A_jt                      P_L2A, energy sold to the aggregator; negative where it is bought
 *               N_jt                      L_net, the net change of the load
 *   subject to  (1) (2)                   N_jt = D_jt - A_jt
 *               (3)                       - gamma_producer L_jt <= N_jt <= gamma_consumer L_jt
 *               (5), in S2 only           sum_t N_jt = 0                 energy is shifted, not shed
 *               no resale (assumed)       A_jt <= gamma_producer L_jt    the DisCo's energy is not sold on
 *
 * D_jt = P_D2L is what the DisCo decided to sell. One model holds all users; they share no constraint, so it gives each
 * what it would have chosen alone. The loads L are data: were they decided, the problem would be unbounded.
 *
 * Ties: a user who is paid the same in two hours does not care in which of them it sells. A small `tie break` per hour
 * is added to the price in the objective, and only there.
 */
import {
  type Constraint,
  type Model,
  model,
  type NamedExpression,
  type Parameter,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import { aggregatorPriceIn, type TradingData, type UserHour } from "./trading.ts";

export interface EndUserData extends TradingData {
  /** L, user x hour, kWh. */
  readonly load: Float64Array;
  /** lambda_D2L, EUR/kWh. */
  readonly priceFromDisCo: number;
  /** gamma_producer and gamma_consumer: shares of the load that can be shaved and added. */
  readonly flexibleDown: number;
  readonly flexibleUp: number;
  /** Whether each user's energy over the day must stay the same: equation (5), scenario S2. */
  readonly shiftOnly: boolean;
  /** Added to the price an hour pays, in the objective only, hour by hour in EUR/kWh. */
  readonly tieBreak: Float64Array;
}

export interface EndUserMarket {
  readonly model: Model;
  /** P_D2L, user x hour, kWh; 0 until it is set. */
  readonly fromDisCo: Parameter<UserHour>;
  /** P_L2A, user x hour, kWh. */
  readonly soldToAggregator: Variable<UserHour>;
  /** L_net, user x hour, kWh. */
  readonly netLoad: Variable<UserHour>;
  readonly flexibility: Constraint<UserHour>;
  /** What all users pay, EUR, without the tie break. */
  readonly cost: NamedExpression<readonly []>;
}

/** Builds Problem E. */
export function endUserMarket(data: EndUserData): EndUserMarket {
  const { user, hour, aggregatorOf } = data;
  const m = model("end-users");
  const load = m.parameter("load", [user, hour], data.load, "kWh");
  const price = aggregatorPriceIn(m, data);
  const priceFromDisCo = m.parameter("DisCo price", [], data.priceFromDisCo, "EUR/kWh");
  const down = m.parameter("flexible share down", [], data.flexibleDown, "1");
  const up = m.parameter("flexible share up", [], data.flexibleUp, "1");
  const tieBreak = m.parameter("tie break", [hour], data.tieBreak, "EUR/kWh");
  const fromDisCo = m.parameter("bought from DisCo", [user, hour], 0, "kWh");

  const soldToAggregator = m.variable("sold to aggregator", [user, hour], { lower: -Infinity, unit: "kWh" });
  const netLoad = m.variable("net load", [user, hour], { lower: -Infinity, unit: "kWh" });

  m.constraint("balance (1)(2)", [user, hour], (j, t) =>
    netLoad(j, t).plus(soldToAggregator(j, t)).eq(fromDisCo(j, t)),
  );
  const flexibility = m.constraint("flexibility (3)", [user, hour], (j, t) =>
    netLoad(j, t).between(load(j, t).times(down()).times(-1), load(j, t).times(up())),
  );
  if (data.shiftOnly) {
    m.constraint("shifted, not shed (5)", [user], (j) => sum([hour], (t) => netLoad(j, t)).eq(0));
  }
  m.constraint("no resale", [user, hour], (j, t) => soldToAggregator(j, t).le(load(j, t).times(down())));

  const cost = m.expression("cost of end-users", [], () =>
    sum([user, hour], (j, t) =>
      soldToAggregator(j, t)
        .times(price(aggregatorOf(j), t))
        .times(-1)
        .plus(fromDisCo(j, t).times(priceFromDisCo())),
    ),
  );
  m.minimize(cost().minus(sum([user, hour], (j, t) => soldToAggregator(j, t).times(tieBreak(t)))), "EUR");
  return { model: m, fromDisCo, soldToAggregator, netLoad, flexibility, cost };
}
