/** Where the cones of arcs are touched by planes: at the flows that arcs have in given power flows. */
import type { Flow } from "../../../src/feeder/index.ts";
import type { Arcs } from "./arcs.ts";

/** Two flows of an arc that differ by a smaller share of the larger one are taken for one. */
const alike = 0.03;

/** The arc, and its active and reactive flow over the squared voltage behind its tap, per unit. */
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
