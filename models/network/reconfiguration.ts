/**
 * Which lines of a feeder to open so that it stays radial and loses least: a mixed-integer program with the conic
 * branch flow model.
 *
 *   M. E. Baran and F. F. Wu, IEEE Transactions on Power Delivery 4 (1989) 1401, doi:10.1109/61.25627 (the problem);
 *   R. A. Jabr, R. Singh and B. C. Pal, IEEE Transactions on Power Systems 27 (2012) 1106, doi:10.1109/TPWRS.2011.2180406,
 *   and J. A. Taylor and F. S. Hover, the same, 1407, doi:10.1109/TPWRS.2012.2184307 (as a convex program with binaries).
 *
 * An arc a is a line taken in one of its directions, i -> j. With squared voltages v and per unit r, x:
 *
 *   minimise    sum_a r_a l_a        (and what conductances of branches take)
 *   over        y_a in {0, 1}        the arc feeds j
 *               P_a, Q_a             flow into the impedance, kW and kVAr
 *               l_a                  squared current times the base power, kVA
 *               v_i, w_a             squared voltage of a bus times the base power, kVA, and that of i as the arc sees it: y_a v_i
 *   subject to  (1)  sum_a into j  y_a = 1                            every bus but the sources has one parent
 *               (2)  y_a + y_reverse <= 1
 *               (3)  sum_in (P_a - r_a l_a) - sum_out P_a = load_j    and (4) the same with Q and x
 *               (5)  v_j = sum_in  w_a - 2 (r_a P_a + x_a Q_a) + (r_a^2 + x_a^2) l_a
 *               (6)  P_a^2 + Q_a^2 <= w_a l_a
 *               (7)  bounds of P_a and Q_a times y_a; w_a <= V^2 y_a;  v_i - V^2 (1 - y_a) <= w_a <= v_i
 *               (6') planes that touch (6) at flows of good topologies: not needed, but without them the search takes five times as long
 *               (8)  a fictitious unit of flow for every bus: what no source reaches is not closed into a ring of its own
 *
 * Because w_a, not v_i, stands in the cone (6), a line that is half open in the relaxation loses as if it carried its
 * current through half a line: that makes the bound strong (the perspective of the cone). Taps scale w_a, charging and
 * shunts are linear in w_a and v_i.
 */
