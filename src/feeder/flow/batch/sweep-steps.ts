/** The steps of a batch by sweep. */
import {
  branchResults,
  busResults,
  finalPowers,
  isCollapseProven,
  iterate,
  layout,
  type SweepPlan,
  setLoads,
  setPowers,
  setProfiles,
  totalLosses,
} from "../sweep/index.ts";
import type { BatchLoads } from "./batch-loads.ts";
import { markFailed, type OpenBatch } from "./flow-batch.ts";

const { powerStride, receivedActive, receivedReactive } = layout;

/**
 * Every step starts from the voltages of the sources, so that its result does not depend on the steps around it; a start
 * at the neighbour's solution would save an iteration of five. Steps that the sweep does not solve, which is no proof, go to
 * what `fallback` makes, if anything; the rest of them are marked.
 */
export function sweepSteps(
  plan: SweepPlan,
  loads: BatchLoads,
  scale: number,
  tolerance: number,
  batch: OpenBatch,
  fallback: (() => (step: number) => void) | null,
): void {
  const { numBuses, basePower } = plan.feeder;
  const setStep = loader(plan, loads, scale);
  const losses = new Float64Array(2);
  let other: ((step: number) => void) | null = null;
  for (let step = 0; step < batch.numSteps; step++) {
    setStep(step);
    const iterations = iterate(plan, tolerance);
    if (iterations === 0) {
      if (fallback === null || isCollapseProven(plan)) markFailed(batch, step);
      else {
        other ??= fallback();
        other(step);
      }
      continue;
    }
    finalPowers(plan);
    totalLosses(plan, losses);
    const lowest = busResults(plan, batch.voltage, step * numBuses);
    batch.status[step] = 1;
    batch.iterations[step] = iterations;
    batch.lowestBus[step] = lowest;
    batch.lowestVoltage[step] = batch.voltage[step * numBuses + lowest]!;
    batch.activeLoss[step] = basePower * losses[0]!;
    batch.reactiveLoss[step] = basePower * losses[1]!;
    sourceResults(plan, batch, step);
    if (batch.branches !== null) branchResults(plan, batch.branches, step * plan.feeder.numBranches);
  }
}

function loader(plan: SweepPlan, loads: BatchLoads, scale: number): (step: number) => void {
  const { numBuses } = plan.feeder;
  if ("profile" in loads) return (step) => setLoads(plan, scale * loads.profile[step]!);
  if ("profiles" in loads) return (step) => setProfiles(plan, loads.profiles, step * numBuses, scale);
  // What is given replaces the loads of all kinds.
  setLoads(plan, 0);
  return (step) => setPowers(plan, loads, step * numBuses, scale);
}

function sourceResults(plan: SweepPlan, batch: OpenBatch, step: number): void {
  const { numSources, powers } = plan;
  const base = plan.feeder.basePower;
  for (let k = 0; k < numSources; k++) {
    batch.sourceActive[step * numSources + k] = base * powers[powerStride * k + receivedActive]!;
    batch.sourceReactive[step * numSources + k] = base * powers[powerStride * k + receivedReactive]!;
  }
}
