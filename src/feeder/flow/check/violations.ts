/** What of a flow is beyond the limits that its feeder has: voltages outside of their bands, branches above their ratings. */
import type { Feeder } from "../../data/feeder.ts";
import type { Flow } from "../flow.ts";

/** Rounding at a limit that a market has kept to is no violation: per unit, and share of the rating. */
export const limitTolerance = 1e-6;

/** Whether a branch has a rated current or a rated power. */
export function isRated({ ratedCurrent, ratedPower }: Feeder, branch: number): boolean {
  return Number.isFinite(ratedCurrent[branch]) || Number.isFinite(ratedPower[branch]);
}

/** Whether a bus has a limit of its voltage, on either side. */
export function hasBand({ lowestVoltage, highestVoltage }: Feeder, bus: number): boolean {
  return lowestVoltage[bus]! > 0 || Number.isFinite(highestVoltage[bus]);
}

/** Positions of the buses whose voltage is outside of their band; a bus that is not fed has none. */
export function busesOutside({ feeder: { lowestVoltage, highestVoltage }, voltage }: Flow): number[] {
  return Array.from(voltage.keys()).filter((bus) => {
    const v = voltage[bus]!;
    return v > 0 && (v < lowestVoltage[bus]! - limitTolerance || v > highestVoltage[bus]! + limitTolerance);
  });
}

/** Positions of the branches that carry more than their rating. */
export function branchesAbove({ loading }: Flow): number[] {
  return Array.from(loading.keys()).filter((k) => loading[k]! > 1 + limitTolerance);
}
