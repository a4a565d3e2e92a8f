/** All radial topologies of a network, one after the other. */
import { ClearwattError } from "../../errors.ts";
import type { Feeder } from "../data/feeder.ts";
import { numSpanningTrees } from "./count-spanning-trees.ts";
import { type SwitchingGraph, type SwitchingOptions, switched, switchingGraph } from "./switching-graph.ts";
import { UnionFind } from "./union-find.ts";

export interface SpanningTreeOptions extends SwitchingOptions {
  /** Refused where there are more; 1,000,000 where nothing is said. */
  readonly most?: number;
}

/**
 * Switch states (1 closed, 0 open, a row of all branches for each) of all topologies in which each bus is fed by one source
 * on one path. Throws a ClearwattError where there are more than `most`, and where a branch is not known.
 */
export function spanningTrees(feeder: Feeder, options: SpanningTreeOptions = {}): Uint8Array {
  const rows = new Uint8Array(countAtMost(feeder, options) * feeder.numBranches);
  let offset = 0;
  for (const closed of eachSpanningTree(feeder, options)) {
    rows.set(closed, offset);
    offset += feeder.numBranches;
  }
  return rows;
}

/** The same one after the other, in an array that is overwritten by the next. Throws likewise. */
export function eachSpanningTree(feeder: Feeder, options: SpanningTreeOptions = {}): Iterable<Uint8Array> {
  return countAtMost(feeder, options) === 0 ? [] : treesOf(switchingGraph(feeder, options));
}

function countAtMost(feeder: Feeder, options: SpanningTreeOptions): number {
  const { most = 1e6 } = options;
  const count = numSpanningTrees(feeder, options);
  if (count <= most) return count;
  const found = Number.isFinite(count) ? count.toPrecision(6).replace(/\.?0+$/, "") : "more than 1e308";
  throw new ClearwattError(
    `Feeder "${feeder.name}" has ${found} radial topologies, and no more than ${most} are enumerated. Let fewer branches be switched, or allow more with "most".`,
  );
}

const untried = 0;
const triedClosed = 1;
const triedOpen = 2;

/**
 * Decides branch after branch, closed first, and turns back where the closed ones would make a loop or the open ones would
 * cut a node off: in a graph that has a tree at all, every way to the last branch is one. Gives the same array every time.
 */
function* treesOf(graph: SwitchingGraph): Generator<Uint8Array> {
  const { numBranches, state } = graph;
  const closed = new Uint8Array(numBranches);
  const tried = new Uint8Array(numBranches + 1);
  const joins = new UnionFind(graph.numNodes);
  for (let k = 0; k >= 0; ) {
    if (k === numBranches) {
      yield closed;
      k--;
      continue;
    }
    if (tried[k] === untried) {
      tried[k] = triedClosed;
      closed[k] = 1;
      if (state[k] !== 0 && closesNoLoop(graph, closed, k, joins)) {
        tried[++k] = untried;
        continue;
      }
    }
    closed[k] = 0;
    if (tried[k] === triedClosed) {
      tried[k] = triedOpen;
      if (state[k] !== 1 && leavesConnected(graph, closed, k, joins)) {
        tried[++k] = untried;
        continue;
      }
    }
    k--;
  }
}

function closesNoLoop({ from, to }: SwitchingGraph, closed: Uint8Array, last: number, joins: UnionFind): boolean {
  joins.reset();
  for (let k = 0; k <= last; k++) if (closed[k] === 1 && !joins.join(from[k]!, to[k]!)) return false;
  return true;
}

/** With branches up to `last` as decided, and all after it that may be closed. */
function leavesConnected(graph: SwitchingGraph, closed: Uint8Array, last: number, joins: UnionFind): boolean {
  const { from, to, state, numBranches } = graph;
  joins.reset();
  let parts = graph.numNodes;
  for (let k = 0; k < numBranches; k++) {
    const present = k <= last ? closed[k] === 1 : state[k] === 1 || state[k] === switched;
    if (present && joins.join(from[k]!, to[k]!)) parts--;
  }
  return parts === 1;
}
