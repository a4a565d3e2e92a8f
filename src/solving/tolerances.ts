/** What a residual may be at most: above what solvers work to (1e-7), below what anybody would call an answer. */
import type { Tolerances } from "./outcome.ts";

export const tolerances: Tolerances = {
  primal: 1e-6,
  bound: 1e-6,
  integrality: 1e-5,
  cone: 1e-6,
  stationarity: 1e-6,
  dual: 1e-6,
  complementarity: 1e-6,
};

/**
 * What a sum may be off for every unit in the sizes of its terms. HiGHS and GLPK hold rows and bounds to an absolute
 * 1e-7 of the program as they scale it, so terms of 1e6 are to cancel to much better than their own size; but the
 * values come from solving with a basis in double precision (1e-16), and a factorisation may cost seven of its digits.
 */
const rounding = 1e-9;

/**
 * A violation in the units of its tolerance: within it where it is at most `tolerance` times the side it should keep
 * (1 for smaller ones), and what rounding may add to terms that come to `size`.
 */
export function relativeViolation(violation: number, side: number, size: number, tolerance: number): number {
  return violation / (Math.max(1, Math.abs(side)) + (rounding / tolerance) * size);
}
