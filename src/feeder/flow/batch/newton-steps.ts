/** The steps of a batch by Newton-Raphson. */
import type { Feeder } from "../../data/feeder.ts";
import { flowFromVoltages } from "../flow-from-voltages.ts";
import { NewtonFlow, type NewtonVoltages } from "../newton/index.ts";
import { type BatchLoads, stepFeeder } from "./batch-loads.ts";
import { markFailed, type OpenBatch } from "./flow-batch.ts";

/**
 * What solves one step and fills its rows, or marks it. Every step starts flat, so that its result does not depend on the
 * steps around it.
 */
export function newtonStep(
  feeder: Feeder,
  loads: BatchLoads,
  scale: number,
  tolerance: number,
  batch: OpenBatch,
): (step: number) => void {
  const steps = stepFeeder(feeder, loads, scale);
  // The order of elimination does not depend on the loads, which are read anew for every solution.
  const newton = new NewtonFlow(steps.feeder);
  return (step) => {
    steps.setStep(step);
    const solved = newton.solve({ tolerance });
    if (solved === null) markFailed(batch, step);
    else fill(batch, step, steps.feeder, solved);
  };
}

function fill(batch: OpenBatch, step: number, feeder: Feeder, solved: NewtonVoltages): void {
  const { voltageReal, voltageImaginary, iterations } = solved;
  const flow = flowFromVoltages(feeder, voltageReal, voltageImaginary, { method: "newton", iterations });
  batch.status[step] = 1;
  batch.iterations[step] = iterations;
  batch.lowestBus[step] = flow.lowestBus;
  batch.lowestVoltage[step] = flow.voltage[flow.lowestBus]!;
  batch.activeLoss[step] = flow.totalActiveLoss;
  batch.reactiveLoss[step] = flow.totalReactiveLoss;
  batch.voltage.set(flow.voltage, step * feeder.numBuses);
  batch.sourceActive.set(flow.sourceActive, step * feeder.sourceBus.length);
  batch.sourceReactive.set(flow.sourceReactive, step * feeder.sourceBus.length);
  const { branches } = batch;
  if (branches === null) return;
  const names = ["activeFrom", "reactiveFrom", "activeTo", "reactiveTo", "current", "loading"] as const;
  for (const name of names) branches[name].set(flow[name], step * feeder.numBranches);
}
