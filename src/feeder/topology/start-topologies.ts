/** Radial topologies to start a search from, where the feeder as it is is none: spanning trees of little impedance. */
import type { Feeder } from "../data/feeder.ts";
import { type SwitchingGraph, type SwitchingOptions, switched, switchingGraph } from "./switching-graph.ts";
import { UnionFind } from "./union-find.ts";

/**
 * Switch states (1 closed, 0 open, by branch), each different from those before: the tree of least impedance with as many
 * of the closed branches as it takes, that of all branches, and the one in which every bus is as near to its source as it
 * can be. Branches that cannot be switched stay as they are. Empty where there is no radial topology. Throws a
 * ClearwattError where a branch is not known.
 */
export function startTopologies(feeder: Feeder, options: SwitchingOptions = {}): Uint8Array[] {
  const graph = switchingGraph(feeder, options);
  const impedance = feeder.resistance.map((r, k) => Math.hypot(r, feeder.reactance[k]!));
  const usable = Array.from(impedance.keys()).filter((k) => graph.state[k] !== 0);
  const fixedFirst = (a: number, b: number) => (graph.state[a] === 1 ? 0 : 1) - (graph.state[b] === 1 ? 0 : 1);
  const byImpedance = (a: number, b: number) => fixedFirst(a, b) || impedance[a]! - impedance[b]! || a - b;
  const closedFirst = (a: number, b: number) => feeder.closed[b]! - feeder.closed[a]! || byImpedance(a, b);
  const trees = [
    treeInOrder(graph, usable.toSorted(closedFirst)),
    treeInOrder(graph, usable.toSorted(byImpedance)),
    nearestTree(graph, impedance),
  ].filter((tree) => tree !== null && keepsFixed(graph, tree));
  const different = new Map(trees.map((tree) => [tree!.join(""), tree!]));
  return [...different.values()];
}

/** Takes every branch that closes no loop (Kruskal). Null where nodes stay apart. */
function treeInOrder({ numNodes, numBranches, from, to }: SwitchingGraph, order: readonly number[]): Uint8Array | null {
  const joined = new UnionFind(numNodes);
  let parts = numNodes;
  const closed = new Uint8Array(numBranches);
  for (const k of order) {
    if (!joined.join(from[k]!, to[k]!)) continue;
    closed[k] = 1;
    parts--;
  }
  return parts === 1 ? closed : null;
}

/**
 * Shortest ways from the sources, which are node 0, by passes over all branches until none makes a way shorter (Bellman and
 * Ford). What stays closed has no length, so that ways go along it.
 */
function nearestTree(graph: SwitchingGraph, impedance: Float64Array): Uint8Array | null {
  const { numNodes, numBranches, from, to, state } = graph;
  const distance = new Float64Array(numNodes).fill(Number.POSITIVE_INFINITY);
  const feeding = new Int32Array(numNodes).fill(-1);
  distance[0] = 0;
  const shorten = (a: number, b: number, k: number): boolean => {
    const way = distance[a]! + (state[k] === switched ? impedance[k]! : 0);
    if (way >= distance[b]!) return false;
    distance[b] = way;
    feeding[b] = k;
    return true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let k = 0; k < numBranches; k++) {
      if (state[k] === 0) continue;
      if (shorten(from[k]!, to[k]!, k) || shorten(to[k]!, from[k]!, k)) changed = true;
    }
  }
  if (!distance.every(Number.isFinite)) return null;
  const closed = new Uint8Array(numBranches);
  for (const k of feeding) if (k !== -1) closed[k] = 1;
  return closed;
}

/** False where what stays closed makes loops, or two ways are equally short. */
function keepsFixed({ state }: SwitchingGraph, closed: Uint8Array): boolean {
  return state.every((fixed, k) => fixed === switched || fixed === closed[k]);
}
