/**
 * Photovoltaics: what the sun allows may be curtailed, and the inverter may give and take reactive power.
 *
 *   available           A_gt = C_g a_gt                             capacity times profile
 *   (1 - c_g) A_gt <= P_gt <= A_gt                                  c_g the share that may be curtailed
 *   inverter            || (P_gt, Q_gt) || <= S_g                   a cone, or a polygon in it
 *   power factor        -tan(phi_g) P_gt <= Q_gt <= tan(phi_g) P_gt
 *   cost                sum_gt  h k_gt (A_gt - P_gt)                what is paid for curtailing
 */
import {
  type Affine,
  type IndexSet,
  type NamedExpression,
  type Parameter,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Hour, Scope } from "../../src/market/index.ts";
import { type ApparentPowerLimit, apparentPowerField, limitRatedPower } from "./apparent-power.ts";
import { type DecidedResource, DeviceGroup, type DeviceRow, given } from "./device-group.ts";
import { type ByHour, busField, type Field, type Fields, nameField } from "./fields.ts";
import { limitPowerFactor } from "./power-factor.ts";

export interface PhotovoltaicRow extends DeviceRow {
  /** kW */
  readonly capacity: number;
  /** kW for each kW of capacity, 0 to 1.5; that of the options where it is not given. */
  readonly profile?: ByHour;
  /** Share of what is available that may be curtailed, 0 to 1; all of it where it is not given. */
  readonly mostCurtailed?: number;
  /** money/kWh curtailed; 0 where it is not given. */
  readonly curtailmentCost?: ByHour;
  /** Of the inverter, kVA. A row without it and without a power factor gives no reactive power. */
  readonly ratedPower?: number;
  /** Least power factor, above 0 and at most 1, leading or lagging. */
  readonly leastPowerFactor?: number;
}

export interface PhotovoltaicOptions {
  /** For the rows that have none of their own. */
  readonly profile?: ByHour;
  /** How `ratedPower` is written: "cone" where nothing is said. */
  readonly apparentPower?: ApparentPowerLimit;
}

export interface Photovoltaics<Name extends string = string> extends DecidedResource {
  readonly unit: IndexSet<Name>;
  /** A, kW: other weather in an open session is `session.set(pv.available, ...)`. */
  readonly available: Parameter<readonly [IndexSet<Name>, Hour]>;
  /** P, kW. */
  readonly power: Variable<readonly [IndexSet<Name>, Hour]>;
  /** A - P, kW. */
  readonly curtailed: NamedExpression<readonly [IndexSet<Name>, Hour]>;
  /** Q, kVAr; null where no row has an inverter that gives any. */
  readonly reactivePower: Variable<readonly [IndexSet<Name>, Hour]> | null;
  cost(): Affine;
}

const profileField = {
  about: "Power that the sun allows for each kW of capacity.",
  byHour: true,
  from: 0,
  to: 1.5,
  advice: "Give kW for each kW of capacity: 0.6 where 60 % of it can be had",
} as const;

export const photovoltaicFields: Fields<PhotovoltaicRow> = {
  name: nameField,
  bus: busField,
  capacity: { about: "Power at a profile of 1.", unit: "kW", required: true, from: 0 },
  profile: profileField,
  mostCurtailed: { about: "Share of what is available that may be curtailed.", from: 0, to: 1, otherwise: 1 },
  curtailmentCost: { about: "What a kWh curtailed costs.", unit: "money/kWh", byHour: true, otherwise: 0 },
  ratedPower: { about: "Rating of the inverter, with which it gives and takes reactive power.", unit: "kVA", from: 0 },
  leastPowerFactor: {
    about: "Least power factor, leading or lagging; no limit where it is not given.",
    above: 0,
    to: 1,
  },
};

export const photovoltaicOptions: Readonly<Record<keyof PhotovoltaicOptions, Field>> = {
  profile: { ...profileField, about: "Profile of the plants that have none of their own." },
  apparentPower: apparentPowerField,
};

type Group = DeviceGroup<PhotovoltaicRow>;
type ByUnit = readonly [IndexSet<string>, Hour];

/** Adds a group of photovoltaic plants to a model. Throws a ClearwattError where a row cannot be. */
export function photovoltaic<const Name extends string>(
  scope: Scope,
  name: Name,
  rows: readonly PhotovoltaicRow[],
  options?: PhotovoltaicOptions,
): Photovoltaics<Name>;
export function photovoltaic(
  scope: Scope,
  name: string,
  rows: readonly PhotovoltaicRow[],
  options: PhotovoltaicOptions = {},
): Photovoltaics {
  const { profile } = options;
  const profiled = profile === undefined ? rows : rows.map((row) => ({ ...row, profile: row.profile ?? profile }));
  const group: Group = new DeviceGroup(scope, name, profiled, photovoltaicFields);
  const { unit, scope: own } = group;
  const { hour, money, duration } = own;
  const at = group.busOf("bus");
  const available = group.parameterByHour("available power", availableIn(group), "kW");
  const kept = group.parameter(
    "share kept",
    group.each("mostCurtailed").map((share) => 1 - share),
    "1",
  );
  const power = own.variable("power", [unit, hour], {
    lower: (g, t) => available(g, t).times(kept(g)),
    upper: (g, t) => available(g, t),
    unit: "kW",
  });
  const curtailed = own.expression("curtailed", [unit, hour], (g, t) => power(g, t).times(-1).plus(available(g, t)));
  const reactivePower = reactivePowerOf(group, power, options.apparentPower ?? "cone");
  const price = group.parameterByHour("curtailment cost", group.hourly("curtailmentCost"), `${money}/kWh`);
  const cost = () => sum([unit, hour], (g, t) => curtailed(g, t).times(price(g, t)).times(duration));
  return group.enter(
    at,
    { active: power, reactive: reactivePower, cost },
    { unit, available, power, curtailed, reactivePower },
  );
}

function availableIn(group: Group): Float64Array {
  const { size } = group.scope.hour;
  const capacity = group.each("capacity");
  return group.hourly("profile").map((share, at) => share * capacity[Math.floor(at / size)]!);
}

function reactivePowerOf(
  group: Group,
  power: Variable<ByUnit>,
  apparentPower: ApparentPowerLimit,
): Variable<ByUnit> | null {
  if (!group.has("ratedPower", "leastPowerFactor")) return null;
  const { scope: own } = group;
  const { hour } = own;
  const gives = (row: PhotovoltaicRow) => given(row.ratedPower) || given(row.leastPowerFactor);
  const limits = Float64Array.from(group.rows, (row) => (gives(row) ? Infinity : 0));
  const most = group.parameter("most reactive power", limits, "kVAr");
  const reactivePower = own.variable("reactive power", [group.unit, hour], {
    lower: (g) => most(g).times(-1),
    upper: (g) => most(g),
    unit: "kVAr",
  });
  limitPowerFactor(group, power, reactivePower);
  limitRatedPower(group, apparentPower, power, reactivePower);
  return reactivePower;
}
