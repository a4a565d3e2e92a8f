/** What the limits of lines add to prices: their multipliers, gathered at the two ends of the lines. */
import type { Solution } from "../../../src/language/index.ts";
import type { EndFlows } from "../branch-flow/values.ts";

/** By line x hour: multiplier times the derivative of the limits by what flows at the end, and by its bus's squared voltage. */
export interface EndMultipliers {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly voltage: Float64Array;
}

export interface Congestion {
  readonly sending: EndMultipliers;
  readonly receiving: EndMultipliers;
  /** By the squared current. */
  readonly current: Float64Array;
}

/** Adds the multipliers of one limit at a solution, where `flows` are at the ends of the lines. */
export type ReadMultipliers = (solution: Solution, congestion: Congestion, flows: EndFlows) => void;

export function noCongestion(size: number): Congestion {
  const end = (): EndMultipliers => ({
    active: new Float64Array(size),
    reactive: new Float64Array(size),
    voltage: new Float64Array(size),
  });
  return { sending: end(), receiving: end(), current: new Float64Array(size) };
}
