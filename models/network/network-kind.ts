/** Kinds of networks, as catalogues list them and market files name them. */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/index.ts";
import type { GridLimits, Network } from "../../src/market/index.ts";
import type { GivenFlow } from "./branch-flow/base-flow.ts";

interface Described {
  /** As in market files: "conic". */
  readonly name: string;
  /** One short sentence. */
  readonly about: string;
}

/** One that needs no feeder, and keeps no limits. */
interface WithoutFeeder extends Described {
  readonly needsFeeder: false;
  make(): Network;
}

/** One that models a feeder. */
interface OnFeeder extends Described {
  readonly needsFeeder: true;
  /**
   * `around` is the flow at which a network is exact that is linear around one: the power flow of the feeder's own loads
   * where nothing is said. Throws where the feeder is not radial.
   */
  make(feeder: Feeder, limits: GridLimits, around?: GivenFlow): Network;
}

export type NetworkKind = WithoutFeeder | OnFeeder;

/** A network of a kind. Throws where it needs a feeder and there is none. */
export function networkOf(kind: NetworkKind, feeder: Feeder | null, limits: GridLimits = {}): Network {
  if (!kind.needsFeeder) return kind.make();
  if (feeder !== null) return kind.make(feeder, limits);
  throw new ClearwattError(
    `The network "${kind.name}" models a feeder, and the market has none. Give a feeder, or take a network that needs none.`,
    { code: "missing-data", data: { what: "feeder", kind: kind.name } },
  );
}
