/** The study's three participants for one case and scenario, from its data, each in a model of its own. */

import {
  aggregators as aggregatorsOf,
  disCo,
  type EnteredAggregators,
  type EnteredDisCo,
  type EnteredEndUsers,
  endUsers,
  type OrganizationMembers,
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

/**
 * The participants of a run, over the same users and aggregators. In Case 1 the DisCo sells nothing to end-users, in Case 2
 * up to the flexible share of their load.
 */
export function participants(data: StudyData, run: Run): OrganizationMembers {
  const user = set("user", data.user);
  const aggregator = set("aggregator", aggregators);
  const load = hourlyLoads(data);
  const trading = {
    user,
    aggregator,
    aggregatorOf: relation(user, aggregator, data.aggregatorOf),
    aggregatorPrice: data.aggregatorPrice,
    load,
    tieBreak: tieBreak(data.marketPrice),
  };
  const soldShare = run.case === "case1" ? 0 : data.flexibleUp;
  return {
    users: endUsers({
      ...trading,
      buses: userBuses(data),
      priceFromDisCo: data.priceFromDisCo,
      flexibleDown: data.flexibleDown,
      flexibleUp: data.flexibleUp,
      shiftOnly: run.scenario === "S2",
    }),
    aggregators: aggregatorsOf(trading),
    disco: disCo({
      ...trading,
      bus: source,
      marketPrice: data.marketPrice,
      priceToUsers: data.priceFromDisCo,
      leastPriceRatio: data.leastPriceRatio,
      saleLimit: load.map((own) => soldShare * own),
    }),
  };
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
  const members = participants(data, run);
  return {
    users: alone(data, members.users),
    pooling: alone(data, members.aggregators),
    disco: alone(data, members.disco),
  };
}
