/** From here on solvers and the LP and MPS formats take a number for infinite. */
export const INFINITE = 1e20;

/** A bound as it stands in a file: 1e20 and more is infinite. */
export function boundOf(value: number): number {
  return Math.abs(value) < INFINITE ? value : Math.sign(value) * Number.POSITIVE_INFINITY;
}
