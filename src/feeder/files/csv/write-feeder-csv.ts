/** From the data of a feeder to CSV texts. */
import { type CsvCell, writeCsv } from "../../../csv/index.ts";
import type { FeederData, LoadData } from "../../data/feeder-data.ts";
import {
  busesFile,
  columnsOf,
  type FeederTexts,
  generatorsFile,
  linesFile,
  loadsFile,
  parametersFile,
  parameterUnits,
  shuntsFile,
  sourcesFile,
  transformersFile,
} from "./columns.ts";

type Row = Readonly<Record<string, CsvCell>>;

/** Texts by file name; `readFeederCsv` reads the same data back. Columns that no row needs are left out. */
export function writeFeederCsv(data: FeederData): FeederTexts {
  const beside = loadsBesideBuses(data);
  const tables: [string, readonly Row[] | undefined][] = [
    [busesFile, busRows(data, beside)],
    [linesFile, data.lines.map(branchRow)],
    [parametersFile, parameterRows(data)],
    [transformersFile, data.transformers?.map((t) => ({ ...branchRow(t), ...transformerCells(t) }))],
    [loadsFile, beside === null ? data.loads?.map(({ kind, ...load }) => ({ ...loadCells(load), kind })) : undefined],
    [shuntsFile, data.shunts?.map(powerCells)],
    [sourcesFile, data.sources.length === 1 ? undefined : data.sources.map(sourceRow)],
    [generatorsFile, data.generators?.map((g) => ({ ...powerCells(g), voltage_pu: g.voltage }))],
  ];
  return Object.fromEntries(tables.flatMap(([file, rows]) => (rows === undefined ? [] : [[file, table(file, rows)]])));
}

function table(file: string, rows: readonly Row[]): string {
  const { needed, optional } = columnsOf[file]!;
  const used = optional.filter((column) => rows.some((row) => row[column] !== undefined));
  const columns = [...needed, ...used];
  return writeCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
}

/** Loads by bus, where buses.csv can say them: constant power, at most one a bus, in the order of the buses; else null. */
function loadsBesideBuses({ buses, loads }: FeederData): ReadonlyMap<string, LoadData> | null {
  if (loads === undefined || loads.length === 0) return null;
  if (loads.some(({ kind, active, reactive }) => kind !== undefined || (active === 0 && reactive === 0))) return null;
  const byBus = new Map(loads.map((load) => [load.bus, load]));
  const inOrder = buses.flatMap(({ name }) => byBus.get(name) ?? []);
  return inOrder.length === loads.length && inOrder.every((load, k) => load === loads[k]) ? byBus : null;
}

function busRows({ buses }: FeederData, loads: ReadonlyMap<string, LoadData> | null): Row[] {
  const common = commonVoltage(buses);
  return buses.map((bus) => ({
    bus: bus.name,
    base_voltage_kV: common === undefined ? bus.voltage : undefined,
    ...(loads === null ? {} : loadCells(loads.get(bus.name) ?? { active: 0, reactive: 0 })),
    lowest_voltage_pu: bus.lowestVoltage,
    highest_voltage_pu: bus.highestVoltage,
    zone: bus.zone,
  }));
}

function commonVoltage(buses: FeederData["buses"]): number | undefined {
  const first = buses[0]?.voltage;
  return buses.every(({ voltage }) => voltage === first) ? first : undefined;
}

function loadCells({ bus, active, reactive }: Pick<LoadData, "active" | "reactive"> & { bus?: string }): Row {
  return { ...(bus === undefined ? {} : { bus }), active_load_kW: active, reactive_load_kVAr: reactive };
}

function branchRow(branch: FeederData["lines"][number]): Row {
  return {
    from: branch.from,
    to: branch.to,
    resistance_ohm: branch.resistance,
    reactance_ohm: branch.reactance,
    susceptance_uS: branch.susceptance,
    rated_current_A: branch.ratedCurrent,
    rated_power_kVA: branch.ratedPower,
    closed: branch.closed === undefined ? undefined : Number(branch.closed),
    name: branch.name,
  };
}

function transformerCells({ conductance, ratio, shift }: NonNullable<FeederData["transformers"]>[number]): Row {
  return { conductance_uS: conductance, ratio, shift_deg: shift };
}

function powerCells({ bus, active, reactive }: NonNullable<FeederData["shunts"]>[number]): Row {
  return { bus, active_kW: active, reactive_kVAr: reactive };
}

function sourceRow({ bus, voltage, angle }: FeederData["sources"][number]): Row {
  return { bus, voltage_pu: voltage, angle_deg: angle };
}

function parameterRows({ name, origin, notes = [], buses, sources }: FeederData): Row[] {
  const [source, ...others] = sources;
  const single = others.length === 0 ? source : undefined;
  const values: [string, CsvCell][] = [
    ["name", name],
    ["origin", origin],
    ...notes.map((note): [string, CsvCell] => ["note", note]),
    ["base_voltage", commonVoltage(buses)],
    ["source_bus", single?.bus],
    ["source_voltage", single?.voltage],
    ["source_angle", single?.angle],
  ];
  return values.flatMap(([parameter, value]) =>
    value === undefined ? [] : [{ parameter, value, unit: parameterUnits[parameter] ?? "" }],
  );
}
