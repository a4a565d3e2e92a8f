/** Models solved, and the status that they end with. */
import type { Model, Outcome, Solution } from "../../src/language/index.ts";
import type { SolveOptions, Solver } from "../../src/solving/index.ts";
import { CheckFailed } from "../assertions.ts";

export interface Optimum {
  readonly objective: number;
  readonly solution: Solution;
}

export async function outcomeOf(model: Model, solver: Solver, options?: SolveOptions): Promise<Outcome> {
  await using session = await model.open(solver);
  return await session.solve(options);
}

/** Of a model with whole steps, that of the rest with the steps as they are: it has duals. */
export async function optimumOf(model: Model, solver: Solver): Promise<Optimum> {
  await using session = await model.open(solver);
  const optimum = optimal(await session.solve());
  const discrete = model.declarations().variables.some(({ kind }) => kind !== "continuous");
  return discrete ? optimal(await session.solveFixed(optimum.solution)) : optimum;
}

export function optimal(outcome: Outcome): Optimum {
  if (outcome.status === "optimal") return outcome;
  throw new CheckFailed("status", '"optimal"', `"${outcome.status}": ${outcome.reason}`);
}
