/** The power flow of a network. */

import type { Feeder } from "../data/feeder.ts";
import { checkFlowOptions } from "./check-flow-options.ts";
import type { BranchResults, Flow, FlowOptions, FlowOutcome, NoFlow } from "./flow.ts";
import { flowFromVoltages } from "./flow-from-voltages.ts";
import { NewtonFlow, type Voltages } from "./newton/index.ts";
import {
  branchResults,
  emptyBranchResults,
  isCollapseProven,
  type SweepPlan,
  setLoads,
  sweepPlan,
  sweepPlanIfRadial,
  sweepVoltages,
} from "./sweep/index.ts";
import { collapseOf, type SolveAt } from "./voltage-collapse.ts";

interface Solved extends Voltages {
  readonly iterations: number;
}

interface Method {
  readonly name: Flow["method"];
  /** Where it finds no solution Newton-Raphson would find none either. */
  readonly isProof: boolean;
  solve(scale: number, start?: Voltages): Solved | null;
  /** What flows in the branches after the last solution, where it does not have to be taken from the voltages. */
  branches?(): BranchResults;
}

/**
 * Voltages, flows and losses of a network at its loads: by backward/forward sweep where it is radial and no generator
 * holds a voltage, by Newton-Raphson elsewhere or where that is asked for. Where there is no solution the outcome says so,
 * with the largest share of the load that has one. That the sweep finds none is a proof only where all loads consume
 * constant power: elsewhere Newton-Raphson has the last word, or is mentioned where the sweep was asked for.
 *
 * Throws a ClearwattError where a bus is not fed, where the sweep is asked for and the network is meshed (naming the loop)
 * or a generator holds a voltage, and where an option makes no sense.
 */
export function powerFlow(feeder: Feeder, options: FlowOptions = {}): FlowOutcome {
  const { tolerance, scale } = checkFlowOptions(options);
  const method = chosenMethod(feeder, options.method, tolerance);
  const flow = flowBy(feeder, method, scale);
  if (flow !== null) return flow;
  if (method.isProof) return noFlowBy(feeder, method, scale);
  const second = newton(feeder, tolerance);
  const secondFlow = flowBy(feeder, second, scale);
  if (options.method === undefined) return secondFlow ?? noFlowBy(feeder, second, scale);
  const outcome = noFlowBy(feeder, method, scale);
  if (secondFlow === null) return outcome;
  const reason = `the sweep finds no solution at ${scale} times the load, and Newton-Raphson does: ask for "newton", or for no method`;
  return { ...outcome, reason };
}

function flowBy(feeder: Feeder, method: Method, scale: number): Flow | null {
  const solved = method.solve(scale);
  if (solved === null) return null;
  const { voltageReal, voltageImaginary, iterations } = solved;
  return flowFromVoltages(
    feeder,
    voltageReal,
    voltageImaginary,
    { method: method.name, iterations, scale },
    method.branches?.(),
  );
}

function noFlowBy(feeder: Feeder, method: Method, scale: number): NoFlow {
  const solve: SolveAt = (share, start) => method.solve(share, start);
  return { status: "no solution", feeder, method: method.name, ...collapseOf(feeder, scale, solve) };
}

function chosenMethod(feeder: Feeder, asked: FlowOptions["method"], tolerance: number): Method {
  const plan = asked === undefined ? sweepPlanIfRadial(feeder) : asked === "sweep" ? sweepPlan(feeder) : null;
  return plan === null ? newton(feeder, tolerance) : sweep(plan, tolerance);
}

function sweep(plan: SweepPlan, tolerance: number): Method {
  const solve = (scale: number): Solved | null => {
    setLoads(plan, scale);
    return sweepVoltages(plan, tolerance);
  };
  return {
    name: "sweep",
    get isProof() {
      return isCollapseProven(plan);
    },
    solve,
    branches() {
      const results = emptyBranchResults(plan.feeder.numBranches);
      branchResults(plan, results, 0);
      return results;
    },
  };
}

function newton(feeder: Feeder, tolerance: number): Method {
  const flow = new NewtonFlow(feeder);
  return {
    name: "newton",
    isProof: true,
    solve: (scale, start) => flow.solve({ tolerance, scale, ...(start === undefined ? {} : { start }) }),
  };
}
