/** How many radial topologies a network has. */
import type { Feeder } from "../data/feeder.ts";
import { type SwitchingGraph, type SwitchingOptions, switched, switchingGraph } from "./switching-graph.ts";
import { UnionFind } from "./union-find.ts";

type Weights = Map<number, number>;

/**
 * Number of radial topologies, by Kirchhoff's matrix-tree theorem: the determinant of the graph's Laplacian without one row
 * and column. Rounded to a whole number, exact up to some 1e12; Infinity above 1e308.
 */
export function numSpanningTrees(feeder: Feeder, options: SwitchingOptions = {}): number {
  const nodes = contracted(switchingGraph(feeder, options));
  return nodes === null ? 0 : Math.round(determinant(nodes));
}

/** Sums of parallel branches between nodes that nothing fixed joins; null where fixed branches close a loop. */
function contracted({ numNodes, numBranches, from, to, state }: SwitchingGraph): Weights[] | null {
  const joined = new UnionFind(numNodes);
  for (let k = 0; k < numBranches; k++) if (state[k] === 1 && !joined.join(from[k]!, to[k]!)) return null;
  const all = Array.from({ length: numNodes }, (): Weights => new Map());
  for (let k = 0; k < numBranches; k++) {
    if (state[k] === switched) addWeight(all, joined.find(from[k]!), joined.find(to[k]!), 1);
  }
  return all.filter((_, node) => joined.find(node) === node).length === numNodes ? all : relabelled(all, joined);
}

function relabelled(all: readonly Weights[], joined: UnionFind): Weights[] {
  const kept = Array.from(all.keys()).filter((node) => joined.find(node) === node);
  const label = new Map(kept.map((node, k) => [node, k]));
  return kept.map((node) => new Map(Array.from(all[node]!, ([other, weight]) => [label.get(other)!, weight])));
}

function addWeight(nodes: readonly Weights[], a: number, b: number, weight: number): void {
  if (a === b) return;
  nodes[a]!.set(b, (nodes[a]!.get(b) ?? 0) + weight);
  nodes[b]!.set(a, (nodes[b]!.get(a) ?? 0) + weight);
}

/**
 * Eliminates node after node, those with the fewest neighbours first: a node whose branches weigh w leaves a branch of
 * weight w[i] w[j] / sum of w between each two of its neighbours, and the sum as a factor. Nothing is ever subtracted.
 */
function determinant(nodes: readonly Weights[]): number {
  const left = new Set(nodes.keys());
  let product = 1;
  while (left.size > 1) {
    const node = fewestNeighbours(nodes, left);
    left.delete(node);
    const neighbours = [...nodes[node]!];
    const sum = neighbours.reduce((total, [, weight]) => total + weight, 0);
    product *= sum;
    if (product === 0) return 0;
    neighbours.forEach(([a, weight], k) => {
      nodes[a]!.delete(node);
      for (const [b, other] of neighbours.slice(k + 1)) addWeight(nodes, a, b, (weight * other) / sum);
    });
  }
  return product;
}

function fewestNeighbours(nodes: readonly Weights[], left: ReadonlySet<number>): number {
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const node of left) {
    if (nodes[node]!.size >= fewest) continue;
    best = node;
    fewest = nodes[node]!.size;
    if (fewest <= 1) break;
  }
  return best;
}
