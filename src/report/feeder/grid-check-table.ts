/** Grid checks side by side, as a reader wants to see them. */
import type { GridCheck, LimitCoverage } from "../../feeder/flow/index.ts";
import { type Cell, type Column, type TableOptions, textTable } from "../table.ts";

const columns: readonly Column[] = [
  { header: "run", key: true },
  { header: "solved" },
  { header: "lowest voltage", unit: "p.u.", decimals: 4 },
  { header: "at" },
  { header: "highest voltage", unit: "p.u.", decimals: 4 },
  { header: "outside of band" },
  { header: "overloads" },
  { header: "reverse flows" },
  { header: "largest current", unit: "A", decimals: 1 },
  { header: "losses", unit: "kWh", decimals: 2 },
];

/** A row for each run; violations are counted over buses (or branches) and steps, among those that have limits. */
export function gridCheckTable(
  runs: readonly (readonly [name: string, check: GridCheck])[],
  options: TableOptions = {},
): string {
  return textTable(
    columns,
    runs.map(([name, check]) => row(name, check)),
    options,
  );
}

function row(
  name: string,
  { feeder, steps, batch, voltages, overloads, reverse, coverage, lossSum }: GridCheck,
): Cell[] {
  const solved = batch.numSteps - batch.numFailed;
  if (solved === 0) return [name, `0 of ${batch.numSteps}`, ...new Array<Cell>(columns.length - 2).fill(null)];
  const most = (values: Float64Array) => values.reduce((largest, value) => Math.max(largest, value), 0);
  const lowest = batch.lowestVoltage.reduce(
    (best, voltage, step) =>
      batch.status[step] === 1 && (best < 0 || voltage < batch.lowestVoltage[best]!) ? step : best,
    -1,
  );
  return [
    name,
    `${solved} of ${batch.numSteps}`,
    batch.lowestVoltage[lowest]!,
    `bus ${feeder.busNames[batch.lowestBus[lowest]!]}, ${stepText(steps[lowest]!)}`,
    most(batch.voltage),
    voltages.step.length,
    overloadText(coverage, overloads.step.length),
    reverse === null ? null : reverse.step.length,
    most(batch.branches!.current),
    lossSum,
  ];
}

/** Names of steps say what they are; numbers do not. */
function stepText(step: string | number): string {
  return typeof step === "number" ? `step ${step}` : step;
}

/** A count says little where only some branches are rated: it has how many are beside it. */
function overloadText({ numClosed, numRated }: LimitCoverage, count: number): Cell {
  if (numRated === 0) return null;
  return numRated === numClosed ? count : `${count} (${numRated} of ${numClosed} rated)`;
}
