/**
 * A feeder whose lines may be opened and closed, radial however they are: the conic branch flow model with a binary for
 * each direction of a line. Which lines to open so that it loses least is the program that minimises `loss`.
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
import { type Feeder, type Flow, isSwitchable, type SwitchingOptions } from "../../src/feeder/index.ts";
import {
  type IndexSet,
  type NamedExpression,
  type Section,
  type Solution,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import { type ArcFlow, arcFlow, touchCones } from "./reconfigurable-feeder/arc-flow.ts";
import { type Arcs, arcsOf } from "./reconfigurable-feeder/arcs.ts";
import {
  type Band,
  bandOf,
  flowBounds,
  isConsumption,
  refuseWhatIsNotConvex,
  type TopologyLimits,
} from "./reconfigurable-feeder/bounds.ts";
import { type Arc, type Sets, setsOf, type Unknowns, unknownsOf } from "./reconfigurable-feeder/unknowns.ts";

export interface ReconfigurableFeederOptions extends TopologyLimits, SwitchingOptions {
  /** Power flows of good topologies, which make the program quicker and change nothing else. */
  readonly likelyFlows?: readonly Flow[];
}

export type { Arc };

export interface ReconfigurableFeeder {
  /** Lines and transformers, by name. */
  readonly line: IndexSet<"line">;
  /** Both directions of each, but none into a source. */
  readonly arc: Arc;
  /** 1 for an arc whose line is closed, fed from the arc's first bus. */
  readonly feeds: Variable<readonly [Arc]>;
  /** 1 for a line that is closed, 0 for one that is open. */
  readonly closed: NamedExpression<readonly [IndexSet<"line">]>;
  /** kW */
  readonly loss: NamedExpression<readonly []>;
  /** By branch of the feeder: 1 closed, 0 open. */
  closedAt(solution: Solution): Uint8Array;
}

/**
 * Declares the feeder with its loads in a model, or in a part of one: `reconfigurableFeeder(scope.child("north"), north, ...)`
 * beside another feeder. The objective is the model's. Throws a ClearwattError for what is not convex, and where the lowest
 * voltage is none.
 */
export function reconfigurableFeeder(
  scope: Section,
  feeder: Feeder,
  options: ReconfigurableFeederOptions,
): ReconfigurableFeeder {
  refuseWhatIsNotConvex(feeder);
  const band = bandOf(feeder, options);
  const arcs = arcsOf(feeder);
  const sets = setsOf(feeder, arcs);
  const unknowns = unknownsOf(scope, sets, band, feeder.basePower);
  const flow = arcFlow(scope, feeder, arcs, sets, unknowns);
  touchCones(scope, arcs, sets, unknowns, flow, options.likelyFlows ?? []);
  makeRadial(scope, sets, unknowns);
  keepFixed(scope, feeder, options, sets, unknowns);
  balance(scope, feeder, sets, unknowns, flow);
  boundArcs(scope, feeder, sets, unknowns, band);
  const { feeds } = unknowns;
  const { line, arc, lineOf } = sets;
  const loss = scope.expression("loss", [], () => sum([arc], (a) => flow.loss(a)));
  // As much room as power flows and solvers are exact: without it tiny losses would be cut off by rounding.
  const room = 1e-6 * options.mostLoss + 1e-7 * feeder.basePower;
  scope.constraint("most loss", [], () => loss().le(options.mostLoss + room));
  return {
    line,
    arc,
    feeds,
    closed: scope.expression("closed", [line], (k) => sum([lineOf.of(k)], (a) => feeds(a))),
    loss,
    closedAt: (solution) => closedBranches(feeder, arcs, solution.value(feeds).data),
  };
}

function closedBranches({ numBranches }: Feeder, { branch }: Arcs, feeds: Float64Array): Uint8Array {
  const closed = new Uint8Array(numBranches);
  feeds.forEach((on, arc) => {
    if (on > 0.5) closed[branch[arc]!] = 1;
  });
  return closed;
}

function makeRadial(scope: Section, { arc, fed, line, from, to, lineOf }: Sets, { feeds }: Unknowns): void {
  scope.constraint("one parent (1)", [fed], (i) => sum([to.of(i)], (a) => feeds(a)).eq(1));
  scope.constraint("one direction (2)", [line], (k) => sum([lineOf.of(k)], (a) => feeds(a)).le(1));
  const units = scope.variable("units", [arc]);
  scope.constraint("connected (8)", [fed], (i) =>
    sum([to.of(i)], (a) => units(a))
      .minus(sum([from.of(i)], (a) => units(a)))
      .eq(1),
  );
  scope.constraint("units in closed arcs (8)", [arc], (a) => units(a).le(feeds(a).times(fed.size)));
}

