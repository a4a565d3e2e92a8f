/** Loads, shunts, sources and generators, checked and in per unit. */
import { ClearwattError } from "../../errors.ts";
import { radians } from "./angles.ts";
import type { BusIndex } from "./bus-index.ts";
import { finite, type Owner, positive } from "./check-number.ts";
import type { Feeder, PowerByBus } from "./feeder.ts";
import type { FeederData, LoadData } from "./feeder-data.ts";

type Consumption = Pick<Feeder, "constantPower" | "constantCurrent" | "constantImpedance" | "shunt">;
type Voltages = Pick<Feeder, "sourceBus" | "sourceVoltage" | "sourceAngle" | "heldBus" | "heldVoltage">;

/** Loads add up, generators of given power (and the active power of the others) are taken from constant power. */
export function makeConsumption(data: FeederData, buses: BusIndex, basePower: number): Consumption {
  const zeros = (): PowerByBus => ({
    active: new Float64Array(data.buses.length),
    reactive: new Float64Array(data.buses.length),
  });
  const byKind = { power: zeros(), current: zeros(), impedance: zeros() };
  const shunt = zeros();
  const add = (sums: PowerByBus, k: number, active: number, reactive: number): void => {
    sums.active[k] = sums.active[k]! + active / basePower;
    sums.reactive[k] = sums.reactive[k]! + reactive / basePower;
  };
  for (const load of data.loads ?? []) {
    const owner: Owner = () => `Feeder "${data.name}", load at bus "${load.bus}"`;
    checkPowers(load, owner);
    add(byKind[checkedKind(load, owner)], buses.at(load.bus, owner), load.active, load.reactive);
  }
  for (const given of data.shunts ?? []) {
    const owner: Owner = () => `Feeder "${data.name}", shunt at bus "${given.bus}"`;
    checkPowers(given, owner);
    add(shunt, buses.at(given.bus, owner), given.active, given.reactive);
  }
  for (const generator of data.generators ?? []) {
    const owner: Owner = () => `Feeder "${data.name}", generator at bus "${generator.bus}"`;
    checkPowers(generator, owner);
    const reactive = generator.voltage === undefined ? generator.reactive : 0;
    add(byKind.power, buses.at(generator.bus, owner), -generator.active, -reactive);
  }
  return { constantPower: byKind.power, constantCurrent: byKind.current, constantImpedance: byKind.impedance, shunt };
}

function checkPowers({ active, reactive }: { readonly active: number; readonly reactive: number }, owner: Owner): void {
  finite(active, "active power in kW", owner);
  finite(reactive, "reactive power in kVAr", owner);
}

function checkedKind({ kind = "power" }: LoadData, owner: Owner): "power" | "current" | "impedance" {
  if (kind === "power" || kind === "current" || kind === "impedance") return kind;
  throw new ClearwattError(
    `${owner()} is of the kind "${String(kind)}". Kinds are "power", "current" and "impedance".`,
  );
}

/** The buses that hold their voltages: sources, and generators with a voltage. */
export function makeVoltages(data: FeederData, buses: BusIndex): Voltages {
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
    );
  }
  const found = new Set<number>();
  for (const { bus, voltage, angle } of data.sources) {
    const owner: Owner = () => `Feeder "${data.name}", source at bus "${bus}"`;
    const k = buses.at(bus, owner);
    positive(voltage, "voltage in per unit", owner);
    finite(angle ?? 0, "angle in degrees", owner);
    if (found.has(k))
      throw new ClearwattError(`Feeder "${data.name}" has two sources at bus "${bus}". Keep one of them.`);
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
      );
    }
    const other = held.get(k) ?? voltage;
    if (other !== voltage) {
      throw new ClearwattError(
        `Feeder "${data.name}": generators at bus "${bus}" hold it at ${other} and at ${voltage} per unit. Give them one voltage.`,
      );
    }
    held.set(k, voltage);
  }
  return held;
}
