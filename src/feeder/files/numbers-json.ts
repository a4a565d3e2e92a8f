/** Networks as JSON of plain numbers: buses with their loads, lines with their ohms. */
import { ClearwattError } from "../../errors.ts";
import type { BusData, FeederData, LineData, LoadData, SourceData } from "../data/feeder-data.ts";
import { withPlausibility } from "../data/plausibility.ts";

type Fields = Readonly<Record<string, unknown>>;

const columns = {
  bus: ["bus", "P_kW", "Q_kVAr"],
  line: ["from", "to", "r_ohm", "x_ohm", "closed"],
};

/** Whether a JSON value has the two tables of this format. */
export function isNumbersJson(value: unknown): value is Fields {
  return isFields(value) && Array.isArray(value.bus) && Array.isArray(value.line) && "base_kV" in value;
}

/**
 * A network of one voltage level:
 * `{ "name", "origin", "base_kV", "source_bus": [1], "source_voltage_pu": [1], "bus": [[bus, P_kW, Q_kVAr], ...],
 * "line": [[from, to, r_ohm, x_ohm, closed], ...] }`, closed being 1 or 0. Buses are numbers or names.
 */
export function readNumbersJson(value: unknown, fileName: string): FeederData {
  if (!isNumbersJson(value)) {
    throw new ClearwattError(`${fileName} has not what a feeder needs: "base_kV", "source_bus", "bus" and "line".`, {
      code: "missing-data",
      data: { file: fileName, what: "fields of a feeder", known: ["base_kV", "source_bus", "bus", "line"] },
    });
  }
  checkColumns(value.columns, fileName);
  const voltage = numberIn(value.base_kV, `${fileName}, "base_kV"`);
  const buses: BusData[] = [];
  const loads: LoadData[] = [];
  rowsOf(value, "bus", fileName).forEach((row, k) => {
    const where = `${fileName}, row ${k + 1} of "bus"`;
    const name = nameIn(row[0], where);
    const [active, reactive] = [numberIn(row[1], where), numberIn(row[2], where)];
    buses.push({ name, voltage });
    if (active !== 0 || reactive !== 0) loads.push({ bus: name, active, reactive });
  });
  const lines = rowsOf(value, "line", fileName).map((row, k) => lineIn(row, `${fileName}, row ${k + 1} of "line"`));
  const base = fileName.replace(/^.*[\\/]/, "");
  return withPlausibility({
    name: typeof value.name === "string" && value.name !== "" ? value.name : base.replace(/\.json$/i, ""),
    origin: typeof value.origin === "string" && value.origin !== "" ? value.origin : `feeder file ${base}`,
    buses,
    lines,
    loads,
    sources: sourcesIn(value, fileName),
  });
}

function lineIn(row: readonly unknown[], where: string): LineData {
  const closed = row[4];
  if (closed !== 0 && closed !== 1 && typeof closed !== "boolean") {
    throw new ClearwattError(`${where}: "closed" is ${JSON.stringify(closed)}. It is 1 or 0.`, {
      code: "wrong-type",
      data: { of: where, what: "closed", expected: "1 or 0", found: closed },
    });
  }
  return {
    from: nameIn(row[0], where),
    to: nameIn(row[1], where),
    resistance: numberIn(row[2], where),
    reactance: numberIn(row[3], where),
    ...(closed ? {} : { closed: false }),
  };
}

function sourcesIn({ source_bus: given, source_voltage_pu: voltages }: Fields, file: string): SourceData[] {
  const buses = Array.isArray(given) ? given : [given];
  const held = Array.isArray(voltages) ? voltages : [voltages];
  if (given === undefined || buses.length === 0 || buses.length !== held.length) {
    throw new ClearwattError(
      `${file} has ${given === undefined ? 0 : buses.length} buses in "source_bus" and ${voltages === undefined ? 0 : held.length} voltages in "source_voltage_pu". Give one voltage for each source, and one source at least.`,
      {
        code: "wrong-size",
        data: {
          file,
          what: "voltages of sources",
          found: voltages === undefined ? 0 : held.length,
          expected: given === undefined ? 0 : buses.length,
        },
      },
    );
  }
  return buses.map((bus, k) => ({
    bus: nameIn(bus, `${file}, "source_bus"`),
    voltage: numberIn(held[k], `${file}, "source_voltage_pu"`),
  }));
}

function rowsOf(value: Fields, table: "bus" | "line", file: string): readonly (readonly unknown[])[] {
  const width = columns[table].length;
  return (value[table] as readonly unknown[]).map((row, k) => {
    if (Array.isArray(row) && row.length === width) return row;
    throw new ClearwattError(
      `${file}, row ${k + 1} of "${table}": ${JSON.stringify(row)} is not [${columns[table].join(", ")}].`,
      {
        code: "wrong-size",
        data: { file, table, row: k + 1, found: Array.isArray(row) ? row.length : 0, expected: width },
      },
    );
  });
}

function checkColumns(given: unknown, file: string): void {
  if (!isFields(given)) return;
  for (const [table, expected] of Object.entries(columns)) {
    const found = given[table];
    if (found === undefined || (Array.isArray(found) && found.join() === expected.join())) continue;
    throw new ClearwattError(
      `${file}: the columns of "${table}" are ${JSON.stringify(found)}, and can only be ${JSON.stringify(expected)}. Bring them into this order and these units.`,
      { code: "unknown-name", data: { file, table, kind: "column", found, known: expected } },
    );
  }
}

function nameIn(value: unknown, where: string): string {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  throw new ClearwattError(`${where}: ${JSON.stringify(value)} is no bus. Give a number or a name.`, {
    code: "wrong-type",
    data: { of: where, what: "bus", expected: "a number or a name", found: value },
  });
}

function numberIn(value: unknown, where: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new ClearwattError(`${where}: ${JSON.stringify(value)} stands where a number should.`, {
    code: "not-a-number",
    data: { of: where, found: value },
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
