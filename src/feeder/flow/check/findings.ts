/** What of the power flows of many steps is beyond the limits of the feeder, entry by entry. */
import type { FlowBatch } from "../batch/index.ts";
import { branchesAgainstOrder } from "./reverse-flow.ts";
import { limitTolerance } from "./violations.ts";

/** Entry k of every array belongs to violation k; steps and buses are positions. */
export interface VoltageViolations {
  readonly step: Int32Array;
  readonly bus: Int32Array;
  /** Per unit. */
  readonly voltage: Float64Array;
  readonly limit: Float64Array;
}

/** Entry k of every array belongs to one branch in one step. */
export interface BranchFindings {
  readonly step: Int32Array;
  readonly branch: Int32Array;
  readonly value: Float64Array;
}

/** kW below which a flow towards the source is rounding. */
const noFlow = 1e-6;

export function voltageViolations({ feeder, numSteps, status, voltage }: FlowBatch): VoltageViolations {
  const { numBuses, lowestVoltage, highestVoltage } = feeder;
  const found: number[][] = [];
  for (let step = 0; step < numSteps; step++) {
    if (status[step] === 0) continue;
    for (let bus = 0; bus < numBuses; bus++) {
      const v = voltage[step * numBuses + bus]!;
      if (v === 0) continue;
      if (v < lowestVoltage[bus]! - limitTolerance) found.push([step, bus, v, lowestVoltage[bus]!]);
      else if (v > highestVoltage[bus]! + limitTolerance) found.push([step, bus, v, highestVoltage[bus]!]);
    }
  }
  return {
    step: Int32Array.from(found, ([step]) => step!),
    bus: Int32Array.from(found, ([, bus]) => bus!),
    voltage: Float64Array.from(found, ([, , v]) => v!),
    limit: Float64Array.from(found, ([, , , limit]) => limit!),
  };
}

/** Loadings above 1. The batch has its branches. */
export function overloads(batch: FlowBatch): BranchFindings {
  const { loading } = batch.branches!;
  return branchFindings(batch, (at) => (loading[at]! > 1 + limitTolerance ? loading[at]! : 0));
}

/** kW towards the source; null where the sweep was not used, and so there may be no such direction. */
export function reverseFlows(batch: FlowBatch): BranchFindings | null {
  if (batch.method !== "sweep") return null;
  const against = branchesAgainstOrder(batch.feeder);
  const { activeFrom, activeTo } = batch.branches!;
  return branchFindings(batch, (at, k) => {
    const entering = against[k] === 1 ? activeTo[at]! : activeFrom[at]!;
    return entering < -noFlow ? -entering : 0;
  });
}

/** Those for which `finding` of the position in the batch's branch arrays is not 0. */
function branchFindings(
  { feeder, numSteps, status }: FlowBatch,
  finding: (at: number, k: number) => number,
): BranchFindings {
  const { numBranches } = feeder;
  const found: number[][] = [];
  for (let step = 0; step < numSteps; step++) {
    if (status[step] === 0) continue;
    for (let k = 0; k < numBranches; k++) {
      const value = finding(step * numBranches + k, k);
      if (value !== 0) found.push([step, k, value]);
    }
  }
  return {
    step: Int32Array.from(found, ([step]) => step!),
    branch: Int32Array.from(found, ([, k]) => k!),
    value: Float64Array.from(found, ([, , value]) => value!),
  };
}
