/// <reference lib="esnext.disposable" preserve="true" />
/** The types in which markets, methods, networks and resources meet. */
export type {
  Certificate,
  Cleared,
  Clearing,
  ExplainOptions,
  NotCleared,
  Outturn,
  Round,
  Trade,
} from "./clearing.ts";
export { clearingAt, type EnteredMarket, enterMarket, type Made, sumOf } from "./entered-market.ts";
export { feederInMarket, flowOf } from "./feeder-in-market.ts";
export { type Checked, type CheckedClearing, checkClearing, gridCheck, isCarried } from "./grid-check.ts";
export type { GivingWay, Limit, Member, Remedy } from "./limit.ts";
export { checkParticipants, enter, type LocalMarket, scopeOf } from "./local-market.ts";
export { type ClearOptions, clear, type Method, refuseUnfit } from "./method.ts";
export type {
  FeederModel,
  Grid,
  GridLimits,
  GridPrices,
  GridState,
  Line,
  LineHour,
  Network,
  PriceParts,
} from "./network.ts";
export { type OptimalPowerFlow, optimalPowerFlow } from "./optimal-power-flow.ts";
export type { Participant } from "./participant.ts";
export { type RedispatchOptions, redispatch } from "./redispatch.ts";
export type { Injection, Resource, TapChangers } from "./resource.ts";
export {
  type Bus,
  type BusHour,
  type Contents,
  type Hour,
  Scope,
  type ScopeOptions,
  type ScopeRole,
  scope,
} from "./scope.ts";
export { paidOtherwise, payAsBid, payVcg, type VcgOptions } from "./settlement.ts";
export { type Traits, traitOf, traits } from "./traits.ts";