/** What cannot be switched stays as it is. */
function keepFixed(
  scope: Section,
  feeder: Feeder,
  options: SwitchingOptions,
  { line, lineOf }: Sets,
  { feeds }: Unknowns,
): void {
  const switches = isSwitchable(feeder, options);
  if (feeder.branchNames.every((_, k) => switches(k))) return;
  const fixed = line.subset("fixed", (_, k) => !switches(k));
  const state = scope.parameter("closed as it is", [line], Float64Array.from(feeder.closed));
  scope.constraint("not switched", [fixed], (k) => sum([lineOf.of(k)], (a) => feeds(a)).eq(state(k)));
}

function balance(
  scope: Section,
  feeder: Feeder,
  { bus, fed, source, from, to }: Sets,
  { v }: Unknowns,
  flow: ArcFlow,
): void {
  const { basePower, constantPower } = feeder;
  const active = scope.parameter("active load", [bus], scaled(constantPower.active, basePower), "kW");
  const reactive = scope.parameter("reactive load", [bus], scaled(constantPower.reactive, basePower), "kVAr");
  const conductance = scope.parameter("conductance", [bus], admittance(feeder, "active", 1));
  const susceptance = scope.parameter("susceptance", [bus], admittance(feeder, "reactive", -1));
  scope.constraint("active balance (3)", [fed], (i) =>
    sum([to.of(i)], (a) => flow.activeOut(a))
      .minus(sum([from.of(i)], (a) => flow.activeIn(a)))
      .eq(v(i).times(conductance(i)).plus(active(i))),
  );
  scope.constraint("reactive balance (4)", [fed], (i) =>
    sum([to.of(i)], (a) => flow.reactiveOut(a))
      .minus(sum([from.of(i)], (a) => flow.reactiveIn(a)))
      .eq(v(i).times(susceptance(i)).plus(reactive(i))),
  );
  scope.constraint("voltage (5)", [fed], (i) => v(i).eq(sum([to.of(i)], (a) => flow.arriving(a))));
  const at = new Map(
    Array.from(feeder.sourceBus, (i, k) => [feeder.busNames[i]!, basePower * feeder.sourceVoltage[k]! ** 2]),
  );
  const held = scope.parameter("source voltage squared", [source], (label) => at.get(String(label))!, "kVA");
  scope.constraint("source", [source], (i) => v(i).eq(held(i)));
}

function boundArcs(scope: Section, feeder: Feeder, sets: Sets, { feeds, P, Q, v, w }: Unknowns, band: Band): void {
  const { arc, bus, from, to } = sets;
  const { activeUp, activeDown, reactiveUp, reactiveDown } = flowBounds(feeder, band);
  const high = feeder.basePower * band.highest ** 2;
  scope.constraint("most active (7)", [arc], (a) => P(a).le(feeds(a).times(activeUp)));
  scope.constraint("least active (7)", [arc], (a) => P(a).ge(feeds(a).times(-activeDown)));
  scope.constraint("most reactive (7)", [arc], (a) => Q(a).le(feeds(a).times(reactiveUp)));
  scope.constraint("least reactive (7)", [arc], (a) => Q(a).ge(feeds(a).times(-reactiveDown)));
  scope.constraint("open arc (7)", [arc], (a) => w(a).le(feeds(a).times(high)));
  scope.constraint("closed arc, above (7)", [arc], (a) => w(a).le(v(from(a))));
  scope.constraint("closed arc, below (7)", [arc], (a) => w(a).ge(v(from(a)).plus(feeds(a).times(high)).minus(high)));
  if (!isConsumption(feeder)) return;
  // Not needed, but it strengthens the relaxation: an arc carries at least the load of the bus that it feeds.
  const active = scope.parameter("own active load", [bus], scaled(feeder.constantPower.active, feeder.basePower), "kW");
  const reactive = scope.parameter(
    "own reactive load",
    [bus],
    scaled(feeder.constantPower.reactive, feeder.basePower),
    "kVAr",
  );
  scope.constraint("carries own active load", [arc], (a) => P(a).ge(feeds(a).times(active(to(a)))));
  scope.constraint("carries own reactive load", [arc], (a) => Q(a).ge(feeds(a).times(reactive(to(a)))));
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** Consumption for each kVA of squared voltage: constant-impedance loads and shunts, whose susceptance gives. */
function admittance(feeder: Feeder, part: "active" | "reactive", sign: 1 | -1): Float64Array {
  const { constantImpedance, shunt } = feeder;
  return constantImpedance[part].map((value, i) => value + sign * shunt[part][i]!);
}
