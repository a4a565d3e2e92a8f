/**
 * Energy of devices that are charged and discharged. E_bt is that at the end of hour t, h the length of an hour.
 *
 *   E_bt = (1 - s_b)^h E_b,t-1 + h (eta_C_b C_bt - D_bt / eta_D_b),  E_min_b <= E_bt <= E_max_b
 *   E_bT = E_b0, or what is asked for
 */
import type { Index, IndexSet, Variable } from "../../src/language/index.ts";
import type { Hour } from "../../src/market/index.ts";
import { type DeviceGroup, given } from "./device-group.ts";

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
  /** kWh before the first hour; decided by the model where it is not given. */
  readonly initialEnergy?: number;
  /** kWh at the end of the last hour, or "free"; the same as before the first where it is not given. */
  readonly finalEnergy?: number | "free";
}

export interface StoredEnergy {
  /** E, kWh at the end of the hour, and before the first. */
  readonly energy: Variable<readonly [IndexSet<string>, Hour]>;
  readonly initialEnergy: Variable<readonly [IndexSet<string>]>;
}

type ByUnit = readonly [IndexSet<string>, Hour];

/** Adds the energy of every device of a group that is charged and discharged. */
export function storedEnergy<Row extends StorageRow>(
  group: DeviceGroup<Row>,
  charged: Variable<ByUnit>,
  discharged: Variable<ByUnit>,
): StoredEnergy {
  const { scope: own, unit } = group;
  const { hour, duration: h } = own;
  const { least, capacity } = energyLimits(group);
  const kept = group.parameter("kept by the hour", keptShare(group), "1");
  const efficiency = { above: 0, to: 1, fallback: 1 };
  const into = group.parameter("charging efficiency", group.each("chargingEfficiency", efficiency), "1");
  const outOf = group.parameter("discharging efficiency", group.each("dischargingEfficiency", efficiency), "1");
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
  return { energy, initialEnergy };
}

function energyLimits<Row extends StorageRow>(
  group: DeviceGroup<Row>,
): { least: Float64Array; capacity: Float64Array } {
  const least = group.each("leastEnergy", { from: 0, fallback: 0 });
  const capacity = group.each("capacity", { from: 0 });
  group.ordered("leastEnergy", least, "capacity", capacity);
  return { least, capacity };
}

function keptShare<Row extends StorageRow>(group: DeviceGroup<Row>): Float64Array {
  const { hourLength: length } = group.scope;
  return group.each("selfDischarge", { from: 0, below: 1, fallback: 0 }).map((lost) => (1 - lost) ** length);
}

function initialEnergyOf<Row extends StorageRow>(
  group: DeviceGroup<Row>,
  least: Float64Array,
  capacity: Float64Array,
): Variable<readonly [IndexSet<string>]> {
  const { scope, unit } = group;
  const from = group.each("initialEnergy", { fallback: (_, b) => least[b]! });
  const to = group.each("initialEnergy", { fallback: (_, b) => capacity[b]! });
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
  const final = group.each("finalEnergy", { fallback: (_, b) => least[b]!, word: "free" });
  group.ordered("leastEnergy", least, "finalEnergy", final);
  group.ordered("finalEnergy", final, "capacity", capacity);
  if (asked === null) return;
  const wanted = group.parameter("final energy", final, "kWh");
  own.constraint("final energy", [asked], (b) => energy(b, hour.last).eq(wanted(b)));
}
