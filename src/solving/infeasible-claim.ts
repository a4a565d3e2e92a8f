/**
 * A solver's "infeasible" is a claim like any other: presolve of HiGHS 1.15.1 calls feasible programs infeasible where
 * they are unbounded. It stands on a proof (Farkas: multipliers of the rows), or on a second search without the
 * objective, which is where such mistakes come from.
 */
import type { Program } from "../program/index.ts";
import { checkClaim } from "./check.ts";
import { hasCones, isDiscrete } from "./refuse.ts";
import { relaxation, withoutObjective } from "./relax.ts";
import { solveOnce } from "./solve-once.ts";
import type { Answer, Solver } from "./solver.ts";

/** Below this share of the terms that went into it, a sum is zero. */
const negligible = 1e-9;

/** The search may take as long as the claim took, and this at least. */
const leastSeconds = 5;

interface Claim {
  readonly solver: Solver;
  readonly program: Program;
  readonly seconds: number;
  readonly limitS: number;
}

/** Whether a feasible point is found against the claim; `seconds` is what the claim took. */
export async function isRefuted(
  answer: Extract<Answer, { readonly status: "infeasible" }>,
  { solver, program, seconds, limitS }: Claim,
): Promise<boolean> {
  if (program.numCols === 0) return false;
  // What is solved here has no cones: a point of it refutes nothing.
  if (hasCones(program)) return false;
  const soft = isDiscrete(program) ? relaxation(program) : withoutObjective(program);
  if (answer.proof !== undefined && provesInfeasible(soft, answer.proof)) return false;
  const limit = { timeLimitS: Math.min(limitS, Math.max(leastSeconds, seconds)) };
  const point = async (asked: Program): Promise<boolean> => {
    const found = await solveOnce(solver, asked, limit);
    if (found.status !== "optimal") return false;
    return checkClaim(asked, { values: found.values, rowDuals: null, reducedCosts: null }).feasible;
  };
  if (!(await point(soft))) return false;
  return !isDiscrete(program) || (await point(withoutObjective(program)));
}

/** Farkas: y'A x cannot be as large as the rows need it, whatever x is within its bounds. The sign of y is the solver's own. */
function provesInfeasible(program: Program, multipliers: Float64Array): boolean {
  const largest = multipliers.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const kept = multipliers.map((one) => (Math.abs(one) <= negligible * largest ? 0 : one));
  const { activity, size } = combination(program, kept);
  return [1, -1].some((sign) => {
    const rows = extreme(kept, kept, -sign, program.rowLower, program.rowUpper);
    const cols = extreme(activity, size, sign, program.colLower, program.colUpper);
    const scale = rows.size + cols.size;
    return -rows.sum - cols.sum > negligible * scale;
  });
}

/** A'y, and the sum of |a y| in each column. */
function combination({ numRows, numCols, starts, indices, values }: Program, multipliers: Float64Array) {
  const activity = new Float64Array(numCols);
  const size = new Float64Array(numCols);
  for (let row = 0; row < numRows; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const term = values[k]! * multipliers[row]!;
      activity[indices[k]!]! += term;
      size[indices[k]!]! += Math.abs(term);
    }
  }
  return { activity, size };
}

/** The most that sign * weights'x can come to with x between lower and upper; Infinity where nothing holds it. */
function extreme(
  weights: Float64Array,
  sizes: Float64Array,
  sign: number,
  lower: Float64Array,
  upper: Float64Array,
): { readonly sum: number; readonly size: number } {
  let sum = 0;
  let size = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = sign * weights[k]!;
    if (Math.abs(weight) <= negligible * Math.abs(sizes[k]!)) continue;
    const term = weight * (weight > 0 ? upper : lower)[k]!;
    sum += term;
    size += Math.abs(term);
  }
  return { sum, size };
}
