/** Kinds of networks, as catalogues list them and market files name them. */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../src/market/index.ts";
import type { GivenFlow } from "./base-flow.ts";

export interface NetworkKind {
  /** As in market files: "conic". */
  readonly name: string;
  /** One short sentence. */
  readonly about: string;
  /** Whether it stands for the wires of a feeder; one that does not needs none, and keeps no limits. */
  readonly hasWires: boolean;
  /**
   * `around` is the flow at which a network is exact that is linear around one: the power flow of the feeder's own loads
   * where nothing is said. Throws where there is none, or the feeder is not radial.
   */
  make(feeder: Feeder, limits: GridLimits, around?: GivenFlow): Network;
}

/** A network of a kind. Throws where it needs a feeder and there is none. */
export function networkOf(kind: NetworkKind, feeder: Feeder | null, limits: GridLimits = {}): Network {
  if (feeder !== null || !kind.hasWires) return kind.make(feeder as Feeder, limits);
  throw new ClearwattError(
    `The network "${kind.name}" stands for the wires of a feeder, and the market has none. Give a feeder, or take a network without wires.`,
  );
}
