/** What a residual may be at most: above what solvers work to (1e-7), below what anybody would call an answer. */
import type { Tolerances } from "./outcome.ts";

export const tolerances: Tolerances = {
  primal: 1e-6,
  bound: 1e-6,
  integrality: 1e-5,
  stationarity: 1e-6,
  dual: 1e-6,
  complementarity: 1e-6,
};
