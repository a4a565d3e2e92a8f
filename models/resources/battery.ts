/**
 * Batteries. E_bt is the energy at the end of hour t, h the length of an hour.
 *
 *   charge              0 <= C_bt <= C_max_b,  0 <= D_bt <= D_max_b                 kW at the grid's side
 *   energy              E_bt = (1 - s_b)^h E_b,t-1 + h (eta_C_b C_bt - D_bt / eta_D_b),  E_min_b <= E_bt <= E_max_b
 *   end                 E_bT = E_b0, or what is asked for
 *   one way             C_bt <= C_max_b y_bt,  D_bt <= D_max_b (1 - y_bt),  y binary
 *   converter           || (D_bt - C_bt, Q_bt) || <= S_b                            a cone, or a polygon in it
 *   cost                sum_bt  h k_b (C_bt + D_bt)
 *
 * Why "one way" is needed: with eta_C eta_D < 1 charging and discharging at once burns energy, and where energy has a
 * negative price at the battery's bus - a negative market price, a feed-in that the grid cannot carry - that pays. No real
 * battery does it. A linear program cannot exclude it, so the binaries are there unless they are switched off: a result
 * that may be wrong has to be asked for. Where prices are known to be positive, "never" gives a linear program with
 * duals; with binaries the prices are those of `session.solveFixed`.
 */
import { ClearwattError } from "../../src/errors.ts";
import { type Affine, type IndexSet, type NamedExpression, sum, type Variable } from "../../src/language/index.ts";
import type { Hour, Scope } from "../../src/market/index.ts";
import { type ApparentPowerLimit, apparentPowerField, limitRatedPower } from "./apparent-power.ts";
import { type DecidedResource, DeviceGroup, type DeviceRow } from "./device-group.ts";
import { busField, type Field, type Fields, nameField } from "./fields.ts";
import { type Extremes, type StorageRow, storageFields, storedEnergy } from "./stored-energy.ts";

export interface BatteryRow extends DeviceRow, StorageRow {
  readonly name: string | number;
  /** Most power at the grid's side, kW; discharging with the same as charging where it is not given. */
  readonly chargingPower: number;
  readonly dischargingPower?: number;
  /** Wear, money for each kWh charged and each kWh discharged; 0 where it is not given. */
  readonly throughputCost?: number;
  /** Of the converter, kVA: with it the battery gives and takes reactive power too. */
  readonly ratedPower?: number;
}

export interface BatteryOptions {
  /**
   * Hours in which a battery must not charge and discharge at once, with a binary for each: "always" (where nothing is
   * said), the hours (labels) in which its price may be negative, or "never".
   */
  readonly exclusive?: "always" | "never" | readonly (string | number)[];
  /** How `ratedPower` is written: "cone" where nothing is said. */
  readonly apparentPower?: ApparentPowerLimit;
}

export interface Batteries<Name extends string = string> extends DecidedResource {
  readonly unit: IndexSet<Name>;
  /** C and D, kW at the grid's side. */
  readonly charged: Variable<readonly [IndexSet<Name>, Hour]>;
  readonly discharged: Variable<readonly [IndexSet<Name>, Hour]>;
  /** D - C, kW. */
  readonly power: NamedExpression<readonly [IndexSet<Name>, Hour]>;
  /** E, kWh at the end of the hour, and before the first. */
  readonly energy: Variable<readonly [IndexSet<Name>, Hour]>;
  readonly initialEnergy: Variable<readonly [IndexSet<Name>]>;
  /** Q, kVAr; null where no row has a rated power. */
  readonly reactivePower: Variable<readonly [IndexSet<Name>, Hour]> | null;
  cost(): Affine;
}

export const batteryFields: Fields<BatteryRow> = {
  name: nameField,
  bus: busField,
  ...storageFields,
  chargingPower: { about: "Most power when it charges, at the grid's side.", unit: "kW", required: true, from: 0 },
  dischargingPower: {
    about: "Most power when it discharges, at the grid's side; the same as charging where it is not given.",
    unit: "kW",
    from: 0,
  },
  throughputCost: {
    about: "Wear, for each kWh charged and each discharged.",
    unit: "money/kWh",
    from: 0,
    otherwise: 0,
  },
  ratedPower: { about: "Rating of the converter, with which it gives and takes reactive power.", unit: "kVA", from: 0 },
};

export const batteryOptions: Readonly<Record<keyof BatteryOptions, Field>> = {
  exclusive: {
    kind: "hours",
    words: ["always", "never"],
    about: "Hours in which a battery must not charge and discharge at once: always where nothing is said.",
  },
  apparentPower: apparentPowerField,
};

type Group = DeviceGroup<BatteryRow>;
type ByUnit = readonly [IndexSet<string>, Hour];

