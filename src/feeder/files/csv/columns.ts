/** The files of a feeder and their columns; units stand in the names of the columns. */

/** Texts by the names of files. */
export type FeederTexts = Readonly<Record<string, string>>;

export const busesFile = "buses.csv";
export const linesFile = "lines.csv";
export const parametersFile = "parameters.csv";
export const transformersFile = "transformers.csv";
export const loadsFile = "loads.csv";
export const shuntsFile = "shunts.csv";
export const sourcesFile = "sources.csv";
export const generatorsFile = "generators.csv";

/** Columns that a file must have, and those that it may have. */
export interface Columns {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
}

export const columnsOf: Readonly<Record<string, Columns>> = {
  [busesFile]: {
    needed: ["bus"],
    optional: [
      "base_voltage_kV",
      "active_load_kW",
      "reactive_load_kVAr",
      "lowest_voltage_pu",
      "highest_voltage_pu",
      "zone",
    ],
  },
  [linesFile]: {
    needed: ["from", "to", "resistance_ohm", "reactance_ohm"],
    optional: ["susceptance_uS", "rated_current_A", "rated_power_kVA", "closed", "name"],
  },
  [transformersFile]: {
    needed: ["from", "to", "resistance_ohm", "reactance_ohm"],
    optional: [
      "conductance_uS",
      "susceptance_uS",
      "ratio",
      "shift_deg",
      "rated_power_kVA",
      "rated_current_A",
      "closed",
      "name",
    ],
  },
  [loadsFile]: { needed: ["bus", "active_load_kW", "reactive_load_kVAr"], optional: ["kind"] },
  [shuntsFile]: { needed: ["bus", "active_kW", "reactive_kVAr"], optional: [] },
  [sourcesFile]: { needed: ["bus", "voltage_pu"], optional: ["angle_deg"] },
  [generatorsFile]: { needed: ["bus", "active_kW", "reactive_kVAr"], optional: ["voltage_pu"] },
  [parametersFile]: { needed: ["parameter", "value"], optional: ["unit"] },
};

/** Parameters and their units; `note` may stand several times. */
export const parameterUnits: Readonly<Record<string, string>> = {
  name: "",
  origin: "",
  note: "",
  base_voltage: "kV",
  source_bus: "",
  source_voltage: "pu",
  source_angle: "deg",
};
