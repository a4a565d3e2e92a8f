/** The grid check as a stage of a pipeline: what a market has cleared, against the feeder that is to carry it. */
import { checkGrid, type Feeder, type GridCheck, type GridCheckOptions, type Injections } from "../feeder/index.ts";
import { type Stage, stage } from "../pipeline/index.ts";
import type { Cleared } from "./clearing.ts";

/** A market's result with the power flow that it asks of the grid. */
export interface Checked<Result> {
  readonly result: Result;
  readonly grid: GridCheck;
}

/**
 * Takes any result of which `injections` says what it gives to the grid by bus and step, runs the power flow of every step,
 * and hands the result on with what the grid makes of it. A violated limit is a finding, not an error.
 */
export function gridCheck<Result>(
  feeder: Feeder,
  injections: (result: Result) => Injections,
  options: GridCheckOptions = {},
): Stage<Result, Checked<Result>> {
  return stage("check the grid", (result) => ({ result, grid: checkGrid(feeder, injections(result), options) }));
}

/** A cleared market with its grid check; null where there is no clearing to check. */
export interface CheckedClearing {
  readonly cleared: Cleared;
  readonly grid: GridCheck | null;
}

/** The grid check of a cleared market, hour by hour, on a feeder that has its buses. What was not cleared is handed on. */
export function checkClearing(feeder: Feeder, options: GridCheckOptions = {}): Stage<Cleared, CheckedClearing> {
  return stage("check the grid", (cleared) => ({
    cleared,
    grid: cleared.status === "cleared" ? checkGrid(feeder, cleared.clearing.injections, options) : null,
  }));
}

/** Whether a grid carries what was cleared: every hour has a power flow, no voltage and no loading is beyond its limits. */
export function isCarried({ batch, voltages, overloads }: GridCheck): boolean {
  return batch.numFailed === 0 && voltages.step.length === 0 && overloads.step.length === 0;
}
