/**
 * A relaxation without an end: is there a direction that improves the objective for ever and stays in the cones? The shortest
 * one within rows, bounds and cuts is looked for; if it leaves a set, it is cut off, and the next one is looked for:
 *   minimise sum |d|  subject to  c'd = -1 (in units of the largest cost), A d and d in the recession cones of rows and bounds
 */
import { compress, type Program } from "../../src/program/index.ts";
import type { Answer, SolveOptions, Solver } from "../../src/solving/index.ts";
import type { Cuts } from "./cuts.ts";
import { extended } from "./relaxation.ts";

/** A direction is in a set if it is outside by no more than this share of its own size. */
const negligible = 1e-7;

/** A direction that no cut can take away; "none" where all are; "cut" where a cut was added against the shortest. */
export type Recession = { readonly ray: Float64Array } | "none" | "cut" | Answer;

export async function nextRay(solver: Solver, program: Program, cuts: Cuts, options: SolveOptions): Promise<Recession> {
  const whole = extended(program, cuts);
  const directions = directionProgram(whole);
  const model = await solver.open(directions);
  try {
    const answer = await model.run(directions, options);
    if (answer.status === "infeasible") return "none";
    if (answer.status !== "optimal") return answer;
    const ray = new Float64Array(whole.numCols);
    for (let col = 0; col < whole.numCols; col++) ray[col] = answer.values[2 * col]! - answer.values[2 * col + 1]!;
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

/** Every column up and down, so that |d| is linear. */
function directionProgram(program: Program): Program {
  const { numCols, numRows, colCost, colLower, colUpper, starts, indices, values } = program;
  const entries = 2 * (values.length + numCols);
  const triplets = {
    count: 0,
    majors: new Int32Array(entries),
    minors: new Int32Array(entries),
    values: new Float64Array(entries),
  };
  const add = (row: number, col: number, value: number): void => {
    for (const down of [0, 1]) {
      triplets.majors[triplets.count] = row;
      triplets.minors[triplets.count] = 2 * col + down;
      triplets.values[triplets.count++] = down === 0 ? value : -value;
    }
  };
  for (let row = 0; row < numRows; row++) {
    for (let k = starts[row]!; k < starts[row + 1]!; k++) add(row, indices[k]!, values[k]!);
  }
  const dearest = colCost.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0) || 1;
  const sign = program.sense === "minimize" ? 1 : -1;
  for (let col = 0; col < numCols; col++) {
    if (Math.abs(colCost[col]!) > 1e-9 * dearest) add(numRows, col, (sign * colCost[col]!) / dearest);
  }
  const upper = new Float64Array(2 * numCols);
  for (let col = 0; col < numCols; col++) {
    if (colUpper[col] === Infinity) upper[2 * col] = Infinity;
    if (colLower[col] === -Infinity) upper[2 * col + 1] = Infinity;
  }
  const rowLower = new Float64Array(numRows + 1);
  const rowUpper = new Float64Array(numRows + 1);
  for (let row = 0; row < numRows; row++) {
    if (program.rowLower[row] === -Infinity) rowLower[row] = -Infinity;
    if (program.rowUpper[row] === Infinity) rowUpper[row] = Infinity;
  }
  rowLower[numRows] = rowUpper[numRows] = -1;
  return {
    ...program,
    ...compress(triplets, numRows + 1, 2 * numCols),
    sense: "minimize",
    offset: 0,
    numCols: 2 * numCols,
    numRows: numRows + 1,
    colCost: new Float64Array(2 * numCols).fill(1),
    colLower: new Float64Array(2 * numCols),
    colUpper: upper,
    colKind: new Uint8Array(2 * numCols),
    rowLower,
    rowUpper,
  };
}
