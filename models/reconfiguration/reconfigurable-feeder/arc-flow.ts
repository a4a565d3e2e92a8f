/** What flows in an arc: the pi model behind a tap, with the cone (6) and the planes that touch it. */
import type { Feeder, Flow } from "../../../src/feeder/index.ts";
import { type Affine, type Index, relation, type Section, set } from "../../../src/language/index.ts";
import type { Arcs } from "./arcs.ts";
import { tangentPoints } from "./tangent-points.ts";
import type { Sets, Unknowns } from "./unknowns.ts";

export interface ArcFlow {
  /** Squared voltage behind the tap at i, times the base power. */
  readonly before: (a: Index<"arc">) => Affine;
  /** What enters at i and what leaves at j. */
  readonly activeIn: (a: Index<"arc">) => Affine;
  readonly activeOut: (a: Index<"arc">) => Affine;
  readonly reactiveIn: (a: Index<"arc">) => Affine;
  readonly reactiveOut: (a: Index<"arc">) => Affine;
  /** v_j as the arc makes it; 0 for an arc that is open, as everything in it is. */
  readonly arriving: (a: Index<"arc">) => Affine;
  readonly loss: (a: Index<"arc">) => Affine;
}

/** The pi model of an arc with its cone (6). */
export function arcFlow(scope: Section, feeder: Feeder, arcs: Arcs, { arc }: Sets, { P, Q, l, w }: Unknowns): ArcFlow {
  const data = (name: string, value: (branch: number, forward: boolean) => number) =>
    scope.parameter(
      name,
      [arc],
      Float64Array.from(arcs.branch, (k, a) => value(k, feeder.from[k] === arcs.from[a])),
    );
  const r = data("r", (k) => feeder.resistance[k]!);
  const x = data("x", (k) => feeder.reactance[k]!);
  const squared = data("z^2", (k) => unlessTiny(feeder.resistance[k]! ** 2 + feeder.reactance[k]! ** 2));
  const sending = data("sending tap", (k, forward) => (forward ? 1 / feeder.ratio[k]! ** 2 : 1));
  const receiving = data("receiving tap", (k, forward) => (forward ? 1 : feeder.ratio[k]! ** 2));
  const g = data("half conductance", (k) => feeder.conductance[k]! / 2);
  const b = data("half susceptance", (k) => feeder.susceptance[k]! / 2);
  const before = (a: Index<"arc">): Affine => w(a).times(sending(a));
  const behind = (a: Index<"arc">): Affine => {
    const drop = P(a)
      .times(r(a))
      .plus(Q(a).times(x(a)));
    return before(a)
      .minus(drop.times(2))
      .plus(l(a).times(squared(a)));
  };
  scope.rotatedCone("current (6)", [arc], (a) => ({ norm: [P(a), Q(a)], product: [before(a), l(a)] }));
  return {
    before,
    activeIn: (a) => P(a).plus(before(a).times(g(a))),
    activeOut: (a) =>
      P(a)
        .minus(l(a).times(r(a)))
        .minus(behind(a).times(g(a))),
    reactiveIn: (a) => Q(a).minus(before(a).times(b(a))),
    reactiveOut: (a) =>
      Q(a)
        .minus(l(a).times(x(a)))
        .plus(behind(a).times(b(a))),
    arriving: (a) => behind(a).times(receiving(a)),
    loss: (a) =>
      l(a)
        .times(r(a))
        .plus(before(a).plus(behind(a)).times(g(a))),
  };
}

/** (6'): planes that touch the cones (6) at given flows p, q over w: l >= 2 (p P + q Q) - (p^2 + q^2) w. They cut nothing off. */
export function touchCones(
  scope: Section,
  arcs: Arcs,
  { arc }: Sets,
  { P, Q, l }: Unknowns,
  flow: ArcFlow,
  flows: readonly Flow[],
): void {
  const points = tangentPoints(arcs, flows);
  if (points.arc.length === 0) return;
  const touched = set("touched", points.arc.length);
  const of = relation(touched, arc, points.arc, "arc of");
  const active = scope.parameter(
    "active at",
    [touched],
    points.active.map((p) => 2 * p),
  );
  const reactive = scope.parameter(
    "reactive at",
    [touched],
    points.reactive.map((q) => 2 * q),
  );
  const square = scope.parameter(
    "square at",
    [touched],
    points.active.map((p, k) => unlessTiny(p ** 2 + points.reactive[k]! ** 2)),
  );
  scope.constraint("touched (6')", [touched], (k) =>
    l(of(k)).ge(
      P(of(k))
        .times(active(k))
        .plus(Q(of(k)).times(reactive(k)))
        .minus(flow.before(of(k)).times(square(k))),
    ),
  );
}

/** Solvers drop coefficients below 1e-9; so small a share of a squared current in a voltage is none. */
function unlessTiny(value: number): number {
  return value < 1e-9 ? 0 : value;
}
