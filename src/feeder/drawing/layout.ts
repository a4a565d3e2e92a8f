/** Where buses stand in a drawing: away from the source to the right, every lateral in a lane of its own. */
import type { Feeder } from "../feeder.ts";

export interface Layout {
  /** Steps from the source, and lane (0 for the main feeder of the first source, negative above it), of every bus. */
  readonly column: Int32Array;
  readonly lane: Int32Array;
  /** The bus from which each bus is reached; -1 for sources and for buses that no closed branch reaches. */
  readonly parent: Int32Array;
  /** The branch by which it is reached; -1 likewise. */
  readonly branch: Int32Array;
  /** Buses in an order in which each comes behind its parent; buses that are not reached come last. */
  readonly order: Int32Array;
}

/** Lays out any network; of a meshed one the branches nearest to the sources make the tree. */
export function layoutOf(feeder: Feeder): Layout {
  const tree = breadthFirst(feeder);
  const reach = reachOf(tree);
  const column = new Int32Array(feeder.numBuses);
  const lane = new Int32Array(feeder.numBuses);
  const taken = new Lanes();
  const children = childrenOf(tree, feeder.numBuses);
  for (const root of tree.order) {
    if (tree.parent[root] !== -1) continue;
    const open: [start: number, near: number][] = [[root, 0]];
    while (open.length > 0) {
      const [start, near] = open.pop()!;
      const first = tree.parent[start] === -1 ? 0 : column[tree.parent[start]!]! + 1;
      const own = taken.nearest(near, first, first + reach[start]!);
      for (let bus = start, at = first; bus !== -1; at++) {
        column[bus] = at;
        lane[bus] = own;
        const byReach = children[bus]!.sort((a, b) => reach[b]! - reach[a]! || a - b);
        for (const lateral of byReach.slice(1)) open.push([lateral, own]);
        bus = byReach[0] ?? -1;
      }
    }
  }
  return { ...tree, column, lane };
}

interface Tree {
  readonly parent: Int32Array;
  readonly branch: Int32Array;
  readonly order: Int32Array;
}

function breadthFirst({ numBuses, numBranches, from, to, closed, sourceBus }: Feeder): Tree {
  const parent = new Int32Array(numBuses).fill(-1);
  const branch = new Int32Array(numBuses).fill(-1);
  const at: number[][] = Array.from({ length: numBuses }, () => []);
  for (let k = 0; k < numBranches; k++) {
    if (closed[k] === 0) continue;
    at[from[k]!]!.push(k);
    at[to[k]!]!.push(k);
  }
  const seen = new Uint8Array(numBuses);
  const order: number[] = [];
  const start = (bus: number): void => {
    if (seen[bus] === 1) return;
    seen[bus] = 1;
    order.push(bus);
  };
  sourceBus.forEach(start);
  for (let next = 0, bus = 0; bus <= numBuses; ) {
    for (; next < order.length; next++) {
      const here = order[next]!;
      for (const k of at[here]!) {
        const there = from[k] === here ? to[k]! : from[k]!;
        if (seen[there] === 1) continue;
        parent[there] = here;
        branch[there] = k;
        start(there);
      }
    }
    if (bus < numBuses) start(bus);
    bus++;
  }
  return { parent, branch, order: Int32Array.from(order) };
}

/** Steps to the farthest bus behind each. */
function reachOf({ parent, order }: Tree): Int32Array {
  const reach = new Int32Array(order.length);
  for (let k = order.length - 1; k >= 0; k--) {
    const up = parent[order[k]!]!;
    if (up !== -1) reach[up] = Math.max(reach[up]!, reach[order[k]!]! + 1);
  }
  return reach;
}

function childrenOf({ parent, order }: Tree, numBuses: number): number[][] {
  const children: number[][] = Array.from({ length: numBuses }, () => []);
  for (const bus of order) if (parent[bus] !== -1) children[parent[bus]!]!.push(bus);
  return children;
}

/** Which columns of which lanes are taken. */
class Lanes {
  readonly #taken = new Map<number, [from: number, to: number][]>();

  /** Takes columns from .. to of the free lane nearest to `near`, the one above before the one below. */
  nearest(near: number, from: number, to: number): number {
    for (let distance = 0; ; distance++) {
      for (const lane of distance === 0 ? [near] : [near - distance, near + distance]) {
        const spans = this.#taken.get(lane) ?? [];
        // One column is left free between two parts of a lane, so that they are not read as one.
        if (spans.some((span) => from <= span[1] + 1 && span[0] <= to + 1)) continue;
        this.#taken.set(lane, [...spans, [from, to]]);
        return lane;
      }
    }
  }
}
