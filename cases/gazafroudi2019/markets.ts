/** The study's three participants for one case and scenario, from its data, each in a model of its own. */

import {
  type Aggregators,
  aggregators as aggregatorsOf,
  type DisCo,
  disCo,
  type EndUsers,
  type EnteredAggregators,
  type EnteredDisCo,
  type EnteredEndUsers,
  endUsers,
  type TradingSets,
} from "../../models/index.ts";
import { type Affine, type Quadratic, relation, set } from "../../src/language/index.ts";
import { type Scope, scope } from "../../src/market/index.ts";
import { aggregators, type CaseName, type Scenario, type StudyData } from "./data.ts";

/** One of the four runs behind Table 2. */
export interface Run {
  readonly case: CaseName;
  readonly scenario: Scenario;
}

export interface Markets {
  readonly users: EnteredEndUsers;
  readonly pooling: EnteredAggregators;
  readonly disco: EnteredDisCo;
}

/** The bus at which the market feeds the feeder. */
const source = "1";

/** EUR/kWh a rank; below half of any difference between printed prices, far above a solver's tolerance. */
const tieStep = 1e-5;

function studySets(data: StudyData): TradingSets {
  const user = set("user", data.user);
  const aggregator = set("aggregator", aggregators);
  return { user, aggregator, aggregatorOf: relation(user, aggregator, data.aggregatorOf) };
}

/** The buses of the users: that of "bus 2" is "2". */
function userBuses({ user }: StudyData): string[] {
  return user.map((name) => name.replace(/^bus /, ""));
}

/** L, user x hour, kWh: base load times profile, an hour long. */
export function hourlyLoads(data: StudyData): Float64Array {
  return Float64Array.from(
    Array.from(data.baseLoad).flatMap((base) => Array.from(data.profile, (share) => base * share)),
  );
}

/** A price for each hour that ranks hours by market price, earlier ones before later ones that are equal. */
export function tieBreak(marketPrice: Float64Array): Float64Array {
  const order = Array.from(marketPrice.keys()).sort((s, t) => marketPrice[s]! - marketPrice[t]! || t - s);
  const prices = new Float64Array(marketPrice.length);
  order.forEach((hour, position) => {
    prices[hour] = tieStep * (position + 1);
  });
  return prices;
}

/** Problem E of a scenario. */
export function usersOf(data: StudyData, scenario: Scenario): EndUsers {
  return endUsers({
    ...studySets(data),
    buses: userBuses(data),
    load: hourlyLoads(data),
    aggregatorPrice: data.aggregatorPrice,
    priceFromDisCo: data.priceFromDisCo,
    flexibleDown: data.flexibleDown,
    flexibleUp: data.flexibleUp,
    shiftOnly: scenario === "S2",
    tieBreak: tieBreak(data.marketPrice),
  });
}

/** The aggregators' accounting. */
export function poolingOf(data: StudyData): Aggregators {
  return aggregatorsOf({ ...studySets(data), aggregatorPrice: data.aggregatorPrice });
}

/** Problem D: in Case 1 the DisCo sells nothing to end-users, in Case 2 up to the flexible share of their load. */
export function disCoOf(data: StudyData, name: CaseName): DisCo {
  const share = name === "case1" ? 0 : data.flexibleUp;
  const load = hourlyLoads(data);
  return disCo({
    ...studySets(data),
    bus: source,
    load,
    aggregatorPrice: data.aggregatorPrice,
    marketPrice: data.marketPrice,
    priceToUsers: data.priceFromDisCo,
    leastPriceRatio: data.leastPriceRatio,
    saleLimit: load.map((own) => share * own),
    tieBreak: tieBreak(data.marketPrice),
  });
}

/** A participant in a model of its own, which minimises what it pays. */
export function alone<Entered extends { readonly scope: Scope; objective(): Affine | Quadratic }>(
  data: StudyData,
  participant: { readonly name: string; enter(scope: Scope): Entered },
): Entered {
  const own = scope({
    name: participant.name,
    buses: [source, ...userBuses(data)],
    hours: data.marketPrice.length,
    money: "EUR",
  });
  const entered = participant.enter(own);
  own.model.minimize(entered.objective(), own.money);
  return entered;
}

/** All three participants of a run, each in a model of its own. */
export function markets(data: StudyData, run: Run): Markets {
  return {
    users: alone(data, usersOf(data, run.scenario)),
    pooling: alone(data, poolingOf(data)),
    disco: alone(data, disCoOf(data, run.case)),
  };
}
