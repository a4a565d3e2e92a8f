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
 *               P_a, Q_a, l_a        flow into the impedance and squared current (times the base power, so that l is kVA)
 *               v_i, w_a             squared voltage of a bus, and of i as the arc sees it: y_a v_i
 *   subject to  (1)  sum_a into j  y_a = 1                            every bus but the sources has one parent
 *               (2)  y_a + y_reverse <= 1
 *               (3)  sum_in (P_a - r_a l_a) - sum_out P_a = load_j    and (4) the same with Q and x
 *               (5)  v_j = sum_in  w_a - 2 (r_a P_a + x_a Q_a) + (r_a^2 + x_a^2) l_a
 *               (6)  P_a^2 + Q_a^2 <= w_a l_a
 *               (7)  bounds of P_a and Q_a times y_a; w_a <= V^2 y_a;  v_i - V^2 (1 - y_a) <= w_a <= v_i
 *               (8)  a fictitious unit for every bus, where loads alone do not force every bus to be connected
 *
 * Because w_a, not v_i, stands in the cone (6), a line that is half open in the relaxation loses as if it carried its
 * current through half a line: that makes the bound strong (the perspective of the cone). Taps scale w_a, charging and
 * shunts are linear in w_a and v_i.
 */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/feeder.ts";
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

export interface ReconfigurationOptions {
  /** Per unit; the feeder's own band where nothing is said, 0.5 where it has none. */
  readonly lowestVoltage?: number;
  /** kW that are not exceeded by the losses of the best topology, such as those of one that is known. */
  readonly knownLoss: number;
}

/** Positions of both directions of every branch, but none into a source. */
interface Arcs {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly branch: Int32Array;
}

function arcsOf(feeder: Feeder): Arcs {
  const sources = new Set(feeder.sourceBus);
  const both = Array.from({ length: feeder.numBranches }, (_, k) => [
    { from: feeder.from[k]!, to: feeder.to[k]!, branch: k },
    { from: feeder.to[k]!, to: feeder.from[k]!, branch: k },
  ]).flat();
  const kept = both.filter((arc) => !sources.has(arc.to));
  return {
    from: Int32Array.from(kept, (arc) => arc.from),
    to: Int32Array.from(kept, (arc) => arc.to),
    branch: Int32Array.from(kept, (arc) => arc.branch),
  };
}

/** How much may flow through an arc of any topology that loses no more than the known one, kW and kVAr. */
function flowBounds(feeder: Feeder, { lowest, highest, knownLoss }: Band) {
  const { basePower, constantPower, constantImpedance, shunt, resistance, reactance, susceptance } = feeder;
  const sum = (values: Float64Array, sign: 1 | -1) =>
    basePower * values.reduce((total, value) => total + Math.max(sign * value, 0), 0);
  const v = highest ** 2;
  const activeUp =
    sum(constantPower.active, 1) + v * (sum(constantImpedance.active, 1) + sum(shunt.active, 1)) + knownLoss;
  const reactiveLoad =
    sum(constantPower.reactive, 1) + v * (sum(constantImpedance.reactive, 1) + sum(shunt.reactive, -1));
  const charging = v * sum(susceptance, 1);
  const steepest = reactance.reduce((most, x, k) => Math.max(most, resistance[k] === 0 ? 0 : x / resistance[k]!), 0);
  // Lines without resistance lose reactive power whatever the active losses are: at most that of all the power at once.
  const lossless = reactance.reduce((total, x, k) => total + (resistance[k] === 0 ? x : 0), 0);
  const most = Math.hypot(activeUp, reactiveLoad + steepest * knownLoss + charging) / lowest;
  return {
    activeUp,
    activeDown: sum(constantPower.active, -1),
    reactiveUp: reactiveLoad + steepest * knownLoss + (lossless * most * most) / basePower,
    reactiveDown:
      sum(constantPower.reactive, -1) + v * (sum(constantImpedance.reactive, -1) + sum(shunt.reactive, 1)) + charging,
  };
}

interface Band {
  readonly lowest: number;
  readonly highest: number;
  readonly knownLoss: number;
}

/** Without injections no bus of a radial feeder is above its source; else 1.2 where the feeder has no band. */
function bandOf(feeder: Feeder, { lowestVoltage, knownLoss }: ReconfigurationOptions): Band {
  const source = Math.max(...feeder.sourceVoltage);
  const own = Math.max(...feeder.highestVoltage);
  const highest = isConsumption(feeder) ? source : Math.max(source, Number.isFinite(own) ? own : 1.2);
  const lowest = lowestVoltage ?? Math.min(...feeder.lowestVoltage.map((voltage) => (voltage > 0 ? voltage : 0.5)));
  if (!(lowest > 0 && lowest < source)) {
    throw new ClearwattError(
      `The lowest voltage is ${lowest} p.u.; it has to lie above 0 and below the source's ${source}.`,
    );
  }
  return { lowest, highest, knownLoss };
}

