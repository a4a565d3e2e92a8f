/** The buses that hold their voltages, checked and in per unit. */
import { ClearwattError } from "../../errors.ts";
import { radians } from "./angles.ts";
import type { BusIndex } from "./bus-index.ts";
import { finite, type Owner, positive } from "./check-number.ts";
import type { Feeder } from "./feeder.ts";
import type { FeederData } from "./feeder-data.ts";

type HeldVoltages = Pick<Feeder, "sourceBus" | "sourceVoltage" | "sourceAngle" | "heldBus" | "heldVoltage">;

/** Sources, and generators with a voltage. */
export function makeHeldVoltages(data: FeederData, buses: BusIndex): HeldVoltages {
  const sources = sourcesByBus(data, buses);
  const held = heldByBus(data, buses, sources);
  const { sources: given } = data;
  return {
    sourceBus: Int32Array.from(sources),
    sourceVoltage: Float64Array.from(given, ({ voltage }) => voltage),
    sourceAngle: Float64Array.from(given, ({ angle = 0 }) => radians(angle)),
    heldBus: Int32Array.from(held.keys()),
    heldVoltage: Float64Array.from(held.values()),
  };
}

function sourcesByBus(data: FeederData, buses: BusIndex): Set<number> {
  if (data.sources.length === 0) {
    throw new ClearwattError(
      `Feeder "${data.name}" has no source: nothing holds its voltage. Name the bus of the upstream grid and its voltage in per unit.`,
      { code: "missing-data", data: { feeder: data.name, what: "source" } },
    );
  }
  const found = new Set<number>();
  for (const { bus, voltage, angle } of data.sources) {
    const owner: Owner = () => `Feeder "${data.name}", source at bus "${bus}"`;
    const k = buses.at(bus, owner);
    positive(voltage, "voltage in per unit", owner);
    finite(angle ?? 0, "angle in degrees", owner);
    if (found.has(k))
      throw new ClearwattError(`Feeder "${data.name}" has two sources at bus "${bus}". Keep one of them.`, {
        code: "duplicate",
        data: { feeder: data.name, what: "source", found: bus },
      });
    found.add(k);
  }
  return found;
}

/** Several generators may hold one bus if they agree on its voltage. */
function heldByBus(data: FeederData, buses: BusIndex, sources: ReadonlySet<number>): Map<number, number> {
  const held = new Map<number, number>();
  for (const { bus, voltage } of data.generators ?? []) {
    if (voltage === undefined) continue;
    const owner: Owner = () => `Feeder "${data.name}", generator at bus "${bus}"`;
    const k = buses.at(bus, owner);
    positive(voltage, "voltage in per unit", owner);
    if (sources.has(k)) {
      throw new ClearwattError(
        `${owner()} holds the voltage of a bus that a source holds already. Leave out the generator's voltage, or the source.`,
        { code: "duplicate", data: { feeder: data.name, what: "held voltage", found: bus } },
      );
    }
    const other = held.get(k) ?? voltage;
    if (other !== voltage) {
      throw new ClearwattError(
        `Feeder "${data.name}": generators at bus "${bus}" hold it at ${other} and at ${voltage} per unit. Give them one voltage.`,
        { code: "contradiction", data: { feeder: data.name, bus, found: [other, voltage] } },
      );
    }
    held.set(k, voltage);
  }
  return held;
}
