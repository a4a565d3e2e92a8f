/** Rated currents as bounds of the squared current. */

import type { Tree } from "../branch-flow/tree.ts";
import type { Limits } from "./limits.ts";
import { isCharged, powerOfCurrent } from "./rated-power.ts";

/**
 * Highest l of every line x hour, kVA: what flows at either end is l S times the tap there, for a squared voltage of 1.
 * Infinity where there is no rating, and where the current at an end is another one: lines with charging or decided taps.
 */
export function currentBounds(tree: Tree, limits: Limits, tapped: Uint8Array): Float64Array {
  const sending = powerOfCurrent(tree, limits, "sending");
  const receiving = powerOfCurrent(tree, limits, "receiving");
  const hours = sending.length / tree.numLines;
  return sending.map((power, at) => {
    const k = Math.floor(at / hours);
    if (tapped[k] === 1 || isCharged(tree, k)) return Number.POSITIVE_INFINITY;
    const before = power ** 2 / (tree.basePower * tree.sendingScale[k]!);
    return Math.min(before, receiving[at]! ** 2 / (tree.basePower * tree.receivingScale[k]!));
  });
}
