/** Networks from files of the formats that people have. */
import { ClearwattError } from "../../errors.ts";
import type { FeederData } from "../data/feeder-data.ts";
import { readMatpower } from "./matpower/index.ts";
import { isNumbersJson, readNumbersJson } from "./numbers-json.ts";
import { isPandapower, readPandapower } from "./pandapower/index.ts";

/**
 * Reads the text of a network file: a MATPOWER case of version 2 (.m), a network that pandapower's to_json wrote, or JSON of
 * buses and lines in kW and ohm (see `readNumbersJson`). Name and content tell which. A folder of CSV files is read by
 * `readFeederCsv`.
 */
export function readFeederFile(text: string, fileName: string): FeederData {
  if (/\.m$/i.test(fileName) || looksLikeMatpower(text)) return readMatpower(text, fileName);
  if (/^\s*[[{]/.test(text) || /\.json$/i.test(fileName)) return readJson(text, fileName);
  return refuse(fileName, "is none of the formats that are read");
}

function readJson(text: string, fileName: string): FeederData {
  const value = parse(text, fileName);
  if (isNumbersJson(value)) return readNumbersJson(value, fileName);
  if (isPandapower(value)) return readPandapower(text, fileName);
  return refuse(fileName, "is JSON, but neither a pandapower network nor a feeder");
}

function parse(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(fileName, `is no JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function looksLikeMatpower(text: string): boolean {
  return /^\s*(%|function\b|mpc\.\w+\s*=)/.test(text);
}

function refuse(fileName: string, what: string): never {
  throw new ClearwattError(
    `${fileName} ${what}. A network can be a MATPOWER case of version 2 (.m), a network written by pandapower's to_json, ` +
      'JSON of {"base_kV", "source_bus", "source_voltage_pu", "bus", "line"} in kW and ohm, or a folder with buses.csv and lines.csv.',
    { code: "syntax", data: { file: fileName } },
  );
}
