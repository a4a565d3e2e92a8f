/**
 * Problem D of Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521): the distribution company buys what aggregators
 * offer, sells to end-users, covers the rest on the market, and sets the price it pays to aggregators.
 *
 *   minimise    (11)  sum_kt lambda_A2D_kt P_A2D_kt - sum_jt lambda_D2L D_jt + sum_t lambda_M_t (M_t + W_t)
 *   over        lambda_A2D_kt             price paid to aggregators
 *               D_jt >= 0                 P_D2L, energy sold to end-users
 *               M_t                       P_M, energy bought on the market; negative where it is sold
 *               W_t >= 0 (assumed)        energy bought on the market for the losses of the network; only where it covers them
 *   subject to  (7)                       delta lambda_L2A_kt <= lambda_A2D_kt <= lambda_M_t
 *               balance                   M_t = sum_j D_jt - sum_k P_A2D_kt
 *               sale limit (assumed)      D_jt <= gamma_consumer L_jt
 *   injects     (sum_j L_jt + M_t + W_t) / h      kW at the bus of the market, h the length of an hour
 *
 * P_A2D is what aggregators decided, 0 until it is set as data. As data it makes the first term linear in the price, and (7) is all that holds the
 * price: the DisCo pays the floor to an aggregator that sells and charges the ceiling to one that buys. Without the sale
 * limit the problem is unbounded wherever lambda_M < lambda_D2L.
 *
 * The paper has no network. Assumed: what comes over the bus of the market is the loads L as they are without trading,
 * whose cost is in nobody's account, and what the DisCo buys beside them. It gives reactive power for nothing, up to
 * a limit, where one is set. Losses are to be covered where the network has them: without W its balance has no solution.
 *
 * Ties: the small `tie break` per hour is added to the market price in the objective, and only there; so where
 * lambda_M = lambda_D2L the DisCo sells nothing.
 */
import {
  type Affine,
  type Index,
  type NamedExpression,
  type Parameter,
  type Quadratic,
  relation,
  set,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Hour, Injection, Participant, Scope } from "../../src/market/index.ts";
import {
  type AggregatorHour,
  aggregatorPriceIn,
  asVariable,
  type Others,
  type OthersDecision,
  othersDecision,
  type TradingData,
  type UserHour,
  whenAsked,
} from "./trading.ts";

export interface DisCoData extends TradingData {
  /** Where the network is fed by the market: a source of the feeder. */
  readonly bus: string;
  /** L, what users consume without trading, user x hour, kWh. */
  readonly load: Float64Array;
  /** Whether it buys the losses of the network, W; not where nothing is said. */
  readonly coversLosses?: boolean;
  /** The most kVAr that it gives or takes at its bus; none where it is not given. */
  readonly mostReactive?: number;
  /** lambda_M, money/kWh. */
  readonly marketPrice: Float64Array;
  /** lambda_D2L, money/kWh. */
  readonly priceToUsers: number;
  /** delta of (7). */
  readonly leastPriceRatio: number;
  /** The most that each user may be sold, user x hour, kWh. */
  readonly saleLimit: Float64Array;
  /** Added to the market price, in the objective only, hour by hour in money/kWh. */
  readonly tieBreak: Float64Array;
}

/** Problem D in a scope. */
export interface EnteredDisCo<Offered extends OthersDecision<AggregatorHour> = Parameter<AggregatorHour>> {
  readonly scope: Scope;
  /** P_A2D, aggregator x hour, kWh. */
  readonly offered: Offered;
  /** lambda_A2D, aggregator x hour, money/kWh. */
  readonly priceToAggregators: Variable<AggregatorHour>;
  /** P_D2L, user x hour, kWh. */
  readonly soldToUsers: Variable<UserHour>;
  /** P_M, kWh. */
  readonly boughtOnMarket: Variable<readonly [Hour]>;
  /** W, kWh; null where it does not cover losses. */
  readonly boughtForLosses: Variable<readonly [Hour]> | null;
  /** kVAr given at its bus; null where it has no part in reactive power. */
  readonly reactivePower: Variable<readonly [Hour]> | null;
  /**
   * The three terms of (11) in the scope's money: paid to aggregators (a product of two variables where they decide in the
   * same model), received from end-users, paid on the market.
   */
  readonly paidToAggregators: NamedExpression<readonly [], Quadratic>;
  readonly receivedFromUsers: NamedExpression<readonly []>;
  readonly paidOnMarket: NamedExpression<readonly []>;
  /** (11) with the tie break, to be minimised. */
  objective(): Quadratic;
}

export interface DisCo extends Participant {
  enter(scope: Scope): EnteredDisCo;
  /** As `enter`, where the aggregators decide in the same model, to which rows must tie `offered`: see virtualOrganization. */
  enterTogether(scope: Scope): EnteredDisCo<Variable<AggregatorHour>>;
}

/** The DisCo as a participant. Entering throws a ClearwattError where its bus is not in the scope, or data do not fit. */
export function disCo(data: DisCoData, name = "DisCo"): DisCo {
  return {
    name,
    enter: (scope) => problemD(scope, name, data, "elsewhere"),
    enterTogether: (scope) => problemD(scope, name, data, "here"),
  };
}

