/**
 * On-load tap changers, and step regulators in lines: an ideal transformer r : 1 at the sending end of a branch, where r is
 * chosen from steps hour by hour. v_kt is the square of the voltage before the tap, u_kt that behind it, in the network's unit.
 *
 *   r_ks = r0_k + s dr_k                                    ratio at step s = s_min_k, ..., s_max_k
 *   sum_s y_kst = 1,  y binary                              one step
 *   sum_s w_kst = v_kt
 *   v_min y_kst <= w_kst <= v_max y_kst                     w = v at the step that is on, 0 at all others
 *   u_kt = sum_s w_kst / r_ks^2
 *
 * The product v y is written exactly, and as tightly as linear rows can (Balas' convex hull of the disjunction): with
 * whole y nothing is approximated. As in a feeder's data the ratio is that of the voltages from : to, so that a higher
 * step lowers the voltage behind it, as in pandapower and MATPOWER.
 */
import { ClearwattError } from "../../src/errors.ts";
import {
  type Affine,
  type Index,
  type IndexSet,
  type NamedExpression,
  type Parameter,
  set,
  sum,
  type Variable,
} from "../../src/language/index.ts";
import type { Hour, Scope, TapChangers } from "../../src/market/index.ts";
import { DeviceGroup } from "./device-group.ts";
import { type Fields, nameField } from "./fields.ts";
import { type SwitchingRow, switching, switchingFields } from "./switching.ts";

export interface OnLoadTapChangerRow extends SwitchingRow {
  readonly name: string | number;
  /** Name of the transformer, or of the line, at whose sending end it sits. Its ratio stands in place of the feeder's. */
  readonly branch: string | number;
  readonly lowestStep: number;
  readonly highestStep: number;
  /** Change of the ratio with each step, per unit: 0.0125. */
  readonly stepSize: number;
  /** Ratio at step 0; 1 where it is not given. */
  readonly neutralRatio?: number;
}

export interface OnLoadTapChangers<Name extends string = string> extends TapChangers {
  readonly unit: IndexSet<Name>;
  /** The step in each hour. */
  readonly step: NamedExpression<readonly [IndexSet<Name>, Hour]>;
  /** r. */
  readonly ratio: NamedExpression<readonly [IndexSet<Name>, Hour]>;
  /** Steps moved; null where no row limits or prices them. Has only those whose row does. */
  readonly switched: Variable<readonly [IndexSet<Name>, Hour]> | null;
}

export const onLoadTapChangerFields: Fields<OnLoadTapChangerRow> = {
  name: nameField,
  branch: { kind: "branch", about: "Transformer, or line, at whose sending end it sits.", required: true },
  lowestStep: { about: "Lowest step.", required: true, from: -1000, to: 1000, whole: true },
  highestStep: { about: "Highest step.", required: true, from: -1000, to: 1000, whole: true },
  stepSize: { about: "Change of the ratio with each step, per unit.", required: true, above: 0 },
  neutralRatio: { about: "Ratio at step 0, per unit.", above: 0, otherwise: 1 },
  ...switchingFields,
};

type Group = DeviceGroup<OnLoadTapChangerRow>;
type Step = IndexSet<"step">;
type UnitStep = readonly [IndexSet<string>, Step];
type UnitStepHour = readonly [IndexSet<string>, Step, Hour];

/** Adds tap changers to a model; the network of a feeder of the market takes them. Throws a ClearwattError where a row cannot be. */
export function onLoadTapChanger<const Name extends string>(
  scope: Scope,
  name: Name,
  rows: readonly OnLoadTapChangerRow[],
): OnLoadTapChangers<Name>;
export function onLoadTapChanger(scope: Scope, name: string, rows: readonly OnLoadTapChangerRow[]): OnLoadTapChangers {
  const group = new DeviceGroup(scope, name, rows, onLoadTapChangerFields);
  const { unit, scope: own } = group;
  const { hour } = own;
  const branches = branchesOf(group);
  const { steps, ratios } = stepsOf(group);
  const at = own.variable("at step", [unit, steps, hour], {
    kind: "binary",
    where: (k, s) => ratios(k, s).above(0),
    unit: "1",
  });
  const chosen = (k: Index<string>, s: Index<"step">, t: Index<"hour">) => at.has(k, s, t);
  own.constraint("one step", [unit, hour], (k, t) =>
    sum([steps], (s) => at(k, s, t), { where: (s) => chosen(k, s, t) }).eq(1),
  );
  const step = own.expression("step", [unit, hour], (k, t) =>
    sum([steps], (s) => at(k, s, t).times(s.number), { where: (s) => chosen(k, s, t) }),
  );
  const ratio = own.expression("ratio", [unit, hour], (k, t) =>
    sum([steps], (s) => at(k, s, t).times(ratios(k, s)), { where: (s) => chosen(k, s, t) }),
  );
  const addTo: TapChangers["addTo"] = (before, lowest, highest) =>
    behindTaps(group, at, ratios, before, lowest, highest);
  return own.enterTapChangers({ name, unit, branches, step, ratio, ...switching(group, step), addTo });
}

