/** buses.csv: the buses, and the loads that stand beside them. */
import type { CsvFile } from "../../../csv/index.ts";
import { ClearwattError } from "../../../errors.ts";
import type { BusData, LoadData } from "../../data/feeder-data.ts";
import { definedFields } from "../defined-fields.ts";
import { parametersFile } from "./columns.ts";
import type { Parameters } from "./read-parameters.ts";

export function readBuses(file: CsvFile, parameters: Parameters): BusData[] {
  const names = file.strings("bus");
  const voltages = file.optionalNumbers("base_voltage_kV");
  const lowest = file.optionalNumbers("lowest_voltage_pu");
  const highest = file.optionalNumbers("highest_voltage_pu");
  const zones = file.optionalStrings("zone");
  const common = parameters.number("base_voltage");
  return names.map((name, row) =>
    definedFields({
      name,
      voltage: voltages[row] ?? common ?? noVoltage(file, row, name),
      zone: zones[row],
      lowestVoltage: lowest[row],
      highestVoltage: highest[row],
    }),
  );
}

function noVoltage({ file, line }: CsvFile, row: number, name: string): never {
  throw new ClearwattError(
    `${file}, line ${line(row)}: bus "${name}" has no base voltage. Add the row "base_voltage,<value>,kV" to ${parametersFile}, or the column "base_voltage_kV".`,
    { code: "missing-data", data: { file, line: line(row), column: "base_voltage_kV" } },
  );
}

/** A bus whose two cells are empty or 0 has no load; null where the file has no columns for loads. */
export function readBusLoads(file: CsvFile): LoadData[] | null {
  if (!file.columns.includes("active_load_kW") && !file.columns.includes("reactive_load_kVAr")) return null;
  const names = file.strings("bus");
  const active = file.optionalNumbers("active_load_kW");
  const reactive = file.optionalNumbers("reactive_load_kVAr");
  return names.flatMap((bus, row) => {
    const load = { bus, active: active[row] ?? 0, reactive: reactive[row] ?? 0 };
    if ((active[row] === undefined) !== (reactive[row] === undefined)) throw halfLoad(file, row, active[row]);
    return load.active === 0 && load.reactive === 0 ? [] : [load];
  });
}

function halfLoad({ file, line }: CsvFile, row: number, active: number | undefined): ClearwattError {
  const absent = active === undefined ? "active_load_kW" : "reactive_load_kVAr";
  return new ClearwattError(
    `${file}, line ${line(row)}: column "${absent}" is empty or missing. Write 0 where there is none.`,
    { code: "missing-data", data: { file, line: line(row), column: absent } },
  );
}
