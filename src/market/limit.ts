/** Limits that may be what is in the way of a market: how far they give, and what is said of them. */
import type { AnyConstraint, AnyVariable } from "../language/index.ts";
import type { GridLimits } from "./network.ts";

/** Rows, bounds or cones of one declaration that give way together. */
export interface GivingWay {
  readonly of: AnyConstraint | AnyVariable;
  /** Which side gives; of a cone its larger one. */
  readonly side: "lower" | "upper";
  /** By member, how far it gives for an amount of 1, in its own unit; 0 for one that does not give. */
  readonly size: Float64Array;
}

/** A member of a limit that is in the way, at the least amount by which the limit gives. */
export interface Member {
  /** Labels of the declaration's sets, such as bus and hour. */
  readonly labels: readonly string[];
  /** Its position in the declaration. */
  readonly position: number;
  /** How far it gives, as an amount. */
  readonly amount: number;
}

/** What may be done instead, as numbers that a person would write. */
export interface Remedy {
  /** "a lowest voltage of 0.913 or lower" */
  readonly text: string;
  readonly amount: number;
  /** The network's limits with it, where it is one of them: the market is then cleared with these to see. */
  readonly limits?: GridLimits;
}

/** A kind of limit, such as the lowest voltages of all buses. */
export interface Limit {
  /** What several kinds have in common, with its verb: "The voltage band is", "The ratings of lines are". */
  readonly theme: string;
  /** What can give way: a network's limits one after another, those of devices only where no network's would do. */
  readonly of: "network" | "devices";
  /** One amount for all of its members, the least that will do; or one for each, their sum being least. */
  readonly amounts: "one for all" | "one for each";
  /** "its lowest voltage of 0.95 p.u.", in a sentence that begins with the theme and names several. */
  named(members: readonly Member[]): string;
  readonly parts: readonly GivingWay[];
  /** That it cannot be kept, in a clause: "the lowest voltage of 0.95 p.u. cannot be kept at bus 18". */
  broken(members: readonly Member[]): string;
  /** The smallest change first; none where none can be named. */
  remedies(amount: number, members: readonly Member[]): readonly Remedy[];
}
