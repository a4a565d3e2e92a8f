/** What all devices of a market have in common. */
import type { Affine, Constant, Index, Quadratic } from "../../src/language/index.ts";
import type { Resource } from "../network/network.ts";

/** A resource that may cost something; what costs nothing says 0. */
export interface CostedResource extends Resource {
  /** The sum over all of its devices and hours, in the setting's money; what it earns is negative. */
  cost(): Affine | Quadratic | Constant;
}

/** A resource whose powers are decided. */
export interface DecidedResource extends CostedResource {
  active(i: Index<"bus">, t: Index<"hour">): Affine;
  readonly reactive: ((i: Index<"bus">, t: Index<"hour">) => Affine) | null;
}
