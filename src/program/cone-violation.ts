/**
 * How far expressions are from a cone: the least t that, added to the sides that have to be large, puts them inside.
 *   ordinary   f_0 + t >= || f_1, f_2, ... ||                    t = || f_1, ... || - f_0
 *   rotated    (f_0 + t) (f_1 + t) >= || f_2, f_3, ... ||^2      t = (|| 2 f_2, 2 f_3, ..., f_0 - f_1 || - f_0 - f_1) / 2
 * The dual of the ordinary cone is the cone itself; that of the rotated one holds 4 u_0 u_1 >= || u_2, u_3, ... ||^2,
 * which is the rotated cone again where all but u_0 and u_1 are halved.
 */

/** Of the expressions f[from .. to - 1] of one cone; negative inside. */
export function coneViolation(f: Float64Array, from: number, to: number, isRotated: boolean): number {
  if (!isRotated) return normOf(f, from + 1, to) - f[from]!;
  const one = f[from]!;
  const other = f[from + 1]!;
  const rest = normOf(f, from + 2, to);
  const length = Math.hypot(2 * rest, one - other);
  const sum = one + other;
  // Where the sum is positive, the difference length - sum would lose the smaller of two unlike factors.
  return sum > 0 ? (2 * (rest * rest - one * other)) / (length + sum) : (length - sum) / 2;
}

/** |dt / df| for each of the expressions f of one cone. */
export function coneViolationSlopes(f: Float64Array, isRotated: boolean): Float64Array {
  const rest = normOf(f, isRotated ? 2 : 1, f.length);
  if (!isRotated) return f.map((value, k) => (k === 0 ? 1 : rest === 0 ? 0 : Math.abs(value) / rest));
  const difference = f[0]! - f[1]!;
  const length = Math.hypot(2 * rest, difference);
  const lean = length === 0 ? 0 : difference / length;
  return f.map((value, k) =>
    k === 0 ? (1 - lean) / 2 : k === 1 ? (1 + lean) / 2 : length === 0 ? 0 : Math.abs(2 * value) / length,
  );
}

/** Of the multipliers of one cone, which have to lie in its dual for minimisation. */
export function dualConeViolation(u: Float64Array, isRotated: boolean): number {
  const own = isRotated ? u.map((value, k) => (k < 2 ? value : value / 2)) : u;
  return coneViolation(own, 0, own.length, isRotated);
}

/** Euclidean, of numbers[from .. to - 1]. */
export function normOf(numbers: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += numbers[k]! * numbers[k]!;
  return Math.sqrt(sum);
}
