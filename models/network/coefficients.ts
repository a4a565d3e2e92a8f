/** Data as coefficients of a program. */

/** Solvers take what is not above this for 0, and programs that have it are refused. Of kW and kVA it is nothing. */
const smallest = 1e-9;

/** The values times a factor, with 0 for those that no solver would see. */
export function coefficients(values: Float64Array, factor = 1): Float64Array {
  return values.map((value) => (Math.abs(value * factor) > smallest ? value * factor : 0));
}
