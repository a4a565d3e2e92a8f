/** Made-up radial feeders of any size, for measurements and tests. */
import { ClearwattError } from "../../errors.ts";
import { randomNumbers } from "../../random.ts";
import type { FeederData, LineData, LoadData } from "./feeder-data.ts";

/** kV */
const voltage = 12.66;

/** 1 - 2 x this is 0.95 squared: the drop of the squared voltage, per unit, which the loads are scaled to. */
const wantedDrop = (1 - 0.95 ** 2) / 2;

/** Ohm per km of the main line and of laterals: a thick and a thin overhead line. */
const mainLine = { resistance: 0.25, reactance: 0.33 };
const lateral = { resistance: 0.6, reactance: 0.4 };

/**
 * A synthetic radial feeder: a main line of about 3 sqrt(n) of its n buses, and laterals of up to a third of that length
 * off any bus before them. Lines are 100 to 600 m long; most buses have a load, and all loads are scaled so that the lowest
 * voltage without losses is 0.95 per unit (with them a little less), whatever the size. The same for the same arguments.
 */
export function generatedFeeder(numBuses: number, seed = 1): FeederData {
  if (!Number.isSafeInteger(numBuses) || numBuses < 2) {
    throw new ClearwattError(`A feeder of ${numBuses} buses cannot be made. Give a whole number of at least 2.`, {
      code: "out-of-range",
      data: { what: "buses", found: numBuses, least: 2 },
    });
  }
  const random = randomNumbers(seed);
  const names = Array.from({ length: numBuses }, (_, k) => String(k + 1));
  const numMain = Math.min(numBuses - 1, Math.round(3 * Math.sqrt(numBuses)));
  const parent = grownTree(numBuses, numMain, random);
  const lines = Array.from(parent.subarray(1), (above, k): LineData => {
    const length = 0.1 + 0.5 * random();
    const { resistance, reactance } = k < numMain ? mainLine : lateral;
    return { from: names[above]!, to: names[k + 1]!, resistance: resistance * length, reactance: reactance * length };
  });
  return {
    name: `generated-${numBuses}`,
    origin: `synthetic: generatedFeeder(${numBuses}, ${seed}) of clearwatt`,
    buses: names.map((name) => ({ name, voltage })),
    lines,
    loads: scaledLoads(randomLoads(names, random), lines, parent),
    sources: [{ bus: "1", voltage: 1 }],
  };
}

/** By bus, the one that feeds it, which comes before it; -1 for the first. */
function grownTree(numBuses: number, numMain: number, random: () => number): Int32Array {
  const parent = new Int32Array(numBuses).fill(-1);
  let placed = 1;
  const grow = (root: number, length: number): void => {
    const end = Math.min(numBuses, placed + length);
    for (let above = root; placed < end; placed++) {
      parent[placed] = above;
      above = placed;
    }
  };
  grow(0, numMain);
  while (placed < numBuses) grow(Math.floor(placed * random()), 1 + Math.floor((numMain / 3) * random()));
  return parent;
}

/** Five buses of six have one; the last always. */
function randomLoads(names: readonly string[], random: () => number): LoadData[] {
  return names.flatMap((bus, k) => {
    const active = 0.2 + 1.6 * random();
    const reactive = active * (0.2 + 0.4 * random());
    const has = random() < 5 / 6 || k === names.length - 1;
    return has && k > 0 ? [{ bus, active, reactive }] : [];
  });
}

/** Loads times what gives the wanted drop where losses are left out: sum of (r P + x Q) on the way to the farthest bus. */
function scaledLoads(loads: readonly LoadData[], lines: readonly LineData[], parent: Int32Array): LoadData[] {
  const active = new Float64Array(parent.length);
  const reactive = new Float64Array(parent.length);
  for (const load of loads) {
    active[Number(load.bus) - 1] = load.active;
    reactive[Number(load.bus) - 1] = load.reactive;
  }
  for (let k = parent.length - 1; k > 0; k--) {
    active[parent[k]!]! += active[k]!;
    reactive[parent[k]!]! += reactive[k]!;
  }
  const drop = new Float64Array(parent.length);
  let farthest = 0;
  for (let k = 1; k < parent.length; k++) {
    const { resistance, reactance } = lines[k - 1]!;
    const onLine = (resistance * active[k]! + reactance * reactive[k]!) / 1000 / voltage ** 2;
    drop[k] = drop[parent[k]!]! + onLine;
    farthest = Math.max(farthest, drop[k]!);
  }
  const scale = wantedDrop / farthest;
  return loads.map(({ bus, active: kW, reactive: kVAr }) => ({ bus, active: kW * scale, reactive: kVAr * scale }));
}
