/** Data as coefficients of a program. */

/** Solvers take what is not above this for 0, and programs that have it are refused. Of kW and kVA it is nothing. */
const smallest = 1e-9;

/** The values times a factor, with 0 for those that no solver would see, where some rows scale them by `later` once more. */
export function coefficients(values: Float64Array, factor = 1, later = 1): Float64Array {
  const least = smallest / Math.min(1, later);
  return values.map((value) => (Math.abs(value * factor) > least ? value * factor : 0));
}
