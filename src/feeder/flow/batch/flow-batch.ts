/** What the power flows of many steps give. */
import type { Feeder } from "../../data/feeder.ts";
import type { BranchResults, Flow } from "../flow.ts";
import { emptyBranchResults } from "../sweep/index.ts";

/**
 * Many power flows of one network, a step for each vector of loads. Where there are several numbers for a step they stand
 * in rows: those of step t from t times the length of a row on. A step without solution has status 0 and zeros (lowestBus
 * -1) everywhere, which are not results: tables leave them empty.
 */
export interface FlowBatch {
  readonly feeder: Feeder;
  /** "sweep" also where Newton-Raphson had the last word in steps that the sweep did not solve. */
  readonly method: Flow["method"];
  readonly numSteps: number;
  /** 1 solved, 0 no solution. */
  readonly status: Uint8Array;
  readonly numFailed: number;
  /** The first step without solution; -1 where all have one. */
  readonly firstFailed: number;
  readonly iterations: Uint16Array;
  /** Magnitudes, per unit; a row of all buses for each step. */
  readonly voltage: Float64Array;
  /** kW and kVAr that stay in all branches. */
  readonly activeLoss: Float64Array;
  readonly reactiveLoss: Float64Array;
  /** kW and kVAr that the sources give; a row of all sources for each step. */
  readonly sourceActive: Float64Array;
  readonly sourceReactive: Float64Array;
  readonly lowestVoltage: Float64Array;
  readonly lowestBus: Int32Array;
  /** Rows of all branches; null where they were not asked for. */
  readonly branches: BranchResults | null;
}

/** The same while it is filled. */
export type OpenBatch = { -readonly [Key in keyof FlowBatch]: FlowBatch[Key] };

export function emptyBatch(feeder: Feeder, method: Flow["method"], numSteps: number, withBranches: boolean): OpenBatch {
  const floats = (perStep = 1): Float64Array => new Float64Array(perStep * numSteps);
  return {
    feeder,
    method,
    numSteps,
    status: new Uint8Array(numSteps),
    numFailed: 0,
    firstFailed: -1,
    iterations: new Uint16Array(numSteps),
    voltage: floats(feeder.numBuses),
    activeLoss: floats(),
    reactiveLoss: floats(),
    sourceActive: floats(feeder.sourceBus.length),
    sourceReactive: floats(feeder.sourceBus.length),
    lowestVoltage: floats(),
    lowestBus: new Int32Array(numSteps).fill(-1),
    branches: withBranches ? emptyBranchResults(numSteps * feeder.numBranches) : null,
  };
}

export function markFailed(batch: OpenBatch, step: number): void {
  if (batch.numFailed === 0) batch.firstFailed = step;
  batch.numFailed++;
}
