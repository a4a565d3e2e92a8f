/** Which columns move in an unbounded program: the shortest direction along which the objective improves for ever. */
import { hasCones, nameOf, type Program } from "../../program/index.ts";
import { recessionProgram } from "../../reformulation/index.ts";
import { isFeasible } from "../check/check-solution.ts";
import { solveOnce } from "../solve-once.ts";
import type { Solver } from "../solver.ts";
import { quotedList } from "../wording.ts";

/** A sentence that names the columns; "none" if there is no such direction; "unknown" if the solver could not tell. */
type UnboundedRay = { readonly text: string } | "none" | "unknown";

/** Works for linear, convex quadratic and conic programs, and for the relaxation of integer ones. */
export async function findUnboundedRay(solver: Solver, program: Program): Promise<UnboundedRay> {
  const directions = recessionProgram(program);
  const answer = await solveOnce(solver, directions.program, { timeLimitS: 60 });
  if (answer.status === "infeasible") return "none";
  if (answer.status !== "optimal") return "unknown";
  if (hasCones(program) && !isFeasible(directions.program, answer.values)) return "unknown";
  return { text: describeRay(program, directions.back(answer).values) };
}

/** Whether any column improves the objective in a direction in which it has no bound: without one nothing is unbounded. */
export function mayBeUnbounded({ numCols, sense, colCost, colLower, colUpper }: Program): boolean {
  const sign = sense === "minimize" ? 1 : -1;
  for (let col = 0; col < numCols; col++) {
    const cost = sign * colCost[col]!;
    if ((cost < 0 && colUpper[col] === Infinity) || (cost > 0 && colLower[col] === -Infinity)) return true;
  }
  return false;
}

/** `"a" rises and "b" falls without end`, the largest movements first. */
export function describeRay(program: Program, ray: Float64Array): string {
  const largest = ray.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
  const moving = [...ray.keys()].filter((col) => Math.abs(ray[col]!) > 1e-7 * largest);
  // Movements that differ by rounding stand in the order of the columns.
  const size = (col: number) => Math.abs(Number((ray[col]! / largest).toPrecision(6)));
  moving.sort((a, b) => size(b) - size(a) || a - b);
  const namesOf = (rising: boolean) =>
    moving.filter((col) => ray[col]! > 0 === rising).map((col) => nameOf(program.colNames, col));
  const part = (names: string[], one: string, many: string) =>
    names.length === 0 ? [] : [`${quotedList(names, 5)} ${names.length === 1 ? one : many}`];
  const parts = [...part(namesOf(true), "rises", "rise"), ...part(namesOf(false), "falls", "fall")];
  return `the objective improves without end as ${parts.join(" and ")}.`;
}
