/**
 * A program around a point, in small steps: x = centre + unit * d. A solver that is exact to 1e-7 in d is so to 1e-7 * unit in x
 * (the iterative refinement of linear programs, Gleixner, Steffy and Wolter 2016). With the objective divided by unit^2,
 * matrix, Hessian and the linear parts of the cones stay as they are; every dual is one of the program itself over unit.
 */
import { type Cones, hessianTimes, matrixTimes, type Program } from "../program/index.ts";
import { type Reformulation, sameInequality } from "./reformulation.ts";

/** `centre` has a value for each column and need not be feasible; `unit` is what a step of 1 is in the original. */
export function refinement(program: Program, centre: Float64Array, unit: number): Reformulation {
  const inUnits = (duals: Float64Array | null) => duals?.map((dual) => unit * dual) ?? null;
  return {
    program: around(program, centre, unit),
    back: ({ values, rowDuals, reducedCosts, coneDuals }) => ({
      values: values.map((step, col) => centre[col]! + unit * step),
      rowDuals: inUnits(rowDuals),
      reducedCosts: inUnits(reducedCosts),
      ...(coneDuals ? { coneDuals: inUnits(coneDuals) } : {}),
    }),
    origin: sameInequality,
  };
}

function around(program: Program, centre: Float64Array, unit: number): Program {
  const from = (bounds: Float64Array, values: Float64Array) => bounds.map((bound, k) => (bound - values[k]!) / unit);
  const activity = matrixTimes(program, centre);
  const curvature = hessianTimes(program, centre);
  return {
    ...program,
    offset: 0,
    colCost: program.colCost.map((cost, col) => (cost + curvature[col]!) / unit),
    colLower: from(program.colLower, centre),
    colUpper: from(program.colUpper, centre),
    rowLower: from(program.rowLower, activity),
    rowUpper: from(program.rowUpper, activity),
    cones: program.cones === null ? null : conesAround(program.cones, centre, unit),
  };
}

function conesAround({ rows, constants, ...rest }: Cones, centre: Float64Array, unit: number): Cones {
  const linear = matrixTimes(rows, centre);
  return { ...rest, rows, constants: constants.map((constant, at) => (constant + linear[at]!) / unit) };
}
