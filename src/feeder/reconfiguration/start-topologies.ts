/** Radial topologies to start a search from, where the feeder as it is is none: spanning trees of little impedance. */
import type { Feeder } from "../data/feeder.ts";
import { UnionFind } from "../topology/union-find.ts";

/**
 * Switch states (1 closed, 0 open, by branch), each different from those before: the tree of least impedance with as many
 * of the closed branches as it takes, that of all branches, and the one in which every bus is as near to its source as it
 * can be. Empty where some bus cannot be reached.
 */
export function startTopologies(feeder: Feeder): Uint8Array[] {
  const impedance = feeder.resistance.map((r, k) => Math.hypot(r, feeder.reactance[k]!));
  const all = Array.from(impedance.keys());
  const byImpedance = (a: number, b: number) => impedance[a]! - impedance[b]! || a - b;
  const closedFirst = (a: number, b: number) => feeder.closed[b]! - feeder.closed[a]! || byImpedance(a, b);
  const trees = [
    treeInOrder(feeder, all.toSorted(closedFirst)),
    treeInOrder(feeder, all.toSorted(byImpedance)),
    nearestTree(feeder, impedance),
  ];
  const different = new Map(trees.filter((tree) => tree !== null).map((tree) => [tree.join(""), tree]));
  return [...different.values()];
}

/** Takes every branch that closes no loop (Kruskal); all sources count as one bus. Null where buses stay apart. */
function treeInOrder(feeder: Feeder, order: readonly number[]): Uint8Array | null {
  const { numBuses, numBranches, from, to, sourceBus } = feeder;
  const joined = new UnionFind(numBuses);
  let parts = numBuses;
  for (const bus of sourceBus) if (joined.join(sourceBus[0]!, bus)) parts--;
  const closed = new Uint8Array(numBranches);
  for (const k of order) {
    if (!joined.join(from[k]!, to[k]!)) continue;
    closed[k] = 1;
    parts--;
  }
  return parts === 1 ? closed : null;
}

/** Shortest ways from the sources, by passes over all branches until none makes a way shorter (Bellman and Ford). */
function nearestTree(feeder: Feeder, impedance: Float64Array): Uint8Array | null {
  const { numBuses, numBranches, from, to, sourceBus } = feeder;
  const distance = new Float64Array(numBuses).fill(Number.POSITIVE_INFINITY);
  const feeding = new Int32Array(numBuses).fill(-1);
  for (const bus of sourceBus) distance[bus] = 0;
  const shorten = (a: number, b: number, k: number): boolean => {
    const way = distance[a]! + impedance[k]!;
    if (way >= distance[b]!) return false;
    distance[b] = way;
    feeding[b] = k;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let k = 0; k < numBranches; k++) {
      if (shorten(from[k]!, to[k]!, k) || shorten(to[k]!, from[k]!, k)) changed = true;
    }
  }
  if (!distance.every(Number.isFinite)) return null;
  const closed = new Uint8Array(numBranches);
  for (const k of feeding) if (k !== -1) closed[k] = 1;
  return closed;
}
