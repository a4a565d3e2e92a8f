/** From a network as it is written down to a checked one in per unit. */
import { ClearwattError } from "../../errors.ts";
import { busIndex } from "./bus-index.ts";
import { type Owner, positive, positiveOr } from "./check-number.ts";
import type { Feeder } from "./feeder.ts";
import type { BusData, FeederData } from "./feeder-data.ts";
import { makeBranches } from "./make-branches.ts";
import { makeConsumption } from "./make-consumption.ts";
import { makeHeldVoltages } from "./make-held-voltages.ts";

/** kVA; on it, the base impedance in ohm is the square of the base voltage in kV. */
const basePower = 1000;

/**
 * Checks a network and takes it to per unit on 1,000 kVA. Throws a ClearwattError that names what is wrong and what to do:
 * no buses or no source; names that are missing, unknown or stand twice; numbers that are not finite, or not positive where
 * they must be; a branch without impedance; a line that would give power, or that joins two voltage levels; two sources,
 * or a source and a generator, that hold one bus.
 *
 * Whether it is radial and every bus is fed is a matter of its switches: see `radialOrder` and `topologyOf`.
 */
export function feeder(data: FeederData): Feeder {
  const buses = busIndex(data);
  const bands = makeBands(data);
  return {
    name: data.name,
    origin: data.origin,
    notes: data.notes ?? [],
    basePower,
    numBuses: data.buses.length,
    busNames: data.buses.map(({ name }) => name),
    ...bands,
    ...makeBranches(data, buses, bands.baseVoltage, basePower),
    ...makeConsumption(data, buses, basePower),
    ...makeHeldVoltages(data, buses),
    data,
  };
}

function makeBands({ name, buses }: FeederData): Pick<Feeder, "baseVoltage" | "lowestVoltage" | "highestVoltage"> {
  const baseVoltage = new Float64Array(buses.length);
  const lowestVoltage = new Float64Array(buses.length);
  const highestVoltage = new Float64Array(buses.length);
  buses.forEach((bus, k) => {
    const owner: Owner = () => `Feeder "${name}", bus "${bus.name}"`;
    baseVoltage[k] = positive(bus.voltage, "base voltage in kV", owner);
    lowestVoltage[k] = positiveOr(0, bus.lowestVoltage, "lowest voltage in per unit", owner);
    highestVoltage[k] = positiveOr(Number.POSITIVE_INFINITY, bus.highestVoltage, "highest voltage in per unit", owner);
    checkBus(bus, lowestVoltage[k]!, highestVoltage[k]!, owner);
  });
  return { baseVoltage, lowestVoltage, highestVoltage };
}

function checkBus({ zone }: BusData, lowest: number, highest: number, owner: Owner): void {
  if (lowest > highest) {
    throw new ClearwattError(
      `${owner()}: its lowest voltage, ${lowest} per unit, is above its highest, ${highest}. Correct one of them.`,
      { code: "contradiction", data: { of: owner(), lower: lowest, upper: highest } },
    );
  }
  if (zone !== undefined && (typeof zone !== "string" || zone.trim() === "")) {
    const found = typeof zone === "string" ? "empty" : `${String(zone)}, which is not a text`;
    throw new ClearwattError(`${owner()}: the name of its zone is ${found}. Name the zone, or leave it out.`, {
      code: "wrong-type",
      data: { of: owner(), what: "name of its zone", expected: "a text", found: zone },
    });
  }
}
