/** The coefficients that every solver takes as they are. */

/** HiGHS leaves entries up to this size out of the matrix without a word, and refuses those from LARGEST on. */
export const SMALLEST_COEFFICIENT = 1e-9;
export const LARGEST_COEFFICIENT = 1e15;

/** False for NaN too; zeros may stand in a matrix. */
export function isUsableCoefficient(value: number): boolean {
  const size = Math.abs(value);
  return (size > SMALLEST_COEFFICIENT && size < LARGEST_COEFFICIENT) || size === 0;
}
