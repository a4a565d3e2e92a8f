/** Where power flows towards the source. */
import type { Feeder } from "../../data/feeder.ts";
import { radialOrder } from "../../topology/index.ts";
import type { Flow } from "../flow.ts";

/**
 * 1 for every branch that carries active power towards the source, as it leaves the branch at the end nearer to it; 0 for
 * the others and for open ones. Throws a ClearwattError where the feeder is not radial: then branches have no such end.
 */
export function reverseFlow({ feeder, activeFrom, activeTo }: Flow): Uint8Array {
  return branchesAgainstOrder(feeder).map((against, k) => {
    const entering = against === 1 ? activeTo[k]! : activeFrom[k]!;
    return entering < 0 ? 1 : 0;
  });
}

/** By branch: 1 where its `to` is the end nearer to the source, as the feeder's radial order has it; 0 elsewhere. */
export function branchesAgainstOrder(feeder: Feeder): Uint8Array {
  const { branch, forward } = radialOrder(feeder);
  const against = new Uint8Array(feeder.numBranches);
  branch.forEach((k, bus) => {
    if (k >= 0) against[k] = 1 - forward[bus]!;
  });
  return against;
}
