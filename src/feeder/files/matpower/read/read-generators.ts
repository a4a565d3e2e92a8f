/** Sources and generators of a MATPOWER case, as its power flow takes them (MATPOWER User's Manual, section 3 and bustypes.m). */
import { ClearwattError } from "../../../../errors.ts";
import type { GeneratorData, SourceData } from "../../../data/feeder-data.ts";
import { to15Digits } from "../../significant-digits.ts";
import { generatorColumns as column } from "../constants.ts";
import type { CaseTables } from "./case-tables.ts";
import type { CaseBus, CaseBuses } from "./read-buses.ts";

/** What the generators in service at a bus give together: kW, kVAr, and the voltage that they hold. */
interface Plant {
  readonly bus: CaseBus;
  active: number;
  reactive: number;
  voltage: number;
}

export function readGenerators(
  tables: CaseTables,
  buses: CaseBuses,
  notes: string[],
): { readonly sources: readonly SourceData[]; readonly generators: readonly GeneratorData[] } {
  const plants = plantsOf(tables, buses, notes);
  const references = referencesAmong(tables, buses, plants, notes);
  const sources = references.map(({ bus: { name, angle }, voltage }) => ({
    bus: name,
    voltage,
    ...(angle === 0 ? {} : { angle }),
  }));
  const generators = [...plants.values()]
    .filter((plant) => !references.includes(plant))
    .map(({ bus, active, reactive, voltage }) => ({
      bus: bus.name,
      active: to15Digits(active),
      reactive: to15Digits(reactive),
      ...(bus.type === 1 ? {} : { voltage }),
    }));
  return { sources, generators };
}

/** By the name of the bus. Of several voltages at one bus MATPOWER takes the last. */
function plantsOf({ generator }: CaseTables, buses: CaseBuses, notes: string[]): ReadonlyMap<string, Plant> {
  const plants = new Map<string, Plant>();
  for (let row = 0; row < generator.numRows; row++) {
    const number = generator.at(row, column.GEN_BUS);
    const bus = buses.get(number);
    if (bus === undefined) {
      throw new ClearwattError(
        `${generator.where(row)}: there is no bus ${number}. Correct the bus number, or add the bus.`,
        { code: "unknown-label", data: { ...generator.place(row), set: "bus", found: number } },
      );
    }
    if (bus === null || generator.at(row, column.GEN_STATUS) <= 0) continue;
    const voltage = generator.at(row, column.VG);
    if (bus.type !== 1 && voltage <= 0) {
      throw new ClearwattError(
        `${generator.where(row)}: the voltage to hold is ${voltage} per unit. Give it above 0.`,
        { code: "out-of-range", data: { ...generator.place(row), what: "voltage", found: voltage, least: 0 } },
      );
    }
    const plant = plants.get(bus.name) ?? { bus, active: 0, reactive: 0, voltage };
    if (plant.voltage !== voltage && bus.type !== 1) {
      notes.push(
        `Generators at bus ${number} hold ${plant.voltage} and ${voltage} per unit: ${voltage} is taken, as MATPOWER takes the last.`,
      );
    }
    plant.active += generator.at(row, column.PG) * 1e3;
    plant.reactive += generator.at(row, column.QG) * 1e3;
    plant.voltage = voltage;
    plants.set(bus.name, plant);
  }
  return plants;
}

/** The buses of type 3 with a generator in service, or else the first of type 2: its rule where no reference is left. */
function referencesAmong(
  { file, bus: table }: CaseTables,
  buses: CaseBuses,
  plants: ReadonlyMap<string, Plant>,
  notes: string[],
): readonly Plant[] {
  const inOrder = [...buses.values()].filter((bus) => bus !== null);
  const withPlant = (type: number) =>
    inOrder
      .filter((bus) => bus.type === type)
      .map(({ name }) => plants.get(name))
      .filter((plant) => plant !== undefined);
  for (const bus of inOrder) {
    if (bus.type === 3 && !plants.has(bus.name)) {
      notes.push(
        `${table.where(bus.row)}: bus ${bus.name} is a reference without a generator in service, and holds nothing.`,
      );
    }
  }
  const references = withPlant(3);
  if (references.length > 0) return references;
  const [first] = withPlant(2);
  if (first === undefined) {
    throw new ClearwattError(
      `${file} has no source: no bus of type 3 (or 2) has a generator in service. Give the bus of the upstream grid type 3 and a row in mpc.gen.`,
      { code: "missing-data", data: { file, what: "source" } },
    );
  }
  notes.push(`No bus of type 3 has a generator in service: bus ${first.bus.name} is the source, as MATPOWER chooses.`);
  return [first];
}
