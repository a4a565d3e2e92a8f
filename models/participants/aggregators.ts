/**
 * The aggregators' accounting of Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521). An aggregator k decides
 * nothing: it pools what its users sell and passes it on to the DisCo.
 *
 *   pooling     P_A2D_kt = sum of P_L2A_jt over the users j of k
 *   cost        sum_kt  lambda_L2A_kt (sum of P_L2A_jt over the users j of k) - lambda_A2D_kt P_A2D_kt
 *   injects     nothing: what it trades flows between the users' buses and the DisCo's
 *
 * What the users sell and what the DisCo pays is what they decided, 0 until it is set as data.
 */
import { type NamedExpression, type Parameter, type Quadratic, sum, type Variable } from "../../src/language/index.ts";
import type { Participant, Scope } from "../../src/market/index.ts";
import {
  type AggregatorHour,
  aggregatorPriceIn,
  asVariable,
  type Others,
  type OthersDecision,
  othersDecision,
  type TradingData,
  type UserHour,
  unlessBetween,
} from "./trading.ts";

/** The accounting in a scope. */
export interface EnteredAggregators<
  ByUsers extends OthersDecision<UserHour> = Parameter<UserHour>,
  ByDisCo extends OthersDecision<AggregatorHour> = Parameter<AggregatorHour>,
> {
  readonly scope: Scope;
  /** P_L2A, user x hour, kWh. */
  readonly soldByUsers: ByUsers;
  /** lambda_A2D, aggregator x hour, money/kWh. */
  readonly priceFromDisCo: ByDisCo;
  /** P_A2D, aggregator x hour, kWh. */
  readonly soldToDisCo: Variable<AggregatorHour>;
  /** What all aggregators pay, in the scope's money; a product of two variables where the DisCo decides in the same model. */
  readonly cost: NamedExpression<readonly [], Quadratic>;
  /** The cost, to be minimised. */
  objective(): Quadratic;
}

type Together = EnteredAggregators<Variable<UserHour>, Variable<AggregatorHour>>;

export interface Aggregators extends Participant {
  enter(scope: Scope): EnteredAggregators;
  /** As `enter`, where users and DisCo decide in the same model, to which rows must tie their part: see virtualOrganization. */
  enterTogether(scope: Scope): Together;
}

/** All aggregators as a participant; its only solution is the pooling. */
export function aggregators(data: TradingData, name = "aggregators"): Aggregators {
  return {
    name,
    enter: (scope) => pooling(scope, name, data, "elsewhere"),
    enterTogether: (scope) => pooling(scope, name, data, "here"),
  };
}

function pooling(scope: Scope, name: string, data: TradingData, others: "elsewhere"): EnteredAggregators;
function pooling(scope: Scope, name: string, data: TradingData, others: "here"): Together;
function pooling(
  scope: Scope,
  name: string,
  data: TradingData,
  others: Others,
): EnteredAggregators<OthersDecision<UserHour>, OthersDecision<AggregatorHour>> {
  const { user, aggregator, aggregatorOf } = data;
  const { hour, money } = scope;
  const price = aggregatorPriceIn(scope, data);
  const soldByUsers = othersDecision(scope, "sold by users", user, "kWh", others);
  const priceFromDisCo = othersDecision(scope, "price from DisCo", aggregator, `${money}/kWh`, others);
  const [sold, paid] = [asVariable(soldByUsers), asVariable(priceFromDisCo)];
  const soldToDisCo = scope.variable("sold to DisCo", [aggregator, hour], { lower: -Infinity, unit: "kWh" });

  scope.constraint("pooling", [aggregator, hour], (k, t) =>
    soldToDisCo(k, t).eq(sum([aggregatorOf.of(k)], (j) => sold(j, t))),
  );
  const cost = scope.expression("cost of aggregators", [], () =>
    sum([aggregator, hour], (k, t) =>
      sum([aggregatorOf.of(k)], (j) => sold(j, t))
        .times(price(k, t))
        .minus(soldToDisCo(k, t).times(paid(k, t))),
    ),
  );
  const objective = () => cost();
  scope.enter({ name, buses: [], active: null, reactive: null, cost: unlessBetween(others, objective) });
  return { scope, soldByUsers, priceFromDisCo, soldToDisCo, cost, objective };
}
