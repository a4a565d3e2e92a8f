/**
 * What all networks of feeders share: the DistFlow equations of a radial feeder, linear but for the losses.
 *
 *   M. E. Baran and F. F. Wu, IEEE Transactions on Power Delivery 4 (1989) 725, doi:10.1109/61.19265, and 1401,
 *   doi:10.1109/61.25627 (DistFlow);
 *   M. Farivar and S. H. Low, IEEE Transactions on Power Systems 28 (2013) 2554, doi:10.1109/TPWRS.2013.2255317 (the branch
 *   flow model in squared voltages and currents).
 *
 * Line k goes from bus i to bus j, away from the source. With r, x and z^2 = r^2 + x^2 per unit on a base power S:
 *
 *   P_k, Q_k      flow into the impedance, kW and kVAr
 *   v_i           squared voltage times S, kVA;  u_k = v_i and w_k = v_j behind the taps
 *   l_k >= 0      squared current times S, kVA: (P^2 + Q^2) / u; left out in networks without losses
 *
 *   sending end   P + g u,            Q - b u             g, b: charging at one end at 1 per unit, kW and kVAr, over S
 *   receiving end P - r l - g w,      Q - x l + b w
 *
 *   (1) sum_into i (P - r l - g w) + injections_i = sum_out of i (P + g u) + G_i v_i
 *   (2) sum_into i (Q - x l + b w) + injections_i = sum_out of i (Q - b u) - B_i v_i
 *   (3) w = u - 2 (r P + x Q) + z^2 l
 *
 * The bounds of v are the voltage bands; a source's are both the voltage that it holds. With S in v and l, all numbers of a
 * program are of the size of the flows.
 */
import { ClearwattError } from "../../../src/errors.ts";
import {
  type Affine,
  type Constraint,
  type Index,
  type NamedExpression,
  type Parameter,
  type Relation,
  relation,
  set,
  sum,
  type Variable,
} from "../../../src/language/index.ts";
import type {
  BusHour,
  Contents,
  GivingWay,
  Grid,
  Injection,
  Line,
  LineHour,
  Resource,
  Scope,
} from "../../../src/market/index.ts";
import { injectedPower } from "../injected-power.ts";
import type { Limits } from "../limits/limits.ts";
import { coefficients } from "./coefficients.ts";
import { type Behind, behindTaps, tappedLines } from "./taps.ts";
import { percentOf, type Tree } from "./tree.ts";

type At = (k: Index<"line">, t: Index<"hour">) => Affine;

/** One end of the lines, as a limit sees it: what flows there away from the source, and the squared voltage of the bus, per unit. */
export interface End {
  readonly name: "sending" | "receiving";
  readonly active: At;
  readonly reactive: At;
  readonly voltage: At;
}

export interface BranchFlow {
  /** What all resources give, at a solution. */
  readonly injected: Grid["injections"];
  readonly scope: Scope;
  readonly tree: Tree;
  readonly limits: Limits;
  readonly line: Line;
  readonly active: Variable<LineHour>;
  readonly reactive: Variable<LineHour>;
  /** Squared, times S, kVA. */
  readonly voltage: Variable<BusHour>;
  /** Squared, times S, kVA; null in networks without losses. */
  readonly current: Variable<LineHour> | null;
  /** u of every line. */
  readonly behindTap: At;
  /** u where it is decided; null where it follows from v. */
  readonly decidedTap: NamedExpression<LineHour> | null;
  /** 1 for a line whose tap is decided. */
  readonly tapped: Uint8Array;
  readonly sending: End;
  readonly receiving: End;
  readonly activeBalance: Constraint<BusHour>;
  readonly reactiveBalance: Constraint<BusHour>;
  /** What rates lines, as it is declared: by power, and by the square of the current. */
  readonly ratings: { readonly power: GivingWay[]; readonly squaredCurrent: GivingWay[] };
}

/** Bounds of l; the upper one for every line x hour. */
export interface CurrentBounds {
  readonly lower: number;
  readonly upper: Float64Array;
}

