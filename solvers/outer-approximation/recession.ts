/**
 * A relaxation without an end: is there a direction that improves the objective for ever and stays in the cones? The shortest
 * one within rows, bounds and cuts is looked for; if it leaves a set, it is cut off, and the next one is looked for.
 */
import type { Program } from "../../src/program/index.ts";
import { recessionProgram } from "../../src/reformulation/index.ts";
import type { Answer, SolveOptions, Solver } from "../../src/solving/index.ts";
import type { Cuts } from "./cuts.ts";
import { extended } from "./relaxation.ts";

/** A direction is in a set if it is outside by no more than this share of its own size. */
const negligible = 1e-7;

/** A direction that no cut can take away; "none" where all are; "cut" where a cut was added against the shortest. */
export type Recession = { readonly ray: Float64Array } | "none" | "cut" | Answer;

export async function nextRay(solver: Solver, program: Program, cuts: Cuts, options: SolveOptions): Promise<Recession> {
  const directions = recessionProgram(extended(program, cuts));
  const model = await solver.open(directions.program);
  try {
    const answer = await model.run(directions.program, options);
    if (answer.status === "infeasible") return "none";
    if (answer.status !== "optimal") return answer;
    const ray = directions.back(answer).values;
    return cutOff(program, cuts, ray) ? "cut" : { ray: ray.slice(0, program.numCols) };
  } finally {
    await model[Symbol.asyncDispose]();
  }
}

/** Adds a cut for every set that a direction leaves; false if there is none. */
function cutOff(program: Program, cuts: Cuts, ray: Float64Array): boolean {
  const { sets } = cuts;
  const place = sets.placeOf(ray, true);
  const size = ray.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
  const w = new Float64Array(sets.numExpressions);
  let found = false;
  for (let set = 0; set < sets.count; set++) {
    const from = sets.starts[set]!;
    if (set >= sets.numCones) {
      // Along the direction the square outgrows the cost: the tangent so far out that it does so by itself.
      sets.tangent(set, place.f, null, w);
      const square = sets.violation(set, {
        f: place.f.map((value, at) => (at === from ? 0 : value)),
        sizes: place.sizes,
      });
      if (square <= negligible * size * size) continue;
      const far = 1 + costAlong(program, ray) / square;
      for (let at = from + 1; at < sets.starts[set + 1]!; at++) w[at] = far * place.f[at]!;
    } else {
      if (sets.violation(set, place) <= negligible * size) continue;
      sets.tangent(set, place.f, null, w);
    }
    cuts.add(set, w, from);
    found = true;
  }
  return found;
}

const costAlong = ({ colCost }: Program, ray: Float64Array): number =>
  colCost.reduce((sum, cost, col) => sum + Math.abs(cost * ray[col]!), 0);
