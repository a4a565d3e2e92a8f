/** Feeders small enough for paper, of 10 kV: 100 ohm are 1 per unit on 1 MVA. */
import { type Feeder, feeder } from "../../src/feeder/index.ts";
import type { Load } from "./units.ts";

const bus = (name: string) => ({ name, voltage: 10, lowestVoltage: 0.8, highestVoltage: 1.2 });

export interface Line {
  /** ohm */
  readonly resistance: number;
  readonly reactance: number;
}

function feederOf(
  name: string,
  buses: readonly string[],
  lines: readonly (Line & { from: string; to: string })[],
  loads: readonly Load[],
) {
  return feeder({
    name,
    origin: "made up",
    buses: buses.map(bus),
    lines,
    loads: loads.map((load) => ({ reactive: 0, ...load })),
    sources: [{ bus: "1", voltage: 1 }],
  });
}

/** A source at bus 1, a line, and what is taken at bus 2. */
export function twoBuses(line: Line, load: Omit<Load, "bus">): Feeder {
  return feederOf("two buses", ["1", "2"], [{ from: "1", to: "2", ...line }], [{ bus: "2", ...load }]);
}

/** What is taken on the chain of three buses. */
export const chainLoads: readonly Load[] = [
  { bus: "2", active: 300, reactive: 100 },
  { bus: "3", active: 200, reactive: 50 },
];

/** A source at bus 1, and a chain of two lines with a load at either end. */
export const chain: Feeder = feederOf(
  "a chain",
  ["1", "2", "3"],
  [
    { from: "1", to: "2", resistance: 4, reactance: 3 },
    { from: "2", to: "3", resistance: 6, reactance: 5 },
  ],
  chainLoads,
);

/** Two sources with a bus each: 1 feeds 2, and 4 feeds 3. */
export const twoTrees: Feeder = feeder({
  name: "two trees",
  origin: "made up",
  buses: ["1", "2", "3", "4"].map(bus),
  lines: [
    { from: "1", to: "2", resistance: 1, reactance: 1 },
    { from: "4", to: "3", resistance: 1, reactance: 1 },
  ],
  loads: [
    { bus: "2", active: 100, reactive: 10 },
    { bus: "3", active: 200, reactive: 20 },
  ],
  sources: [
    { bus: "1", voltage: 1 },
    { bus: "4", voltage: 1 },
  ],
});

/** A transformer with a tap, a line with charging, and a capacitor: all that a branch and a bus may have. */
export const furnished: Feeder = feeder({
  name: "furnished",
  origin: "made up",
  buses: ["1", "2", "3"].map(bus),
  lines: [{ from: "2", to: "3", resistance: 4, reactance: 3, susceptance: 500 }],
  transformers: [{ name: "T", from: "1", to: "2", resistance: 1, reactance: 4, ratio: 0.98 }],
  loads: [{ bus: "3", active: 600, reactive: 200 }],
  shunts: [{ bus: "3", active: 0, reactive: 100 }],
  sources: [{ bus: "1", voltage: 1 }],
});

/** What a feeder's own loads take, as its data have them; it has constant powers only. */
export function loadsOf({ busNames, constantPower, basePower }: Feeder): readonly Load[] {
  return busNames.map((name, k) => ({
    bus: name,
    active: constantPower.active[k]! * basePower,
    reactive: constantPower.reactive[k]! * basePower,
  }));
}

/** kW into a line of `r` per unit on 1 MVA and no reactance, at whose other end `kW` are taken: P = p + r P^2. */
export function sentFor(kW: number, r: number): number {
  return (1000 * (1 - Math.sqrt(1 - (4 * r * kW) / 1000))) / (2 * r);
}

/** How much more is sent for one more kW at the other end: dP / dp. */
export function sentPerUnit(kW: number, r: number): number {
  return 1 / Math.sqrt(1 - (4 * r * kW) / 1000);
}
