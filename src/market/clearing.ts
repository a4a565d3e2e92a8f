/** What every method hands on, so that settlement, grid check, re-dispatch, report and comparison are written once. */
import type { Injections } from "../feeder/index.ts";
import type { Labelled } from "../language/index.ts";
import type { LocalMarket } from "./local-market.ts";
import type { GridPrices, GridState } from "./network.ts";

/** How sure a result is: a bound that nothing feasible beats, what any player could still gain, or why there is neither. */
export type Certificate =
  | {
      readonly kind: "bound";
      /** No clearing of this market on this network has more welfare; money. */
      readonly bound: number;
      /** How far the welfare may be from it, relative. */
      readonly gap: number;
      /** Who proves it. */
      readonly by: string;
    }
  | { readonly kind: "equilibrium"; readonly largestGain: number; readonly by: string }
  | { readonly kind: "none"; readonly why: string };

/** A round of a method that has some, with what it knows. */
export interface Round {
  readonly round: number;
  readonly objective?: number;
  readonly bound?: number;
  readonly primalResidual?: number;
  readonly dualResidual?: number;
  /** Largest change of an injection, kW or kVAr. */
  readonly change?: number;
}

/** What a participant does, and what becomes of it. Money is positive where it is received. */
export interface Outturn {
  readonly name: string;
  /** kW and kVAr given to the grid. */
  readonly injections: Injections;
  /** Of its devices; what they earn elsewhere is negative. */
  readonly cost: number;
  /** What it is paid for what it injects; negative where it pays. */
  readonly paid: number;
  /** `paid` less `cost`. */
  readonly surplus: number;
  /** The values of all variables that it declared, by device and label. */
  readonly decisions: readonly Labelled[];
}

/** Energy sold by one participant to another in an hour. */
export interface Trade {
  readonly seller: string;
  readonly buyer: string;
  readonly hour: string;
  /** kWh */
  readonly energy: number;
  /** money/kWh that the seller receives and the buyer pays. */
  readonly sellerPrice: number;
  readonly buyerPrice: number;
}

export interface Clearing {
  readonly market: string;
  readonly method: string;
  readonly solver: string;
  readonly network: string;
  /** What everyone is paid by: "price at the bus", "pay as bid", "VCG" ... */
  readonly settlement: string;
  /** h */
  readonly hourLength: number;
  /** Minus the sum of all costs; money. */
  readonly welfare: number;
  /** What all give to the grid. */
  readonly injections: Injections;
  readonly participants: readonly Outturn[];
  /** One price a bus and hour with its parts, or null where every trade has its own. */
  readonly prices: GridPrices | null;
  /** Voltages and flows as the network's model has them; null for a copper plate. */
  readonly state: GridState | null;
  /** What the network keeps: what all pay less what all are paid; with losses these are paid from it. */
  readonly networkRent: number;
  /** What the energy lost in the network costs at the price of the source that feeds it. */
  readonly lossCost: number;
  /** Empty in a pool. */
  readonly trades: readonly Trade[];
  readonly certificate: Certificate;
  /** Empty where the method has none. */
  readonly rounds: readonly Round[];
  readonly seconds: { readonly solver: number; readonly total: number };
}

/**
 * "not exact": a conic optimum that is no power flow, of which only the bound is to be used. "not settled": rounds that did
 * not come to an end. "at a limit": of time or rounds. "stopped": by the signal.
 */
export type NotCleared =
  | "infeasible"
  | "unbounded"
  | "numerical trouble"
  | "not exact"
  | "not settled"
  | "at a limit"
  | "stopped";

/** What stages hand on: the market stays beside its clearing, since settlement may clear again and the grid check needs the feeder. */
export type Cleared =
  | { readonly status: "cleared"; readonly market: LocalMarket; readonly clearing: Clearing }
  | {
      readonly status: NotCleared;
      readonly market: LocalMarket;
      readonly reason: string;
      /** What is known all the same; why it is no clearing says `reason`. */
      readonly best?: Clearing;
      /** Of an infeasible market: which limits are in the way, and how far they would have to give, in sentences. */
      explain?(options?: ExplainOptions): Promise<readonly string[]>;
    };

export interface ExplainOptions {
  /** Seconds after which what has been found is handed back. */
  readonly timeLimitS?: number;
  readonly signal?: AbortSignal;
}
