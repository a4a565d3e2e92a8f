/** The tree of a network with given switch states, grown without allocation: thousands of states a second. */
import type { Feeder } from "../../data/feeder.ts";

/** All branches at every bus, open ones as well; those of bus i stand at start[i] .. start[i + 1] - 1. */
export interface BranchIndex {
  readonly feeder: Feeder;
  readonly start: Int32Array;
  readonly branch: Int32Array;
  /** The bus at the other end. */
  readonly ahead: Int32Array;
}

/**
 * Trees that hang from the sources, by position: first the sources in the order of the feeder, then level by level what
 * they feed. Neighbours in a level do not wait for each other, which keeps a processor busy.
 */
export interface Tree {
  /** How many buses are fed. */
  count: number;
  /** By position: the bus, the position of its parent, the branch between them; -1 for sources. */
  readonly bus: Int32Array;
  readonly parent: Int32Array;
  readonly branch: Int32Array;
  /** By bus: its position, -1 where it is not fed. */
  readonly position: Int32Array;
}

export type TreeShape = "radial" | "meshed" | "not fed";

export function branchIndex(feeder: Feeder): BranchIndex {
  const { numBuses, numBranches, from, to } = feeder;
  const start = new Int32Array(numBuses + 1);
  for (let k = 0; k < numBranches; k++) {
    start[from[k]! + 1]!++;
    start[to[k]! + 1]!++;
  }
  for (let bus = 0; bus < numBuses; bus++) start[bus + 1]! += start[bus]!;
  const next = start.slice(0, numBuses);
  const branch = new Int32Array(2 * numBranches);
  const ahead = new Int32Array(2 * numBranches);
  for (let k = 0; k < numBranches; k++) {
    let entry = next[from[k]!]!++;
    branch[entry] = k;
    ahead[entry] = to[k]!;
    entry = next[to[k]!]!++;
    branch[entry] = k;
    ahead[entry] = from[k]!;
  }
  return { feeder, start, branch, ahead };
}

export function emptyTree({ numBuses }: Feeder): Tree {
  const positions = (): Int32Array => new Int32Array(numBuses);
  return { count: 0, bus: positions(), parent: positions(), branch: positions(), position: positions() };
}

/**
 * Grows the trees of closed branches. "meshed" where a branch closes a loop or joins two sources, "not fed" where that
 * is not so and a bus is left out; only a "radial" tree is complete.
 */
export function growTree(index: BranchIndex, closed: Uint8Array, offset: number, tree: Tree): TreeShape {
  const { start, branch, ahead, feeder } = index;
  const { position, bus, parent } = tree;
  position.fill(-1);
  let count = 0;
  for (const source of feeder.sourceBus) {
    bus[count] = source;
    parent[count] = -1;
    tree.branch[count] = -1;
    position[source] = count++;
  }
  for (let head = 0; head < count; head++) {
    const end = start[bus[head]! + 1]!;
    const feeding = tree.branch[head]!;
    for (let entry = start[bus[head]!]!; entry < end; entry++) {
      const k = branch[entry]!;
      if (closed[offset + k] === 0 || k === feeding) continue;
      const next = ahead[entry]!;
      if (position[next] !== -1) return "meshed";
      position[next] = count;
      bus[count] = next;
      parent[count] = head;
      tree.branch[count++] = k;
    }
  }
  tree.count = count;
  return count === feeder.numBuses ? "radial" : "not fed";
}
