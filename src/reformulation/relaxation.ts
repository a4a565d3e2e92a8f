/** Programs with less to meet or nothing to optimise: what is infeasible there is infeasible. */
import { ColumnKind, isDiscrete, type Program } from "../program/index.ts";
import { pointOnly, type Reformulation, sameInequality } from "./reformulation.ts";

/**
 * The continuous relaxation: without integrality, and with semi-continuous columns that reach from 0 on. Its optimum
 * bounds that of the original; its duals are those of the original only where that is continuous itself.
 */
export function continuousRelaxation(program: Program): Reformulation {
  const colLower = program.colLower.slice();
  for (let col = 0; col < program.numCols; col++) {
    if (program.colKind[col]! >= ColumnKind.semiContinuous) colLower[col] = Math.min(0, colLower[col]!);
  }
  return {
    program: { ...program, colLower, colKind: new Uint8Array(program.numCols) },
    back: (solution) => (isDiscrete(program) ? pointOnly(solution.values) : solution),
    origin: sameInequality,
  };
}

/** The feasibility problem: without an objective, so that every feasible point is a solution. */
export function feasibilityProblem(program: Program): Reformulation {
  const colCost = new Float64Array(program.numCols);
  return {
    program: { ...program, sense: "minimize", offset: 0, colCost, hessian: null },
    back: ({ values }) => pointOnly(values),
    origin: sameInequality,
  };
}

/** Without integrality and objective. */
export function continuousFeasibilityProblem(program: Program): Reformulation {
  return feasibilityProblem(continuousRelaxation(program).program);
}
