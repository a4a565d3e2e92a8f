/** The best point of a solve that was stopped, held against the program like any other answer. */
import type { Program } from "../../program/index.ts";
import type { Incumbent } from "../outcome.ts";
import type { Answer } from "../solver.ts";
import { tolerances } from "../tolerances.ts";
import { sixDigits } from "../wording.ts";
import { checkSolution } from "./check-solution.ts";

type Stopped = Extract<Answer, { readonly status: "time limit" }>;

/** Why the solve stopped, how far it came, and its best point if that is feasible. */
export function checkIncumbent(
  solver: string,
  program: Program,
  { reason, values, bound: claimed }: Stopped,
): { readonly reason: string; readonly incumbent?: Incumbent } {
  const bound = claimed !== undefined && Number.isFinite(claimed) ? claimed : undefined;
  if (values === undefined) return { reason: reason + boundText(bound) };
  const { complaint, objective, residuals } = checkSolution(program, { values, rowDuals: null, reducedCosts: null });
  if (complaint !== null) {
    return { reason: `${reason}${boundText(bound)} The best point of ${solver} so far does not hold: ${complaint}.` };
  }
  const proven = bound === undefined ? {} : boundAndGap(program, objective, bound);
  const best = ` The best point so far, not proven optimal, has the objective ${sixDigits(objective)}.`;
  return {
    reason: reason + boundText(proven.bound) + best,
    incumbent: { objective, values: values.map(withoutSign), residuals, ...proven },
  };
}

/** A zero with a sign prints as "-0". */
const withoutSign = (value: number): number => value + 0;

/** A bound that the point itself is better than is none; the gap of an objective of 0 is 0 or does not exist. */
function boundAndGap(program: Program, objective: number, bound: number): Pick<Incumbent, "bound" | "gap"> {
  const size = Math.abs(objective);
  const toGain = program.sense === "minimize" ? objective - bound : bound - objective;
  if (toGain < -tolerances.primal * Math.max(1, size)) return {};
  const left = Math.max(0, toGain);
  return left > 0 && size === 0 ? { bound } : { bound, gap: left === 0 ? 0 : left / size };
}

function boundText(bound: number | undefined): string {
  return bound === undefined ? "" : ` No objective is better than ${sixDigits(bound)}.`;
}
