/** What all devices of a market have in common. */
import { ClearwattError } from "../../src/errors.ts";
import type { Affine, Constant, Quadratic } from "../../src/language/index.ts";
import type { Resource } from "../network/network.ts";

/** A resource that may cost something; what costs nothing says 0. */
export interface CostedResource extends Resource {
  /** The sum over all of its devices and hours, in the setting's money; what it earns is negative. */
  cost(): Affine | Quadratic | Constant;
}

/** What all resources cost together, as an objective. Throws where there are none. */
export function totalCost(resources: readonly CostedResource[]): Affine | Quadratic | Constant {
  if (resources.length === 0) throw new ClearwattError("The cost of no resources was asked for. Give at least one.");
  // Of the three kinds `plus` is typed for all operands on the widest only.
  return resources.map(({ cost }) => cost() as Quadratic).reduce((all, next) => all.plus(next));
}
