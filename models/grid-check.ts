/** The grid check as a stage of a pipeline: what a market has cleared, against the wires that are to carry it. */
import { checkGrid, type Feeder, type GridCheck, type GridCheckOptions, type Injections } from "../src/feeder/index.ts";
import { type Stage, stage } from "../src/pipeline/index.ts";

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
