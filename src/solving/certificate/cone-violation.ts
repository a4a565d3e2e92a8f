/**
 * How far expressions are from a cone: the least t that, added to the sides that have to be large, puts them inside.
 *   ordinary   f_0 + t >= || f_1, f_2, ... ||                    t = || f_1, ... || - f_0
 *   rotated    (f_0 + t) (f_1 + t) >= || f_2, f_3, ... ||^2      t = (|| 2 f_2, 2 f_3, ..., f_0 - f_1 || - f_0 - f_1) / 2
 * The dual of the ordinary cone is the cone itself; that of the rotated one holds 4 u_0 u_1 >= || u_2, u_3, ... ||^2,
 * which is the rotated cone again where all but u_0 and u_1 are halved.
 */

export interface Violation {
  /** Negative inside the cone. */
  readonly violation: number;
  /** |dt / df| for each expression. */
  readonly slopes: Float64Array;
}

export function ordinary(f: Float64Array): Violation {
  const length = lengthOf(f.subarray(1));
  const slopes = f.map((value, k) => (k === 0 ? 1 : length === 0 ? 0 : Math.abs(value) / length));
  return { violation: length - f[0]!, slopes };
}

export function rotated(f: Float64Array): Violation {
  const one = f[0]!;
  const other = f[1]!;
  const rest = lengthOf(f.subarray(2));
  const length = Math.hypot(2 * rest, one - other);
  const sum = one + other;
  // Where the sum is positive, the difference length - sum would lose the smaller of two unlike factors.
  const violation = sum > 0 ? (2 * (rest * rest - one * other)) / (length + sum) : (length - sum) / 2;
  const lean = length === 0 ? 0 : (one - other) / length;
  const slopes = f.map((value, k) =>
    k === 0 ? (1 - lean) / 2 : k === 1 ? (1 + lean) / 2 : length === 0 ? 0 : Math.abs(2 * value) / length,
  );
  return { violation, slopes };
}

export function lengthOf(numbers: Float64Array): number {
  return Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0));
}

/** Of the multipliers of one cone, which have to lie in its dual for minimisation. */
export function dualViolation(u: Float64Array, isRotated: boolean): number {
  return isRotated ? rotated(u.map((value, k) => (k < 2 ? value : value / 2))).violation : ordinary(u).violation;
}
