/** How checks of devices are written. */
import type { Resource, Scope, TapChangers } from "../../src/market/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import type { WrittenCheck } from "../check.ts";

export interface DeviceTraits {
  /** It injects power at buses; what sits in a branch, such as a tap changer, does not. */
  readonly injects: boolean;
  /** It is made from rows as tables have them, each with a `name`, which it checks. */
  readonly rows: boolean;
  /** Something in it is decided in whole steps. */
  readonly integer: boolean;
  /**
   * Four quarters of an hour with the same data do what the hour does. Not so with limits of ramps, or where energy is lost
   * as time goes by: the quarters then know more than the hour.
   */
  readonly quarters: boolean;
}

/** A kind of device, as it is handed to the suite. */
export interface DeviceToCheck<Row extends object = object> {
  readonly name: string;
  readonly traits: DeviceTraits;
  /**
   * One device or more in a market of the buses "1", "2" and "3" (lines "1-2" and "2-3") and four hours, free to give and
   * take as much as the grid upstream of bus 1 lets them. Lists have a number for each hour. Not all of the three buses.
   */
  readonly rows: readonly Row[];
  /** Fields that name a bus or a branch; "bus" where nothing is said. */
  readonly places?: readonly string[];
  /** Enters a group of such devices, called `name`, and hands back what the scope then has. */
  enter(scope: Scope, name: string, rows: readonly Row[]): Resource | TapChangers;
}

/** What a check is run on: a kind of device, and a solver that can do what its programs need. */
export interface DeviceSubject {
  readonly kind: DeviceToCheck;
  readonly solver: Solver;
}

export type DeviceCheck = WrittenCheck<DeviceSubject, DeviceTraits>;
type Write = (name: string, run: (subject: DeviceSubject) => Promise<void>) => DeviceCheck;

/** Writes checks that are about devices with these traits, or (false) without them. */
export const needing =
  (needs: Partial<DeviceTraits>): Write =>
  (name, run) => ({ name, needs, run });

/** Writes checks that every kind of device has to pass. */
export const check: Write = needing({});
