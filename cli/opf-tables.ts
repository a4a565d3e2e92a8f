/** An optimal power flow as tables for the terminal and as CSV. */
import { writeCsv } from "../src/csv/index.ts";
import { isRated, radialOrder } from "../src/feeder/index.ts";
import { type Cell, type Column, paragraph, type TableOptions, textTable } from "../src/report/index.ts";
import { loadingsText, voltagesText } from "./flow-tables.ts";
import { hasFigures, type NetworkName, type NoOptimum, type OpfOptimum, type OpfOutcome } from "./run-scenario.ts";

const perMWh = 1000;

export function opfText(outcome: OpfOutcome, network: NetworkName, options: TableOptions): string {
  const { feeder, scenario, notes } = outcome;
  const title = `${scenario.name ?? scenario.description ?? "scenario"} on ${feeder.name}, ${titles[network]}`;
  const head = [title, ...notes.map((note) => `Note: ${note}`)]
    .map((text) => paragraph(text, options.width ?? 100))
    .join("\n");
  const parts = hasFigures(outcome)
    ? [summary(outcome, options), ...tables(outcome, options)]
    : [noOptimum(outcome, options)];
  return `${[head, ...parts].join("\n\n")}\n`;
}

const titles: Readonly<Record<NetworkName, string>> = {
  linear: "linear DistFlow",
  conic: "conic DistFlow",
  around: "DistFlow around its own flow",
};

function tables(outcome: OpfOptimum, options: TableOptions): string[] {
  const doubtful = outcome.warning === null ? [] : ["The tables are not to be used: see the note."];
  return [...doubtful, generatorTable(outcome, options), branchTable(outcome, options), priceTable(outcome, options)];
}

function noOptimum({ status, reason, conflict }: NoOptimum, { width }: TableOptions): string {
  return [`${status}: ${reason}`, ...conflict].map((text) => paragraph(text, width ?? 100)).join("\n\n");
}

function summary(outcome: OpfOptimum, options: TableOptions): string {
  const { voltage, feeder } = outcome;
  const at = (extreme: number) => `${extreme.toFixed(6)} p.u. at bus ${feeder.busNames[voltage.indexOf(extreme)]}`;
  const rows: Cell[][] = [
    ["status", outcome.status],
    [objectiveName(outcome), `${outcome.objective.toFixed(6)} per h`],
    ["losses", outcome.state.coneGap === null ? "none: a network without losses" : `${outcome.loss.toFixed(3)} kW`],
    ["lowest voltage", at(Math.min(...voltage))],
    ["highest voltage", at(Math.max(...voltage))],
    ...exactness(outcome),
    ["AC power flow", powerFlowText(outcome)],
    ...acViolations(outcome),
  ];
  return textTable([{ header: "quantity" }, { header: "value" }], rows, options);
}

function objectiveName({ status }: OpfOptimum): string {
  if (status === "optimal") return "objective";
  return status === "not exact" ? "objective, only a bound" : "objective, not settled";
}

function exactness({ state: { coneGap }, exact, passes }: OpfOptimum): Cell[][] {
  if (coneGap === null) return [];
  const largest = coneGap.data.reduce((most, gap) => Math.max(most, Math.abs(gap)), 0);
  const line = [...coneGap].find(([, gap]) => Math.abs(gap) === largest)?.[0][0];
  const text = exact ? "exact" : `not exact: the largest gap is at line ${line}`;
  const cones: Cell[] = ["exactness", `${text} (largest gap ${largest.toExponential(1)})`];
  return passes === null ? [cones] : [cones, ["passes", `${passes.count}${passes.settled ? "" : ", not settled"}`]];
}

function acViolations({ flow }: OpfOptimum): Cell[][] {
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

const branchColumns: readonly Column[] = [
  { header: "branch", key: true },
  { header: "from" },
  { header: "to" },
  { header: "active", unit: "kW", decimals: 3 },
  { header: "reactive", unit: "kVAr", decimals: 3 },
  { header: "current", unit: "A", decimals: 2 },
  { header: "loss", unit: "kW", decimals: 3 },
  { header: "loading", unit: "%", decimals: 1 },
];

/** What enters each closed branch at `from`, its end nearer to the source. */
function branchTable(outcome: OpfOptimum, options: TableOptions): string {
  return textTable(branchColumns, branchRows(outcome), options);
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
    "branches.csv": writeCsv(
      ["branch", "from", "to", "active_kW", "reactive_kVAr", "current_A", "loss_kW", "loading_percent"],
      branchRows(outcome),
    ),
    "generators.csv": writeCsv(["bus", "active_kW", "reactive_kVAr"], generators),
  };
}
