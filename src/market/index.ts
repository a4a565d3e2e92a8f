/// <reference lib="esnext.disposable" preserve="true" />
/** The types in which markets, methods, networks and resources meet. */
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
