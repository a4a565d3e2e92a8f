/**
 * Which energies a store can have at the end of the last hour, from that before the first. What it can have at the end of
 * an hour is an interval, because what an hour adds is:
 *
 *   [max(E_min, k lo - d_t), min(E_max, k hi + a_t)]      k kept by the hour, a_t most added, d_t most taken, kWh
 */
import { type DeviceGroup, given } from "./device-group.ts";

/** What a row says about both ends. */
interface EndRow {
  readonly name: string | number;
  readonly initialEnergy?: number;
  readonly finalEnergy?: number | "free";
}

export interface Store {
  readonly initialEnergy: number;
  readonly leastEnergy: number;
  readonly capacity: number;
  /** Share of the energy that an hour leaves. */
  readonly kept: number;
  /** kWh that each hour can add to the energy at most, and take from it. */
  readonly mostAdded: Float64Array;
  readonly mostTaken: Float64Array;
}

interface EnergyReach {
  readonly lowest: number;
  readonly highest: number;
  /** Position of the first hour in which the least energy cannot be kept; -1 where it can. The energies are that hour's. */
  readonly emptyAt: number;
}

/** Share of the capacity that rounding may bring. */
const rounding = 1e-9;

function energyReach({ initialEnergy, leastEnergy, capacity, kept, mostAdded, mostTaken }: Store): EnergyReach {
  let [lowest, highest] = [initialEnergy, initialEnergy];
  for (let t = 0; t < mostAdded.length; t++) {
    lowest = Math.max(leastEnergy, kept * lowest - mostTaken[t]!);
    highest = Math.min(capacity, kept * highest + mostAdded[t]!);
    if (highest < leastEnergy - rounding * capacity) return { lowest, highest, emptyAt: t };
  }
  return { lowest, highest, emptyAt: -1 };
}

/** Whether an energy is within the reach, but for rounding. */
function isWithin(energy: number, { lowest, highest }: EnergyReach, { capacity }: Store): boolean {
  return energy >= lowest - rounding * capacity && energy <= highest + rounding * capacity;
}

/**
 * Throws where a device cannot keep its least energy, or cannot end as its row says; `stores` gives what the device at a
 * position can do. Where the energy before the first hour is not given there is nothing to be checked.
 */
export function refuseOutOfReach<Row extends EndRow>(group: DeviceGroup<Row>, stores: (k: number) => Store): void {
  group.rows.forEach((row, k) => {
    if (!given(row.initialEnergy)) return;
    const store = stores(k);
    const reach = energyReach(store);
    if (reach.emptyAt >= 0) refuseEmpty(group, k, store, reach);
    const end = given(row.finalEnergy) ? row.finalEnergy : row.initialEnergy!;
    if (typeof end === "number" && !isWithin(end, reach, store)) refuseEnd(group, k, store, reach, end);
  });
}

function refuseEmpty<Row extends EndRow>(
  group: DeviceGroup<Row>,
  k: number,
  { initialEnergy, leastEnergy }: Store,
  { highest, emptyAt }: EnergyReach,
): never {
  const hour = group.scope.hour.labels[emptyAt];
  return group.refuse(
    k,
    `cannot keep leastEnergy ${leastEnergy} kWh: from initialEnergy ${initialEnergy} kWh it has at most ${short(highest)} kWh at the end of hour "${hour}". Give more initialEnergy or chargingPower, or a lower leastEnergy`,
  );
}

function refuseEnd<Row extends EndRow>(
  group: DeviceGroup<Row>,
  k: number,
  { initialEnergy }: Store,
  { lowest, highest }: EnergyReach,
  end: number,
): never {
  const { hour, hourLength } = group.scope;
  const which = given(group.rows[k]!.finalEnergy) ? "finalEnergy" : "the energy it began with,";
  return group.refuse(
    k,
    `has to end with ${which} ${end} kWh, and from initialEnergy ${initialEnergy} kWh it reaches ${short(lowest)} to ${short(highest)} kWh in ${short(hour.size * hourLength)} h. Give a finalEnergy between them, or more power`,
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
