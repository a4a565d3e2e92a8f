/**
 * A program around a point, magnified: x = centre + unit * d. A solver that is exact to 1e-7 in d is so to 1e-7 * unit in x
 * (as in the iterative refinement of linear programs, Gleixner, Steffy and Wolter 2016). With the objective divided by unit^2,
 * matrix, Hessian and the linear parts of the cones stay as they are; every dual is one of the program itself over unit.
 */
import type { Cones, Program } from "../../src/program/index.ts";
import type { Answer } from "../../src/solving/index.ts";

export function magnified(program: Program, centre: Float64Array, unit: number): Program {
  const at = (bounds: Float64Array, values: Float64Array) => bounds.map((bound, k) => (bound - values[k]!) / unit);
  const activity = times(program, centre);
  return {
    ...program,
    offset: 0,
    colCost: slopesAt(program, centre).map((slope) => slope / unit),
    colLower: at(program.colLower, centre),
    colUpper: at(program.colUpper, centre),
    rowLower: at(program.rowLower, activity),
    rowUpper: at(program.rowUpper, activity),
    cones: program.cones === null ? null : conesAt(program.cones, centre, unit),
  };
}

type Optimal = Extract<Answer, { readonly status: "optimal" }>;

/** The answer of the program itself. */
export function restored(answer: Optimal, centre: Float64Array, unit: number): Optimal {
  const scaled = (duals: Float64Array | null) => duals?.map((dual) => unit * dual) ?? null;
  const coneDuals = scaled(answer.coneDuals ?? null);
  return {
    ...answer,
    values: answer.values.map((step, col) => centre[col]! + unit * step),
    rowDuals: scaled(answer.rowDuals),
    reducedCosts: scaled(answer.reducedCosts),
    ...(coneDuals === null ? {} : { coneDuals }),
  };
}

function conesAt({ rows, constants, ...rest }: Cones, centre: Float64Array, unit: number): Cones {
  const linear = times(rows, centre);
  return { ...rest, rows, constants: constants.map((constant, at) => (constant + linear[at]!) / unit) };
}

function times(
  { starts, indices, values }: Pick<Program, "starts" | "indices" | "values">,
  x: Float64Array,
): Float64Array {
  const product = new Float64Array(starts.length - 1);
  for (let row = 0; row < product.length; row++) {
    let sum = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) sum += values[k]! * x[indices[k]!]!;
    product[row] = sum;
  }
  return product;
}

/** c + Q x. */
function slopesAt({ colCost, hessian, numCols }: Program, x: Float64Array): Float64Array {
  const slopes = colCost.slice();
  for (let col = 0; hessian !== null && col < numCols; col++) {
    for (let k = hessian.starts[col]!; k < hessian.starts[col + 1]!; k++) {
      const row = hessian.indices[k]!;
      slopes[row]! += hessian.values[k]! * x[col]!;
      if (row !== col) slopes[col]! += hessian.values[k]! * x[row]!;
    }
  }
  return slopes;
}
