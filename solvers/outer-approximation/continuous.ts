/** Programs of continuous columns: what an approximation comes to, with the duals of the program itself. */
import type { Program } from "../../src/program/index.ts";
import { feasibilityProblem, refinement } from "../../src/reformulation/index.ts";
import type { Answer, Solver } from "../../src/solving/index.ts";
import { type Approximated, approximate, type Effort } from "./approximate.ts";
import { ConvexSets } from "./convex-sets.ts";
import { Cuts } from "./cuts.ts";
import { Relaxation } from "./relaxation.ts";

export async function solveContinuous(
  solver: Solver,
  relaxation: Relaxation,
  program: Program,
  effort: Effort,
): Promise<Answer> {
  const found = await approximate(solver, relaxation, program, effort);
  if (found.answer.status === "unbounded") return whetherUnbounded(solver, relaxation, program, effort, found);
  if (found.answer.status !== "optimal" || (found.holds && found.isExact)) return answerOf(program, relaxation, found);
  const exact = await refinedAnswer(solver, relaxation.cuts, program, found.answer.values, effort);
  return exact ?? answerOf(program, relaxation, found);
}

/** Of the tolerance, in a refinement. */
const share = 0.1;
/** How much nearer each time. */
const units = [1e-3, 1e-5] as const;

/**
 * Tangents of a square are as exact as the solver's tolerance for rows, and its slope only as the root of that. Where that is
 * not enough, the program is refined: solved again around the point that was found, in steps of a small unit.
 */
async function refinedAnswer(
  solver: Solver,
  cuts: Cuts,
  program: Program,
  point: Float64Array,
  effort: Effort,
): Promise<Answer | null> {
  let centre: Float64Array = point.slice(0, program.numCols);
  let nearest: Answer | null = null;
  for (const unit of units) {
    const refined = refinement(program, centre, unit);
    const near = refined.program;
    const own = new Cuts(new ConvexSets(near, unit));
    own.addAllOf(cuts, 0);
    await using relaxation = await Relaxation.open(solver, near, own);
    const tolerance = (effort.tolerance * share) / unit;
    const found = await approximate(solver, relaxation, near, { ...effort, tolerance, unit });
    const answer = answerOf(near, relaxation, found);
    if (answer.status !== "optimal" || !found.holds) return nearest;
    const whole = { ...answer, ...refined.back(answer) };
    if (found.isExact) return whole;
    nearest = whole;
    centre = whole.values;
  }
  return nearest;
}

/** A direction says that the program has no optimum; whether it has any point shows without costs. */
async function whetherUnbounded(
  solver: Solver,
  relaxation: Relaxation,
  program: Program,
  effort: Effort,
  unbounded: Approximated,
): Promise<Answer> {
  const free = feasibilityProblem(program).program;
  const cuts = new Cuts(new ConvexSets(free));
  cuts.addAllOf(relaxation.cuts, 0);
  await using other = await Relaxation.open(solver, free, cuts);
  const point = await approximate(solver, other, free, { ...effort, wantsDuals: false });
  return point.answer.status === "optimal" ? unbounded.answer : answerOf(program, other, point);
}

export function answerOf(program: Program, { cuts, sets }: Relaxation, found: Approximated): Answer {
  const { answer, bound } = found;
  if (answer.status === "infeasible") return infeasible(program, cuts, answer);
  if (answer.status === "time limit")
    return { status: answer.status, reason: answer.reason, ...(bound === undefined ? {} : { bound }) };
  if (answer.status !== "optimal") return answer;
  if (!found.holds) return stopped(sets, found);
  const { numRows, numCols } = program;
  const { rowDuals, reducedCosts } = answer;
  const numCones = program.cones?.constants.length ?? 0;
  return {
    status: "optimal",
    values: answer.values.slice(0, numCols),
    rowDuals: rowDuals?.slice(0, numRows) ?? null,
    reducedCosts: reducedCosts?.slice(0, numCols) ?? null,
    ...(rowDuals === null ? {} : { coneDuals: cuts.combined(rowDuals.subarray(numRows)).slice(0, numCones) }),
    iterations: found.iterations,
  };
}

type Infeasible = Extract<Answer, { readonly status: "infeasible" }>;

/** Multipliers of cuts are multipliers of their cones. */
function infeasible({ numRows, cones }: Program, cuts: Cuts, { status, reason, proof }: Infeasible): Answer {
  if (proof === undefined) return { status, reason };
  const coneProof = cuts.combined(proof.subarray(numRows)).slice(0, cones?.constants.length ?? 0);
  return { status, reason, proof: proof.slice(0, numRows), coneProof };
}

/** The rounds are over, or further cuts change nothing: as exact as it gets with this solver. */
function stopped(sets: ConvexSets, { rounds, worst, bound }: Approximated): Answer {
  const reason =
    `after ${rounds} rounds of cuts ${sets.nameOf(worst.set)} is still violated by ${worst.violation.toPrecision(3)}: ` +
    "look at the scaling of the program, or allow more rounds (maxRounds).";
  return bound === undefined ? { status: "numerical trouble", reason } : { status: "time limit", reason, bound };
}