import type { Feeder, Flow } from "../../src/feeder/index.ts";
import {
  type Affine,
  type Index,
  type IndexSet,
  type Model,
  model,
  type NamedExpression,
  relation,
  set,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import { type Arcs, arcNames, arcsOf } from "./reconfiguration/arcs.ts";
import {
  type Band,
  bandOf,
  flowBounds,
  isConsumption,
  type ReconfigurationOptions,
  refuseWhatIsNotConvex,
} from "./reconfiguration/bounds.ts";
import { tangentPoints } from "./reconfiguration/likely-flows.ts";

export type { ReconfigurationOptions };

export type Arc = IndexSet<"arc">;

export interface Reconfiguration {
  readonly model: Model;
  /** 1 for an arc whose line is closed, fed from the arc's first bus. */
  readonly feeds: Variable<readonly [Arc]>;
  /** kW */
  readonly loss: NamedExpression<readonly []>;
  /** The branch of each arc, by position in the feeder. */
  readonly branchOf: Int32Array;
}

/** Builds the program. Every branch may be opened and closed. */
export function reconfiguration(feeder: Feeder, options: ReconfigurationOptions): Reconfiguration {
  refuseWhatIsNotConvex(feeder);
  const band = bandOf(feeder, options);
  const m = model(`reconfiguration of ${feeder.name}`);
  const arcs = arcsOf(feeder);
  const sets = setsOf(feeder, arcs);
  const unknowns = unknownsOf(m, sets, band, feeder.basePower);
  const flow = arcFlow(m, feeder, arcs, sets, unknowns);
  touchCones(m, arcs, sets, unknowns, flow, options.likelyFlows ?? []);
  makeRadial(m, sets, unknowns);
  balance(m, feeder, sets, unknowns, flow);
  boundArcs(m, feeder, sets, unknowns, band);
  const { feeds } = unknowns;
  const loss = m.expression("loss", [], () => sum([sets.arc], (a) => flow.loss(a)));
  // As much room as power flows and solvers are exact: without it tiny losses would be cut off by rounding.
  const room = 1e-6 * options.knownLoss + 1e-7 * feeder.basePower;
  m.constraint("no worse than known", [], () => loss().le(options.knownLoss + room));
  m.minimize(loss(), "kW");
  return { model: m, feeds, loss, branchOf: arcs.branch };
}

function setsOf(feeder: Feeder, arcs: Arcs) {
  const bus = set("bus", feeder.busNames);
  const sources = new Set(feeder.sourceBus);
  const line = set("line", feeder.branchNames);
  const arc: Arc = set("arc", arcNames(feeder, arcs));
  return {
    bus,
    source: bus.subset("source", (_, i) => sources.has(i)),
    fed: bus.subset("fed", (_, i) => !sources.has(i)),
    line,
    arc,
    from: relation(arc, bus, arcs.from, "from"),
    to: relation(arc, bus, arcs.to, "to"),
    lineOf: relation(arc, line, arcs.branch, "lineOf"),
  };
}
type Sets = ReturnType<typeof setsOf>;

function unknownsOf(m: Model, { arc, bus }: Sets, { lowest, highest }: Band, basePower: number) {
  const squared = (voltage: number) => voltage ** 2 * basePower;
  return {
    feeds: m.variable("feeds", [arc], { kind: "binary" }),
    P: m.variable("active flow", [arc], { lower: -Infinity, unit: "kW" }),
    Q: m.variable("reactive flow", [arc], { lower: -Infinity, unit: "kVAr" }),
    l: m.variable("squared current", [arc], { unit: "kVA" }),
    v: m.variable("squared voltage", [bus], { lower: squared(lowest), upper: squared(highest), unit: "kVA" }),
    w: m.variable("squared voltage at arc", [arc], { unit: "kVA" }),
  };
}
type Unknowns = ReturnType<typeof unknownsOf>;

interface ArcFlow {
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
function arcFlow(m: Model, feeder: Feeder, arcs: Arcs, { arc }: Sets, { P, Q, l, w }: Unknowns): ArcFlow {
  const data = (name: string, value: (branch: number, forward: boolean) => number) =>
    m.parameter(
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
  m.rotatedCone("current (6)", [arc], (a) => ({ norm: [P(a), Q(a)], product: [before(a), l(a)] }));
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
function touchCones(
  m: Model,
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
  const active = m.parameter(
    "active at",
    [touched],
    points.active.map((p) => 2 * p),
  );
  const reactive = m.parameter(
    "reactive at",
    [touched],
    points.reactive.map((q) => 2 * q),
  );
  const square = m.parameter(
    "square at",
    [touched],
    points.active.map((p, k) => unlessTiny(p ** 2 + points.reactive[k]! ** 2)),
  );
  m.constraint("touched (6')", [touched], (k) =>
    l(of(k)).ge(
      P(of(k))
        .times(active(k))
        .plus(Q(of(k)).times(reactive(k)))
        .minus(flow.before(of(k)).times(square(k))),
    ),
  );
}

function makeRadial(m: Model, { arc, fed, line, from, to, lineOf }: Sets, { feeds }: Unknowns): void {
  m.constraint("one parent (1)", [fed], (i) => sum([to.of(i)], (a) => feeds(a)).eq(1));
  m.constraint("one direction (2)", [line], (k) => sum([lineOf.of(k)], (a) => feeds(a)).le(1));
  const units = m.variable("units", [arc]);
  m.constraint("connected (8)", [fed], (i) =>
    sum([to.of(i)], (a) => units(a))
      .minus(sum([from.of(i)], (a) => units(a)))
      .eq(1),
  );
  m.constraint("units in closed arcs (8)", [arc], (a) => units(a).le(feeds(a).times(fed.size)));
}

function balance(m: Model, feeder: Feeder, { bus, fed, source, from, to }: Sets, { v }: Unknowns, flow: ArcFlow): void {
  const { basePower, constantPower } = feeder;
  const active = m.parameter("active load", [bus], scaled(constantPower.active, basePower), "kW");
  const reactive = m.parameter("reactive load", [bus], scaled(constantPower.reactive, basePower), "kVAr");
  const conductance = m.parameter("conductance", [bus], admittance(feeder, "active", 1));
  const susceptance = m.parameter("susceptance", [bus], admittance(feeder, "reactive", -1));
  m.constraint("active balance (3)", [fed], (i) =>
    sum([to.of(i)], (a) => flow.activeOut(a))
      .minus(sum([from.of(i)], (a) => flow.activeIn(a)))
      .eq(v(i).times(conductance(i)).plus(active(i))),
  );
  m.constraint("reactive balance (4)", [fed], (i) =>
    sum([to.of(i)], (a) => flow.reactiveOut(a))
      .minus(sum([from.of(i)], (a) => flow.reactiveIn(a)))
      .eq(v(i).times(susceptance(i)).plus(reactive(i))),
  );
  m.constraint("voltage (5)", [fed], (i) => v(i).eq(sum([to.of(i)], (a) => flow.arriving(a))));
  const at = new Map(
    Array.from(feeder.sourceBus, (i, k) => [feeder.busNames[i]!, basePower * feeder.sourceVoltage[k]! ** 2]),
  );
  const held = m.parameter("source voltage squared", [source], (label) => at.get(String(label))!, "kVA");
  m.constraint("source", [source], (i) => v(i).eq(held(i)));
}

function boundArcs(m: Model, feeder: Feeder, sets: Sets, { feeds, P, Q, v, w }: Unknowns, band: Band): void {
  const { arc, bus, from, to } = sets;
  const { activeUp, activeDown, reactiveUp, reactiveDown } = flowBounds(feeder, band);
  const high = feeder.basePower * band.highest ** 2;
  m.constraint("most active (7)", [arc], (a) => P(a).le(feeds(a).times(activeUp)));
  m.constraint("least active (7)", [arc], (a) => P(a).ge(feeds(a).times(-activeDown)));
  m.constraint("most reactive (7)", [arc], (a) => Q(a).le(feeds(a).times(reactiveUp)));
  m.constraint("least reactive (7)", [arc], (a) => Q(a).ge(feeds(a).times(-reactiveDown)));
  m.constraint("open arc (7)", [arc], (a) => w(a).le(feeds(a).times(high)));
  m.constraint("closed arc, above (7)", [arc], (a) => w(a).le(v(from(a))));
  m.constraint("closed arc, below (7)", [arc], (a) => w(a).ge(v(from(a)).plus(feeds(a).times(high)).minus(high)));
  if (!isConsumption(feeder)) return;
  // Not needed, but it strengthens the relaxation: an arc carries at least the load of the bus that it feeds.
  const active = m.parameter("own active load", [bus], scaled(feeder.constantPower.active, feeder.basePower), "kW");
  const reactive = m.parameter(
    "own reactive load",
    [bus],
    scaled(feeder.constantPower.reactive, feeder.basePower),
    "kVAr",
  );
  m.constraint("carries own active load", [arc], (a) => P(a).ge(feeds(a).times(active(to(a)))));
  m.constraint("carries own reactive load", [arc], (a) => Q(a).ge(feeds(a).times(reactive(to(a)))));
}

/** Solvers drop coefficients below 1e-9; so small a share of a squared current in a voltage is none. */
function unlessTiny(value: number): number {
  return value < 1e-9 ? 0 : value;
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** Consumption for each kVA of squared voltage: constant-impedance loads and shunts, whose susceptance gives. */
function admittance(feeder: Feeder, part: "active" | "reactive", sign: 1 | -1): Float64Array {
  const { constantImpedance, shunt } = feeder;
  return constantImpedance[part].map((value, i) => value + sign * shunt[part][i]!);
}
