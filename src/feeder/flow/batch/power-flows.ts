/** The power flows of one network at many vectors of loads. */

import type { Feeder } from "../../data/feeder.ts";
import { checkFlowOptions } from "../check-flow-options.ts";
import type { FlowOptions } from "../flow.ts";
import { sweepPlan, sweepPlanIfRadial } from "../sweep/index.ts";
import { type BatchLoads, checkLoads } from "./batch-loads.ts";
import { emptyBatch, type FlowBatch } from "./flow-batch.ts";
import { newtonStep } from "./newton-steps.ts";
import { sweepSteps } from "./sweep-steps.ts";

export interface BatchOptions extends FlowOptions {
  /** Flows, currents and loading of all branches as well; false where nothing is said. */
  readonly branches?: boolean;
}

/**
 * One power flow for every step of the loads, by the methods that `powerFlow` takes. Steps do not depend on each other: the
 * same loads give the same numbers wherever they stand. A step without solution is marked and counted, and the others
 * are solved all the same.
 *
 * Throws a ClearwattError where loads do not fit the feeder or are not finite, and where `powerFlow` throws one.
 */
export function powerFlows(feeder: Feeder, loads: BatchLoads, options: BatchOptions = {}): FlowBatch {
  const { tolerance, scale } = checkFlowOptions(options);
  const numSteps = checkLoads(feeder, loads);
  const { method, branches = false } = options;
  const plan = method === undefined ? sweepPlanIfRadial(feeder) : method === "sweep" ? sweepPlan(feeder) : null;
  const batch = emptyBatch(feeder, plan === null ? "newton" : "sweep", numSteps, branches);
  const byNewton = () => newtonStep(feeder, loads, scale, tolerance, batch);
  if (plan !== null) sweepSteps(plan, loads, scale, tolerance, batch, method === undefined ? byNewton : null);
  else {
    const solve = byNewton();
    for (let step = 0; step < numSteps; step++) solve(step);
  }
  return batch;
}
