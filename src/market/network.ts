/**
 * What a network does for a market: it takes what everybody injects, adds its own variables and constraints to the
 * model, and hands back voltages, flows, losses and prices. A market is written once and takes any of them.
 */
import type { Feeder, Injections } from "../feeder/index.ts";
import type { IndexSet, Labelled, Solution } from "../language/index.ts";
import type { BusHour, Hour, Scope } from "./scope.ts";

export type Line = IndexSet<"line">;
export type LineHour = readonly [Line, Hour];

/** The feeder that a network models, within limits. */
export interface FeederModel {
  readonly feeder: Feeder;
  readonly limits: GridLimits;
  /** Whether every power flow within the limits is a point of it: then its optimum is a bound, also where it is no power flow. */
  readonly relaxation: boolean;
  /** The same network with other limits. */
  within(limits: GridLimits): Network;
}

export interface Network {
  readonly name: string;
  /** The feeder that it models, and the limits there; null for a copper plate. */
  readonly feederModel: FeederModel | null;
  /**
   * Adds the network to the scope's model, for all that was entered into the scope. Throws a ClearwattError where the buses
   * are not those of its feeder, or the scope has a network.
   */
  addTo(scope: Scope): Grid;
}

/** A network in a model; reads solutions of that model. */
export interface Grid {
  readonly network: string;
  /** Voltages and flows; null for a copper plate, which has none. */
  state(solution: Solution): GridState | null;
  /** What all resources give, kW and kVAr by bus and hour: `gridCheck(feeder, ...)` takes it as it is. */
  injections(solution: Solution): Injections;
  /** Distribution locational marginal prices. The solution must have duals: of an integer program take `solveFixed`. */
  prices(solution: Solution): GridPrices;
}

export interface GridState {
  /** Magnitude, per unit. */
  readonly voltage: Labelled<BusHour>;
  /** kW and kVAr that enter a line at its sending end, positive away from the source. */
  readonly activeFlow: Labelled<LineHour>;
  readonly reactiveFlow: Labelled<LineHour>;
  /** kW lost in a line. */
  readonly loss: Labelled<LineHour>;
  /** A */
  readonly current: Labelled<LineHour>;
  /**
   * Networks with losses: how far these are from those of the flow, (l v - P^2 - Q^2) / (l v), with a denominator of at
   * least the square of 30 % of the power of ten nearest to the feeder's load: 0 is an exact power flow. Null for networks without losses.
   */
  readonly coneGap: Labelled<LineHour> | null;
  /** kVA that an impedance takes beyond what its flow makes it take, (l - (P^2 + Q^2) / v) |z|. Null like the gap. */
  readonly excessLoss: Labelled<LineHour> | null;
}

/** money/kWh and money/kVArh. */
export interface GridPrices {
  /** What one more kW of consumption at the bus costs: d objective / d load. */
  readonly active: Labelled<BusHour>;
  readonly reactive: Labelled<BusHour>;
  /** The parts of each; they add up to the price. */
  readonly activeParts: PriceParts;
  readonly reactiveParts: PriceParts;
  /**
   * How much the largest losses part differs from what follows from the prices at the source: what the solver's duals are
   * off, or costs and constraints of others on the network's variables bring. money/kWh
   */
  readonly remainder: number;
}

export interface PriceParts {
  /** The price at the source of the bus. */
  readonly energy: Labelled<BusHour>;
  /** What the additional losses cost. */
  readonly losses: Labelled<BusHour>;
  /** What the binding voltage bands add. */
  readonly voltage: Labelled<BusHour>;
  /** What the binding limits of lines add. */
  readonly congestion: Labelled<BusHour>;
}

/** What holds in a network of a feeder; everything may differ by member and hour, as data of a parameter may. */
export interface GridLimits {
  /** Voltage band, per unit; the feeder's own where nothing is said. A number, or one for each bus x hour. */
  readonly lowestVoltage?: number | Float64Array;
  readonly highestVoltage?: number | Float64Array;
  /** What the sources hold, per unit; the feeder's own where nothing is said. A number, or one for each source x hour. */
  readonly sourceVoltage?: number | Float64Array;
  /** kVA at both ends and A, by line name (or one for each hour); the feeder's own ratings where nothing is said. */
  readonly ratedPower?: Readonly<Record<string, number | Float64Array>>;
  readonly ratedCurrent?: Readonly<Record<string, number | Float64Array>>;
  /** The most kW that may flow towards the source, by line name; no limit where nothing is said. */
  readonly reverseFlow?: Readonly<Record<string, number | Float64Array>>;
}