function behindTaps(
  { scope: own, name, unit }: Group,
  at: Variable<UnitStepHour>,
  ratios: Parameter<UnitStep>,
  before: (k: Index<string>, t: Index<"hour">) => Affine,
  lowest: number,
  highest: number,
): NamedExpression<readonly [IndexSet<string>, Hour]> {
  const { hour } = own;
  const [, steps] = at.over;
  if (!Number.isFinite(highest) || lowest > highest)
    throw new ClearwattError(
      `The squared voltage before the taps of "${name}" is within ${lowest} and ${highest}. Give the network a voltage band with a highest voltage at their buses.`,
      { code: "contradiction", data: { what: "squared voltage", name, lower: lowest, upper: highest } },
    );
  const where = (k: Index<string>, s: Index<"step">, t: Index<"hour">) => at.has(k, s, t);
  const voltage = own.variable("squared voltage at step", at.over, { where: (k, s) => ratios(k, s).above(0) });
  own.constraint("squared voltage before the tap", [unit, hour], (k, t) =>
    sum([steps], (s) => voltage(k, s, t), { where: (s) => where(k, s, t) }).eq(before(k, t)),
  );
  own.constraint("highest squared voltage", at.over, (k, s, t) => voltage(k, s, t).le(at(k, s, t).times(highest)), {
    where,
  });
  own.constraint("lowest squared voltage", at.over, (k, s, t) => voltage(k, s, t).ge(at(k, s, t).times(lowest)), {
    where,
  });
  return own.expression("squared voltage behind the tap", [unit, hour], (k, t) =>
    sum([steps], (s) => voltage(k, s, t).dividedBy(ratios(k, s)).dividedBy(ratios(k, s)), {
      where: (s) => where(k, s, t),
    }),
  );
}

function branchesOf(group: Group): readonly string[] {
  const branches = group.rows.map(({ branch }) => String(branch));
  branches.forEach((branch, k) => {
    if (branches.indexOf(branch) < k)
      group.refuse(k, `sits in the branch "${branch}", as another one does`, {
        code: "duplicate",
        data: { what: "branch", found: branch },
      });
  });
  return branches;
}

/** The steps of all tap changers, with the ratio of each; 0 where one does not have a step. */
function stepsOf(group: Group): { steps: Step; ratios: Parameter<UnitStep> } {
  const { scope, unit } = group;
  const lowest = group.each("lowestStep");
  const highest = group.each("highestStep");
  group.ordered("lowestStep", lowest, "highestStep", highest);
  const before = group.each("stepBefore", (_, k) => lowest[k]!);
  group.ordered("lowestStep", lowest, "stepBefore", before);
  group.ordered("stepBefore", before, "highestStep", highest);
  const size = group.each("stepSize");
  const neutral = group.each("neutralRatio");
  const least = Math.min(...lowest);
  const steps = set(
    "step",
    Array.from({ length: Math.max(...highest) - least + 1 }, (_, s) => least + s),
  );
  const ratioAt = (k: number, s: number) => (s < lowest[k]! || s > highest[k]! ? 0 : neutral[k]! + s * size[k]!);
  group.rows.forEach((_, k) => {
    const ratio = ratioAt(k, lowest[k]!);
    if (ratio <= 0)
      group.refuse(k, `has the ratio ${ratio} at its lowest step, which must be above 0`, {
        code: "out-of-range",
        data: { what: "ratio", found: ratio, least: 0 },
      });
  });
  const values = group.rows.flatMap((_, k) => steps.labels.map((label) => ratioAt(k, Number(label))));
  return { steps, ratios: scope.parameter("ratio at step", [unit, steps], values, "1") };
}
