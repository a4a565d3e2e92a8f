/** What loads, shunts and generators of given power consume, checked and in per unit. */
import { ClearwattError } from "../../errors.ts";
import type { BusIndex } from "./bus-index.ts";
import { finite, type Owner } from "./check-number.ts";
import type { Feeder, PowerByBus } from "./feeder.ts";
import type { FeederData, LoadData } from "./feeder-data.ts";

type Consumption = Pick<Feeder, "constantPower" | "constantCurrent" | "constantImpedance" | "shunt">;

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
    {
      code: "unknown-name",
      data: { of: owner(), kind: "kind of load", found: kind, known: ["power", "current", "impedance"] },
    },
  );
}
