/**
 * Apparent power: P^2 + Q^2 <= S^2, S >= 0.
 *
 *   "cone"       || (P, Q) || <= S
 *   polygon      (cos(a_n) P + sin(a_n) Q) / cos(pi / N) <= S  for the N sides n, a_n = (2n - 1) pi / N
 *
 * The polygon is linear. Its corners lie on the circle, four of them at (+-S, 0) and (0, +-S), so that it never allows
 * more than the circle does, and between two corners up to 1 - cos(pi / N) less: 1.9 % for 16 sides, 0.5 % for 32.
 */
import { type Affine, type Constant, type Index, type IndexSet, set } from "../../src/language/index.ts";
import type { Scope } from "../../src/market/index.ts";
import { checkSides } from "../network/limits/rating-polygons.ts";
import type { DeviceGroup } from "./device-group.ts";
import type { OptionField } from "./fields.ts";

/** A second-order cone, or the linear polygon in it with a multiple of 4 sides. */
export type ApparentPowerLimit = "cone" | { readonly sides: number };

export const apparentPowerField: OptionField = {
  kind: "apparentPower",
  about: "How apparent powers are limited: by a cone where nothing is said, or by a polygon in it, which is linear.",
};

/** P and Q of a device in an hour, and the S that holds them. */
export interface ApparentPower {
  readonly active: Affine;
  readonly reactive: Affine;
  readonly bound: Affine | Constant;
}

/** Adds the limit for every member of `unit` and hour. Throws where the polygon's number of sides is none. */
export function limitApparentPower(
  scope: Scope,
  title: string,
  unit: IndexSet<string>,
  apparentPower: ApparentPowerLimit,
  power: (k: Index<string>, t: Index<"hour">) => ApparentPower,
): void {
  const { hour } = scope;
  if (apparentPower === "cone") {
    scope.cone(title, [unit, hour], (k, t) => {
      const { active, reactive, bound } = power(k, t);
      return { norm: [active, reactive], bound };
    });
    return;
  }
  const sides = checkSides(apparentPower.sides);
  const side = set("side", sides);
  const angle = (n: string) => ((2 * Number(n) - 1) * Math.PI) / sides;
  const inner = Math.cos(Math.PI / sides);
  const cosine = scope.parameter(`${title}: share of P`, [side], (n) => Math.cos(angle(n)) / inner);
  const sine = scope.parameter(`${title}: share of Q`, [side], (n) => Math.sin(angle(n)) / inner);
  scope.constraint(title, [unit, hour, side], (k, t, n) => {
    const { active, reactive, bound } = power(k, t);
    return active
      .times(cosine(n))
      .plus(reactive.times(sine(n)))
      .le(bound);
  });
}

/** P and Q of a device by hour. */
type ByDevice = (k: Index<string>, t: Index<"hour">) => Affine;

/** Adds the limit for the devices whose row has `ratedPower`, kVA. */
export function limitRatedPower<Row extends { readonly name: string | number; readonly ratedPower?: number }>(
  group: DeviceGroup<Row>,
  apparentPower: ApparentPowerLimit,
  active: ByDevice,
  reactive: ByDevice,
): void {
  const { scope } = group;
  const limited = group.having("ratedPower");
  if (limited === null) return;
  const rated = group.parameter("rated power", group.each("ratedPower", 0), "kVA");
  limitApparentPower(scope, "apparent power", limited, apparentPower, (k, t) => ({
    active: active(k, t),
    reactive: reactive(k, t),
    bound: rated(k),
  }));
}
