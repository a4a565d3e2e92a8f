/** Where power flows towards the source. */
import type { Flow } from "./flow.ts";
import { radialOrder } from "./topology.ts";

/**
 * 1 for every branch that carries active power towards the source, as it leaves the branch at the end nearer to it; 0 for
 * the others and for open ones. Throws a ClearwattError where the feeder is not radial: then branches have no such end.
 */
export function reverseFlow({ feeder, activeFrom, activeTo }: Flow): Uint8Array {
  const { branch, forward } = radialOrder(feeder);
  const reverse = new Uint8Array(feeder.numBranches);
  branch.forEach((k, bus) => {
    if (k < 0) return;
    const entering = forward[bus] === 1 ? activeFrom[k]! : activeTo[k]!;
    reverse[k] = entering < 0 ? 1 : 0;
  });
  return reverse;
}
