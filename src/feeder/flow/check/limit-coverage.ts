/** How much of a feeder has limits that a flow can be held against. */
import type { Feeder } from "../../data/feeder.ts";
import { hasBand, isRated } from "./violations.ts";

export interface LimitCoverage {
  readonly numBuses: number;
  /** Buses with a limit of their voltage, on either side. */
  readonly numBanded: number;
  /** Branches that are closed. */
  readonly numClosed: number;
  /** Closed branches with a rated current or power. */
  readonly numRated: number;
}

export function limitCoverage(feeder: Feeder): LimitCoverage {
  const { numBuses, numBranches, closed } = feeder;
  let [numBanded, numClosed, numRated] = [0, 0, 0];
  for (let bus = 0; bus < numBuses; bus++) if (hasBand(feeder, bus)) numBanded++;
  for (let k = 0; k < numBranches; k++) {
    if (closed[k] === 0) continue;
    numClosed++;
    if (isRated(feeder, k)) numRated++;
  }
  return { numBuses, numBanded, numClosed, numRated };
}

/** What cannot be checked for want of limits, in sentences. */
export function uncheckedIn({ numBuses, numBanded, numClosed, numRated }: LimitCoverage): string[] {
  return [
    ...sentence(numBanded, numBuses, "bus has a voltage band", "voltages", "other voltages"),
    ...sentence(numRated, numClosed, "branch has a rating", "loadings", "the loadings of the others"),
  ];
}

function sentence(having: number, all: number, what: string, whole: string, others: string): string[] {
  if (having === all) return [];
  if (having === 0) return [`No ${what}: ${whole} are not checked.`];
  return [`Not every ${what} (${having} of ${all}): ${others} are not checked.`];
}
