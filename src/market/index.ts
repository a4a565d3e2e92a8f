/// <reference lib="esnext.disposable" preserve="true" />
/** The types in which markets, methods, networks and resources meet. */

export { checkParticipants, enter, type LocalMarket, scopeOf } from "./local-market.ts";
export type {
  Grid,
  GridLimits,
  GridPrices,
  GridState,
  Line,
  LineHour,
  Network,
  PriceParts,
} from "./network.ts";
export type { Participant } from "./participant.ts";
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
