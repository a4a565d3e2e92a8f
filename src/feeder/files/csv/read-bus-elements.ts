/** loads.csv, shunts.csv, generators.csv, sources.csv. */
import type { CsvFile } from "../../../csv/index.ts";
import { ClearwattError } from "../../../errors.ts";
import type { GeneratorData, LoadData, ShuntData, SourceData } from "../../data/feeder-data.ts";
import { definedFields } from "../defined-fields.ts";
import { busesFile, parametersFile, sourcesFile } from "./columns.ts";
import type { FeederFiles } from "./open-files.ts";
import { type Parameters, placeText } from "./read-parameters.ts";

export function readLoads(file: CsvFile, files: FeederFiles): LoadData[] {
  const active = file.numbers("active_load_kW");
  const reactive = file.numbers("reactive_load_kVAr");
  const kinds = file.optionalStrings("kind").map((cell, row) => kindOf(file, row, cell));
  return files
    .busesIn(file, "bus")
    .map((bus, row) => definedFields({ bus, active: active[row]!, reactive: reactive[row]!, kind: kinds[row] }));
}

function kindOf({ file, line }: CsvFile, row: number, cell: string | undefined): LoadData["kind"] {
  if (cell === undefined || cell === "power" || cell === "current" || cell === "impedance") return cell;
  throw new ClearwattError(
    `${file}, line ${line(row)}: "${cell}" in column "kind" is no kind of load. Kinds are power, current and impedance.`,
    {
      code: "unknown-name",
      data: {
        file,
        line: line(row),
        column: "kind",
        kind: "kind of load",
        found: cell,
        known: ["power", "current", "impedance"],
      },
    },
  );
}

export function readShunts(file: CsvFile, files: FeederFiles): ShuntData[] {
  const active = file.numbers("active_kW");
  const reactive = file.numbers("reactive_kVAr");
  return files.busesIn(file, "bus").map((bus, row) => ({ bus, active: active[row]!, reactive: reactive[row]! }));
}

export function readGenerators(file: CsvFile, files: FeederFiles): GeneratorData[] {
  const voltage = file.optionalNumbers("voltage_pu");
  return readShunts(file, files).map((powers, row) => definedFields({ ...powers, voltage: voltage[row] }));
}

/** From sources.csv, or the one that parameters.csv names. */
export function readSources(files: FeederFiles, parameters: Parameters): SourceData[] {
  const file = files.optional(sourcesFile);
  const single = parameters.text("source_bus");
  if (file === null) return [singleSource(files, parameters, single)];
  if (single !== undefined) {
    throw new ClearwattError(
      `${placeText(parameters.place("source_bus"))}: "source_bus" stands beside a file ${sourcesFile}. Name the sources in one of them.`,
      { code: "contradiction", data: { ...parameters.place("source_bus"), parameter: "source_bus" } },
    );
  }
  const voltage = file.numbers("voltage_pu");
  const angle = file.optionalNumbers("angle_deg");
  return files
    .busesIn(file, "bus")
    .map((bus, row) => definedFields({ bus, voltage: voltage[row]!, angle: angle[row] }));
}

function singleSource({ needed }: FeederFiles, parameters: Parameters, bus: string | undefined): SourceData {
  const voltage = parameters.number("source_voltage");
  if (bus === undefined || voltage === undefined) {
    throw new ClearwattError(
      `${parametersFile} names no source${bus === undefined ? "" : " voltage"}. Add the rows "source_bus,<bus>," and "source_voltage,<value>,pu", or a file ${sourcesFile}.`,
      {
        code: "missing-data",
        data: { file: parametersFile, parameter: bus === undefined ? "source_bus" : "source_voltage" },
      },
    );
  }
  if (!needed(busesFile).strings("bus").includes(bus)) {
    throw new ClearwattError(
      `${placeText(parameters.place("source_bus"))}: bus "${bus}" in column "value" is not in ${busesFile}. Correct the name, or add the bus.`,
      { code: "unknown-label", data: { ...parameters.place("source_bus"), column: "value", set: "bus", found: bus } },
    );
  }
  return definedFields({ bus, voltage, angle: parameters.number("source_angle") });
}