function problemD(scope: Scope, name: string, data: DisCoData, others: "elsewhere"): EnteredDisCo;
function problemD(scope: Scope, name: string, data: DisCoData, others: "here"): EnteredDisCo<Variable<AggregatorHour>>;
function problemD(
  scope: Scope,
  name: string,
  data: DisCoData,
  others: Others,
): EnteredDisCo<OthersDecision<AggregatorHour>> {
  const { user, aggregator } = data;
  const { hour, money } = scope;
  const given = dataOf(scope, data);
  const offered = othersDecision(scope, "offered by aggregator", aggregator, "kWh", others);
  const bought = asVariable(offered);
  const priceToAggregators = scope.variable("price to aggregator", [aggregator, hour], {
    lower: -Infinity,
    unit: `${money}/kWh`,
  });
  const soldToUsers = scope.variable("sold to user", [user, hour], {
    upper: (j, t) => given.saleLimit(j, t),
    unit: "kWh",
  });
  const boughtOnMarket = scope.variable("bought on market", [hour], { lower: -Infinity, unit: "kWh" });
  scope.constraint("price range (7)", [aggregator, hour], (k, t) =>
    priceToAggregators(k, t).between(given.aggregatorPrice(k, t).times(given.ratio()), given.marketPrice(t)),
  );
  scope.constraint("balance", [hour], (t) =>
    boughtOnMarket(t).eq(sum([user], (j) => soldToUsers(j, t)).minus(sum([aggregator], (k) => bought(k, t)))),
  );
  const service = networkService(scope, data);
  const { boughtForLosses } = service;
  const fromMarket: ByHour =
    boughtForLosses === null ? boughtOnMarket : (t) => boughtOnMarket(t).plus(boughtForLosses(t));
  const decided = { bought, priceToAggregators, soldToUsers, fromMarket };
  const terms = termsOfCost(scope, data, given, decided);
  const cost = () => terms.paidToAggregators().minus(terms.receivedFromUsers()).plus(terms.paidOnMarket());
  scope.enter({
    name,
    buses: [data.bus],
    ...delivery(scope, data, fromMarket, service.reactivePower),
    cost: others === "here" ? () => terms.paidOnMarket() : cost,
  });
  const objective = () => cost().plus(sum([hour], (t) => boughtOnMarket(t).times(given.tieBreak(t))));
  return { scope, offered, priceToAggregators, soldToUsers, boughtOnMarket, ...service, ...terms, objective };
}

/** The data of Problem D in a scope. */
function dataOf(scope: Scope, data: DisCoData) {
  const { hour, money } = scope;
  const perEnergy = `${money}/kWh`;
  return {
    aggregatorPrice: aggregatorPriceIn(scope, data),
    marketPrice: scope.parameter("market price", [hour], data.marketPrice, perEnergy),
    priceToUsers: scope.parameter("DisCo price", [], data.priceToUsers, perEnergy),
    ratio: scope.parameter("least price ratio", [], data.leastPriceRatio, "1"),
    saleLimit: scope.parameter("sale limit", [data.user, hour], data.saleLimit, "kWh"),
    tieBreak: scope.parameter("tie break", [hour], data.tieBreak, perEnergy),
  };
}

interface Decided extends Pick<EnteredDisCo, "priceToAggregators" | "soldToUsers"> {
  readonly bought: Variable<AggregatorHour>;
  readonly fromMarket: ByHour;
}

/** The three terms of (11). */
function termsOfCost(
  scope: Scope,
  { user, aggregator }: DisCoData,
  { marketPrice, priceToUsers }: ReturnType<typeof dataOf>,
  { bought, priceToAggregators, soldToUsers, fromMarket }: Decided,
): Pick<EnteredDisCo, "paidToAggregators" | "receivedFromUsers" | "paidOnMarket"> {
  const { hour } = scope;
  return {
    paidToAggregators: scope.expression("paid to aggregators", [], () =>
      sum([aggregator, hour], (k, t) => priceToAggregators(k, t).times(bought(k, t))),
    ),
    receivedFromUsers: scope.expression("received from end-users", [], () =>
      sum([user, hour], (j, t) => soldToUsers(j, t).times(priceToUsers())),
    ),
    paidOnMarket: scope.expression("paid on market", [], () => sum([hour], (t) => fromMarket(t).times(marketPrice(t)))),
  };
}

type ByHour = (t: Index<"hour">) => Affine;

/** What it does for a network beside delivering energy. */
function networkService(
  scope: Scope,
  { coversLosses = false, mostReactive }: DisCoData,
): Pick<EnteredDisCo, "boughtForLosses" | "reactivePower"> {
  const { hour } = scope;
  const boughtForLosses = coversLosses ? scope.variable("bought for losses", [hour], { unit: "kWh" }) : null;
  if (mostReactive === undefined) return { boughtForLosses, reactivePower: null };
  const most = scope.parameter("most reactive power", [], mostReactive, "kVAr");
  const reactivePower = scope.variable("reactive power", [hour], {
    lower: () => most().times(-1),
    upper: () => most(),
    unit: "kVAr",
  });
  return { boughtForLosses, reactivePower };
}

/** What it gives to the grid at its bus, kW and kVAr. */
function delivery(
  scope: Scope,
  { user, bus, load }: DisCoData,
  fromMarket: ByHour,
  reactivePower: Variable<readonly [Hour]> | null,
): { readonly active: Injection; readonly reactive: Injection | null } {
  const feeder = set("DisCo", ["DisCo"]);
  const at = relation(feeder, scope.bus, [bus], "bus of DisCo");
  const untraded = whenAsked(() => scope.parameter("load without trading", [user, scope.hour], load, "kWh"));
  const energy: ByHour = (t) => fromMarket(t).plus(sum([user], (j) => untraded()(j, t)));
  return {
    active: (i, t) => sum([at.of(i)], () => energy(t).dividedBy(scope.duration)),
    reactive: reactivePower === null ? null : (i, t) => sum([at.of(i)], () => reactivePower(t)),
  };
}
