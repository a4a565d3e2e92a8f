/** Both directions of every branch, but none into a source. */
import type { Feeder } from "../../../src/feeder/index.ts";

/** Positions of buses and branches. */
export interface Arcs {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly branch: Int32Array;
}

export function arcsOf(feeder: Feeder): Arcs {
  const sources = new Set(feeder.sourceBus);
  const both = Array.from({ length: feeder.numBranches }, (_, k) => [
    { from: feeder.from[k]!, to: feeder.to[k]!, branch: k },
    { from: feeder.to[k]!, to: feeder.from[k]!, branch: k },
  ]).flat();
  const kept = both.filter((arc) => !sources.has(arc.to));
  return {
    from: Int32Array.from(kept, (arc) => arc.from),
    to: Int32Array.from(kept, (arc) => arc.to),
    branch: Int32Array.from(kept, (arc) => arc.branch),
  };
}

export function arcNames({ branchNames, busNames }: Feeder, { branch, from }: Arcs): string[] {
  return Array.from(branch, (k, a) => `${branchNames[k]} from ${busNames[from[a]!]}`);
}
