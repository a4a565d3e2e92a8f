/** Why a program is infeasible: the search for an irreducible infeasible subset, with nothing but the solver handed in. */
import { ClearwattError } from "../../errors.ts";
import { hasCones, isDiscrete, type Program } from "../../program/index.ts";
import { continuousFeasibilityProblem } from "../../reformulation/index.ts";
import type { Solver } from "../solver.ts";
import { type Conflict, conflictOf } from "./conflict.ts";
import { conicConflict } from "./conic-conflict.ts";
import { discreteConflict } from "./discrete-conflict.ts";
import { linearConflict } from "./linear-conflict.ts";

/** Effort where none is given. */
const mostSeconds = 60;

/**
 * An irreducible conflict of an infeasible program, found in some `seconds`: after these it is said that fewer inequalities
 * might do. Rejects with a ClearwattError where none can be shown: then what was called infeasible is not, within
 * tolerances.
 */
export async function explainInfeasible(
  solver: Solver,
  program: Program,
  seconds: number = mostSeconds,
): Promise<readonly Conflict[]> {
  const soft = continuousFeasibilityProblem(program).program;
  const other = solver.otherWay?.();
  const conflict = hasCones(soft) ? conicConflict : linearConflict;
  const found =
    (await conflict(solver, soft, seconds)) ?? (other === undefined ? null : await conflict(other, soft, seconds));
  if (found !== null) return [conflictOf(program, found, false)];
  const discrete = isDiscrete(program) ? await discreteConflict(solver, program, seconds) : null;
  if (discrete === null) throw contradiction(solver);
  return [conflictOf(program, discrete, true)];
}

function contradiction(solver: Solver): ClearwattError {
  return new ClearwattError(
    `numerical trouble: ${solver.name} calls the program infeasible, but no inequalities that cannot hold together ` +
      "are to be found. The rows are violated by less than the tolerances: look at the scaling of the program.",
    { code: "solver-failure", data: { solver: solver.name } },
  );
}
