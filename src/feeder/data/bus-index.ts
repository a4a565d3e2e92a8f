/** Buses by their names. */
import { ClearwattError } from "../../errors.ts";
import type { Owner } from "./check-number.ts";
import type { FeederData } from "./feeder-data.ts";

export interface BusIndex {
  /** Position of a bus; throws where there is none of that name. */
  at(name: string, owner: Owner): number;
}

/** Throws where there are no buses, or where a name is empty or stands twice. */
export function busIndex({ name, buses }: FeederData): BusIndex {
  if (buses.length === 0)
    throw new ClearwattError(`Feeder "${name}" has no buses. Give at least the bus of its source.`, {
      code: "missing-data",
      data: { feeder: name, what: "buses" },
    });
  const positions = new Map<string, number>();
  buses.forEach((bus, k) => {
    checkName(bus.name, k, name);
    const first = positions.get(bus.name);
    if (first !== undefined) {
      throw new ClearwattError(
        `Feeder "${name}": buses ${first + 1} and ${k + 1} are both named "${bus.name}". Give every bus a name of its own.`,
        { code: "duplicate", data: { feeder: name, what: "bus", found: bus.name } },
      );
    }
    positions.set(bus.name, k);
  });
  const at = (bus: string, owner: Owner): number => positions.get(bus) ?? unknownBus(bus, owner, buses);
  return { at };
}

function checkName(name: unknown, k: number, feeder: string): void {
  if (typeof name === "string" && name.trim() !== "") return;
  const found = typeof name === "string" ? "an empty name" : `the name ${String(name)}, which is not a text`;
  throw new ClearwattError(`Feeder "${feeder}": bus ${k + 1} has ${found}. Give it a name such as "${k + 1}".`, {
    code: "wrong-type",
    data: { feeder, what: "name", expected: "a text", bus: k + 1, found: name },
  });
}

function unknownBus(bus: string, owner: Owner, buses: FeederData["buses"]): never {
  const known = buses.slice(0, 4).map(({ name }) => `"${name}"`);
  const list = buses.length > 4 ? `${known.join(", ")} ...` : known.join(", ");
  const found = typeof bus === "string" ? `"${bus}"` : `${String(bus)} (${typeof bus}, names are texts)`;
  throw new ClearwattError(
    `${owner()}: there is no bus ${found} among the ${buses.length} buses (${list}). Correct the name, or add the bus.`,
    { code: "unknown-label", data: { of: owner(), set: "bus", found: bus } },
  );
}
