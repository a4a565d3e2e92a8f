/**
 * Energy of devices that are charged and discharged. E_bt is that at the end of hour t, h the length of an hour.
 *
 *   E_bt = (1 - s_b)^h E_b,t-1 + h (eta_C_b C_bt - D_bt / eta_D_b),  E_min_b <= E_bt <= E_max_b
 *   E_bT = E_b0, or what is asked for
 */
import type { Index, IndexSet, Variable } from "../../src/language/index.ts";
import type { Hour } from "../../src/market/index.ts";
import { type DeviceGroup, given } from "./device-group.ts";
import { refuseOutOfReach, type Store } from "./energy-reach.ts";
import type { Fields } from "./fields.ts";

export interface StorageRow {
  readonly name: string | number;
  /** Most energy, kWh. */
  readonly capacity: number;
  /** Least energy, kWh; 0 where it is not given. */
  readonly leastEnergy?: number;
  /** Above 0 and at most 1; 1 where they are not given. */
  readonly chargingEfficiency?: number;
  readonly dischargingEfficiency?: number;
  /** Share of the energy that is lost in 60 minutes, at least 0 and below 1; 0 where it is not given. */
  readonly selfDischarge?: number;
  /** kWh before the first hour; decided by the model where neither it nor `finalEnergy` is given. */
  readonly initialEnergy?: number;
  /**
   * kWh at the end of the last hour, or "free"; the same as before the first where it is not given. With it
   * `initialEnergy` must be given: the device would begin full for nothing.
   */
  readonly finalEnergy?: number | "free";
}

export const storageFields: Fields<Omit<StorageRow, "name">> = {
  capacity: { about: "Most energy.", unit: "kWh", required: true, from: 0 },
  leastEnergy: { about: "Least energy.", unit: "kWh", from: 0, otherwise: 0 },
  chargingEfficiency: { about: "Share of what is charged that is stored.", above: 0, to: 1, otherwise: 1 },
  dischargingEfficiency: { about: "Share of what leaves the store that is given.", above: 0, to: 1, otherwise: 1 },
  selfDischarge: { about: "Share of the energy that is lost in 60 minutes.", from: 0, below: 1, otherwise: 0 },
  initialEnergy: { about: "Energy before the first hour; decided by the market where it is not given.", unit: "kWh" },
  finalEnergy: {
    about:
      "Energy at the end of the last hour, with which initialEnergy must be given; that before the first otherwise.",
    unit: "kWh",
    word: "free",
  },
};

export interface StoredEnergy {
  /** E, kWh at the end of the hour, and before the first. */
  readonly energy: Variable<readonly [IndexSet<string>, Hour]>;
  readonly initialEnergy: Variable<readonly [IndexSet<string>]>;
}

type ByUnit = readonly [IndexSet<string>, Hour];

/** kW at the grid's side. */
interface Powers {
  readonly charged: number;
  readonly discharged: number;
}

/** What a device can do in an hour, by their positions, to have the most energy after it, and the least. */
export type Extremes = (k: number, t: number) => { readonly most: Powers; readonly least: Powers };

/**
 * Adds the energy of every device of a group that is charged and discharged. Throws where the energy at the end is out of
 * reach, or that before the first hour would be a gift.
 */
export function storedEnergy<Row extends StorageRow>(
  group: DeviceGroup<Row>,
  charged: Variable<ByUnit>,
  discharged: Variable<ByUnit>,
  extremes: Extremes,
): StoredEnergy {
  const { scope: own, unit } = group;
  const { hour, duration: h } = own;
  const { least, capacity } = energyLimits(group);
  const kept = group.parameter("kept by the hour", keptShare(group), "1");
  const into = group.parameter("charging efficiency", group.each("chargingEfficiency"), "1");
  const outOf = group.parameter("discharging efficiency", group.each("dischargingEfficiency"), "1");
  const lower = group.parameter("least energy", least, "kWh");
  const upper = group.parameter("capacity", capacity, "kWh");
  const energy = own.variable("energy", [unit, hour], {
    lower: (b) => lower(b),
    upper: (b) => upper(b),
    unit: "kWh",
  });
  group.limit("energy", energy, "lower", least, "hold");
  group.limit("energy", energy, "upper", capacity, "hold");
  const initialEnergy = initialEnergyOf(group, least, capacity);
  const gained = (b: Index<string>, t: Index<"hour">) =>
    charged(b, t)
      .times(into(b))
      .minus(discharged(b, t).dividedBy(outOf(b)))
      .times(h);
  own.constraint("energy in the first hour", [unit], (b) =>
    energy(b, hour.first).eq(initialEnergy(b).times(kept(b)).plus(gained(b, hour.first))),
  );
  own.constraint(
    "energy",
    [unit, hour],
    (b, t) => energy(b, t).eq(energy(b, t.previous).times(kept(b)).plus(gained(b, t))),
    {
      where: (_, t) => t.after(hour.first),
    },
  );
  endAs(group, energy, initialEnergy, least, capacity);
  refuseGifts(group);
  refuseOutOfReach(group, storesOf(group, extremes));
  return { energy, initialEnergy };
}

