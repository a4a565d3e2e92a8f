/** The study's three models for one case and scenario, from its data. */

import {
  type AggregatorMarket,
  aggregatorMarket,
  type DisCoMarket,
  discoMarket,
  type EndUserMarket,
  endUserMarket,
  type TradingSets,
} from "../../models/index.ts";
import { relation, set } from "../../src/language/index.ts";
import { aggregators, type CaseName, type Scenario, type StudyData } from "./data.ts";

/** One of the four runs behind Table 2. */
export interface Run {
  readonly case: CaseName;
  readonly scenario: Scenario;
}

export interface Markets {
  readonly users: EndUserMarket;
  readonly pooling: AggregatorMarket;
  readonly disco: DisCoMarket;
}

/** EUR/kWh a rank; below half of any difference between printed prices, far above a solver's tolerance. */
const tieStep = 1e-5;

function studySets(data: StudyData): TradingSets {
  const user = set("user", data.user);
  const aggregator = set("aggregator", aggregators);
  const hour = set("hour", data.marketPrice.length);
  return { user, aggregator, hour, aggregatorOf: relation(user, aggregator, data.aggregatorOf) };
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
export function endUsers(data: StudyData, scenario: Scenario): EndUserMarket {
  return endUserMarket({
    ...studySets(data),
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
export function pooling(data: StudyData): AggregatorMarket {
  return aggregatorMarket({ ...studySets(data), aggregatorPrice: data.aggregatorPrice });
}

/** Problem D: in Case 1 the DisCo sells nothing to end-users, in Case 2 up to the flexible share of their load. */
export function disco(data: StudyData, name: CaseName): DisCoMarket {
  const share = name === "case1" ? 0 : data.flexibleUp;
  return discoMarket({
    ...studySets(data),
    aggregatorPrice: data.aggregatorPrice,
    marketPrice: data.marketPrice,
    priceToUsers: data.priceFromDisCo,
    leastPriceRatio: data.leastPriceRatio,
    saleLimit: hourlyLoads(data).map((load) => share * load),
    tieBreak: tieBreak(data.marketPrice),
  });
}

/** All three models of a run. */
export function markets(data: StudyData, run: Run): Markets {
  return { users: endUsers(data, run.scenario), pooling: pooling(data), disco: disco(data, run.case) };
}
