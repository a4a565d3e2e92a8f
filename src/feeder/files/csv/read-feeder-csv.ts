/** From CSV texts to the data of a feeder. */
import type { CsvFile } from "../../../csv/index.ts";
import type { FeederData, LoadData } from "../../data/feeder-data.ts";
import { withPlausibility } from "../../data/plausibility.ts";
import { definedFields } from "../defined-fields.ts";
import {
  busesFile,
  type FeederTexts,
  generatorsFile,
  linesFile,
  loadsFile,
  parametersFile,
  shuntsFile,
  transformersFile,
} from "./columns.ts";
import { type FeederFiles, openFiles } from "./open-files.ts";
import { readLines, readTransformers } from "./read-branches.ts";
import { readGenerators, readLoads, readShunts, readSources } from "./read-bus-elements.ts";
import { readBuses, readBusLoads } from "./read-buses.ts";
import { readParameters } from "./read-parameters.ts";

/**
 * Reads the texts of the files of a feeder, by their names: `buses.csv` and `lines.csv`; `parameters.csv` for what holds for
 * all of it; `loads.csv`, `transformers.csv`, `shunts.csv`, `sources.csv`, `generators.csv` where there are such. `name` is
 * taken where parameters.csv has none. Errors name file, line and column; `feeder` checks what the numbers mean.
 */
export function readFeederCsv(texts: FeederTexts, name = "feeder"): FeederData {
  const files = openFiles(texts);
  const parameters = readParameters(files.optional(parametersFile));
  const rows = <T>(file: string, read: (file: CsvFile, files: FeederFiles) => T): T | undefined => {
    const found = files.optional(file);
    return found === null ? undefined : read(found, files);
  };
  const data: FeederData = definedFields({
    name: parameters.text("name") ?? name,
    origin: parameters.text("origin") ?? `not stated in ${parametersFile}`,
    buses: readBuses(files.needed(busesFile), parameters),
    lines: readLines(files.needed(linesFile), files),
    transformers: rows(transformersFile, readTransformers),
    loads: bothLoads(readBusLoads(files.needed(busesFile)), rows(loadsFile, readLoads)),
    shunts: rows(shuntsFile, readShunts),
    sources: readSources(files, parameters),
    generators: rows(generatorsFile, readGenerators),
    notes: parameters.notes.length === 0 ? undefined : parameters.notes,
  });
  return withPlausibility(data);
}

/** Loads of buses.csv, and then those of loads.csv. */
function bothLoads(beside: LoadData[] | null, listed: LoadData[] | undefined): LoadData[] | undefined {
  if (beside === null) return listed;
  return listed === undefined ? beside : [...beside, ...listed];
}
