/** Buses of a MATPOWER case, with their loads and shunts. */
import { ClearwattError } from "../../../../errors.ts";
import type { BusData, LoadData, ShuntData } from "../../../data/feeder-data.ts";
import { to15Digits } from "../../significant-digits.ts";
import { busColumns as column } from "../constants.ts";
import type { CaseTable, CaseTables } from "./case-tables.ts";

/** A bus of the case that is in service. */
export interface CaseBus {
  readonly name: string;
  readonly row: number;
  /** 1 load, 2 held voltage, 3 source. */
  readonly type: number;
  /** kV */
  readonly voltage: number;
  /** Degrees. */
  readonly angle: number;
}

/** Buses by their numbers; null for one that is isolated (type 4). */
export type CaseBuses = ReadonlyMap<number, CaseBus | null>;

export function readBuses({ bus }: CaseTables, notes: string[]): CaseBuses {
  const buses = new Map<number, CaseBus | null>();
  const isolated: number[] = [];
  let withoutBase = 0;
  for (let row = 0; row < bus.numRows; row++) {
    const number = bus.at(row, column.BUS_I);
    checkNumber(number, buses, bus, row);
    const type = typeOf(bus, row);
    const base = bus.at(row, column.BASE_KV);
    if (base < 0)
      throw new ClearwattError(`${bus.where(row)}: the base voltage is ${base} kV. Give it above 0.`, {
        code: "out-of-range",
        data: { ...bus.place(row), what: "base voltage", found: base, least: 0 },
      });
    if (type === column.NONE) {
      isolated.push(number);
      buses.set(number, null);
      continue;
    }
    if (base === 0) withoutBase++;
    buses.set(number, {
      name: String(number),
      row,
      type,
      voltage: base === 0 ? 1 : base,
      angle: bus.at(row, column.VA),
    });
  }
  noteIsolated(isolated, notes);
  noteBase(withoutBase, notes);
  return buses;
}

function checkNumber(number: number, buses: CaseBuses, bus: CaseTable, row: number): void {
  if (!Number.isInteger(number) || number < 1) {
    throw new ClearwattError(`${bus.where(row)}: ${number} is no bus number. They are whole numbers from 1.`, {
      code: "out-of-range",
      data: { ...bus.place(row), what: "bus number", found: number, least: 1 },
    });
  }
  if (buses.has(number)) {
    throw new ClearwattError(`${bus.where(row)}: bus ${number} is there already. Give every bus its own number.`, {
      code: "duplicate",
      data: { ...bus.place(row), what: "bus", found: number },
    });
  }
}

function typeOf(bus: CaseTable, row: number): number {
  const type = bus.at(row, column.BUS_TYPE);
  if (type === 1 || type === 2 || type === 3 || type === 4) return type;
  throw new ClearwattError(
    `${bus.where(row)}: the bus type is ${type}. Types are 1 (PQ), 2 (PV), 3 (reference) and 4 (isolated).`,
    { code: "unknown-name", data: { ...bus.place(row), kind: "bus type", found: type, known: [1, 2, 3, 4] } },
  );
}

function noteIsolated(isolated: readonly number[], notes: string[]): void {
  if (isolated.length === 0) return;
  const [buses, are] = isolated.length === 1 ? ["Bus", "is"] : ["Buses", "are"];
  notes.push(
    `${buses} ${isolated.join(", ")} ${are} isolated (type 4) and left out, with all that is connected to it.`,
  );
}

function noteBase(withoutBase: number, notes: string[]): void {
  if (withoutBase === 0) return;
  const buses = withoutBase === 1 ? "1 bus has" : `${withoutBase} buses have`;
  notes.push(
    `${buses} no base voltage (0 kV): 1 kV is taken. Per-unit results are right, ohm and A there stand for 1 kV.`,
  );
}

/** Buses with their bands, loads and shunts. Zones are kept where there are several. */
export function busData(
  tables: CaseTables,
  buses: CaseBuses,
): {
  readonly buses: readonly BusData[];
  readonly loads: readonly LoadData[];
  readonly shunts: readonly ShuntData[];
} {
  const { bus } = tables;
  const found = [...buses.values()].filter((entry) => entry !== null);
  const severalZones = new Set(found.map(({ row }) => bus.at(row, column.ZONE))).size > 1;
  const kilo = (row: number, what: number) => to15Digits(bus.at(row, what) * 1e3);
  const powers = (active: number, reactive: number) =>
    found
      .map(({ name, row }) => ({ bus: name, active: kilo(row, active), reactive: kilo(row, reactive) }))
      .filter((power) => power.active !== 0 || power.reactive !== 0);
  return {
    buses: found.map(({ name, row, voltage }) => ({
      name,
      voltage,
      ...(severalZones ? { zone: String(bus.at(row, column.ZONE)) } : {}),
      ...band(bus, row),
    })),
    loads: powers(column.PD, column.QD),
    shunts: powers(column.GS, column.BS),
  };
}

function band(bus: CaseTable, row: number): Pick<BusData, "lowestVoltage" | "highestVoltage"> {
  const lowest = bus.limit(row, column.VMIN);
  const highest = bus.limit(row, column.VMAX);
  return {
    ...(lowest > 0 ? { lowestVoltage: lowest } : {}),
    ...(highest > 0 && highest < Number.POSITIVE_INFINITY ? { highestVoltage: highest } : {}),
  };
}
