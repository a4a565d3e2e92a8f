/** From what a solver says to an outcome that can be relied on. */
import { ClearwattError } from "../errors.ts";
import type { Program } from "../program/index.ts";
import { checkClaim } from "./check.ts";
import type { Conflict } from "./conflict.ts";
import { explainInfeasible } from "./explain.ts";
import { provesInfeasible } from "./farkas.ts";
import { whatIsLeft } from "./incumbent.ts";
import { isRefuted } from "./infeasible-claim.ts";
import { leastViolation } from "./least-violation.ts";
import type { InfeasibleOutcome, OptimalOutcome, ProgramOutcome, UnsolvedOutcome } from "./outcome.ts";
import { hasCones, isDiscrete, isQuadratic } from "./refuse.ts";
import { relaxation } from "./relax.ts";
import { describeRay, findRunaway, mayRunAway } from "./runaway.ts";
import { solveOnce } from "./solve-once.ts";
import type { Answer, Solver } from "./solver.ts";

interface Hearing {
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

export async function judge(answer: Answer, hearing: Hearing): Promise<ProgramOutcome> {
  switch (answer.status) {
    case "optimal":
      return judgeOptimal(answer, hearing);
    case "infeasible":
      return judgeInfeasible(answer, hearing);
    case "unbounded":
      return judgeUnbounded(answer, hearing);
    case "time limit":
      return judgeStopped(answer, hearing);
    case "numerical trouble":
      return judgeTrouble(answer.reason, hearing);
  }
}

type Claimed<Status> = Extract<Answer, { readonly status: Status }>;

/** Integer programs have no duals that would prove their optimum; that it is bounded at all can still be seen. */
async function judgeOptimal(answer: Claimed<"optimal">, hearing: Hearing): Promise<OptimalOutcome | UnsolvedOutcome> {
  const { solver, program, seconds } = hearing;
  const { complaint, feasible, ...checked } = checkClaim(program, answer);
  if (complaint === null && isDiscrete(program) && mayRunAway(program)) {
    const runaway = await findRunaway(solver, program);
    if (typeof runaway === "object") return unsolved("unbounded", runaway.text, hearing);
  }
  if (complaint === null) {
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
  if (feasible && isCurved(program)) {
    const runaway = await findRunaway(solver, program);
    if (typeof runaway === "object") return unsolved("unbounded", runaway.text, hearing);
  }
  return unsolved("numerical trouble", `${solver.name} calls its answer optimal, but ${complaint}.`, hearing);
}

/** A zero with a sign prints as "-0" and differs from 0 in a comparison. */
function withoutNegativeZeros(numbers: Float64Array | null): void {
  if (numbers !== null) for (let k = 0; k < numbers.length; k++) numbers[k]! += 0;
}

const isCurved = (program: Program): boolean => isQuadratic(program) || hasCones(program);

/** With cones, what improves for ever need not start at a feasible point: that is looked into first. */
async function judgeUnbounded(answer: Claimed<"unbounded">, hearing: Hearing): Promise<ProgramOutcome> {
  const { solver, program } = hearing;
  if (hasCones(program) && (await isProvenInfeasible(hearing))) return infeasible(provenReason, hearing);
  const runaway = await findRunaway(solver, program);
  if (typeof runaway === "object") return unsolved("unbounded", runaway.text, hearing);
  if (runaway === "unknown") {
    const text = answer.ray === undefined ? answer.reason : describeRay(program, answer.ray);
    return unsolved("unbounded", text, hearing);
  }
  const curve = hasCones(program) ? " Where it runs away along a curve in a cone, bound its columns." : "";
  const reason = `${solver.name} calls the program unbounded, but there is no direction along which it could be.${curve}`;
  return unsolved("numerical trouble", reason, hearing);
}

/** With a feasible point found, the program is unbounded, or it is solved on the solver's other way if it has one. */
async function judgeInfeasible(answer: Claimed<"infeasible">, hearing: Hearing): Promise<ProgramOutcome> {
  const { solver, program, limitS } = hearing;
  if (!(await isRefuted(answer, hearing))) return infeasible(answer.reason, hearing);
  if (mayRunAway(program) || isCurved(program)) {
    const runaway = await findRunaway(solver, program);
    if (typeof runaway === "object") return unsolved("unbounded", runaway.text, hearing);
  }
  const other = solver.otherWay?.();
  const second =
    other === undefined ? null : await solveOnce(other, program, { timeLimitS: Math.min(againSeconds, limitS) });
  if (other !== undefined && (second?.status === "optimal" || second?.status === "unbounded")) {
    return judge(second, { ...hearing, solver: other });
  }
  const reason = `${solver.name} calls the program infeasible, but finds a feasible point where the objective is left out.`;
  return unsolved("numerical trouble", reason, hearing);
}

const provenReason = "no point meets all rows, bounds and cones: the least violation of them is above 0.";

async function isProvenInfeasible({ solver, program, limitS }: Hearing): Promise<boolean> {
  const soft = relaxation(program);
  const least = await leastViolation(solver, soft, { timeLimitS: Math.min(againSeconds, limitS) });
  return least !== null && provesInfeasible(soft, least.proof);
}

/**
 * A quadratic or conic method may fail where the objective falls for ever: that needs a direction and any feasible point.
 * Where nothing is feasible an interior-point method may end without saying so.
 */
async function judgeTrouble(reason: string, hearing: Hearing): Promise<ProgramOutcome> {
  const { solver, program } = hearing;
  if (hasCones(program) && (await isProvenInfeasible(hearing))) return infeasible(provenReason, hearing);
  if (isCurved(program)) {
    const runaway = await findRunaway(solver, program);
    const isUnbounded =
      typeof runaway === "object" && (await solveOnce(solver, relaxation(program))).status === "optimal";
    if (isUnbounded) return unsolved("unbounded", runaway.text, hearing);
  }
  return unsolved("numerical trouble", reason, hearing);
}

function judgeStopped(answer: Claimed<"time limit">, { solver, program, seconds }: Hearing): UnsolvedOutcome {
  return { status: answer.status, seconds, ...whatIsLeft(solver.name, program, answer) };
}

function unsolved(status: UnsolvedOutcome["status"], reason: string, { seconds }: Hearing): UnsolvedOutcome {
  return { status, reason, seconds };
}

function infeasible(reason: string, { solver, program, seconds, isCurrent }: Hearing): InfeasibleOutcome {
  let conflicts: Promise<readonly Conflict[]> | null = null;
  const explain = (options: { readonly timeLimitS?: number } = {}): Promise<readonly Conflict[]> => {
    if (conflicts === null && !isCurrent()) {
      const what = "the program has been changed since it was found infeasible";
      return Promise.reject(new ClearwattError(`${what}: call explain() before the change, or solve again.`));
    }
    conflicts ??= explainInfeasible(solver, program, options.timeLimitS);
    return conflicts;
  };
  return { status: "infeasible", reason, seconds, explain };
}