/** Adds a group of batteries to a model. Throws a ClearwattError where a row cannot be. */
export function battery<const Name extends string>(
  scope: Scope,
  name: Name,
  rows: readonly BatteryRow[],
  options?: BatteryOptions,
): Batteries<Name>;
export function battery(
  scope: Scope,
  name: string,
  rows: readonly BatteryRow[],
  options: BatteryOptions = {},
): Batteries {
  const group: Group = new DeviceGroup(scope, name, rows, batteryFields);
  const { unit, scope: own } = group;
  const { hour, money, duration } = own;
  const at = group.busOf("bus");
  const oneWay = exclusiveHours(group, options.exclusive ?? "always");
  const { charged, discharged } = powers(group, oneWay);
  const power = own.expression("power", [unit, hour], (b, t) => discharged(b, t).minus(charged(b, t)));
  const { energy, initialEnergy } = storedEnergy(group, charged, discharged, extremesOf(group, oneWay));
  const reactivePower = reactivePowerOf(group, power, options.apparentPower ?? "cone");
  const wear = group.parameter("throughput cost", group.each("throughputCost"), `${money}/kWh`);
  const cost = () => sum([unit, hour], (b, t) => charged(b, t).plus(discharged(b, t)).times(wear(b)).times(duration));
  return group.enter(
    at,
    { active: power, reactive: reactivePower, cost },
    { unit, charged, discharged, power, energy, initialEnergy, reactivePower },
  );
}

type Powers = Pick<Batteries, "charged" | "discharged">;

function dischargingPower(group: Group): Float64Array {
  return group.each("dischargingPower", (row) => row.chargingPower);
}

function powers(group: Group, oneWay: Hour | null): Powers {
  const { scope: own, unit } = group;
  const { hour } = own;
  const charging = group.each("chargingPower");
  const mostIn = group.parameter("charging power", charging, "kW");
  const discharging = dischargingPower(group);
  const mostOut = group.parameter("discharging power", discharging, "kW");
  const charged = own.variable("charged", [unit, hour], { upper: (b) => mostIn(b), unit: "kW" });
  const discharged = own.variable("discharged", [unit, hour], { upper: (b) => mostOut(b), unit: "kW" });
  group.limit("power", charged, "upper", charging, "charge with");
  group.limit("power", discharged, "upper", discharging, "give");
  if (oneWay === null) return { charged, discharged };
  const charges = own.variable("charging", [unit, oneWay], { kind: "binary", unit: "1" });
  own.constraint("charges one way", [unit, oneWay], (b, t) => charged(b, t).le(charges(b, t).times(mostIn(b))));
  own.constraint("discharges one way", [unit, oneWay], (b, t) =>
    discharged(b, t)
      .plus(charges(b, t).times(mostOut(b)))
      .le(mostOut(b)),
  );
  return { charged, discharged };
}

/**
 * Within the rating it charges as fast as it can, or discharges; where it may do both at once, charging what the converter
 * cannot give away takes most out of it.
 */
function extremesOf(group: Group, oneWay: Hour | null): Extremes {
  const [mostIn, mostOut] = [group.each("chargingPower"), dischargingPower(group)];
  const rated = group.each("ratedPower", Infinity);
  const exclusive = new Set(oneWay?.labels);
  const { labels } = group.scope.hour;
  return (k, t) => {
    const [into, outOf, rating] = [mostIn[k]!, mostOut[k]!, rated[k]!];
    const both = exclusive.has(labels[t]!) ? 0 : into;
    const discharged = Math.min(outOf, rating + both);
    return {
      most: { charged: Math.min(into, rating), discharged: 0 },
      least: { charged: Math.max(0, discharged - rating), discharged },
    };
  };
}

function exclusiveHours(
  { name, scope: { hour } }: Group,
  exclusive: NonNullable<BatteryOptions["exclusive"]>,
): Hour | null {
  if (exclusive === "always") return hour;
  if (exclusive === "never") return null;
  if (!Array.isArray(exclusive))
    throw new ClearwattError(
      `"${name}" has exclusive "${String(exclusive)}". Choose "always", "never" or a list of hours.`,
      { code: "unknown-name", data: { kind: "exclusive", found: exclusive, known: ["always", "never"], name } },
    );
  return exclusive.length === 0 ? null : hour.subset(`exclusive hours of ${name}`, exclusive);
}

function reactivePowerOf(
  group: Group,
  power: Batteries["power"],
  apparentPower: ApparentPowerLimit,
): Variable<ByUnit> | null {
  const { scope: own, unit } = group;
  if (!group.has("ratedPower")) return null;
  const { hour } = own;
  const most = group.parameter("most reactive power", group.each("ratedPower", 0), "kVAr");
  const reactivePower = own.variable("reactive power", [unit, hour], {
    lower: (b) => most(b).times(-1),
    upper: (b) => most(b),
    unit: "kVAr",
  });
  limitRatedPower(group, apparentPower, power, reactivePower);
  return reactivePower;
}
