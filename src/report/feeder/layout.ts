/** Where buses stand in a drawing: away from the source to the right, every lateral in a lane of its own. */
import type { Feeder } from "../../feeder/data/index.ts";

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
    const open: [start: number, near: number][] = [[root, taken.below]];
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

type Span = readonly [from: number, to: number];

/** Which columns of which lanes are taken, by buses or by links that pass. */
class Lanes {
  readonly #taken = new Map<number, Span[]>();
  #lowest = -1;

  /** The first lane below all that is taken. */
  get below(): number {
    return this.#lowest + 1;
  }

  /**
   * Takes columns from .. to of the free lane nearest to `near`, the one above before the one below: of those that a link
   * from `near` reaches without crossing anything, where there are any.
   */
  nearest(near: number, from: number, to: number): number {
    // A column is left free between two parts of a lane, so that they are not read as one.
    const part: Span = [from - 0.9, to + 0.5];
    const link: Span = [from - 0.9, from - 0.1];
    const isClear = [true, true];
    for (let distance = 0, fallback: number | null = null; ; distance++) {
      for (const [side, lane] of distance === 0
        ? [[0, near] as const]
        : [[0, near - distance] as const, [1, near + distance] as const]) {
        const isFree = this.#isFree(lane, part);
        if (isFree && isClear[side]) return this.#take(near, lane, part, link);
        if (isFree) fallback ??= lane;
        if (distance > 0) isClear[side] &&= this.#isFree(lane, link);
      }
      if (fallback !== null && !isClear[0] && !isClear[1]) return this.#take(near, fallback, part, link);
    }
  }

  #isFree(lane: number, [from, to]: Span): boolean {
    return !this.#taken.get(lane)?.some((span) => from < span[1] && span[0] < to);
  }

  #take(near: number, lane: number, part: Span, link: Span): number {
    this.#add(lane, part);
    for (let k = Math.min(near, lane) + 1; k < Math.max(near, lane); k++) this.#add(k, link);
    this.#lowest = Math.max(this.#lowest, lane);
    return lane;
  }

  #add(lane: number, span: Span): void {
    const spans = this.#taken.get(lane);
    if (spans === undefined) this.#taken.set(lane, [span]);
    else spans.push(span);
  }
}
