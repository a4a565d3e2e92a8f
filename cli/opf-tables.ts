/** An optimal power flow as tables for the terminal and as CSV. */
import { writeCsv } from "../src/csv/index.ts";
import { type Cell, type Column, paragraph, type TableOptions, textTable } from "../src/report/index.ts";
import type { NoOptimum, OpfOptimum, OpfOutcome } from "./run-scenario.ts";

const perMWh = 1000;

export function opfText(outcome: OpfOutcome, network: string, options: TableOptions): string {
  const { feeder, scenario, notes } = outcome;
  const title = `${scenario.name ?? scenario.description ?? "scenario"} on ${feeder.name}, ${network} DistFlow`;
  const head = [title, ...notes.map((note) => `Note: ${note}`)]
    .map((text) => paragraph(text, options.width ?? 100))
    .join("\n");
  const parts =
    outcome.status === "optimal"
      ? [summary(outcome, options), generatorTable(outcome, options), priceTable(outcome, options)]
      : [noOptimum(outcome, options)];
  return `${[head, ...parts].join("\n\n")}\n`;
}

function noOptimum({ status, reason, conflict }: NoOptimum, { width }: TableOptions): string {
  return [`${status}: ${reason}`, ...conflict].map((text) => paragraph(text, width ?? 100)).join("\n\n");
}

function summary(outcome: OpfOptimum, options: TableOptions): string {
  const { voltage, feeder } = outcome;
  const at = (extreme: number) => `${extreme.toFixed(6)} p.u. at bus ${feeder.busNames[voltage.indexOf(extreme)]}`;
  const rows: Cell[][] = [
    ["objective", `${outcome.objective.toFixed(6)} per h`],
    ["losses", outcome.state.coneGap === null ? "none: a network without losses" : `${outcome.loss.toFixed(3)} kW`],
    ["lowest voltage", at(Math.min(...voltage))],
    ["highest voltage", at(Math.max(...voltage))],
    ...exactness(outcome),
    ["AC power flow", powerFlowText(outcome)],
  ];
  return textTable([{ header: "quantity" }, { header: "value" }], rows, options);
}

function exactness({ state: { coneGap } }: OpfOptimum): Cell[][] {
  if (coneGap === null) return [];
  const largest = Math.max(0, ...coneGap.data);
  const line = [...coneGap].find(([, gap]) => gap === largest)?.[0][0];
  const text = largest <= 1e-5 ? "exact" : `not exact: the largest gap is at line ${line}`;
  return [["cones", `${text} (largest gap ${largest.toExponential(1)})`]];
}

/** How near the optimum is to the power flow of what its generators give. */
function powerFlowText({ flow, voltage }: OpfOptimum): string {
  if (flow.status !== "solved") return flow.reason;
  const farthest = voltage.reduce((most, v, i) => Math.max(most, Math.abs(v - flow.voltage[i]!)), 0);
  return `losses ${flow.totalActiveLoss.toFixed(3)} kW, voltages within ${farthest.toExponential(1)} p.u. of these`;
}

function generatorTable({ scenario, active, reactive }: OpfOptimum, options: TableOptions): string {
  const columns: Column[] = [
    { header: "generator" },
    { header: "bus" },
    { header: "active", unit: "kW", decimals: 3 },
    { header: "reactive", unit: "kVAr", decimals: 3 },
  ];
  const rows = scenario.generators.map(({ bus }, k): Cell[] => [k + 1, bus, active[k]!, reactive[k]!]);
  return textTable(columns, rows, options);
}

const priceColumns: readonly Column[] = [
  { header: "bus", key: true },
  { header: "voltage", unit: "p.u.", decimals: 6 },
  { header: "price of active power", unit: "per MWh", decimals: 4 },
  { header: "energy", unit: "per MWh", decimals: 4 },
  { header: "losses", unit: "per MWh", decimals: 4 },
  { header: "voltage band", unit: "per MWh", decimals: 4 },
  { header: "congestion", unit: "per MWh", decimals: 4 },
  { header: "price of reactive power", unit: "per MVArh", decimals: 4 },
];

function priceTable(outcome: OpfOptimum, options: TableOptions): string {
  return textTable(priceColumns, priceRows(outcome), options);
}

function priceRows({ feeder, voltage, prices }: OpfOptimum): (string | number)[][] {
  const { energy, losses, voltage: band, congestion } = prices.activeParts;
  const parts = [prices.active, energy, losses, band, congestion, prices.reactive];
  return feeder.busNames.map((name, i) => [name, voltage[i]!, ...parts.map((part) => perMWh * part.data[i]!)]);
}

export function opfCsv(outcome: OpfOptimum): Record<string, string> {
  const parts = ["energy_per_MWh", "losses_per_MWh", "voltage_band_per_MWh", "congestion_per_MWh"];
  const columns = ["bus", "voltage_pu", "price_per_MWh", ...parts, "reactive_price_per_MVArh"];
  const generators = outcome.scenario.generators.map(({ bus }, k) => [bus, outcome.active[k]!, outcome.reactive[k]!]);
  return {
    "buses.csv": writeCsv(columns, priceRows(outcome)),
    "generators.csv": writeCsv(["bus", "active_kW", "reactive_kVAr"], generators),
  };
}
