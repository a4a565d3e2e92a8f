/**
 * What a network does for a market: it takes what everybody injects, adds its own variables and constraints to the
 * model, and hands back voltages, flows, losses and prices. A market is written once and takes any of them.
 */
import type { Injections } from "../../src/feeder/index.ts";
import type { Affine, Constant, Index, IndexSet, Labelled, Model, Solution } from "../../src/language/index.ts";

export type Bus = IndexSet<"bus">;
export type Hour = IndexSet<"hour">;
export type Line = IndexSet<"line">;
export type BusHour = readonly [Bus, Hour];
export type LineHour = readonly [Line, Hour];

/** The model that is being written and the sets that all of its parts share. */
export interface Setting {
  readonly model: Model;
  /** Labels are the names of the feeder's buses. */
  readonly bus: Bus;
  readonly hour: Hour;
  /** Length of one member of `hour`; 1 where it is not given. Powers are kW, energies kW times this. */
  readonly hourLength?: number;
  /** What money is called in units ("EUR"); prices are money/kWh. */
  readonly money: string;
}

/** Something that feeds power into buses, or takes it out (negative). Loads, generators, batteries ... are all of this kind. */
export interface Resource {
  readonly name: string;
  /** kW given to the grid at a bus in an hour. */
  active(i: Index<"bus">, t: Index<"hour">): Affine | Constant;
  /** kVAr given to the grid; null for what has no part in reactive power. */
  readonly reactive: ((i: Index<"bus">, t: Index<"hour">) => Affine | Constant) | null;
}

/**
 * Transformers (or regulators in lines) whose ratio is decided hour by hour. A network with wires takes them in its option
 * `tapChangers` and puts the voltage behind the tap in place of the one that the feeder's fixed ratio gives.
 */
export interface TapChangers {
  readonly name: string;
  readonly unit: IndexSet<string>;
  /** Name of the feeder's branch that each one sits in, at its sending end; in the order of `unit`. */
  readonly branches: readonly string[];
  /**
   * Adds what ties the square of the voltage behind each tap to that before it, `before`, which is within `lowest` and
   * `highest`; gives the one behind. All are in one unit, which is the network's to choose.
   */
  addTo(
    before: (k: Index<string>, t: Index<"hour">) => Affine,
    lowest: number,
    highest: number,
  ): (k: Index<string>, t: Index<"hour">) => Affine;
  /** Of switching, in the setting's money. */
  cost(): Affine | Constant;
}

export interface Network {
  readonly name: string;
  /** Adds the network to the setting's model. Throws a ClearwattError where the buses are not those of its feeder. */
  addTo(setting: Setting, resources: readonly Resource[]): Grid;
}

/** A network in a model; reads solutions of that model. */
export interface Grid {
  readonly network: string;
  /** What its tap changers cost, in the setting's money: a part of the market's objective. Null where it has none. */
  readonly cost: (() => Affine | Constant) | null;
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

/** What holds in a network with wires; everything may differ by member and hour, as data of a parameter may. */
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
