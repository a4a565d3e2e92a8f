/** The power flows of many steps as tables. */
import { table } from "arquero";
import { ClearwattError } from "../../errors.ts";
import type { FlowBatch } from "../../feeder/flow/index.ts";
import type { ResultTable } from "../result-table.ts";

type Column = [name: string, values: ArrayLike<unknown>];

/** What the steps are called; 1, 2, ... where nothing is said. */
export type StepNames = readonly (string | number)[];

/**
 * A row for each step: status, iterations, losses, what each source gives, lowest voltage and its bus. Empty (null) where a
 * step has no solution.
 */
export function stepTable(batch: FlowBatch, steps?: StepNames): ResultTable {
  const { feeder, status } = batch;
  const given = (values: Float64Array, source: number): ArrayLike<unknown> => {
    const own = Float64Array.from(status, (_, step) => values[step * feeder.sourceBus.length + source]!);
    return emptied(batch, own, 1);
  };
  const sources = Array.from(feeder.sourceBus, (bus, k): Column[] => [
    [`from bus ${feeder.busNames[bus]} [kW]`, given(batch.sourceActive, k)],
    [`from bus ${feeder.busNames[bus]} [kVAr]`, given(batch.sourceReactive, k)],
  ]);
  return table([
    ["step", stepNames(batch, steps)],
    ["status", Array.from(status, (solved) => (solved === 1 ? "solved" : "no solution"))],
    ["iterations", emptied(batch, batch.iterations, 1)],
    ["losses [kW]", emptied(batch, batch.activeLoss, 1)],
    ["losses [kVAr]", emptied(batch, batch.reactiveLoss, 1)],
    ...sources.flat(),
    ["lowest voltage [p.u.]", emptied(batch, batch.lowestVoltage, 1)],
    ["lowest bus", Array.from(batch.lowestBus, (bus) => (bus < 0 ? null : feeder.busNames[bus]!))],
  ]);
}

/** A row for each step and bus: its voltage; empty (null) where the step has no solution. */
export function busTable(batch: FlowBatch, steps?: StepNames): ResultTable {
  const { busNames, numBuses } = batch.feeder;
  return table([
    ["step", spread(stepNames(batch, steps), numBuses)],
    ["bus", repeated(busNames, batch.numSteps)],
    ["voltage [p.u.]", emptied(batch, batch.voltage, numBuses)],
  ]);
}

/**
 * A row for each step and branch: powers into it at both ends, current and loading; empty (null) where the step has no
 * solution. Throws a ClearwattError where the branches were not asked for.
 */
export function branchTable(batch: FlowBatch, steps?: StepNames): ResultTable {
  const { branches, feeder } = batch;
  if (branches === null) {
    throw new ClearwattError(
      `The power flows of feeder "${feeder.name}" were found without branches. Ask powerFlows for them: { branches: true }.`,
      { code: "missing-data", data: { what: "branches", feeder: feeder.name } },
    );
  }
  const values = (array: Float64Array): ArrayLike<unknown> => emptied(batch, array, feeder.numBranches);
  return table([
    ["step", spread(stepNames(batch, steps), feeder.numBranches)],
    ["branch", repeated(feeder.branchNames, batch.numSteps)],
    ["from [kW]", values(branches.activeFrom)],
    ["from [kVAr]", values(branches.reactiveFrom)],
    ["to [kW]", values(branches.activeTo)],
    ["to [kVAr]", values(branches.reactiveTo)],
    ["current [A]", values(branches.current)],
    ["loading", values(branches.loading)],
  ]);
}

function stepNames({ numSteps }: FlowBatch, steps?: StepNames): StepNames | Int32Array {
  if (steps === undefined) return Int32Array.from({ length: numSteps }, (_, step) => step + 1);
  if (steps.length === numSteps) return steps;
  throw new ClearwattError(`There are ${numSteps} steps, and ${steps.length} names for them. Give one for each step.`, {
    code: "wrong-size",
    data: { what: "names of steps", found: steps.length, expected: numSteps },
  });
}

/** The values themselves where all steps have a solution. */
function emptied(batch: FlowBatch, values: Float64Array | Uint16Array, perStep: number): ArrayLike<unknown> {
  if (batch.numFailed === 0) return values;
  return Array.from(values, (value, k) => (batch.status[Math.floor(k / perStep)] === 1 ? value : null));
}

function spread(steps: StepNames | Int32Array, times: number): ArrayLike<unknown> {
  const length = steps.length * times;
  const values = steps instanceof Int32Array ? new Int32Array(length) : new Array<string | number>(length);
  for (let step = 0; step < steps.length; step++) {
    const name = steps[step]!;
    for (let k = step * times; k < (step + 1) * times; k++) values[k] = name;
  }
  return values;
}

function repeated(names: readonly string[], times: number): string[] {
  const values = new Array<string>(names.length * times);
  for (let k = 0; k < values.length; ) for (const name of names) values[k++] = name;
  return values;
}
