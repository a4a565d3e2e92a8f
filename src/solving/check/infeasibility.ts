/**
 * A solver's "infeasible" is a claim like any other: presolve of HiGHS 1.15.1 calls feasible programs infeasible where
 * they are unbounded. It stands on a proof (Farkas: multipliers of rows and cones), or on a second search without the
 * objective, which is where such mistakes come from. With cones the search is for the least violation, whose duals are a
 * proof: an interior-point method calls something infeasible when its iterates run away, and has no vertex to show.
 */
import { hasCones, isDiscrete, type Program } from "../../program/index.ts";
import { continuousFeasibilityProblem, feasibilityProblem } from "../../reformulation/index.ts";
import { provesInfeasible } from "../certificate/farkas.ts";
import { leastViolation } from "../certificate/least-violation.ts";
import { solveOnce } from "../solve-once.ts";
import type { Answer, Solver } from "../solver.ts";
import { isFeasible } from "./check-solution.ts";

/** The search may take as long as the claim took, and this at least. */
const leastSeconds = 5;

interface Claim {
  readonly solver: Solver;
  readonly program: Program;
  readonly seconds: number;
  readonly limitS: number;
}

/** Whether a feasible point is found against the claim; `seconds` is what the claim took. */
export async function isInfeasibilityRefuted(
  answer: Extract<Answer, { readonly status: "infeasible" }>,
  { solver, program, seconds, limitS }: Claim,
): Promise<boolean> {
  if (program.numCols === 0) return false;
  const soft = (isDiscrete(program) ? continuousFeasibilityProblem : feasibilityProblem)(program).program;
  if (isProven(soft, answer)) return false;
  const limit = { timeLimitS: Math.min(limitS, Math.max(leastSeconds, seconds)) };
  const point = async (asked: Program): Promise<boolean> => {
    const found = await solveOnce(solver, asked, limit);
    if (found.status !== "optimal") return false;
    return isFeasible(asked, found.values);
  };
  const least = hasCones(soft) ? await leastViolation(solver, soft, limit) : null;
  if (least !== null && provesInfeasible(soft, least.proof)) return false;
  if (!(least !== null && isFeasible(soft, least.values)) && !(await point(soft))) return false;
  return !isDiscrete(program) || (await point(feasibilityProblem(program).program));
}

function isProven(program: Program, { proof, coneProof }: Extract<Answer, { readonly status: "infeasible" }>): boolean {
  if (proof === undefined && coneProof === undefined) return false;
  const rows = proof ?? new Float64Array(program.numRows);
  const cones = coneProof ?? new Float64Array(program.cones?.constants.length ?? 0);
  return provesInfeasible(program, { rows, cones });
}
