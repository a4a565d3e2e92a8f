/**
 * Generators, and exchange with the grid upstream: where the lower limit is negative, power is sold at the same price.
 *
 *   P_min_gt <= P_gt <= P_max_gt,  Q_min_gt <= Q_gt <= Q_max_gt
 *   rated power         || (P_gt, Q_gt) || <= S_g                    a cone, or a polygon in it
 *   power factor        -tan(phi_g) P_gt <= Q_gt <= tan(phi_g) P_gt
 *   ramps               -D_g h <= P_gt - P_g,t-1 <= U_g h            h the length of an hour
 *   cost                sum_gt  h (c2_g P_gt^2 + c1_gt P_gt + c0_g),  c2 >= 0
 *
 * The polynomial is that of MATPOWER's gencost (Zimmerman, Murillo-Sanchez, Thomas, IEEE Trans. Power Syst. 26 (2011) 12),
 * in kW: c2 of MATPOWER in $/MW^2h times 1e-6, c1 in $/MWh times 1e-3, c0 in $/h as it is.
 * A price to sell at that is lower than the one to buy at: two rows, one to buy, one with highestActive 0 to sell.
 */
import {
  type Affine,
  type Index,
  type IndexSet,
  type NamedExpression,
  type Parameter,
  type Quadratic,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Hour, Scope } from "../../src/market/index.ts";
import { type ApparentPowerLimit, apparentPowerField, limitRatedPower } from "./apparent-power.ts";
import { type DecidedResource, DeviceGroup, type DeviceRow, given } from "./device-group.ts";
import { type ByHour, busField, type Field, type Fields, nameField } from "./fields.ts";
import { limitPowerFactor } from "./power-factor.ts";

export interface GeneratorRow extends DeviceRow {
  /** kW; 0 where the lower one is not given, negative where power may be sold, infinite for no limit. */
  readonly lowestActive?: ByHour;
  readonly highestActive: ByHour;
  /** kVAr, infinite for no limit. A row with neither and without rated power and power factor gives none. */
  readonly lowestReactive?: ByHour;
  readonly highestReactive?: ByHour;
  /** c1, money/kWh; 0 where it is not given. */
  readonly cost?: ByHour;
  /** c2, money/kWh for each kW; 0 where it is not given. */
  readonly quadraticCost?: number;
  /** c0, money/h, also where the generator gives nothing; 0 where it is not given. */
  readonly fixedCost?: number;
  /** Most apparent power, kVA; no limit where it is not given. */
  readonly ratedPower?: number;
  /** Least power factor, above 0 and at most 1, leading or lagging; no limit where it is not given. */
  readonly leastPowerFactor?: number;
  /** Most change from one hour to the next, kW in an hour of 60 minutes; no limit where it is not given. */
  readonly rampUp?: number;
  readonly rampDown?: number;
}

export interface GeneratorOptions {
  /** How `ratedPower` is written: "cone" where nothing is said. */
  readonly apparentPower?: ApparentPowerLimit;
}

export interface Generators<Name extends string = string> extends DecidedResource {
  readonly unit: IndexSet<Name>;
  /** P, kW. */
  readonly power: Variable<readonly [IndexSet<Name>, Hour]>;
  /** Q, kVAr; null where no row has a part in reactive power. */
  readonly reactivePower: Variable<readonly [IndexSet<Name>, Hour]> | null;
  /** c1, money/kWh: other prices in an open session are `session.set(units.price, ...)`. */
  readonly price: Parameter<readonly [IndexSet<Name>, Hour]>;
  /** Money by device and hour. */
  readonly costs: NamedExpression<readonly [IndexSet<Name>, Hour], Affine | Quadratic>;
  cost(): Affine | Quadratic;
}

export const generatorFields: Fields<GeneratorRow> = {
  name: nameField,
  bus: busField,
  lowestActive: {
    about: "Least power; negative where it may be sold.",
    unit: "kW",
    byHour: true,
    otherwise: 0,
    unlimited: "below",
  },
  highestActive: { about: "Most power.", unit: "kW", byHour: true, required: true, unlimited: "above" },
  lowestReactive: { about: "Least reactive power.", unit: "kVAr", byHour: true, unlimited: "below" },
  highestReactive: { about: "Most reactive power.", unit: "kVAr", byHour: true, unlimited: "above" },
  cost: { about: "What a kWh costs, and earns where power is sold.", unit: "money/kWh", byHour: true, otherwise: 0 },
  quadraticCost: {
    about: "What a kWh costs more with each kW.",
    unit: "money/kWh per kW",
    from: 0,
    otherwise: 0,
  },
  fixedCost: { about: "What each hour costs, also without power.", unit: "money/h", otherwise: 0 },
  ratedPower: { about: "Most apparent power; no limit where it is not given.", unit: "kVA", from: 0 },
  leastPowerFactor: {
    about: "Least power factor, leading or lagging; no limit where it is not given.",
    above: 0,
    to: 1,
  },
  rampUp: { about: "Most rise of the power within 60 minutes; no limit where it is not given.", unit: "kW/h", from: 0 },
  rampDown: {
    about: "Most fall of the power within 60 minutes; no limit where it is not given.",
    unit: "kW/h",
    from: 0,
  },
};

export const generatorOptions: Readonly<Record<keyof GeneratorOptions, Field>> = { apparentPower: apparentPowerField };

