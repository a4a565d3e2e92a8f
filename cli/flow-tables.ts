/** A power flow as tables for the terminal and as CSV. */
import { writeCsv } from "../src/csv/index.ts";
import {
  branchesAbove,
  busesOutside,
  degrees,
  type Flow,
  isRated,
  limitCoverage,
  netLoads,
} from "../src/feeder/index.ts";
import { type Cell, type Column, type TableOptions, textTable } from "../src/report/index.ts";

/** Longer tables show the rows that matter most, and say so. */
const mostRows = 200;
const shownRows = 25;

/** Losses, voltages, what the sources give: one quantity a row. */
export function summary(flow: Flow, scale: number, options: TableOptions): string {
  const { feeder, voltage, lowestBus, highestBus } = flow;
  const sources = Array.from(feeder.sourceBus, (bus, k): Cell[] => [
    `source at bus ${feeder.busNames[bus]}`,
    `${flow.sourceActive[k]!.toFixed(3)} kW, ${flow.sourceReactive[k]!.toFixed(3)} kVAr`,
  ]);
  const method = flow.method === "sweep" ? "backward/forward sweep" : "Newton-Raphson";
  const at = (bus: number) => `${voltage[bus]!.toFixed(6)} p.u. at bus ${feeder.busNames[bus]}`;
  const rows: Cell[][] = [
    ["method", `${method}, ${flow.iterations} iterations`],
    ...(scale === 1 ? [] : [["scale", `loads and generators of given power times ${scale}`]]),
    ["losses", `${flow.totalActiveLoss.toFixed(3)} kW, ${flow.totalReactiveLoss.toFixed(3)} kVAr`],
    ["lowest voltage", at(lowestBus)],
    ["highest voltage", at(highestBus)],
    ["voltages", voltagesText(flow)],
    ["loadings", loadingsText(flow)],
    ...sources,
  ];
  return textTable([{ header: "quantity" }, { header: "value" }], rows, options);
}

/** How many are outside of their band, and of how many that have one. */
export function voltagesText(flow: Flow): string {
  const { numBanded, numBuses } = limitCoverage(flow.feeder);
  if (numBanded === 0) return "no bus has a band: not checked";
  return `${busesOutside(flow).length} outside of their band${ofThose(numBanded, numBuses)}`;
}

/** How many are above their rating, and of how many that have one. */
export function loadingsText(flow: Flow): string {
  const { numRated, numClosed } = limitCoverage(flow.feeder);
  if (numRated === 0) return "no branch has a rating: not checked";
  return `${branchesAbove(flow).length} above their rating${ofThose(numRated, numClosed)}`;
}

function ofThose(some: number, all: number): string {
  return some === all ? "" : ` (${some} of ${all} have one)`;
}

const busColumns: readonly Column[] = [
  { header: "bus", key: true },
  { header: "voltage", unit: "p.u.", decimals: 6 },
  { header: "angle", unit: "degrees", decimals: 4 },
  { header: "net load, active", unit: "kW", decimals: 3 },
  { header: "net load, reactive", unit: "kVAr", decimals: 3 },
];

export function busTable(flow: Flow, options: TableOptions): string {
  const { voltage } = flow;
  const all = Array.from(voltage.keys());
  const rows = busRows(flow);
  const shown = all.length <= mostRows ? all : all.toSorted((a, b) => voltage[a]! - voltage[b]!).slice(0, shownRows);
  const table = textTable(
    busColumns,
    shown.map((bus) => rows[bus]!),
    options,
  );
  return all.length <= mostRows
    ? table
    : `${table}\n(the ${shownRows} lowest of ${all.length} buses; --out writes all)`;
}

const branchColumns: readonly Column[] = [
  { header: "branch", key: true },
  { header: "active at from", unit: "kW", decimals: 3 },
  { header: "reactive at from", unit: "kVAr", decimals: 3 },
  { header: "active at to", unit: "kW", decimals: 3 },
  { header: "reactive at to", unit: "kVAr", decimals: 3 },
  { header: "current", unit: "A", decimals: 2 },
  { header: "loss", unit: "kW", decimals: 3 },
  { header: "loading", unit: "%", decimals: 1 },
];

export function branchTable(flow: Flow, options: TableOptions): string {
  const { closed } = flow.feeder;
  const all = Array.from(closed.keys()).filter((k) => closed[k] === 1);
  const open = closed.length - all.length;
  const shown =
    all.length <= mostRows ? all : all.toSorted((a, b) => flow.current[b]! - flow.current[a]!).slice(0, shownRows);
  const table = textTable(
    branchColumns,
    shown.map((k) => branchCells(flow, k)),
    options,
  );
  const notes = [
    ...(all.length <= mostRows
      ? []
      : [`the ${shownRows} largest currents of ${all.length} branches; --out writes all`]),
    ...(open === 0 ? [] : [`${open} open: ${openNames(flow).join(", ")}`]),
  ];
  return notes.length === 0 ? table : `${table}\n(${notes.join("; ")})`;
}

function openNames({ feeder: { closed, branchNames } }: Flow): string[] {
  const names = branchNames.filter((_, k) => closed[k] === 0);
  return names.length <= 12 ? names : [...names.slice(0, 12), "..."];
}

function busRows(flow: Flow): (string | number)[][] {
  const { active, reactive } = netLoads(flow);
  return flow.feeder.busNames.map((name, bus) => [
    ...[name, flow.voltage[bus]!, degrees(flow.angle[bus]!)],
    ...[active[bus]!, reactive[bus]!],
  ]);
}

/** Loading is null where the branch has no rating. */
function branchCells(flow: Flow, k: number): Cell[] {
  const { feeder, activeFrom, reactiveFrom, activeTo, reactiveTo, current, activeLoss, loading } = flow;
  const ends = [activeFrom[k]!, reactiveFrom[k]!, activeTo[k]!, reactiveTo[k]!];
  return [feeder.branchNames[k]!, ...ends, current[k]!, activeLoss[k]!, isRated(feeder, k) ? 100 * loading[k]! : null];
}

export function busCsv(flow: Flow): string {
  return writeCsv(["bus", "voltage_pu", "angle_deg", "active_load_kW", "reactive_load_kVAr"], busRows(flow));
}

export function branchCsv(flow: Flow): string {
  const { feeder } = flow;
  const header = [
    ...["branch", "from", "to", "closed", "active_from_kW", "reactive_from_kVAr", "active_to_kW", "reactive_to_kVAr"],
    ...["current_A", "loss_kW", "loading_percent"],
  ];
  const rows = feeder.branchNames.map((_, k) => {
    const [name, ...numbers] = branchCells(flow, k);
    const ends = [feeder.busNames[feeder.from[k]!]!, feeder.busNames[feeder.to[k]!]!, feeder.closed[k]!];
    return [name!, ...ends, ...numbers];
  });
  return writeCsv(header, rows);
}
