/** How checks of methods are written. */
import type { Method } from "../../src/market/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import type { WrittenCheck } from "../check.ts";

/** What a method takes and says, with the solver that it is handed. What it does not take it has to refuse in a sentence. */
export interface MethodTraits {
  /** Markets on networks without a feeder. */
  readonly copperPlate: boolean;
  /** Markets on networks with losses, with a power flow as outcome. */
  readonly losses: boolean;
  /** Markets on networks of feeders and no losses, with the figures of these; false too where it goes by power flows anyhow. */
  readonly lossless: boolean;
  /** Whole steps. */
  readonly integer: boolean;
  /** Convex quadratic costs. */
  readonly quadratic: boolean;
  /** What it clears has the most welfare that there is, in markets as small as these. */
  readonly efficient: boolean;
  /** It proves how far it is from that: its certificate is a bound. */
  readonly bound: boolean;
  /** Everyone at a bus has the same price. */
  readonly prices: boolean;
}

/** A method, as it is handed to the suite. */
export interface MethodToCheck {
  readonly name: string;
  readonly traits: MethodTraits;
  /** One for every check. */
  make(): Method;
}

/** What a check is run on: a method, and the solver that it is handed. */
export interface MethodSubject {
  readonly method: Method;
  readonly traits: MethodTraits;
  readonly solver: Solver;
}

export type MethodCheck = WrittenCheck<MethodSubject, MethodTraits>;
type Write = (name: string, run: (subject: MethodSubject) => Promise<void>) => MethodCheck;

/** Writes checks that are about methods with these traits, or (false) without them. */
export const needing =
  (needs: Partial<MethodTraits>): Write =>
  (name, run) => ({ name, needs, run });

/** Writes checks that every method has to pass. */
export const check: Write = needing({});
