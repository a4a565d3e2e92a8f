/** What injects power: loads, generators, batteries; and tap changers, which sit in branches. */
import type { Affine, Constant, Index, IndexSet, Quadratic } from "../language/index.ts";

/** What is given to the grid at a bus in an hour. */
export type Injection = (i: Index<"bus">, t: Index<"hour">) => Affine | Constant;

/** Something that feeds power into buses, or takes it out (negative). */
export interface Resource {
  readonly name: string;
  /** Names of the buses at which it may inject; at all others it gives nothing. */
  readonly buses: readonly string[];
  /** kW; null for what has no part in active power. */
  readonly active: Injection | null;
  /** kVAr; null for what has no part in reactive power. */
  readonly reactive: Injection | null;
  /** The sum over all of its devices and hours, in the scope's money; what it earns is negative. */
  cost(): Affine | Quadratic | Constant | number;
  /** What there is but once, as the loads of a feeder: a network refuses two resources of the same. */
  readonly standsFor?: { readonly what: object; readonly name: string };
}

/**
 * Transformers (or regulators in lines) whose ratio is decided hour by hour. The network of a feeder that takes the scope
 * they were entered into puts the voltage behind the tap in place of the one that the feeder's fixed ratio gives.
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
  /** Of switching, in the scope's money. */
  cost(): Affine | Constant | number;
}
