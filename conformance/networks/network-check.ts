/** How checks of networks are written. */
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../src/market/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import type { WrittenCheck } from "../check.ts";

/** What a network is like; without a feeder it neither loses anything nor has a flow. */
export interface NetworkTraits {
  /** It models a feeder: it has voltages, flows and limits, and balances reactive power too. */
  readonly feeder: boolean;
  /** Power is lost in its lines. */
  readonly losses: boolean;
  /** Where losses cost something its optimum is a power flow. */
  readonly exact: boolean;
}

/** A kind of network, as it is handed to the suite. */
export interface NetworkToCheck {
  readonly name: string;
  readonly traits: NetworkTraits;
  /** One of the kind for a feeder and limits, of which a network without a feeder takes no notice. */
  make(feeder: Feeder, limits: GridLimits): Network;
}

/** What a check is run on: a kind of network, and a solver that can do what its programs need. */
export interface NetworkSubject {
  readonly kind: NetworkToCheck;
  readonly solver: Solver;
}

export type NetworkCheck = WrittenCheck<NetworkSubject, NetworkTraits>;
type Write = (name: string, run: (subject: NetworkSubject) => Promise<void>) => NetworkCheck;

/** Writes checks that are about networks with these traits, or (false) without them. */
export const needing =
  (needs: Partial<NetworkTraits>): Write =>
  (name, run) => ({ name, needs, run });

/** Writes checks that every network has to pass. */
export const check: Write = needing({});
