/** Who takes part in the suite's markets. */
import {
  type BatteryOptions,
  battery,
  type FlexibleLoadRow,
  flexibleLoad,
  type GeneratorRow,
  generator,
} from "../../models/index.ts";
import type { LocalMarket, Network, Participant } from "../../src/market/index.ts";

type Plant = Omit<GeneratorRow, "name">;

export function plant(name: string, row: Plant): Participant {
  return { name, enter: (scope) => generator(scope, "plant", [{ name: "unit", ...row }]) };
}

/** The grid upstream of bus 1, with as much reactive power as is wanted. */
export function upstream(row: Omit<Plant, "bus" | "highestActive"> & { readonly highestActive?: number }): Participant {
  return plant("Grid", { bus: "1", highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4, ...row });
}

export function town(row: Omit<FlexibleLoadRow, "name" | "bus">): Participant {
  return { name: "Town", enter: (scope) => flexibleLoad(scope, "load", [{ name: "town", bus: "2", ...row }]) };
}

/** 100 % in, 80 % out, empty before and after. */
export function store(energy: number, exclusive: NonNullable<BatteryOptions["exclusive"]>): Participant {
  const row = { name: "store", bus: "2", capacity: energy, chargingPower: energy, initialEnergy: 0, finalEnergy: 0 };
  return {
    name: "Store",
    enter: (scope) => battery(scope, "battery", [{ ...row, dischargingEfficiency: 0.8 }], { exclusive }),
  };
}

/** Two buses, an hour. */
export function marketOf(
  network: Network,
  participants: readonly Participant[],
  hours: Pick<LocalMarket, "hours" | "hourLength"> = { hours: 1 },
): LocalMarket {
  return { name: "small", buses: ["1", "2"], money: "EUR", network, participants, ...hours };
}
