/**
 * Soft open points: two converters back to back in place of a normally open switch, which move active power between two
 * buses and give reactive power at both. P and Q are what each converter gives to its bus.
 *
 *   P1_kt + P2_kt + A_k (S1_kt + S2_kt) = 0                  what goes in comes out, less the losses
 *   || (P1_kt, Q1_kt) || <= S1_kt <= S_max_k, and so for 2     cones, or polygons in them
 *
 * The losses A S are those of Cao, Wu, Jenkins, Wang, Green (Applied Energy 165 (2016) 36), and their relaxation to cones.
 * It is exact where energy is worth something at either end. Where it has a negative price the model would lose more than
 * the converters do: `lossGap` says how much.
 */
import type { IndexSet, NamedExpression, Solution, Variable } from "../../src/language/index.ts";
import { sum } from "../../src/language/index.ts";
import type { Hour, Scope } from "../../src/market/index.ts";
import { type ApparentPowerLimit, apparentPowerField, limitApparentPower } from "./apparent-power.ts";
import { type DecidedResource, DeviceGroup } from "./device-group.ts";
import { type Field, type Fields, nameField } from "./fields.ts";

export interface SoftOpenPointRow {
  readonly name: string | number;
  /** The two buses. */
  readonly from: string | number;
  readonly to: string | number;
  /** Of each converter, kVA. */
  readonly ratedPower: number;
  /** kW lost in a converter for each kVA it carries, at least 0 and below 1; 0 where it is not given. */
  readonly lossCoefficient?: number;
}

export interface SoftOpenPointOptions {
  /** How apparent powers are written: "cone" where nothing is said. A polygon overstates losses by as much as it cuts off. */
  readonly apparentPower?: ApparentPowerLimit;
}

/** One of the two converters: what it gives to its bus, kW and kVAr, and the kVA it carries. */
export interface Converter<Name extends string = string> {
  readonly power: Variable<readonly [IndexSet<Name>, Hour]>;
  readonly reactivePower: Variable<readonly [IndexSet<Name>, Hour]>;
  readonly apparentPower: Variable<readonly [IndexSet<Name>, Hour]>;
}

export interface SoftOpenPoints<Name extends string = string> extends DecidedResource {
  readonly unit: IndexSet<Name>;
  readonly from: Converter<Name>;
  readonly to: Converter<Name>;
  /** kW lost in both converters. */
  readonly loss: NamedExpression<readonly [IndexSet<Name>, Hour]>;
  /** The largest kW by which the model's losses exceed A || (P, Q) || of both converters; 0 where it is exact. */
  lossGap(solution: Solution): number;
}

export const softOpenPointFields: Fields<SoftOpenPointRow> = {
  name: nameField,
  from: { kind: "bus", about: "Bus of the one converter.", required: true },
  to: { kind: "bus", about: "Bus of the other converter.", required: true },
  ratedPower: { about: "Rating of each converter.", unit: "kVA", required: true, from: 0 },
  lossCoefficient: {
    about: "Power lost in a converter for each kVA that it carries.",
    unit: "kW/kVA",
    from: 0,
    below: 1,
    otherwise: 0,
  },
};

export const softOpenPointOptions: Readonly<Record<keyof SoftOpenPointOptions, Field>> = {
  apparentPower: apparentPowerField,
};

type Group = DeviceGroup<SoftOpenPointRow>;

/** Adds a group of soft open points to a model. Throws a ClearwattError where a row cannot be. */
export function softOpenPoint<const Name extends string>(
  scope: Scope,
  name: Name,
  rows: readonly SoftOpenPointRow[],
  options?: SoftOpenPointOptions,
): SoftOpenPoints<Name>;
export function softOpenPoint(
  scope: Scope,
  name: string,
  rows: readonly SoftOpenPointRow[],
  options: SoftOpenPointOptions = {},
): SoftOpenPoints {
  const group: Group = new DeviceGroup(scope, name, rows, softOpenPointFields);
  const { unit, scope: own } = group;
  const { hour } = own;
  const atFrom = group.busOf("from");
  const atTo = group.busOf("to");
  rows.forEach((row, k) => {
    if (String(row.from) === String(row.to)) group.refuse(k, `has both ends at the bus "${row.to}"`);
  });
  const coefficients = group.each("lossCoefficient");
  const coefficient = group.parameter("loss coefficient", coefficients, "kW/kVA");
  const [from, to] = converters(group, options.apparentPower ?? "cone");
  const loss = own.expression("loss", [unit, hour], (k, t) =>
    from.apparentPower(k, t).plus(to.apparentPower(k, t)).times(coefficient(k)),
  );
  own.constraint("balance", [unit, hour], (k, t) => from.power(k, t).plus(to.power(k, t)).plus(loss(k, t)).eq(0));
  const buses = [...new Set(rows.flatMap((row) => [String(row.from), String(row.to)]))];
  return own.enter({
    name,
    buses,
    unit,
    from,
    to,
    loss,
    active: (i, t) => sum([atFrom.of(i)], (k) => from.power(k, t)).plus(sum([atTo.of(i)], (k) => to.power(k, t))),
    reactive: (i, t) =>
      sum([atFrom.of(i)], (k) => from.reactivePower(k, t)).plus(sum([atTo.of(i)], (k) => to.reactivePower(k, t))),
    cost: () => 0,
    lossGap: (solution: Solution) => lossGapOf(solution, [from, to], coefficients, hour.size),
  });
}

function converters(group: Group, limit: ApparentPowerLimit): readonly [Converter, Converter] {
  const { scope: own, unit } = group;
  const { hour } = own;
  const rated = group.parameter("rated power", group.each("ratedPower"), "kVA");
  const converter = (end: "from" | "to"): Converter => {
    const power = own.variable(`power at ${end}`, [unit, hour], { lower: -Infinity, unit: "kW" });
    const reactivePower = own.variable(`reactive power at ${end}`, [unit, hour], {
      lower: -Infinity,
      unit: "kVAr",
    });
    const apparentPower = own.variable(`apparent power at ${end}`, [unit, hour], {
      upper: (k) => rated(k),
      unit: "kVA",
    });
    limitApparentPower(own, `converter at ${end}`, unit, limit, (k, t) => ({
      active: power(k, t),
      reactive: reactivePower(k, t),
      bound: apparentPower(k, t),
    }));
    return { power, reactivePower, apparentPower };
  };
  return [converter("from"), converter("to")];
}

function lossGapOf(solution: Solution, ends: readonly Converter[], coefficients: Float64Array, hours: number): number {
  let worst = 0;
  const values = ends.map(({ power, reactivePower, apparentPower }) =>
    [power, reactivePower, apparentPower].map((part) => solution.value(part).data),
  );
  for (let at = 0; at < coefficients.length * hours; at++) {
    let carried = 0;
    for (const [p, q, s] of values) carried += s![at]! - Math.hypot(p![at]!, q![at]!);
    worst = Math.max(worst, carried * coefficients[Math.floor(at / hours)]!);
  }
  return worst;
}
