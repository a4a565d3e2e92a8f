/// <reference lib="esnext.disposable" preserve="true" />
/** The formulations: functions from data to a model and its named variables and constraints. */
export { type AggregatorMarket, aggregatorMarket } from "./markets/aggregator.ts";
export { type DisCoData, type DisCoMarket, discoMarket } from "./markets/disco.ts";
export { type EndUserData, type EndUserMarket, endUserMarket } from "./markets/end-user.ts";
export type { Aggregator, AggregatorHour, Hour, TradingData, TradingSets, User, UserHour } from "./markets/trading.ts";
