/** What a solver says is verified: from its answer to an outcome that can be relied on. */
import { ClearwattError } from "../errors.ts";
import { hasCones, isDiscrete, isQuadratic, type Program } from "../program/index.ts";
import { continuousFeasibilityProblem } from "../reformulation/index.ts";
import { provesInfeasible } from "./certificate/farkas.ts";
import { leastViolation } from "./certificate/least-violation.ts";
import { checkSolution } from "./check/check-solution.ts";
import { checkIncumbent } from "./check/incumbent.ts";
import { isInfeasibilityRefuted } from "./check/infeasibility.ts";
import type { Conflict } from "./explain/conflict.ts";
import { explainInfeasible } from "./explain/explain-infeasible.ts";
import { describeRay, findUnboundedRay, mayBeUnbounded } from "./explain/unbounded-ray.ts";
import type { InfeasibleOutcome, OptimalOutcome, ProgramOutcome, UnsolvedOutcome } from "./outcome.ts";
import { solveOnce } from "./solve-once.ts";
import type { Answer, Solver } from "./solver.ts";

interface SolveContext {
  readonly solver: Solver;
  readonly program: Program;
  readonly seconds: number;
  /** False once the program has been changed. */
  readonly isCurrent: () => boolean;
  /** What was allowed for the solve; Infinity for any time. */
  readonly limitS: number;
}

/** For a solve that nobody asked for. */
const againSeconds = 60;

export async function verifyAnswer(answer: Answer, context: SolveContext): Promise<ProgramOutcome> {
  switch (answer.status) {
    case "optimal":
      return verifyOptimal(answer, context);
    case "infeasible":
      return verifyInfeasible(answer, context);
    case "unbounded":
      return verifyUnbounded(answer, context);
    case "time limit":
      return verifyStopped(answer, context);
    case "numerical trouble":
      return verifyTrouble(answer.reason, context);
  }
}

type Claimed<Status> = Extract<Answer, { readonly status: Status }>;

/** Integer programs have no duals that would prove their optimum; that it is bounded at all can still be seen. */
async function verifyOptimal(
  answer: Claimed<"optimal">,
  context: SolveContext,
): Promise<OptimalOutcome | UnsolvedOutcome> {
  const { solver, program, seconds } = context;
  const { complaint, feasible, ...checked } = checkSolution(program, answer);
  const mayEndNowhere =
    complaint === null ? isDiscrete(program) && mayBeUnbounded(program) : feasible && isCurved(program);
  const ray = mayEndNowhere ? await findUnboundedRay(solver, program) : "none";
  if (typeof ray === "object") return unsolved("unbounded", ray.text, context);
  if (complaint !== null) {
    return unsolved("numerical trouble", `${solver.name} calls its answer optimal, but ${complaint}.`, context);
  }
  for (const numbers of [answer.values, checked.rowDuals, checked.reducedCosts, checked.coneDuals])
    withoutNegativeZeros(numbers);
  return {
    status: "optimal",
    ...checked,
    values: answer.values,
    iterations: answer.iterations,
    seconds,
    ...(answer.gap === undefined ? {} : { gap: answer.gap }),
    ...(answer.bound === undefined ? {} : { bound: answer.bound }),
  };
}

/** A zero with a sign prints as "-0" and differs from 0 in a comparison. */
function withoutNegativeZeros(numbers: Float64Array | null): void {
  if (numbers !== null) for (let k = 0; k < numbers.length; k++) numbers[k]! += 0;
}

const isCurved = (program: Program): boolean => isQuadratic(program) || hasCones(program);