function energyLimits<Row extends StorageRow>(
  group: DeviceGroup<Row>,
): { least: Float64Array; capacity: Float64Array } {
  const least = group.each("leastEnergy");
  const capacity = group.each("capacity");
  group.ordered("leastEnergy", least, "capacity", capacity);
  return { least, capacity };
}

function keptShare<Row extends StorageRow>(group: DeviceGroup<Row>): Float64Array {
  const { hourLength: length } = group.scope;
  return group.each("selfDischarge").map((lost) => (1 - lost) ** length);
}

function initialEnergyOf<Row extends StorageRow>(
  group: DeviceGroup<Row>,
  least: Float64Array,
  capacity: Float64Array,
): Variable<readonly [IndexSet<string>]> {
  const { scope, unit } = group;
  const from = group.each("initialEnergy", (_, b) => least[b]!);
  const to = group.each("initialEnergy", (_, b) => capacity[b]!);
  group.ordered("leastEnergy", least, "initialEnergy", from);
  group.ordered("initialEnergy", to, "capacity", capacity);
  const lower = group.parameter("least initial energy", from, "kWh");
  const upper = group.parameter("most initial energy", to, "kWh");
  return scope.variable("initial energy", [unit], {
    lower: (b) => lower(b),
    upper: (b) => upper(b),
    unit: "kWh",
  });
}

/** What the energy at the end of the last hour has to be. */
function endAs<Row extends StorageRow>(
  group: DeviceGroup<Row>,
  energy: Variable<ByUnit>,
  initialEnergy: Variable<readonly [IndexSet<string>]>,
  least: Float64Array,
  capacity: Float64Array,
): void {
  const { scope: own, name } = group;
  const { hour } = own;
  const cyclic = group.those(`${name} that end as they began`, (row) => !given(row.finalEnergy));
  if (cyclic !== null) own.constraint("end as they began", [cyclic], (b) => energy(b, hour.last).eq(initialEnergy(b)));
  const asked = group.those(`${name} with a final energy`, (row) => typeof row.finalEnergy === "number");
  const final = group.each("finalEnergy", (_, b) => least[b]!);
  group.ordered("leastEnergy", least, "finalEnergy", final);
  group.ordered("finalEnergy", final, "capacity", capacity);
  if (asked === null) return;
  const wanted = group.parameter("final energy", final, "kWh");
  own.constraint("final energy", [asked], (b) => energy(b, hour.last).eq(wanted(b)));
}

function refuseGifts<Row extends StorageRow>(group: DeviceGroup<Row>): void {
  group.rows.forEach(({ initialEnergy, finalEnergy }, k) => {
    if (!given(finalEnergy) || given(initialEnergy)) return;
    const end = finalEnergy === "free" ? '"free"' : `${finalEnergy} kWh`;
    group.refuse(
      k,
      `has finalEnergy ${end} and no initialEnergy: it would begin full for nothing. Give initialEnergy too, or neither for a day that ends as it began`,
    );
  });
}

/** The device at a position as a store, with what its charging and discharging can do in each hour. */
function storesOf<Row extends StorageRow>(group: DeviceGroup<Row>, extremes: Extremes): (k: number) => Store {
  const { hourLength: h, hour } = group.scope;
  const [into, outOf] = [group.each("chargingEfficiency"), group.each("dischargingEfficiency")];
  const [initial, { least, capacity }, kept] = [group.each("initialEnergy", 0), energyLimits(group), keptShare(group)];
  return (k) => {
    const gained = ({ charged, discharged }: Powers): number => h * (into[k]! * charged - discharged / outOf[k]!);
    const byHour = (value: (t: number) => number): Float64Array =>
      Float64Array.from({ length: hour.size }, (_, t) => value(t));
    return {
      initialEnergy: initial[k]!,
      leastEnergy: least[k]!,
      capacity: capacity[k]!,
      kept: kept[k]!,
      mostAdded: byHour((t) => gained(extremes(k, t).most)),
      mostTaken: byHour((t) => -gained(extremes(k, t).least)),
    };
  };
}