/** Adds a group of generators to a model. Throws a ClearwattError where a row cannot be. */
export function generator<const Name extends string>(
  scope: Scope,
  name: Name,
  rows: readonly GeneratorRow[],
  options?: GeneratorOptions,
): Generators<Name>;
export function generator(
  scope: Scope,
  name: string,
  rows: readonly GeneratorRow[],
  options: GeneratorOptions = {},
): Generators {
  const { hour } = scope;
  const group = new DeviceGroup(scope, name, rows, generatorFields);
  const { unit } = group;
  const at = group.busOf("bus");
  const power = activePower(group);
  const reactivePower = reactivePowerOf(group);
  if (reactivePower !== null) limitReactivePower(group, power, reactivePower, options.apparentPower ?? "cone");
  limitRamps(group, power);
  const price = group.parameterByHour("price", group.hourly("cost"), `${scope.money}/kWh`);
  const costs = costsOf(group, power, price);
  const cost = () => sum([unit, hour], (g, t) => costs(g, t));
  return group.enter(
    at,
    { active: power, reactive: reactivePower, cost },
    { unit, power, reactivePower, price, costs },
  );
}

type Group = DeviceGroup<GeneratorRow>;
type Power = Variable<readonly [IndexSet<string>, Hour]>;

function activePower(group: Group): Power {
  const { scope: own } = group;
  const { hour } = own;
  const lowest = group.hourly("lowestActive");
  const highest = group.hourly("highestActive");
  group.ordered("lowestActive", lowest, "highestActive", highest);
  const lower = group.parameterByHour("lowest power", lowest, "kW");
  const upper = group.parameterByHour("highest power", highest, "kW");
  const power = own.variable("power", [group.unit, hour], {
    lower: (g, t) => lower(g, t),
    upper: (g, t) => upper(g, t),
    unit: "kW",
  });
  group.limit("power", power, "lower", lowest, "give");
  group.limit("power", power, "upper", highest, "give");
  return power;
}

function reactivePowerOf(group: Group): Power | null {
  if (!group.has("lowestReactive", "highestReactive", "ratedPower", "leastPowerFactor")) return null;
  group.rows.forEach((row, k) => {
    if (given(row.lowestReactive) !== given(row.highestReactive))
      group.refuse(k, "has one of lowestReactive and highestReactive. Give both", {
        code: "missing-data",
        data: { what: given(row.lowestReactive) ? "highestReactive" : "lowestReactive" },
      });
  });
  const { scope: own } = group;
  const { hour } = own;
  const without = (row: GeneratorRow) => (given(row.ratedPower) || given(row.leastPowerFactor) ? Infinity : 0);
  const lowest = group.hourly("lowestReactive", (row) => -without(row));
  const highest = group.hourly("highestReactive", without);
  group.ordered("lowestReactive", lowest, "highestReactive", highest);
  const lower = group.parameterByHour("lowest reactive power", lowest, "kVAr");
  const upper = group.parameterByHour("highest reactive power", highest, "kVAr");
  return own.variable("reactive power", [group.unit, hour], {
    lower: (g, t) => lower(g, t),
    upper: (g, t) => upper(g, t),
    unit: "kVAr",
  });
}

function limitReactivePower(group: Group, power: Power, reactivePower: Power, apparentPower: ApparentPowerLimit): void {
  const { size } = group.scope.hour;
  const lowest = group.hourly("lowestActive");
  group.rows.forEach((row, k) => {
    if (given(row.leastPowerFactor) && lowest.subarray(k * size, (k + 1) * size).some((least) => least < 0))
      group.refuse(k, "has a leastPowerFactor and may take power (lowestActive below 0), for which it says nothing");
  });
  limitPowerFactor(group, power, reactivePower);
  limitRatedPower(group, apparentPower, power, reactivePower);
}

function limitRamps(group: Group, power: Power): void {
  const { scope: own, unit } = group;
  const { hour, duration } = own;
  const ramp = (field: "rampUp" | "rampDown", title: string, sign: 1 | -1) => {
    const limited = group.having(field);
    if (limited === null) return;
    const most = own.parameter(title, [unit], group.each(field, 0), "kW/h");
    own.constraint(title, [limited, hour], (g, t) =>
      power(g, t).minus(power(g, t.previous)).times(sign).le(most(g).times(duration)),
    );
  };
  ramp("rampUp", "ramp up", 1);
  ramp("rampDown", "ramp down", -1);
}

function costsOf(group: Group, power: Power, price: Generators["price"]): Generators["costs"] {
  const { scope: own, unit } = group;
  const { hour, money, duration: h } = own;
  const fixed = group.parameter("fixed cost", group.each("fixedCost"), `${money}/h`);
  const linear = (g: Index, t: Index<"hour">) => power(g, t).times(price(g, t)).plus(fixed(g));
  const curvature = group.each("quadraticCost");
  if (curvature.every((c2) => c2 === 0)) return own.expression("cost", [unit, hour], (g, t) => linear(g, t).times(h));
  const quadratic = group.parameter("quadratic cost", curvature, `${money}/(kWh kW)`);
  return own.expression("cost", [unit, hour], (g, t) =>
    power(g, t).squared().times(quadratic(g)).plus(linear(g, t)).times(h),
  );
}
