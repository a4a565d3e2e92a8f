/** What a power flow gives. */
import type { Feeder } from "../data/feeder.ts";

/** A solved power flow. Buses and branches in the order of the feeder. */
export interface Flow {
  readonly status: "solved";
  readonly feeder: Feeder;
  readonly method: "sweep" | "newton";
  readonly iterations: number;
  /** Magnitudes, per unit. */
  readonly voltage: Float64Array;
  /** Radians. */
  readonly angle: Float64Array;
  /** kW and kVAr that enter each branch at `from` and at `to`; 0 in open branches. */
  readonly activeFrom: Float64Array;
  readonly reactiveFrom: Float64Array;
  readonly activeTo: Float64Array;
  readonly reactiveTo: Float64Array;
  /** A, the larger of both ends. */
  readonly current: Float64Array;
  /** Share of the rated current or power, whichever is larger; 0 where the branch has no rating. */
  readonly loading: Float64Array;
  /** kW and kVAr that stay in each branch. */
  readonly activeLoss: Float64Array;
  readonly reactiveLoss: Float64Array;
  /** Their sums, kW and kVAr. */
  readonly totalActiveLoss: number;
  readonly totalReactiveLoss: number;
  /** kW and kVAr that each source gives, in the order of the feeder's sources. */
  readonly sourceActive: Float64Array;
  readonly sourceReactive: Float64Array;
  /** Position of the bus with the lowest voltage among those that are fed; its voltage is voltage[lowestBus]. */
  readonly lowestBus: number;
  /** Position of the bus with the highest voltage, of several with the same one the first. */
  readonly highestBus: number;
}

/** What a flow says of its branches. */
export type BranchResults = Pick<
  Flow,
  "activeFrom" | "reactiveFrom" | "activeTo" | "reactiveTo" | "current" | "loading"
>;

/** No power flow: at this load the grid has no operating point, or the method does not find one. */
export interface NoFlow {
  readonly status: "no solution";
  readonly feeder: Feeder;
  readonly method: "sweep" | "newton";
  /** A sentence with bus and share. */
  readonly reason: string;
  /** The largest share of the load (found by bisection to 1e-4) at which there is a solution; 0 where even no load has none. */
  readonly share: number;
  /** Position of the bus whose voltage is lowest there: where the collapse begins. */
  readonly bus: number;
}

export type FlowOutcome = Flow | NoFlow;

export interface FlowOptions {
  /** Where nothing is said the sweep for radial feeders, Newton-Raphson for all others and where the sweep proves nothing. */
  readonly method?: "sweep" | "newton";
  /** Largest change of a voltage in the last iteration (sweep) or power mismatch (Newton), per unit; 1e-10 where nothing is said. */
  readonly tolerance?: number;
  /** Factor on all loads and on the generators of given power; 1 where nothing is said. */
  readonly scale?: number;
}