/** Adds variables, balances and voltage drops to the model. Throws where the buses are not those of the feeder. */
export function addBranchFlow(
  scope: Scope,
  { resources, tapChangers }: Contents,
  tree: Tree,
  limits: Limits,
  bounds: CurrentBounds | null,
): BranchFlow {
  refuseForeignBuses(scope, tree);
  const line = set("line", tree.lineNames);
  const from = relation(line, scope.bus, tree.from, "from");
  const to = relation(line, scope.bus, tree.to, "to");
  const variables = flows(scope, line, tree, limits, bounds);
  const { voltage } = variables;
  const data = lineData(scope, line, tree);
  const perUnit = (v: Affine): Affine => v.dividedBy(tree.basePower);
  const behind: Behind = behindTaps(scope, tree, limits, line, from, voltage, tapChangers);
  const sending = sendingEnd(variables, data, behind.at, (k, t) => perUnit(voltage(from(k), t)));
  const receiving = receivingEnd(variables, data, to, (k, t) => perUnit(voltage(to(k), t)));
  const [activeBalance, reactiveBalance] = balances(scope, resources, tree, voltage, {
    from,
    to,
    sending,
    receiving,
  });
  addVoltageDrops(variables, data, scope, tree, line, behind, to);
  return {
    scope,
    injected: injectedPower(scope, resources),
    tree,
    limits,
    line,
    ...variables,
    behindTap: behind.at,
    decidedTap: behind.decided,
    tapped: tappedLines(tree, tapChangers),
    sending,
    receiving,
    activeBalance,
    reactiveBalance,
    ratings: { power: [], squaredCurrent: [] },
  };
}

function refuseForeignBuses({ bus }: Scope, { feeder }: Tree): void {
  if (bus.size !== feeder.numBuses)
    throw new ClearwattError(
      `The market has ${bus.size} buses and the feeder "${feeder.name}" ${feeder.numBuses}. Make the set with set("bus", feeder.busNames).`,
      {
        code: "wrong-size",
        data: { feeder: feeder.name, what: "buses of the market", found: bus.size, expected: feeder.numBuses },
      },
    );
  const k = bus.labels.findIndex((label, position) => label !== feeder.busNames[position]);
  if (k >= 0)
    throw new ClearwattError(
      `Bus ${k + 1} of the market is "${bus.labels[k]}" and that of the feeder "${feeder.name}" is "${feeder.busNames[k]}". Make the set with set("bus", feeder.busNames).`,
      {
        code: "wrong-set",
        data: { feeder: feeder.name, set: "bus", found: bus.labels[k], expected: feeder.busNames[k] },
      },
    );
}

type Variables = Pick<BranchFlow, "active" | "reactive" | "voltage" | "current">;

function flows(scope: Scope, line: Line, { basePower }: Tree, limits: Limits, bounds: CurrentBounds | null): Variables {
  const { bus, hour } = scope;
  const squared = (value: number): number => value * value * basePower;
  const lowest = scope.parameter("lowest squared voltage", [bus, hour], limits.lowestVoltage.map(squared));
  const highest = scope.parameter("highest squared voltage", [bus, hour], limits.highestVoltage.map(squared));
  return {
    active: scope.variable("active flow", [line, hour], { lower: Number.NEGATIVE_INFINITY, unit: "kW" }),
    reactive: scope.variable("reactive flow", [line, hour], { lower: Number.NEGATIVE_INFINITY, unit: "kVAr" }),
    voltage: scope.variable("squared voltage", [bus, hour], {
      lower: (i, t) => lowest(i, t),
      upper: (i, t) => highest(i, t),
    }),
    current: bounds === null ? null : squaredCurrent(scope, line, bounds),
  };
}

function squaredCurrent(scope: Scope, line: Line, { lower, upper }: CurrentBounds): Variable<LineHour> {
  const most = scope.parameter("highest squared current", [line, scope.hour], upper);
  return scope.variable("squared current", [line, scope.hour], { lower, upper: (k, t) => most(k, t) });
}

interface LineData {
  readonly r: Parameter<readonly [Line]>;
  readonly x: Parameter<readonly [Line]>;
  /** 2 r, 2 x and z^2 in (3), as it is scaled. */
  readonly dropByActive: Parameter<readonly [Line]>;
  readonly dropByReactive: Parameter<readonly [Line]>;
  readonly rise: Parameter<readonly [Line]>;
  readonly receivingScale: Parameter<readonly [Line]>;
  /** Charging at each end; null where no line has any. */
  readonly g: Parameter<readonly [Line]> | null;
  readonly b: Parameter<readonly [Line]> | null;
}

function lineData(scope: Scope, line: Line, tree: Tree): LineData {
  const scale = percentOf(tree);
  const squares = tree.resistance.map((r, k) => r * r + tree.reactance[k]! ** 2);
  const unlessZero = (name: string, values: Float64Array): Parameter<readonly [Line]> | null =>
    values.some((value) => value !== 0)
      ? scope.parameter(name, [line], coefficients(values, 1 / tree.basePower, scale))
      : null;
  return {
    r: scope.parameter("resistance", [line], coefficients(tree.resistance, 1, scale)),
    x: scope.parameter("reactance", [line], coefficients(tree.reactance, 1, scale)),
    dropByActive: scope.parameter("drop by active flow", [line], coefficients(tree.resistance, 2 * scale)),
    dropByReactive: scope.parameter("drop by reactive flow", [line], coefficients(tree.reactance, 2 * scale)),
    rise: scope.parameter("rise by current", [line], coefficients(squares, scale)),
    receivingScale: scope.parameter("receiving tap", [line], tree.receivingScale),
    g: unlessZero("charging conductance", tree.endActive),
    b: unlessZero("charging susceptance", tree.endReactive),
  };
}

