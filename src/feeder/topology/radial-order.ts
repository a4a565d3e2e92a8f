/** The order in which a sweep goes through a radial feeder. */
import type { Feeder } from "../feeder.ts";
import { adjacency } from "./adjacency.ts";
import { throwNotRadial } from "./faults.ts";

/** A radial feeder as trees that hang from its sources. Buses and branches are positions in the feeder. */
export interface RadialOrder {
  /**
   * Buses: the sources, and then their trees depth first, so that every bus follows the one that feeds it, mostly at once.
   * The buses behind a branch stand side by side.
   */
  readonly order: Int32Array;
  /** By bus: the bus that feeds it; -1 for a source. */
  readonly parent: Int32Array;
  /** By bus: the branch that feeds it; -1 for a source. */
  readonly branch: Int32Array;
  /** By bus: 1 where that branch has the parent at its `from`, else 0. */
  readonly forward: Uint8Array;
  /** By bus: position, among the feeder's sources, of the one that feeds it. */
  readonly source: Int32Array;
}

/**
 * Order of the feeder with the given switch states (1 closed, 0 open, by branch). Each source may feed a tree of its own.
 * Throws a ClearwattError that names the loops, the islanded buses and the parts that several sources feed, with what else
 * can be done about loops: `otherwise`.
 */
export function radialOrder(feeder: Feeder, closed: Uint8Array = feeder.closed, otherwise?: string): RadialOrder {
  const { numBuses, sourceBus, from, to } = feeder;
  const near = adjacency(feeder, closed);
  const order = new Int32Array(numBuses);
  const parent = new Int32Array(numBuses).fill(-1);
  const branch = new Int32Array(numBuses).fill(-1);
  const forward = new Uint8Array(numBuses);
  const source = new Int32Array(numBuses).fill(-1);
  const stack = new Int32Array(numBuses);
  sourceBus.forEach((bus, s) => {
    order[s] = bus;
    source[bus] = s;
  });
  let placed = sourceBus.length;
  for (let s = 0; s < sourceBus.length; s++) {
    let waiting = 0;
    for (let bus = sourceBus[s]!; ; ) {
      for (let e = near.start[bus + 1]! - 1; e >= near.start[bus]!; e--) {
        const k = near.branch[e]!;
        const ahead = from[k] === bus ? to[k]! : from[k]!;
        if (source[ahead] !== -1) continue;
        parent[ahead] = bus;
        branch[ahead] = k;
        forward[ahead] = from[k] === bus ? 1 : 0;
        source[ahead] = s;
        stack[waiting++] = ahead;
      }
      if (waiting === 0) break;
      bus = stack[--waiting]!;
      order[placed++] = bus;
    }
  }
  const numTreeBranches = numBuses - sourceBus.length;
  if (placed < numBuses || near.numClosed > numTreeBranches) throwNotRadial(feeder, closed, otherwise);
  return { order, parent, branch, forward, source };
}
