/** A tree from each source, and one in each island: what is closed beside them closes a loop or joins two sources. */
import type { Feeder } from "../data/feeder.ts";
import { adjacency } from "./adjacency.ts";

export interface SpanningForest {
  /** By bus: number of its tree. Trees 0 .. numSources - 1 hang from the sources, the others are islands. */
  readonly tree: Int32Array;
  readonly numTrees: number;
  /** By bus: -1 at the root of a tree. */
  readonly parent: Int32Array;
  readonly branch: Int32Array;
  readonly depth: Int32Array;
  /** Closed branches that are in no tree. */
  readonly chords: readonly number[];
}

/** Breadth first, level by level in all sources' trees at once: loops found with it are short. */
export function spanningForest(feeder: Feeder, closed: Uint8Array): SpanningForest {
  const { numBuses, numBranches, sourceBus, from, to } = feeder;
  const near = adjacency(feeder, closed);
  const tree = new Int32Array(numBuses).fill(-1);
  const parent = new Int32Array(numBuses).fill(-1);
  const branch = new Int32Array(numBuses).fill(-1);
  const depth = new Int32Array(numBuses);
  const queue = new Int32Array(numBuses);
  const inTree = new Uint8Array(numBranches);
  let numTrees = 0;
  let tail = 0;
  let head = 0;
  const plant = (bus: number): void => {
    tree[bus] = numTrees++;
    queue[tail++] = bus;
  };
  const grow = (): void => {
    for (; head < tail; head++) {
      const bus = queue[head]!;
      for (let e = near.start[bus]!; e < near.start[bus + 1]!; e++) {
        const k = near.branch[e]!;
        const ahead = from[k] === bus ? to[k]! : from[k]!;
        if (tree[ahead] !== -1) continue;
        tree[ahead] = tree[bus]!;
        parent[ahead] = bus;
        branch[ahead] = k;
        depth[ahead] = depth[bus]! + 1;
        inTree[k] = 1;
        queue[tail++] = ahead;
      }
    }
  };
  for (const bus of sourceBus) plant(bus);
  grow();
  for (let bus = 0; bus < numBuses; bus++) {
    if (tree[bus] !== -1) continue;
    plant(bus);
    grow();
  }
  const chords: number[] = [];
  for (let k = 0; k < numBranches; k++) if (closed[k] !== 0 && inTree[k] === 0) chords.push(k);
  return { tree, numTrees, parent, branch, depth, chords };
}
