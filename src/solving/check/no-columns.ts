/** A program without columns is decided by its rows and cones alone, and some solvers refuse to look at it. */
import { nameOf, type Program } from "../../program/index.ts";
import type { Answer } from "../solver.ts";
import { tolerances } from "../tolerances.ts";
import { checkCones, expressionsAt } from "./cones.ts";

export function answerWithoutColumns(program: Program): Answer {
  for (let row = 0; row < program.numRows; row++) {
    if (Math.max(program.rowLower[row]!, -program.rowUpper[row]!) <= tolerances.primal) continue;
    return { status: "infeasible", reason: `row "${nameOf(program.rowNames, row)}" has no columns and may not be 0.` };
  }
  const { complaint } = checkCones(program.cones, expressionsAt(program.cones, new Float64Array(0)));
  if (complaint !== null) return { status: "infeasible", reason: `${complaint}: it has no columns.` };
  return {
    status: "optimal",
    values: new Float64Array(0),
    rowDuals: new Float64Array(program.numRows),
    reducedCosts: new Float64Array(0),
    coneDuals: new Float64Array(program.cones?.constants.length ?? 0),
    iterations: 0,
  };
}
