/**
 * Flexible loads: part of what was planned is moved to other hours or not served at all. L_jt is the plan.
 *
 *   N_jt = L_jt + U_jt - D_jt - S_jt >= 0                    served: moved here, moved away, shed
 *   L_min_jt <= L_jt + U_jt - D_jt <= L_max_jt               by U_jt <= L_max_jt - L_jt, D_jt <= L_jt - L_min_jt
 *   sum of U_jt - D_jt over the hours of a window = 0        energy is moved, not lost
 *   0 <= S_jt <= S_max_jt
 *   reactive power     tan(phi_j) N_jt                       the power factor is kept
 *   cost               sum_jt  h (k_shift_j U_jt + k_shed_jt S_jt)
 *
 * A window is a day of 24 h from the first hour, or the hours that the options name. Where moving costs nothing, U and D
 * of an hour may both be positive; what is served is their difference and is right all the same.
 */
import { ClearwattError } from "../../src/errors.ts";
import {
  type Affine,
  type IndexSet,
  type NamedExpression,
  type Parameter,
  type Relation,
  relation,
  set,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Hour, Scope } from "../../src/market/index.ts";
import { days } from "./days.ts";
import { type ByDevice, type DecidedResource, DeviceGroup, type DeviceRow, given } from "./device-group.ts";
import { type ByHour, busField, type Field, type Fields, nameField } from "./fields.ts";
import { reactiveShare } from "./power-factor.ts";

export interface FlexibleLoadRow extends DeviceRow {
  /** L, what is consumed where nothing is moved or shed, kW. */
  readonly active: ByHour;
  /** What moving may lower or raise it to, kW; the plan itself where they are not given. */
  readonly lowestActive?: ByHour;
  readonly highestActive?: ByHour;
  /** Most that may be shed, kW; 0 where it is not given. With it `shedCost` must be given. */
  readonly mostShed?: ByHour;
  /** money/kWh moved to another hour; 0 where it is not given. */
  readonly shiftCost?: number;
  /** money/kWh not served. */
  readonly shedCost?: ByHour;
  /** Above 0 and at most 1, lagging; 1 where it is not given. */
  readonly powerFactor?: number;
}

export interface FlexibleLoadOptions {
  /**
   * Lists of hours (labels) in each of which energy is kept, such as [[18, 19, 20], [21, 22]]; in hours that are in none,
   * nothing is moved. Every day where nothing is said.
   */
  readonly windows?: readonly (readonly (string | number)[])[];
}

export interface FlexibleLoads<Name extends string = string> extends DecidedResource {
  readonly unit: IndexSet<Name>;
  /** N, kW. */
  readonly served: NamedExpression<readonly [IndexSet<Name>, Hour]>;
  /** U and D, kW. */
  readonly movedHere: Variable<readonly [IndexSet<Name>, Hour]>;
  readonly movedAway: Variable<readonly [IndexSet<Name>, Hour]>;
  /** S, kW. */
  readonly shed: Variable<readonly [IndexSet<Name>, Hour]>;
  cost(): Affine;
}

export const flexibleLoadFields: Fields<FlexibleLoadRow> = {
  name: nameField,
  bus: busField,
  active: {
    about: "Plan: what is consumed where nothing is moved or shed.",
    unit: "kW",
    byHour: true,
    required: true,
    from: 0,
  },
  lowestActive: {
    about: "What moving may lower it to; the plan where it is not given.",
    unit: "kW",
    byHour: true,
    from: 0,
  },
  highestActive: {
    about: "What moving may raise it to; the plan where it is not given.",
    unit: "kW",
    byHour: true,
    from: 0,
  },
  mostShed: {
    about: "Most that may be shed; shedCost must be given too.",
    unit: "kW",
    byHour: true,
    from: 0,
    otherwise: 0,
  },
  shiftCost: { about: "What a kWh moved to another hour costs.", unit: "money/kWh", from: 0, otherwise: 0 },
  shedCost: { about: "What a kWh not served costs.", unit: "money/kWh", byHour: true },
  powerFactor: { about: "Power factor, lagging.", above: 0, to: 1, otherwise: 1 },
};

export const flexibleLoadOptions: Readonly<Record<keyof FlexibleLoadOptions, Field>> = {
  windows: {
    kind: "windows",
    about: "Lists of hours, in each of which energy is kept: every day where nothing is said.",
  },
};

type Group = DeviceGroup<FlexibleLoadRow>;

