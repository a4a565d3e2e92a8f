/** The order in which a sweep goes through a radial feeder. */
import type { Feeder } from "../data/feeder.ts";
import { type Adjacency, adjacency } from "./adjacency.ts";
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
  const { numBuses, sourceBus } = feeder;
  const near = adjacency(feeder, closed);
  const radial = {
    order: new Int32Array(numBuses),
    parent: new Int32Array(numBuses).fill(-1),
    branch: new Int32Array(numBuses).fill(-1),
    forward: new Uint8Array(numBuses),
    source: new Int32Array(numBuses).fill(-1),
  };
  sourceBus.forEach((bus, s) => {
    radial.order[s] = bus;
    radial.source[bus] = s;
  });
  const waiting = new Int32Array(numBuses);
  let placed = sourceBus.length;
  for (const bus of sourceBus) placed = growTree(feeder, near, bus, radial, waiting, placed);
  if (placed < numBuses || near.numClosed > numBuses - sourceBus.length) throwNotRadial(feeder, closed, otherwise);
  return radial;
}

/** Places what hangs from a source and is not placed yet; gives how many buses are placed then. */
function growTree(
  { from, to }: Feeder,
  near: Adjacency,
  root: number,
  { order, parent, branch, forward, source }: RadialOrder,
  waiting: Int32Array,
  placedBefore: number,
): number {
  let placed = placedBefore;
  let count = 0;
  for (let bus = root; ; ) {
    for (let e = near.start[bus + 1]! - 1; e >= near.start[bus]!; e--) {
      const k = near.branch[e]!;
      const ahead = from[k] === bus ? to[k]! : from[k]!;
      if (source[ahead] !== -1) continue;
      parent[ahead] = bus;
      branch[ahead] = k;
      forward[ahead] = from[k] === bus ? 1 : 0;
      source[ahead] = source[root]!;
      waiting[count++] = ahead;
    }
    if (count === 0) return placed;
    bus = waiting[--count]!;
    order[placed++] = bus;
  }
}
