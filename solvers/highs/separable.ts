/**
 * Quadratic objectives without products of columns, in which some columns have no square: costs of generators in a network
 * whose flows cost nothing. HiGHS's active-set method stalls on them: 41 s for linear DistFlow on 33 buses with a rated line,
 * and no end within 60 s for two buses and two hours. By tangents they take 0.2 s and less.
 */
import { isDiscrete, isQuadratic, type Program, type SparseMatrix } from "../../src/program/index.ts";
import { type Answer, checkSolution, type SolveOptions, type Solver } from "../../src/solving/index.ts";
import { OuterModel } from "../outer-approximation/model.ts";
import { settingsOf } from "../outer-approximation/options.ts";
import { isDefiniteDiagonal } from "./quadratic.ts";

/** Whether tangents are to be tried first. */
export function isSeparableSemidefinite(program: Program): boolean {
  const { hessian } = program;
  if (hessian === null || !isQuadratic(program) || isDiscrete(program)) return false;
  return isDiagonal(hessian) && !isDefiniteDiagonal(hessian);
}

function isDiagonal({ starts, indices }: SparseMatrix): boolean {
  for (let col = 0; col + 1 < starts.length; col++)
    for (let k = starts[col]!; k < starts[col + 1]!; k++) if (indices[k] !== col) return false;
  return true;
}

/** `linear` solves the programs with tangents. Null where these come to no answer that holds. */
export async function solveByTangents(linear: Solver, program: Program, options: SolveOptions): Promise<Answer | null> {
  const model = await OuterModel.open(linear, program, settingsOf({}));
  try {
    const answer = await model.run(program, options);
    if (answer.status === "infeasible" || answer.status === "unbounded") return answer;
    return answer.status === "optimal" && checkSolution(program, answer).complaint === null ? answer : null;
  } finally {
    await model[Symbol.asyncDispose]();
  }
}