/** With cones, what improves for ever need not start at a feasible point: that is looked into first. */
async function verifyUnbounded(answer: Claimed<"unbounded">, context: SolveContext): Promise<ProgramOutcome> {
  const { solver, program } = context;
  if (hasCones(program) && (await isProvenInfeasible(context))) return infeasible(provenReason, context);
  const ray = await findUnboundedRay(solver, program);
  if (typeof ray === "object") return unsolved("unbounded", ray.text, context);
  if (ray === "unknown") {
    const text = answer.ray === undefined ? answer.reason : describeRay(program, answer.ray);
    return unsolved("unbounded", text, context);
  }
  const curve = hasCones(program) ? " Where it runs away along a curve in a cone, bound its columns." : "";
  const reason = `${solver.name} calls the program unbounded, but there is no direction along which it could be.${curve}`;
  return unsolved("numerical trouble", reason, context);
}

/** With a feasible point found, the program is unbounded, or it is solved on the solver's other way if it has one. */
async function verifyInfeasible(answer: Claimed<"infeasible">, context: SolveContext): Promise<ProgramOutcome> {
  const { solver, program, limitS } = context;
  if (!(await isInfeasibilityRefuted(answer, context))) return infeasible(answer.reason, context);
  if (mayBeUnbounded(program) || isCurved(program)) {
    const ray = await findUnboundedRay(solver, program);
    if (typeof ray === "object") return unsolved("unbounded", ray.text, context);
  }
  const other = solver.otherWay?.();
  const second =
    other === undefined ? null : await solveOnce(other, program, { timeLimitS: Math.min(againSeconds, limitS) });
  if (other !== undefined && (second?.status === "optimal" || second?.status === "unbounded")) {
    return verifyAnswer(second, { ...context, solver: other });
  }
  const reason = `${solver.name} calls the program infeasible, but finds a feasible point where the objective is left out.`;
  return unsolved("numerical trouble", reason, context);
}

const provenReason = "no point meets all rows, bounds and cones: the least violation of them is above 0.";

async function isProvenInfeasible({ solver, program, limitS }: SolveContext): Promise<boolean> {
  const soft = continuousFeasibilityProblem(program).program;
  const least = await leastViolation(solver, soft, { timeLimitS: Math.min(againSeconds, limitS) });
  return least !== null && provesInfeasible(soft, least.proof);
}

/**
 * A quadratic or conic method may fail where the objective falls for ever: that needs a direction and any feasible point.
 * Where nothing is feasible an interior-point method may end without saying so.
 */
async function verifyTrouble(reason: string, context: SolveContext): Promise<ProgramOutcome> {
  const { solver, program } = context;
  if (hasCones(program) && (await isProvenInfeasible(context))) return infeasible(provenReason, context);
  if (isCurved(program)) {
    const ray = await findUnboundedRay(solver, program);
    const isUnbounded =
      typeof ray === "object" &&
      (await solveOnce(solver, continuousFeasibilityProblem(program).program)).status === "optimal";
    if (isUnbounded) return unsolved("unbounded", ray.text, context);
  }
  return unsolved("numerical trouble", reason, context);
}

function verifyStopped(answer: Claimed<"time limit">, { solver, program, seconds }: SolveContext): UnsolvedOutcome {
  return { status: answer.status, seconds, ...checkIncumbent(solver.name, program, answer) };
}

function unsolved(status: UnsolvedOutcome["status"], reason: string, { seconds }: SolveContext): UnsolvedOutcome {
  return { status, reason, seconds };
}

function infeasible(reason: string, { solver, program, seconds, isCurrent }: SolveContext): InfeasibleOutcome {
  let conflicts: Promise<readonly Conflict[]> | null = null;
  const explain = (options: { readonly timeLimitS?: number } = {}): Promise<readonly Conflict[]> => {
    if (conflicts === null && !isCurrent()) {
      const what = "the program has been changed since it was found infeasible";
      return Promise.reject(
        new ClearwattError(`${what}: call explain() before the change, or solve again.`, {
          code: "outdated",
          data: { model: program.name },
        }),
      );
    }
    conflicts ??= explainInfeasible(solver, program, options.timeLimitS);
    return conflicts;
  };
  return { status: "infeasible", reason, seconds, explain };
}