/** Adds a group of flexible loads to a model. Throws a ClearwattError where a row cannot be. */
export function flexibleLoad<const Name extends string>(
  scope: Scope,
  name: Name,
  rows: readonly FlexibleLoadRow[],
  options?: FlexibleLoadOptions,
): FlexibleLoads<Name>;
export function flexibleLoad(
  scope: Scope,
  name: string,
  rows: readonly FlexibleLoadRow[],
  options: FlexibleLoadOptions = {},
): FlexibleLoads {
  const group: Group = new DeviceGroup(scope, name, rows, flexibleLoadFields);
  const { unit, scope: own } = group;
  const { hour } = own;
  const at = group.busOf("bus");
  const { planned, movedHere, movedAway } = moved(group, windowsOf(group, options.windows));
  const shed = shedding(group);
  const served = own.expression("served", [unit, hour], (j, t) =>
    movedHere(j, t).minus(movedAway(j, t)).minus(shed(j, t)).plus(planned(j, t)),
  );
  own.constraint("no less than nothing served", [unit, hour], (j, t) => served(j, t).ge(0));
  const hasReactive = group.has("powerFactor");
  const shares = group.each("powerFactor").map(reactiveShare);
  const share = group.parameter("kVAr per kW", shares, "kVAr/kW");
  const active: ByDevice = (j, t) => served(j, t).times(-1);
  const reactive: ByDevice | null = hasReactive ? (j, t) => served(j, t).times(share(j)).times(-1) : null;
  const cost = costOf(group, movedHere, shed);
  return group.enter(at, { active, reactive, cost }, { unit, served, movedHere, movedAway, shed });
}

type ByUnit = readonly [IndexSet<string>, Hour];

interface Windows {
  readonly within: Hour;
  readonly window: IndexSet<string>;
  readonly windowOf: Relation<"hour", string>;
}

function windowsOf({ scope, name }: Group, windows: FlexibleLoadOptions["windows"]): Windows {
  const { hour } = scope;
  if (windows === undefined) {
    const { day, dayOf } = days(scope);
    return { within: hour, window: day, windowOf: dayOf };
  }
  if (windows.length === 0)
    throw new ClearwattError(`"${name}" has an empty list of windows. Leave it away for whole days.`);
  const number = new Map<string, string>();
  windows.forEach((hours, w) => {
    for (const label of hours.map(String)) {
      if (number.has(label))
        throw new ClearwattError(
          `The hour "${label}" is in windows ${number.get(label)} and ${w + 1} of "${name}". Windows must not overlap.`,
        );
      number.set(label, String(w + 1));
    }
  });
  const within = hour.subset(`hours in windows of ${name}`, [...number.keys()]);
  const window = set("window", windows.length);
  return { within, window, windowOf: relation(within, window, Object.fromEntries(number)) };
}

interface Moved {
  readonly planned: Parameter<ByUnit>;
  readonly movedHere: Variable<ByUnit>;
  readonly movedAway: Variable<ByUnit>;
}

function moved(group: Group, { within, window, windowOf }: Windows): Moved {
  const { scope: own, unit } = group;
  const { hour } = own;
  const plan = group.hourly("active");
  const room = roomToMove(group, plan, new Set(within.labels));
  const planned = group.parameterByHour("planned", plan, "kW");
  const mostHere = group.parameterByHour("most moved here", room.here, "kW");
  const mostAway = group.parameterByHour("most moved away", room.away, "kW");
  const movedHere = own.variable("moved here", [unit, hour], { upper: (j, t) => mostHere(j, t), unit: "kW" });
  const movedAway = own.variable("moved away", [unit, hour], { upper: (j, t) => mostAway(j, t), unit: "kW" });
  own.constraint("energy kept", [unit, window], (j, w) =>
    sum([windowOf.of(w)], (t) => movedHere(j, t).minus(movedAway(j, t))).eq(0),
  );
  return { planned, movedHere, movedAway };
}

/** How far the load may be raised and lowered; not at all in hours that are in no window. */
function roomToMove(
  group: Group,
  plan: Float64Array,
  within: ReadonlySet<string>,
): { here: Float64Array; away: Float64Array } {
  const { labels, size } = group.scope.hour;
  const planned = (row: FlexibleLoadRow, _: number, t: number) =>
    typeof row.active === "number" ? row.active : row.active[t]!;
  const lowest = group.hourly("lowestActive", planned);
  const highest = group.hourly("highestActive", planned);
  group.ordered("lowestActive", lowest, "active", plan);
  group.ordered("active", plan, "highestActive", highest);
  const movable = (at: number) => within.has(labels[at % size]!);
  return {
    here: highest.map((most, at) => (movable(at) ? most - plan[at]! : 0)),
    away: lowest.map((least, at) => (movable(at) ? plan[at]! - least : 0)),
  };
}

function shedding(group: Group): Variable<ByUnit> {
  const { scope: own } = group;
  const { hour } = own;
  const limits = group.hourly("mostShed");
  group.rows.forEach((row, k) => {
    if (given(row.mostShed) && !given(row.shedCost))
      group.refuse(k, "has mostShed and no shedCost. Say what a kWh that is not served costs");
  });
  const most = group.parameterByHour("most shed", limits, "kW");
  const shed = own.variable("shed", [group.unit, hour], { upper: (j, t) => most(j, t), unit: "kW" });
  group.limit("power", shed, "upper", limits, "do without");
  return shed;
}

function costOf(group: Group, movedHere: Variable<ByUnit>, shed: Variable<ByUnit>): () => Affine {
  const { unit, scope } = group;
  const { hour, money, duration: h } = scope;
  const shift = group.parameter("shift cost", group.each("shiftCost"), `${money}/kWh`);
  const lost = group.parameterByHour("shed cost", group.hourly("shedCost", 0), `${money}/kWh`);
  return () =>
    sum([unit, hour], (j, t) =>
      movedHere(j, t)
        .times(shift(j))
        .plus(shed(j, t).times(lost(j, t)))
        .times(h),
    );
}
