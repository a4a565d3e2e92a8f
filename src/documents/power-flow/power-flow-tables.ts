/** A power flow as tables. */
import {
  branchesAbove,
  busesOutside,
  degrees,
  type Flow,
  isRated,
  limitCoverage,
  netLoads,
} from "../../feeder/index.ts";
import type { Cell, Table, TableColumn } from "../../report/index.ts";
import { quantities } from "../quantities.ts";

/** Readers of longer tables are shown the rows that matter most, and told so. */
const mostRows = 200;
const shownRows = 25;

/** Losses, voltages, what the sources give: one quantity a row. */
export function summary(flow: Flow, scale: number): Table {
  const { feeder, voltage, lowestBus, highestBus } = flow;
  const sources = Array.from(feeder.sourceBus, (bus, k): [string, string] => [
    `source at bus ${feeder.busNames[bus]}`,
    `${flow.sourceActive[k]!.toFixed(3)} kW, ${flow.sourceReactive[k]!.toFixed(3)} kVAr`,
  ]);
  const method = flow.method === "sweep" ? "backward/forward sweep" : "Newton-Raphson";
  const at = (bus: number) => `${voltage[bus]!.toFixed(6)} p.u. at bus ${feeder.busNames[bus]}`;
  return quantities([
    ["method", `${method}, ${flow.iterations} iterations`],
    ...(scale === 1 ? [] : [["scale", `loads and generators of given power times ${scale}`] as const]),
    ["losses", `${flow.totalActiveLoss.toFixed(3)} kW, ${flow.totalReactiveLoss.toFixed(3)} kVAr`],
    ["lowest voltage", at(lowestBus)],
    ["highest voltage", at(highestBus)],
    ["voltages", voltagesText(flow)],
    ["loadings", loadingsText(flow)],
    ...sources,
  ]);
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

const busColumns: readonly TableColumn[] = [
  { header: "bus", key: true },
  { header: "voltage", unit: "p.u.", decimals: 6, name: "voltage_pu" },
  { header: "angle", unit: "degrees", decimals: 4, name: "angle_deg" },
  { header: "net load, active", unit: "kW", decimals: 3, name: "active_load_kW" },
  { header: "net load, reactive", unit: "kVAr", decimals: 3, name: "reactive_load_kVAr" },
];

export function busTable(flow: Flow): Table {
  const { voltage, feeder } = flow;
  const { active, reactive } = netLoads(flow);
  const rows = feeder.busNames.map((name, bus): Cell[] => [
    ...[name, voltage[bus]!, degrees(flow.angle[bus]!)],
    ...[active[bus]!, reactive[bus]!],
  ]);
  const table: Table = { kind: "table", columns: busColumns, rows, file: "buses.csv" };
  if (rows.length <= mostRows) return table;
  const lowest = Array.from(voltage.keys()).sort((a, b) => voltage[a]! - voltage[b]!);
  return {
    ...table,
    readersRows: lowest.slice(0, shownRows),
    note: `(the ${shownRows} lowest of ${rows.length} buses; --out writes all)`,
  };
}

const branchColumns: readonly TableColumn[] = [
  { header: "branch", key: true },
  { header: "from", only: "csv" },
  { header: "to", only: "csv" },
  { header: "closed", only: "csv" },
  { header: "active at from", unit: "kW", decimals: 3, name: "active_from_kW" },
  { header: "reactive at from", unit: "kVAr", decimals: 3, name: "reactive_from_kVAr" },
  { header: "active at to", unit: "kW", decimals: 3, name: "active_to_kW" },
  { header: "reactive at to", unit: "kVAr", decimals: 3, name: "reactive_to_kVAr" },
  { header: "current", unit: "A", decimals: 2 },
  { header: "loss", unit: "kW", decimals: 3 },
  { header: "loading", unit: "%", decimals: 1, name: "loading_percent" },
];

/** All branches; readers are shown the closed ones, and the names of the others. */
export function branchTable(flow: Flow): Table {
  const { closed } = flow.feeder;
  const all = Array.from(closed.keys()).filter((k) => closed[k] === 1);
  const open = closed.length - all.length;
  const isLong = all.length > mostRows;
  const largest = isLong ? all.toSorted((a, b) => flow.current[b]! - flow.current[a]!).slice(0, shownRows) : all;
  const notes = [
    ...(isLong ? [`the ${shownRows} largest currents of ${all.length} branches; --out writes all`] : []),
    ...(open === 0 ? [] : [`${open} open: ${openNames(flow).join(", ")}`]),
  ];
  return {
    kind: "table",
    columns: branchColumns,
    rows: flow.feeder.branchNames.map((_, k) => branchCells(flow, k)),
    readersRows: largest,
    file: "branches.csv",
    ...(notes.length === 0 ? {} : { note: `(${notes.join("; ")})` }),
  };
}

function openNames({ feeder: { closed, branchNames } }: Flow): string[] {
  const names = branchNames.filter((_, k) => closed[k] === 0);
  return names.length <= 12 ? names : [...names.slice(0, 12), "..."];
}

/** Loading is null where the branch has no rating. */
function branchCells(flow: Flow, k: number): Cell[] {
  const { feeder, activeFrom, reactiveFrom, activeTo, reactiveTo, current, activeLoss, loading } = flow;
  const ends = [feeder.busNames[feeder.from[k]!]!, feeder.busNames[feeder.to[k]!]!, feeder.closed[k]!];
  const powers = [activeFrom[k]!, reactiveFrom[k]!, activeTo[k]!, reactiveTo[k]!];
  const percent = isRated(feeder, k) ? 100 * loading[k]! : null;
  return [feeder.branchNames[k]!, ...ends, ...powers, current[k]!, activeLoss[k]!, percent];
}
