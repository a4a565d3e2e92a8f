/**
 * Flows that the best topology may well have: those of the best known one and of its neighbours. Planes that touch the cones
 * there make the first bounds of the program good; without them it learns these flows one integer program at a time.
 */
import { type Feeder, type Flow, powerFlow, topologyFlows } from "../../../src/feeder/index.ts";
import type { Arcs } from "./arcs.ts";

/** How many topologies are taken. */
const most = 40;
/** Two flows of an arc that differ by a smaller share of the larger one are taken for one. */
const alike = 0.03;

/** The topology and the best of those that one exchange leads to. */
export function likelyFlows(feeder: Feeder, closed: Uint8Array): Flow[] {
  const states = withNeighbours(closed);
  const { status, activeLoss } = topologyFlows(feeder, states);
  return Array.from(status.keys())
    .filter((state) => status[state] === 1)
    .sort((a, b) => activeLoss[a]! - activeLoss[b]!)
    .slice(0, most)
    .map((state) => states.slice(state * closed.length, (state + 1) * closed.length))
    .map((row) => powerFlow({ ...feeder, closed: row }))
    .filter((flow) => flow.status === "solved");
}

function withNeighbours(closed: Uint8Array): Uint8Array {
  const branches = Array.from(closed.keys());
  const rows = branches
    .filter((k) => closed[k] === 0)
    .flatMap((close) => branches.filter((k) => closed[k] === 1).map((open) => exchanged(closed, close, open)));
  return Uint8Array.from([closed, ...rows].flatMap((row) => Array.from(row)));
}

function exchanged(closed: Uint8Array, close: number, open: number): Uint8Array {
  const row = closed.slice();
  row[close] = 1;
  row[open] = 0;
  return row;
}

/** Points at which cones are touched: the arc, and its active and reactive flow over the squared voltage behind its tap, per unit. */
export interface TangentPoints {
  readonly arc: Int32Array;
  readonly active: Float64Array;
  readonly reactive: Float64Array;
}

export function tangentPoints(arcs: Arcs, flows: readonly Flow[]): TangentPoints {
  const found: [arc: number, active: number, reactive: number][] = [];
  arcs.branch.forEach((k, arc) => {
    const own: [number, number][] = [];
    for (const flow of flows) {
      const point = pointOf(flow, k, arcs.from[arc]!);
      if (point !== null && own.every((other) => differs(other, point))) own.push(point);
    }
    found.push(...own.map(([active, reactive]) => [arc, active, reactive] as [number, number, number]));
  });
  return {
    arc: Int32Array.from(found, ([arc]) => arc),
    active: Float64Array.from(found, ([, active]) => active),
    reactive: Float64Array.from(found, ([, , reactive]) => reactive),
  };
}

/** Null where the branch is open or feeds the other way. */
function pointOf({ feeder, activeFrom, reactiveFrom, activeTo, reactiveTo, voltage }: Flow, k: number, from: number) {
  if (feeder.closed[k] === 0) return null;
  const forward = feeder.from[k] === from;
  const active = forward ? activeFrom[k]! : activeTo[k]!;
  if (active <= 0) return null;
  const reactive = forward ? reactiveFrom[k]! : reactiveTo[k]!;
  const squared = feeder.basePower * (voltage[from]! / (forward ? feeder.ratio[k]! : 1)) ** 2;
  return [active / squared, reactive / squared] as [number, number];
}

function differs([a, b]: readonly [number, number], [c, d]: readonly [number, number]): boolean {
  return Math.hypot(a - c, b - d) > alike * Math.max(Math.hypot(a, b), Math.hypot(c, d));
}
