/** A feeder of three buses whose grid checks are known by hand. */
import { checkGrid, type FeederData, feeder } from "../../../../src/feeder/index.ts";

/** s - a - b at 10 kV, 1 ohm a line (0.01 per unit on 1 MVA); bands of 5 %, line s-a rated 1,000 kVA. */
export const data: FeederData = {
  name: "three",
  origin: "made up for a test",
  buses: [
    { name: "s", voltage: 10 },
    { name: "a", voltage: 10, lowestVoltage: 0.95, highestVoltage: 1.05 },
    { name: "b", voltage: 10, lowestVoltage: 0.95, highestVoltage: 1.05 },
  ],
  lines: [
    { from: "s", to: "a", resistance: 1, reactance: 0, ratedPower: 1000 },
    { from: "b", to: "a", resistance: 1, reactance: 0 },
  ],
  // Not a part of a check: injections are all there is.
  loads: [{ bus: "b", active: 9000, reactive: 0 }],
  sources: [{ bus: "s", voltage: 1 }],
};
export const net = feeder(data);

/** Purely active powers at b, an hour each where nothing is said; at the end of 2 ohm: v^2 - v + 0.02 p = 0 per unit of 1 MW. */
export const check = (powers: readonly number[], hourLength = 1) =>
  checkGrid(net, { bus: ["b"], active: powers, reactive: powers.map(() => 0), hourLength });
export const voltage = (consumed: number) => (1 + Math.sqrt(1 - 4 * 0.02 * (consumed / 1000))) / 2;