function addVoltageDrops(
  { active, reactive, voltage, current }: Variables,
  { dropByActive, dropByReactive, rise, receivingScale }: LineData,
  scope: Scope,
  tree: Tree,
  line: Line,
  behind: Behind,
  to: Relation<"line", "bus">,
): void {
  const percent = percentOf(tree);
  scope.constraint("voltage drop (3)", [line, scope.hour], (k, t) => {
    const drop = active(k, t)
      .times(dropByActive(k))
      .plus(reactive(k, t).times(dropByReactive(k)));
    const end = behind.at(k, t).times(percent).minus(drop);
    const arriving = voltage(to(k), t).times(receivingScale(k)).times(percent);
    return arriving.eq(current === null ? end : end.plus(current(k, t).times(rise(k))));
  });
}

function sendingEnd({ active, reactive }: Variables, { g, b }: LineData, u: At, atBus: At): End {
  return {
    name: "sending",
    active: (k, t) => (g === null ? active(k, t) : active(k, t).plus(u(k, t).times(g(k)))),
    reactive: (k, t) => (b === null ? reactive(k, t) : reactive(k, t).minus(u(k, t).times(b(k)))),
    voltage: atBus,
  };
}

function receivingEnd(
  { active, reactive, voltage, current }: Variables,
  { r, x, g, b, receivingScale }: LineData,
  to: Relation<"line", "bus">,
  atBus: At,
): End {
  const w: At = (k, t) => voltage(to(k), t).times(receivingScale(k));
  const less = (flow: At, share: Parameter<readonly [Line]>): At =>
    current === null ? flow : (k, t) => flow(k, t).minus(current(k, t).times(share(k)));
  const leftActive = less(active, r);
  const leftReactive = less(reactive, x);
  return {
    name: "receiving",
    active: (k, t) => (g === null ? leftActive(k, t) : leftActive(k, t).minus(w(k, t).times(g(k)))),
    reactive: (k, t) => (b === null ? leftReactive(k, t) : leftReactive(k, t).plus(w(k, t).times(b(k)))),
    voltage: atBus,
  };
}

interface Ends {
  readonly from: Relation<"line", "bus">;
  readonly to: Relation<"line", "bus">;
  readonly sending: End;
  readonly receiving: End;
}

function balances(
  scope: Scope,
  resources: readonly Resource[],
  tree: Tree,
  voltage: Variable<BusHour>,
  { from, to, sending, receiving }: Ends,
): readonly [Constraint<BusHour>, Constraint<BusHour>] {
  const { bus, hour } = scope;
  const kept = (name: string, values: Float64Array) =>
    values.some((value) => value !== 0) ? scope.parameter(name, [bus], coefficients(values, 1 / tree.basePower)) : null;
  const conductance = kept("shunt conductance", tree.shuntActive);
  const susceptance = kept("shunt susceptance", tree.shuntReactive);
  const active = injections(resources, ({ active: own }) => own);
  const reactive = injections(resources, ({ reactive: own }) => own);
  return [
    scope.constraint("active balance (1)", [bus, hour], (i, t) => {
      const arriving = sum([to.of(i)], (k) => receiving.active(k, t)).minus(
        sum([from.of(i)], (k) => sending.active(k, t)),
      );
      const shunts = conductance === null ? arriving : arriving.minus(voltage(i, t).times(conductance(i)));
      return active(shunts, i, t).eq(0);
    }),
    scope.constraint("reactive balance (2)", [bus, hour], (i, t) => {
      const arriving = sum([to.of(i)], (k) => receiving.reactive(k, t)).minus(
        sum([from.of(i)], (k) => sending.reactive(k, t)),
      );
      const shunts = susceptance === null ? arriving : arriving.plus(voltage(i, t).times(susceptance(i)));
      return reactive(shunts, i, t).eq(0);
    }),
  ];
}

/** Adds what all resources inject to what lines bring. */
function injections(
  resources: readonly Resource[],
  part: (resource: Resource) => Injection | null,
): (branchFlow: Affine, i: Index<"bus">, t: Index<"hour">) => Affine {
  const parts = resources.map(part).filter((injection) => injection !== null);
  return (branchFlow, i, t) => parts.reduce((all, injection) => all.plus(injection(i, t)), branchFlow);
}
