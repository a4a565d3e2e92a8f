/** Kinds of networks, as catalogues list them and market files name them. */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../src/market/index.ts";
import type { GivenFlow } from "./base-flow.ts";

interface Described {
  /** As in market files: "conic". */
  readonly name: string;
  /** One short sentence. */
  readonly about: string;
}

/** One that needs no feeder, and keeps no limits. */
interface WithoutWires extends Described {
  readonly hasWires: false;
  make(): Network;
}

/** One that stands for the wires of a feeder. */
interface WithWires extends Described {
  readonly hasWires: true;
  /**
   * `around` is the flow at which a network is exact that is linear around one: the power flow of the feeder's own loads
   * where nothing is said. Throws where the feeder is not radial.
   */
  make(feeder: Feeder, limits: GridLimits, around?: GivenFlow): Network;
}

export type NetworkKind = WithoutWires | WithWires;

/** A network of a kind. Throws where it needs a feeder and there is none. */
export function networkOf(kind: NetworkKind, feeder: Feeder | null, limits: GridLimits = {}): Network {
  if (!kind.hasWires) return kind.make();
  if (feeder !== null) return kind.make(feeder, limits);
  throw new ClearwattError(
    `The network "${kind.name}" stands for the wires of a feeder, and the market has none. Give a feeder, or take a network without wires.`,
  );
}
