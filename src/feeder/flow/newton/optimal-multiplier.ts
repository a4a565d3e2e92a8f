/** How far to go along a step of Newton's method that would make the mismatch grow. */

/**
 * Power is quadratic in rectangular voltages: at the share m of a step the mismatch is (1 - m) a + m^2 b, with a before the
 * step and b after all of it. Gives the first m in (0, 1] where its sum of squares is smallest (the optimal multiplier of Iwamoto and Tamura 1981).
 */
export function optimalMultiplier(before: Float64Array, after: Float64Array): number {
  let aa = 0;
  let ab = 0;
  let bb = 0;
  for (let k = 0; k < before.length; k++) {
    aa += before[k]! * before[k]!;
    ab += before[k]! * after[k]!;
    bb += after[k]! * after[k]!;
  }
  // Half the derivative with regard to m: negative at 0, and searched for its first change of sign.
  const slope = (m: number): number => (m - 1) * aa + (2 * m - 3 * m * m) * ab + 2 * m * m * m * bb;
  let low = 0;
  let high = 1;
  for (let m = 1 / 64; m < 1; m += 1 / 64) {
    if (slope(m) >= 0) {
      high = m;
      break;
    }
    low = m;
  }
  for (let k = 0; k < 20; k++) {
    const middle = 0.5 * (low + high);
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}
