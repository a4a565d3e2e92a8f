/** What the 33-bus network makes of the trades: a power flow for every hour of the four runs, and of the load before trading. */

import { writeCsv } from "../../src/csv/index.ts";
import { type Feeder, feeder, type GridCheck, type Injections } from "../../src/feeder/index.ts";
import { gridCheck } from "../../src/market/index.ts";
import { type RunOptions, run } from "../../src/pipeline/index.ts";
import { gridCheckTable, type TableOptions } from "../../src/report/index.ts";
import { readCaseFeeder } from "../feeders/read-case-feeder.ts";
import type { Texts } from "../study.ts";
import type { MarketState } from "./clearing.ts";
import type { StudyData } from "./data.ts";
import { feederName } from "./files.ts";
import { hourlyLoads } from "./markets.ts";
import type { Settlement } from "./reproduce.ts";

/** Voltage band, per unit. Assumed: the paper has none. */
const band = { lowestVoltage: 0.9, highestVoltage: 1.1 };

/** A run with the power flows of its hours. */
export interface CheckedRun {
  readonly name: string;
  readonly grid: GridCheck;
}

/** The feeder that the users are connected to. */
export function readGrid(texts: Texts): Feeder {
  return feeder(readCaseFeeder(texts, feederName));
}

/** The load before trading, and then the runs in their order. */
export async function checkTrades(
  data: StudyData,
  grid: Feeder,
  settlements: readonly Settlement[],
  options: RunOptions = {},
): Promise<readonly CheckedRun[]> {
  const before = { name: "no trading", state: null };
  const cleared = settlements.map(({ run: { case: name, scenario }, state }) => ({
    name: `${name === "case1" ? "Case 1" : "Case 2"} ${scenario}`,
    state,
  }));
  const hours = Array.from(data.profile, (_, hour) => `hour ${hour + 1}`);
  const check = gridCheck(grid, ({ state }: { state: MarketState | null }) => injections(data, grid, state), {
    ...band,
    steps: hours,
  });
  const checked: CheckedRun[] = [];
  for (const one of [before, ...cleared]) {
    const found = await run(check, one, options);
    checked.push({ name: one.name, grid: found.grid });
  }
  return checked;
}

/** User j consumes L_jt + N_jt, its load and the net change of it (1)(2); at the power factor of its base load. */
function injections(data: StudyData, grid: Feeder, state: MarketState | null): Injections {
  const bus = data.user.map((name) => name.replace(/^bus /, ""));
  const hours = data.profile.length;
  const load = hourlyLoads(data);
  const active = load.map((own, at) =>
    state === null ? -own : -(own + state.soldToUsers[at]! - state.soldToAggregator[at]!),
  );
  const reactive = active.map((power, at) => power * reactiveShare(grid, bus[Math.floor(at / hours)]!));
  return { bus, active, reactive, hourLength: 1 };
}

function reactiveShare({ busNames, constantPower }: Feeder, bus: string): number {
  const at = busNames.indexOf(bus);
  const active = constantPower.active[at]!;
  return active === 0 ? 0 : constantPower.reactive[at]! / active;
}

/** The runs side by side. */
export function gridTable(runs: readonly CheckedRun[], options: TableOptions): string {
  return gridCheckTable(
    runs.map(({ name, grid }) => [name, grid] as const),
    options,
  );
}

export function gridNotes({ profile }: StudyData): string[] {
  const peak = Math.max(...profile);
  const own =
    peak > 1
      ? [
          `The profile takes the loads to ${peak.toFixed(2)} times those that the feeder was published with: see "no trading".`,
        ]
      : [];
  return [...own, ...fixedNotes];
}

const fixedNotes: readonly string[] = [
  "The network is case33bw with its tie lines open and bus 1 held at 1 per unit. Hours are the steps.",
  "Assumed: every user consumes at the power factor of its base load, and voltages from 0.90 to 1.10 per unit are allowed; " +
    "the paper does not check its trades against the network and names no band.",
  "Outside of the band: counted over buses and hours. Reverse flows: over lines and hours.",
  "The lines of the published feeder have no ratings, so currents are shown and not judged.",
];

/** One document for `--json`. */
export interface GridFigures {
  readonly run: string;
  readonly hours_solved: number;
  readonly lowest_voltage_pu: number | null;
  readonly voltage_violations: number;
  readonly reverse_flows: number | null;
  readonly loss_kWh: number;
}

export function gridFigures(runs: readonly CheckedRun[]): GridFigures[] {
  return runs.map(({ name, grid: { batch, voltages, reverse, lossSum } }) => {
    const solved = batch.lowestVoltage.filter((_, step) => batch.status[step] === 1);
    return {
      run: name,
      hours_solved: solved.length,
      lowest_voltage_pu: solved.length === 0 ? null : Math.min(...solved),
      voltage_violations: voltages.step.length,
      reverse_flows: reverse === null ? null : reverse.step.length,
      loss_kWh: lossSum,
    };
  });
}

/** Every hour of every run; a row is empty where the hour has no power flow. */
export function gridCsv(runs: readonly CheckedRun[]): string {
  const columns = ["run", "hour", "status", "loss_kW", "lowest_voltage_pu", "lowest_bus", "from_source_kW"];
  const rows = runs.flatMap(({ name, grid: { feeder: net, steps, batch } }) =>
    steps.map((_, k) =>
      batch.status[k] === 0
        ? [name, k + 1, "no solution", null, null, null, null]
        : [
            ...[name, k + 1, "solved", batch.activeLoss[k]!, batch.lowestVoltage[k]!],
            ...[net.busNames[batch.lowestBus[k]!]!, batch.sourceActive[k]!],
          ],
    ),
  );
  return writeCsv(columns, rows);
}