/** Nothing is fed in beside the sources: no generators, capacitors or charging. */
function isConsumption({ constantPower, constantImpedance, shunt, susceptance }: Feeder): boolean {
  const { active, reactive } = constantPower;
  const consumed = [active, reactive, constantImpedance.active, constantImpedance.reactive, shunt.active];
  return (
    consumed.every((values) => values.every((value) => value >= 0)) &&
    shunt.reactive.every((value) => value <= 0) &&
    susceptance.every((value) => value === 0)
  );
}

function refuse({ constantCurrent, heldBus, busNames }: Feeder): void {
  const bent = constantCurrent.active.findIndex((value, i) => value !== 0 || constantCurrent.reactive[i] !== 0);
  if (bent >= 0) {
    throw new ClearwattError(
      `The load at bus "${busNames[bent]}" has a constant current, which is not convex. Make it constant power or impedance.`,
    );
  }
  if (heldBus.length > 0) {
    throw new ClearwattError(
      `A generator holds the voltage of bus "${busNames[heldBus[0]!]}". Give it a reactive power in place of the voltage.`,
    );
  }
}

/** Builds the program. Every branch may be opened and closed. */
export function reconfiguration(feeder: Feeder, options: ReconfigurationOptions): Reconfiguration {
  refuse(feeder);
  const band = bandOf(feeder, options);
  const bounds = flowBounds(feeder, band);
  const arcs = arcsOf(feeder);
  const base = feeder.basePower;
  const m = model(`reconfiguration of ${feeder.name}`);

  const bus = set("bus", feeder.busNames);
  const sources = new Set(feeder.sourceBus);
  const source = bus.subset("source", (_, i) => sources.has(i));
  const fed = bus.subset("fed", (_, i) => !sources.has(i));
  const line = set("line", feeder.branchNames);
  const arc: Arc = set("arc", arcNames(feeder, arcs));
  const from = relation(arc, bus, arcs.from, "from");
  const to = relation(arc, bus, arcs.to, "to");
  const lineOf = relation(arc, line, arcs.branch, "lineOf");

  const ofBus = (name: string, values: Float64Array, unit: string) => m.parameter(name, [bus], values, unit);
  const active = ofBus("active load", scaled(feeder.constantPower.active, base), "kW");
  const reactive = ofBus("reactive load", scaled(feeder.constantPower.reactive, base), "kVAr");
  const conductance = ofBus("conductance", admittance(feeder, "active", 1), "kW");
  const susceptance = ofBus("susceptance", admittance(feeder, "reactive", -1), "kVAr");
  const ofArc = (name: string, value: (branch: number, forward: boolean) => number) => {
    const data = Float64Array.from(arcs.branch, (k, a) => value(k, feeder.from[k] === arcs.from[a]));
    return m.parameter(name, [arc], data);
  };
  const r = ofArc("r", (k) => feeder.resistance[k]!);
  const x = ofArc("x", (k) => feeder.reactance[k]!);
  const sending = ofArc("sending tap", (k, forward) => (forward ? 1 / feeder.ratio[k]! ** 2 : 1));
  const receiving = ofArc("receiving tap", (k, forward) => (forward ? 1 : feeder.ratio[k]! ** 2));
  const shuntLoss = ofArc("shunt conductance", (k) => (base * feeder.conductance[k]!) / 2);
  const charging = ofArc("charging", (k) => (base * feeder.susceptance[k]!) / 2);

  const feeds = m.variable("feeds", [arc], { kind: "binary" });
  const P = m.variable("active flow", [arc], { lower: -Infinity, unit: "kW" });
  const Q = m.variable("reactive flow", [arc], { lower: -Infinity, unit: "kVAr" });
  const l = m.variable("squared current", [arc], { unit: "kVA" });
  const v = m.variable("squared voltage", [bus], { lower: band.lowest ** 2, upper: band.highest ** 2 });
  const w = m.variable("squared voltage at arc", [arc]);

  const before = (a: Index<"arc">): Affine => w(a).times(sending(a));
  /** v at the receiving end of the impedance: 0 in an open arc, as everything in it is. */
  const behind = (a: Index<"arc">): Affine => {
    const drop = P(a)
      .times(r(a))
      .plus(Q(a).times(x(a)))
      .times(2 / base);
    return before(a)
      .minus(drop)
      .plus(
        l(a).times(
          r(a)
            .times(r(a))
            .plus(x(a).times(x(a)))
            .dividedBy(base),
        ),
      );
  };
  const voltage = [...feeder.busNames].map(() => 1);
  feeder.sourceBus.forEach((i, k) => {
    voltage[i] = feeder.sourceVoltage[k]! ** 2;
  });
  const held = m.parameter("source voltage squared", [bus], voltage);

  m.constraint("source", [source], (i) => v(i).eq(held(i)));
  m.constraint("one parent (1)", [fed], (i) => sum([to.of(i)], (a) => feeds(a)).eq(1));
  m.constraint("one direction (2)", [line], (k) => sum([lineOf.of(k)], (a) => feeds(a)).le(1));
  m.constraint("active balance (3)", [fed], (i) =>
    sum([to.of(i)], (a) =>
      P(a)
        .minus(l(a).times(r(a)))
        .minus(behind(a).times(shuntLoss(a))),
    )
      .minus(sum([from.of(i)], (a) => P(a).plus(before(a).times(shuntLoss(a)))))
      .eq(v(i).times(conductance(i)).plus(active(i))),
  );
  m.constraint("reactive balance (4)", [fed], (i) =>
    sum([to.of(i)], (a) =>
      Q(a)
        .minus(l(a).times(x(a)))
        .plus(behind(a).times(charging(a))),
    )
      .minus(sum([from.of(i)], (a) => Q(a).minus(before(a).times(charging(a)))))
      .eq(v(i).times(susceptance(i)).plus(reactive(i))),
  );
  m.constraint("voltage (5)", [fed], (i) => v(i).eq(sum([to.of(i)], (a) => behind(a).times(receiving(a)))));
  m.rotatedCone("current (6)", [arc], (a) => ({ norm: [P(a), Q(a)], product: [before(a).times(base), l(a)] }));
  m.constraint("most active (7)", [arc], (a) => P(a).le(feeds(a).times(bounds.activeUp)));
  m.constraint("least active (7)", [arc], (a) => P(a).ge(feeds(a).times(-bounds.activeDown)));
  m.constraint("most reactive (7)", [arc], (a) => Q(a).le(feeds(a).times(bounds.reactiveUp)));
  m.constraint("least reactive (7)", [arc], (a) => Q(a).ge(feeds(a).times(-bounds.reactiveDown)));
  const high = band.highest ** 2;
  m.constraint("open arc (7)", [arc], (a) => w(a).le(feeds(a).times(high)));
  m.constraint("closed arc, above (7)", [arc], (a) => w(a).le(v(from(a))));
  m.constraint("closed arc, below (7)", [arc], (a) => w(a).ge(v(from(a)).plus(feeds(a).times(high)).minus(high)));
  if (isConsumption(feeder)) {
    // Not needed, but it strengthens the relaxation: an arc carries at least the load of the bus that it feeds.
    m.constraint("own active load", [arc], (a) => P(a).ge(feeds(a).times(active(to(a)))));
    m.constraint("own reactive load", [arc], (a) => Q(a).ge(feeds(a).times(reactive(to(a)))));
  }
  if (!feeder.constantPower.active.every((load, i) => load > 0 || sources.has(i))) connect();
  const loss = m.expression("loss", [], () =>
    sum([arc], (a) => l(a).times(r(a)).plus(before(a).plus(behind(a)).times(shuntLoss(a)))),
  );
  m.minimize(loss(), "kW");
  return { model: m, feeds, loss, branchOf: arcs.branch };

  function connect(): void {
    const units = m.variable("units", [arc]);
    m.constraint("connected (8)", [fed], (i) =>
      sum([to.of(i)], (a) => units(a))
        .minus(sum([from.of(i)], (a) => units(a)))
        .eq(1),
    );
    m.constraint("units in closed arcs (8)", [arc], (a) => units(a).le(feeds(a).times(fed.size)));
  }
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** Consumption per unit of squared voltage, kW or kVAr: constant-impedance loads and shunts, whose susceptance gives. */
function admittance(feeder: Feeder, part: "active" | "reactive", sign: 1 | -1): Float64Array {
  const { basePower, constantImpedance, shunt } = feeder;
  return constantImpedance[part].map((value, i) => basePower * (value + sign * shunt[part][i]!));
}

function arcNames({ branchNames, busNames }: Feeder, { branch, from }: Arcs): string[] {
  return Array.from(branch, (k, a) => `${branchNames[k]} from ${busNames[from[a]!]}`);
}
