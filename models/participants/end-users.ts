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
 *   injects     - (L_jt + N_jt) / h       kW at the user's bus, h the length of an hour; kVAr in proportion (assumed)
 *
 * D_jt = P_D2L is what the DisCo decided to sell, 0 until it is set as data. One participant stands for all users; they share no constraint, so it
 * gives each what it would have chosen alone. The loads L are data: were they decided, the problem would be unbounded.
 *
 * Ties: a user who is paid the same in two hours does not care in which of them it sells. A small `tie break` per hour
 * is added to the price in the objective, and only there.
 */
import {
  type Affine,
  type Constraint,
  type Index,
  type NamedExpression,
  type Parameter,
  relation,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Injection, Participant, Scope } from "../../src/market/index.ts";
import {
  aggregatorPriceIn,
  asVariable,
  type Others,
  type OthersDecision,
  othersDecision,
  type TradingData,
  type UserHour,
  unlessBetween,
  whenAsked,
} from "./trading.ts";

export interface EndUserData extends TradingData {
  /** The bus of each user, by name. */
  readonly buses: readonly string[];
  /** L, user x hour, kWh. */
  readonly load: Float64Array;
  /** kVAr that each user consumes with a kW, at the power factor of its load; no reactive power where it is not given. */
  readonly reactiveShare?: Float64Array;
  /** lambda_D2L, money/kWh. */
  readonly priceFromDisCo: number;
  /** gamma_producer and gamma_consumer: shares of the load that can be shaved and added. */
  readonly flexibleDown: number;
  readonly flexibleUp: number;
  /** Whether each user's energy over the day must stay the same: equation (5), scenario S2. */
  readonly shiftOnly: boolean;
  /** Added to the price an hour pays, in the objective only, hour by hour in money/kWh. */
  readonly tieBreak: Float64Array;
}

/** Problem E in a scope. */
export interface EnteredEndUsers<FromDisCo extends OthersDecision<UserHour> = Parameter<UserHour>> {
  readonly scope: Scope;
  /** P_D2L, user x hour, kWh; data are set by `session.set(entered.fromDisCo, ...)`. */
  readonly fromDisCo: FromDisCo;
  /** P_L2A, user x hour, kWh. */
  readonly soldToAggregator: Variable<UserHour>;
  /** L_net, user x hour, kWh. */
  readonly netLoad: Variable<UserHour>;
  readonly flexibility: Constraint<UserHour>;
  /** What all users pay, in the scope's money, without the tie break. */
  readonly cost: NamedExpression<readonly []>;
  /** The cost with the tie break, to be minimised. */
  objective(): Affine;
}

export interface EndUsers extends Participant {
  enter(scope: Scope): EnteredEndUsers;
  /** As `enter`, where the DisCo decides in the same model, to which rows must tie `fromDisCo`: see virtualOrganization. */
  enterTogether(scope: Scope): EnteredEndUsers<Variable<UserHour>>;
}

/** All end-users as a participant. Entering throws a ClearwattError where a bus is not in the scope, or data do not fit. */
export function endUsers(data: EndUserData, name = "end-users"): EndUsers {
  return {
    name,
    enter: (scope) => problemE(scope, name, data, "elsewhere"),
    enterTogether: (scope) => problemE(scope, name, data, "here"),
  };
}

function problemE(scope: Scope, name: string, data: EndUserData, others: "elsewhere"): EnteredEndUsers;
function problemE(scope: Scope, name: string, data: EndUserData, others: "here"): EnteredEndUsers<Variable<UserHour>>;
function problemE(
  scope: Scope,
  name: string,
  data: EndUserData,
  others: Others,
): EnteredEndUsers<OthersDecision<UserHour>> {
  const { user } = data;
  const { hour } = scope;
  const given = dataOf(scope, data);
  const fromDisCo = othersDecision(scope, "bought from DisCo", user, "kWh", others);
  const bought = asVariable(fromDisCo);
  const soldToAggregator = scope.variable("sold to aggregator", [user, hour], { lower: -Infinity, unit: "kWh" });
  const netLoad = scope.variable("net load", [user, hour], { lower: -Infinity, unit: "kWh" });
  scope.constraint("balance (1)(2)", [user, hour], (j, t) =>
    netLoad(j, t).plus(soldToAggregator(j, t)).eq(bought(j, t)),
  );
  const flexibility = limitFlexibility(scope, data, given, netLoad, soldToAggregator);
  const cost = scope.expression("cost of end-users", [], () =>
    sum([user, hour], (j, t) =>
      soldToAggregator(j, t)
        .times(given.price(data.aggregatorOf(j), t))
        .times(-1)
        .plus(bought(j, t).times(given.priceFromDisCo())),
    ),
  );
  const objective = () => cost().minus(sum([user, hour], (j, t) => soldToAggregator(j, t).times(given.tieBreak(t))));
  scope.enter({
    name,
    buses: [...new Set(data.buses)],
    ...consumption(scope, data, given.load, netLoad),
    cost: unlessBetween(others, () => cost()),
  });
  return { scope, fromDisCo, soldToAggregator, netLoad, flexibility, cost, objective };
}

/** The data of Problem E in a scope. */
function dataOf(scope: Scope, data: EndUserData) {
  const { hour, money } = scope;
  return {
    load: scope.parameter("load", [data.user, hour], data.load, "kWh"),
    price: aggregatorPriceIn(scope, data),
    priceFromDisCo: scope.parameter("DisCo price", [], data.priceFromDisCo, `${money}/kWh`),
    down: scope.parameter("flexible share down", [], data.flexibleDown, "1"),
    up: scope.parameter("flexible share up", [], data.flexibleUp, "1"),
    tieBreak: scope.parameter("tie break", [hour], data.tieBreak, `${money}/kWh`),
  };
}

function limitFlexibility(
  scope: Scope,
  { user, shiftOnly }: EndUserData,
  { load, down, up }: ReturnType<typeof dataOf>,
  netLoad: Variable<UserHour>,
  soldToAggregator: Variable<UserHour>,
): Constraint<UserHour> {
  const { hour } = scope;
  const flexibility = scope.constraint("flexibility (3)", [user, hour], (j, t) =>
    netLoad(j, t).between(load(j, t).times(down()).times(-1), load(j, t).times(up())),
  );
  if (shiftOnly) scope.constraint("shifted, not shed (5)", [user], (j) => sum([hour], (t) => netLoad(j, t)).eq(0));
  scope.constraint("no resale", [user, hour], (j, t) => soldToAggregator(j, t).le(load(j, t).times(down())));
  return flexibility;
}

/** L + N as what the users take from the grid, kW and kVAr. */
function consumption(
  scope: Scope,
  { user, buses, reactiveShare }: EndUserData,
  load: Parameter<UserHour>,
  netLoad: Variable<UserHour>,
): { readonly active: Injection; readonly reactive: Injection | null } {
  const busOf = relation(user, scope.bus, buses);
  const given = (j: Index<"user">, t: Index<"hour">): Affine =>
    load(j, t).plus(netLoad(j, t)).times(-1).dividedBy(scope.duration);
  const active: Injection = (i, t) => sum([busOf.of(i)], (j) => given(j, t));
  if (reactiveShare === undefined) return { active, reactive: null };
  const share = whenAsked(() => scope.parameter("reactive share", [user], reactiveShare, "kVAr/kW"));
  return { active, reactive: (i, t) => sum([busOf.of(i)], (j) => given(j, t).times(share()(j))) };
}
