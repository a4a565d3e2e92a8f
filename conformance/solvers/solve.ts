/** Programs opened, solved and closed, and the status they end with. */

import type { Program } from "../../src/program/index.ts";
import {
  type OptimalOutcome,
  openProgram,
  type ProgramOutcome,
  type ProgramSession,
  type SolveOptions,
  type Solver,
} from "../../src/solving/index.ts";
import { CheckFailed, expectContains } from "../assertions.ts";
import { type DenseProgram, programOf } from "./dense-program.ts";

/** Opens, solves and closes. */
export async function outcomeOf(
  solver: Solver,
  dense: DenseProgram | Program,
  options?: SolveOptions,
): Promise<ProgramOutcome> {
  const session = await openProgram(solver, "numCols" in dense ? dense : programOf(dense));
  try {
    return await session.solve(options);
  } finally {
    await session.dispose();
  }
}

export async function optimumOf(
  solver: Solver,
  dense: DenseProgram | Program,
  options?: SolveOptions,
): Promise<OptimalOutcome> {
  return optimal(await outcomeOf(solver, dense, options));
}

export async function resolved(session: ProgramSession, options?: SolveOptions): Promise<OptimalOutcome> {
  return optimal(await session.solve(options));
}

export function optimal(outcome: ProgramOutcome): OptimalOutcome {
  expectStatus(outcome, "optimal");
  return outcome;
}

/** An outcome has this status, its reason holds that text, and if it is no optimum it carries no numbers. */
export function expectStatus<Status extends ProgramOutcome["status"]>(
  outcome: ProgramOutcome,
  status: Status,
  reason: string | RegExp = "",
): asserts outcome is ProgramOutcome & { readonly status: Status } {
  if (outcome.status !== status) throw new CheckFailed("status", `"${status}"`, found(outcome));
  if (outcome.status === "optimal") return;
  expectContains("reason", outcome.reason, reason);
  for (const number of ["values", "objective"]) {
    if (number in outcome)
      throw new CheckFailed(`an outcome "${status}"`, `no ${number}`, `${number} beside the reason`);
  }
}

const found = (outcome: ProgramOutcome): string =>
  outcome.status === "optimal"
    ? `"optimal" with an objective of ${outcome.objective}`
    : `"${outcome.status}": ${outcome.reason}`;
