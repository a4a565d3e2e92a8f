/** The steps of a grid check that are worth a closer look. */

import type { FlowOutcome } from "../flow.ts";
import { powerFlow } from "../power-flow.ts";
import type { GridCheck } from "./grid-check.ts";

/** The power flow of one step in full, to be drawn. */
export function flowAt({ feeder, loads, batch }: GridCheck, step: number): FlowOutcome {
  const { numBuses, basePower } = feeder;
  const none = { active: new Float64Array(numBuses), reactive: new Float64Array(numBuses) };
  const own = (kW: Float64Array) => kW.slice(step * numBuses, (step + 1) * numBuses).map((value) => value / basePower);
  const constantPower = { active: own(loads.active), reactive: own(loads.reactive) };
  return powerFlow(
    { ...feeder, constantPower, constantCurrent: none, constantImpedance: none },
    { method: batch.method },
  );
}

/** The step to look at first: the first one without solution, else that with the lowest voltage. */
export function worstStep({ batch }: GridCheck): number {
  if (batch.numFailed > 0) return batch.firstFailed;
  return batch.lowestVoltage.reduce((worst, voltage, step, all) => (voltage < all[worst]! ? step : worst), 0);
}
