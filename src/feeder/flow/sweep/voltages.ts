/** The sweep of one plan, from loads to complex voltages. */

import { complexVoltages, finalPowers } from "./final-powers.ts";
import type { SweepPlan } from "./plan.ts";
import { iterate } from "./sweep.ts";

export interface SweepVoltages {
  /** Per unit, in the order of the feeder's buses. */
  readonly voltageReal: Float64Array;
  readonly voltageImaginary: Float64Array;
  readonly iterations: number;
}

/** Complex voltages at the loads that the plan was given last (see `setLoads`); null where there is no solution. */
export function sweepVoltages(plan: SweepPlan, tolerance = 1e-10): SweepVoltages | null {
  const iterations = iterate(plan, tolerance);
  if (iterations === 0) return null;
  const voltageReal = new Float64Array(plan.feeder.numBuses);
  const voltageImaginary = new Float64Array(plan.feeder.numBuses);
  finalPowers(plan);
  complexVoltages(plan, voltageReal, voltageImaginary);
  return { voltageReal, voltageImaginary, iterations };
}
