/** What all tables of a case need of its buses. */
import { ClearwattError } from "../../../../errors.ts";
import type { BusData, FeederData } from "../../../data/feeder-data.ts";

export interface BusNumbering {
  readonly data: FeederData;
  readonly numbers: ReadonlyMap<string, number>;
  readonly voltages: ReadonlyMap<string, number>;
}

/** Buses keep their names where all are whole numbers above 0; otherwise they are numbered in their order. */
export function busNumbering(data: FeederData): BusNumbering {
  const keeps = keepsNumbers(data.buses);
  return {
    data,
    numbers: new Map(data.buses.map(({ name }, k) => [name, keeps ? Number(name) : k + 1])),
    voltages: new Map(data.buses.map(({ name, voltage }) => [name, voltage])),
  };
}

export function keepsNumbers(buses: readonly BusData[]): boolean {
  return buses.every(({ name }) => /^[1-9]\d{0,8}$/.test(name));
}

export function unknownBus({ name }: FeederData, bus: string, what: string): never {
  throw new ClearwattError(`Feeder "${name}": ${what} names bus "${bus}", which is not among its buses. Add the bus.`, {
    code: "unknown-label",
    data: { feeder: name, of: what, set: "bus", found: bus },
  });
}
