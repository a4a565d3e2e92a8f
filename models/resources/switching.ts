/**
 * Switching of devices with steps. s_kt is the step of device k in hour t.
 *
 *   n_kt >= s_kt - s_k,t-1,  n_kt >= s_k,t-1 - s_kt           steps moved
 *   sum of n_kt over the hours of a day <= N_k
 *   cost       sum_kt  c_k n_kt
 *
 * The first hour counts where the step before it is given.
 */
import { type Affine, type Index, type IndexSet, sum, type Variable } from "../../src/language/index.ts";
import type { Hour } from "../../src/market/index.ts";
import { days } from "./days.ts";
import { type DeviceGroup, given } from "./device-group.ts";
import type { Fields } from "./fields.ts";

export interface SwitchingRow {
  readonly name: string | number;
  /** Most steps moved in a day, up and down together; no limit where it is not given. */
  readonly mostSwitchings?: number;
  /** Money for each step moved; 0 where it is not given. */
  readonly switchingCost?: number;
  /** The step before the first hour; any, and moved from for nothing, where it is not given. */
  readonly stepBefore?: number;
}

export const switchingFields: Fields<Omit<SwitchingRow, "name">> = {
  mostSwitchings: {
    about: "Most steps moved in a day, up and down together; no limit where it is not given.",
    from: 0,
    whole: true,
  },
  switchingCost: { about: "What each step moved costs.", unit: "money", from: 0, otherwise: 0 },
  stepBefore: {
    about: "Step before the first hour; any, and moved from for nothing, where it is not given.",
    whole: true,
  },
};

export interface Switching {
  /** n, steps moved; null where no row limits or prices them. */
  readonly switched: Variable<readonly [IndexSet<string>, Hour]> | null;
  cost(): Affine | 0;
}

/** Adds the counting of steps moved for the devices whose row limits or prices them. */
export function switching<Row extends SwitchingRow>(
  group: DeviceGroup<Row>,
  step: (k: Index<string>, t: Index<"hour">) => Affine,
): Switching {
  const { scope: own, name } = group;
  const { hour, money } = own;
  const most = group.each("mostSwitchings", 0);
  const price = group.each("switchingCost");
  const counted = group.those(
    `${name} whose steps count`,
    (row) => given(row.mostSwitchings) || given(row.switchingCost),
  );
  if (counted === null) return { switched: null, cost: () => 0 };
  const switched = own.variable("switched", [counted, hour], { unit: "1" });
  countSteps(group, counted, switched, step);
  limitDays(group, switched, most);
  const costs = group.parameter("switching cost", price, money);
  return { switched, cost: () => sum([counted, hour], (k, t) => switched(k, t).times(costs(k))) };
}

type Counter = Variable<readonly [IndexSet<string>, Hour]>;

function countSteps<Row extends SwitchingRow>(
  group: DeviceGroup<Row>,
  counted: IndexSet<string>,
  switched: Counter,
  step: (k: Index<string>, t: Index<"hour">) => Affine,
): void {
  const { scope: own, name } = group;
  const { hour } = own;
  const later = { where: (_: Index<string>, t: Index<"hour">) => t.after(hour.first) };
  own.constraint(
    "switched up",
    [counted, hour],
    (k, t) => switched(k, t).ge(step(k, t).minus(step(k, t.previous))),
    later,
  );
  own.constraint(
    "switched down",
    [counted, hour],
    (k, t) => switched(k, t).ge(step(k, t.previous).minus(step(k, t))),
    later,
  );
  const known = group.those(`${name} with a step before`, (row) => given(row.stepBefore));
  const before = group.each("stepBefore", 0);
  if (known === null) return;
  const from = group.parameter("step before", before, "1");
  const both = { where: (k: Index<string>) => k.in(counted) };
  const { first } = hour;
  own.constraint(
    "switched up in the first hour",
    [known],
    (k) => switched(k, first).ge(step(k, first).minus(from(k))),
    both,
  );
  own.constraint(
    "switched down in the first hour",
    [known],
    (k) => switched(k, first).plus(step(k, first)).ge(from(k)),
    both,
  );
}

function limitDays<Row extends SwitchingRow>(group: DeviceGroup<Row>, switched: Counter, most: Float64Array): void {
  const limited = group.having("mostSwitchings");
  if (limited === null) return;
  const { scope } = group;
  const { day, dayOf } = days(scope);
  const limit = group.parameter("most switchings", most, "1");
  scope.constraint("switchings in a day", [limited, day], (k, d) =>
    sum([dayOf.of(d)], (t) => switched(k, t)).le(limit(k)),
  );
}
