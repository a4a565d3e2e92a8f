/** Second-order cones as they are written in a model. */
import { type Affine, type Constant, type Expression, expression } from "./expression.ts";

/** u'u <= v w with v, w >= 0, where u is `norm` and (v, w) is `product`: the branch-flow cone of a line. */
export interface RotatedCone {
  readonly norm: readonly Affine[];
  readonly product: readonly [Affine | Constant | number, Affine | Constant | number];
}

/** ||u|| <= v, where u is `norm` and v is `bound`: the apparent power of a line. */
export interface NormCone {
  readonly norm: readonly Affine[];
  readonly bound: Affine | Constant | number;
}

/** The affine expressions of a cone in the order of `Program.cones`: the bound, or the two factors, and then the norm. */
export interface Cone {
  readonly rotated: boolean;
  readonly members: readonly Expression[];
}

/** What a cone's inequality is measured in: its bound, or the product of its factors. */
export function largeSide({ rotated, members }: Cone): Expression {
  return rotated ? members[0]!.times(members[1]!) : members[0]!;
}

export function rotatedCone({ norm, product }: RotatedCone): Cone {
  return { rotated: true, members: [...product, ...norm].map((member) => expression(member, "A rotated cone")) };
}

export function normCone({ norm, bound }: NormCone): Cone {
  return { rotated: false, members: [bound, ...norm].map((member) => expression(member, "A cone")) };
}
