/** Ratings of lines as apparent power at their ends, kVA by line x hour; Infinity where there is none. */

import type { End } from "../branch-flow/branch-flow.ts";
import type { Tree } from "../branch-flow/tree.ts";
import type { Limits } from "./limits.ts";

/** A rated current as the apparent power that it is at the base voltage of the bus at that end. */
export function powerOfCurrent(tree: Tree, limits: Limits, end: End["name"]): Float64Array {
  const bus = end === "sending" ? tree.from : tree.to;
  const hours = limits.ratedCurrent.length / tree.numLines;
  return limits.ratedCurrent.map((ampere, at) => {
    const voltage = tree.feeder.baseVoltage[bus[Math.floor(at / hours)]!]!;
    return Math.sqrt(3) * voltage * ampere;
  });
}

/** Whether some charging makes the flow into the line another one than that into its impedance. */
export function isCharged(tree: Tree, line: number): boolean {
  return tree.endActive[line] !== 0 || tree.endReactive[line] !== 0;
}
