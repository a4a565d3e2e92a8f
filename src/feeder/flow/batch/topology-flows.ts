/** One load, many switch states. */
import { ClearwattError } from "../../../errors.ts";
import type { Feeder } from "../../data/feeder.ts";
import { type CheckedOptions, checkFlowOptions } from "../check-flow-options.ts";
import type { FlowOptions } from "../flow.ts";
import {
  branchIndex,
  busResults,
  checkNotHeld,
  emptyPlan,
  emptyTree,
  fillPlan,
  finalPowers,
  growTree,
  iterate,
  setLoads,
  type TreeShape,
  totalLosses,
} from "../sweep/index.ts";

/** What became of a switch state, by the number in `TopologyFlows.status`. */
export const topologyStatus = ["no solution", "solved", "meshed", "not fed"] as const;

/** Results by switch state; those that are not solved have zeros (lowestBus -1), which are not results. */
export interface TopologyFlows {
  readonly feeder: Feeder;
  readonly numStates: number;
  /**
   * Positions in `topologyStatus`: 0 radial, and the sweep finds no solution (there is none where all loads consume constant
   * power), 1 solved, 2 a loop or joined sources, 3 a bus is not fed.
   */
  readonly status: Uint8Array;
  /** How many there are of each status. */
  readonly counts: readonly [noSolution: number, solved: number, meshed: number, notFed: number];
  /** kW and kVAr that stay in all branches. */
  readonly activeLoss: Float64Array;
  readonly reactiveLoss: Float64Array;
  /** Per unit. */
  readonly lowestVoltage: Float64Array;
  readonly lowestBus: Int32Array;
}

export type TopologyOptions = Pick<FlowOptions, "tolerance" | "scale">;

/**
 * Power flows by sweep for many switch states: `closed` has a row of all branches (1 closed, 0 open) for each state. Throws a
 * ClearwattError where the rows do not fit or a generator holds a voltage.
 */
export function topologyFlows(feeder: Feeder, closed: Uint8Array, options: TopologyOptions = {}): TopologyFlows {
  const { numBranches } = feeder;
  if (closed.length === 0 || closed.length % numBranches !== 0) {
    throw new ClearwattError(
      `Feeder "${feeder.name}": ${closed.length} switch states were given. Give ${numBranches} numbers (1 closed, 0 open, for each branch) for each topology, one after the other.`,
      {
        code: "wrong-size",
        data: { feeder: feeder.name, what: "switch states", found: closed.length, multipleOf: numBranches },
      },
    );
  }
  const numStates = closed.length / numBranches;
  const run = topologyRunner(feeder, checkFlowOptions(options));
  const floats = (): Float64Array => new Float64Array(numStates);
  const results = { activeLoss: floats(), reactiveLoss: floats(), lowestVoltage: floats() };
  const status = new Uint8Array(numStates);
  const lowestBus = new Int32Array(numStates).fill(-1);
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (let state = 0; state < numStates; state++) {
    const found = run.solve(closed, state * numBranches);
    const number = topologyStatus.indexOf(found);
    status[state] = number;
    counts[number]!++;
    if (found !== "solved") continue;
    results.activeLoss[state] = run.losses[0]!;
    results.reactiveLoss[state] = run.losses[1]!;
    lowestBus[state] = run.lowestBus;
    results.lowestVoltage[state] = run.voltage[run.lowestBus]!;
  }
  return { feeder, numStates, status, counts, ...results, lowestBus };
}

/** Solves one switch state after the other in the same arrays. */
export interface TopologyRunner {
  /** The switch states from `offset` on. What follows holds until the next call, where the answer was "solved". */
  solve(closed: Uint8Array, offset: number): (typeof topologyStatus)[number];
  /** kW and kVAr. */
  readonly losses: Float64Array;
  /** By bus, per unit. */
  readonly voltage: Float64Array;
  readonly lowestBus: number;
}

export function topologyRunner(feeder: Feeder, { tolerance, scale }: CheckedOptions): TopologyRunner {
  checkNotHeld(feeder);
  const index = branchIndex(feeder);
  const tree = emptyTree(feeder);
  const plan = emptyPlan(feeder, tree);
  const losses = new Float64Array(2);
  const voltage = new Float64Array(feeder.numBuses);
  const runner = { losses, voltage, lowestBus: -1, solve };
  function solve(closed: Uint8Array, offset: number): Exclude<TreeShape, "radial"> | "solved" | "no solution" {
    const shape = growTree(index, closed, offset, tree);
    if (shape !== "radial") return shape;
    fillPlan(plan);
    setLoads(plan, scale);
    if (iterate(plan, tolerance) === 0) return "no solution";
    finalPowers(plan);
    totalLosses(plan, losses);
    losses[0]! *= feeder.basePower;
    losses[1]! *= feeder.basePower;
    runner.lowestBus = busResults(plan, voltage, 0);
    return "solved";
  }
  return runner;
}
