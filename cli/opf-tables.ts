/** An optimal power flow as tables. */
import { loadingsText, quantities, voltagesText } from "../src/documents/index.ts";
import { isRated, radialOrder } from "../src/feeder/index.ts";
import type { Cell, Table, TableColumn } from "../src/report/index.ts";
import type { OpfOptimum } from "./run-scenario.ts";

export const perMWh = 1000;

/** Objective, losses, voltages, and how near the optimum is to a power flow. */
export function summary(outcome: OpfOptimum): Table {
  const { voltage, feeder } = outcome;
  const at = (extreme: number) => `${extreme.toFixed(6)} p.u. at bus ${feeder.busNames[voltage.indexOf(extreme)]}`;
  return quantities([
    ["status", outcome.status],
    [objectiveName(outcome), `${outcome.objective.toFixed(6)} per h`],
    ["losses", outcome.state.coneGap === null ? "none: a network without losses" : `${outcome.loss.toFixed(3)} kW`],
    ["lowest voltage", at(Math.min(...voltage))],
    ["highest voltage", at(Math.max(...voltage))],
    ...exactness(outcome),
    ["AC power flow", powerFlowText(outcome)],
    ...acViolations(outcome),
  ]);
}

function objectiveName({ status }: OpfOptimum): string {
  if (status === "optimal") return "objective";
  return status === "not exact" ? "objective, only a bound" : "objective, not settled";
}

type Quantity = readonly [name: string, value: string];

function exactness({ state: { coneGap }, exact, passes }: OpfOptimum): Quantity[] {
  if (coneGap === null) return [];
  const largest = coneGap.data.reduce((most, gap) => Math.max(most, Math.abs(gap)), 0);
  const line = [...coneGap].find(([, gap]) => Math.abs(gap) === largest)?.[0][0];
  const text = exact ? "exact" : `not exact: the largest gap is at line ${line}`;
  const cones: Quantity = ["exactness", `${text} (largest gap ${largest.toExponential(1)})`];
  return passes === null ? [cones] : [cones, ["passes", `${passes.count}${passes.settled ? "" : ", not settled"}`]];
}

function acViolations({ flow }: OpfOptimum): Quantity[] {
  if (flow.status !== "solved") return [];
  return [
    ["voltages there", voltagesText(flow)],
    ["loadings there", loadingsText(flow)],
  ];
}

/** How near the optimum is to the power flow of what its generators give. */
function powerFlowText({ flow, voltage }: OpfOptimum): string {
  if (flow.status !== "solved") return flow.reason;
  const farthest = voltage.reduce((most, v, i) => Math.max(most, Math.abs(v - flow.voltage[i]!)), 0);
  return `losses ${flow.totalActiveLoss.toFixed(3)} kW, voltages within ${farthest.toExponential(1)} p.u. of these`;
}

const generatorColumns: readonly TableColumn[] = [
  { header: "generator", only: "text" },
  { header: "bus" },
  { header: "active", unit: "kW", decimals: 3 },
  { header: "reactive", unit: "kVAr", decimals: 3 },
];

export function generatorTable({ scenario, active, reactive }: OpfOptimum): Table {
  const rows = scenario.generators.map(({ bus }, k): Cell[] => [k + 1, bus, active[k]!, reactive[k]!]);
  return { kind: "table", columns: generatorColumns, rows, file: "generators.csv" };
}

const branchColumns: readonly TableColumn[] = [
  { header: "branch", key: true },
  { header: "from" },
  { header: "to" },
  { header: "active", unit: "kW", decimals: 3 },
  { header: "reactive", unit: "kVAr", decimals: 3 },
  { header: "current", unit: "A", decimals: 2 },
  { header: "loss", unit: "kW", decimals: 3 },
  { header: "loading", unit: "%", decimals: 1, name: "loading_percent" },
];

/** What enters each closed branch at `from`, its end nearer to the source. */
export function branchTable(outcome: OpfOptimum): Table {
  return { kind: "table", columns: branchColumns, rows: branchRows(outcome), file: "branches.csv" };
}

/** Loading is null where the branch has no rating. */
function branchRows({ feeder, state }: OpfOptimum): Cell[][] {
  const { parent, branch } = radialOrder(feeder);
  const feeds = new Map(Array.from(branch, (k, bus) => [k, bus]));
  return feeder.branchNames.flatMap((name, k) => {
    const to = feeds.get(k);
    if (to === undefined) return [];
    const [active, reactive] = [state.activeFlow.at(name, 1), state.reactiveFlow.at(name, 1)];
    const [current, loss] = [state.current.at(name, 1), state.loss.at(name, 1)];
    const arriving = Math.sqrt(3) * current * feeder.baseVoltage[to]! * state.voltage.data[to]!;
    // Without losses both ends carry the same; and a transformer's current may be that of its other side.
    const hasArriving = state.coneGap !== null && k < feeder.numLines;
    const power = Math.max(Math.hypot(active, reactive), hasArriving ? arriving : 0);
    const loading = Math.max(power / feeder.ratedPower[k]!, current / feeder.ratedCurrent[k]!);
    const ends = [feeder.busNames[parent[to]!]!, feeder.busNames[to]!];
    return [[name, ...ends, active, reactive, current, loss, isRated(feeder, k) ? 100 * loading : null]];
  });
}

const priceColumns: readonly TableColumn[] = [
  { header: "bus", key: true },
  { header: "voltage", unit: "p.u.", decimals: 6, name: "voltage_pu" },
  { header: "price of active power", unit: "per MWh", decimals: 4, name: "price_per_MWh" },
  { header: "energy", unit: "per MWh", decimals: 4, name: "energy_per_MWh" },
  { header: "losses", unit: "per MWh", decimals: 4, name: "losses_per_MWh" },
  { header: "voltage band", unit: "per MWh", decimals: 4, name: "voltage_band_per_MWh" },
  { header: "congestion", unit: "per MWh", decimals: 4, name: "congestion_per_MWh" },
  { header: "price of reactive power", unit: "per MVArh", decimals: 4, name: "reactive_price_per_MVArh" },
];

export function priceTable({ feeder, voltage, prices }: OpfOptimum): Table {
  const { energy, losses, voltage: band, congestion } = prices.activeParts;
  const parts = [prices.active, energy, losses, band, congestion, prices.reactive];
  const rows = feeder.busNames.map((name, i) => [name, voltage[i]!, ...parts.map((part) => perMWh * part.data[i]!)]);
  return { kind: "table", columns: priceColumns, rows, file: "buses.csv" };
}
