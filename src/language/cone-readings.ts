/**
 * Slacks and duals of cones as their inequalities are written, from the values f of their expressions and the multipliers
 * u of these (d objective / d constant of f_k is -u_k):
 *   || f_1, ... || <= f_0               slack f_0 - || f_1, ... ||            d objective / d delta = -u_0
 *   f_2^2 + ... <= f_0 f_1              slack f_0 f_1 - f_2^2 - ...           d objective / d delta = -(u_0 + u_1) / (f_0 + f_1)
 * where delta is added to the larger side. For the second, the inequality has one multiplier m, and u is m times the
 * gradient of its sides: u_0 = m f_1, u_1 = m f_0 and so u_0 + u_1 = m (f_0 + f_1).
 */
import type { ConesOf } from "./compile/cones.ts";

export function coneSlacks({ declaration, space, first }: ConesOf, expressions: Float64Array): Float64Array {
  const { rotated, members } = declaration.cone;
  return Float64Array.from({ length: space.count }, (_, cone) => {
    const from = first + cone * members.length;
    const norm = expressions.subarray(from + (rotated ? 2 : 1), from + members.length);
    const squares = norm.reduce((sum, own) => sum + own * own, 0);
    return rotated ? expressions[from]! * expressions[from + 1]! - squares : expressions[from]! - Math.sqrt(squares);
  });
}

/** Both factors up to this are 0, where no rate holds. */
const apex = 1e-8;

export function coneDuals(
  { declaration, space, first }: ConesOf,
  expressions: Float64Array,
  multipliers: Float64Array,
): Float64Array {
  const { rotated, members } = declaration.cone;
  return Float64Array.from({ length: space.count }, (_, cone) => {
    const from = first + cone * members.length;
    if (!rotated) return 0 - multipliers[from]!;
    const price = multipliers[from]! + multipliers[from + 1]!;
    const factors = expressions[from]! + expressions[from + 1]!;
    if (price === 0) return 0;
    return factors > apex ? -price / factors : -Math.sign(price) * Infinity;
  });
}
