/** Everything that keeps a feeder from being radial. */
import type { Feeder } from "../data/feeder.ts";
import { type SpanningForest, spanningForest } from "./spanning-forest.ts";

/** Buses that no source feeds. */
export interface Island {
  readonly buses: Int32Array;
  /** Open branches that join them to what is fed. */
  readonly feeders: Int32Array;
}

/** Two sources that are joined. */
export interface DoublyFed {
  /** Positions among the feeder's sources. */
  readonly sources: readonly [number, number];
  /** From the first to the second. */
  readonly buses: Int32Array;
  readonly branches: Int32Array;
}

/** Buses and branches are positions in the feeder. */
export interface Topology {
  /** Every bus is fed by one source on one path. */
  readonly radial: boolean;
  /** Branches of each loop, one after the other around it: a fundamental basis, from which all other loops are combined. */
  readonly loops: readonly Int32Array[];
  readonly islands: readonly Island[];
  readonly doublyFed: readonly DoublyFed[];
}

/**
 * Loops, islands and joined sources of the feeder with the given switch states (1 closed, 0 open, by branch). Opening one
 * branch of each loop and of each path between sources makes it radial where the loops share no branch.
 */
export function topologyOf(feeder: Feeder, closed: Uint8Array = feeder.closed): Topology {
  const forest = spanningForest(feeder, closed);
  const loops: Int32Array[] = [];
  const doublyFed: DoublyFed[] = [];
  for (const chord of forest.chords) {
    if (forest.tree[feeder.from[chord]!] === forest.tree[feeder.to[chord]!]) loops.push(loopOf(feeder, forest, chord));
    else doublyFed.push(joinedBy(feeder, forest, chord));
  }
  const islands = islandsOf(feeder, forest, closed);
  return { radial: loops.length + doublyFed.length + islands.length === 0, loops, islands, doublyFed };
}

/** The chord, and the way back from its `to` to its `from` in their tree. */
function loopOf({ from, to }: Feeder, { parent, branch, depth }: SpanningForest, chord: number): Int32Array {
  const fromSide: number[] = [];
  const toSide: number[] = [];
  let a = from[chord]!;
  let b = to[chord]!;
  while (a !== b) {
    if (depth[a]! >= depth[b]!) {
      fromSide.push(branch[a]!);
      a = parent[a]!;
    } else {
      toSide.push(branch[b]!);
      b = parent[b]!;
    }
  }
  return Int32Array.from([chord, ...toSide, ...fromSide.reverse()]);
}

function joinedBy({ from, to }: Feeder, forest: SpanningForest, chord: number): DoublyFed {
  const near = pathToRoot(forest, from[chord]!);
  const far = pathToRoot(forest, to[chord]!);
  return {
    sources: [forest.tree[from[chord]!]!, forest.tree[to[chord]!]!],
    buses: Int32Array.from([...near.buses.reverse(), ...far.buses]),
    branches: Int32Array.from([...near.branches.reverse(), chord, ...far.branches]),
  };
}

function pathToRoot({ parent, branch }: SpanningForest, bus: number): { buses: number[]; branches: number[] } {
  const buses: number[] = [];
  const branches: number[] = [];
  for (let at = bus; at !== -1; at = parent[at]!) {
    buses.push(at);
    if (branch[at] !== -1) branches.push(branch[at]!);
  }
  return { buses, branches };
}

/** The islands alone: what a power flow of a meshed net has to know. */
export function islandsOf(feeder: Feeder, { tree, numTrees }: SpanningForest, closed: Uint8Array): Island[] {
  const { numBuses, numBranches, from, to } = feeder;
  const numSources = feeder.sourceBus.length;
  const found = Array.from({ length: numTrees - numSources }, () => ({
    buses: [] as number[],
    feeders: [] as number[],
  }));
  if (found.length === 0) return [];
  for (let i = 0; i < numBuses; i++) found[tree[i]! - numSources]?.buses.push(i);
  for (let k = 0; k < numBranches; k++) {
    const [a, b] = [tree[from[k]!]!, tree[to[k]!]!];
    if (closed[k] === 0 && a < numSources !== b < numSources) found[Math.max(a, b) - numSources]!.feeders.push(k);
  }
  return found.map(({ buses, feeders }) => ({ buses: Int32Array.from(buses), feeders: Int32Array.from(feeders) }));
}
