/** What a solver cannot do is refused before it starts, with a sentence that says what, where, and who could. */
import { ClearwattError } from "../errors.ts";
import { ColumnKind, hasCones, nameOf, type Program } from "../program/index.ts";
import { nonconvexColumn } from "./convexity.ts";
import type { Capabilities, Solver } from "./solver.ts";

type Feature = Exclude<keyof Capabilities, "warmStart">;

/** The feature in words, and which of the adapters that come along have it. */
const features: Readonly<Record<Feature, readonly [what: string, who: string]>> = {
  integer: ["integer columns", "HiGHS (with no method chosen) and GLPK do"],
  semiContinuous: ["semi-continuous columns", "HiGHS (with no method chosen) does"],
  quadratic: ["quadratic objectives", "HiGHS (with no method chosen) and Clarabel do"],
  integerQuadratic: [
    "integer or semi-continuous columns together with a quadratic objective",
    "none of the adapters here does: make the objective piecewise linear, or the columns continuous",
  ],
  secondOrderCone: ["second-order cones", "Clarabel and outer approximation, as in outerApproximation(highs()), do"],
  mipStart: ["start solutions", "HiGHS does"],
};

/** Throws a ClearwattError if the program asks for what the solver does not claim. */
export function checkCapabilities(solver: Solver, program: Program): void {
  const { capabilities } = solver;
  const integer = firstOfKind(program, (kind) => kind === ColumnKind.integer || kind === ColumnKind.semiInteger);
  const semi = firstOfKind(program, (kind) => kind === ColumnKind.semiContinuous || kind === ColumnKind.semiInteger);
  const quadratic = firstQuadratic(program);
  const column = (col: number) => `column "${nameOf(program.colNames, col)}"`;
  if (integer >= 0 && !capabilities.integer) throw unsupported(solver, "integer", `${column(integer)} is one`);
  if (semi >= 0 && !capabilities.semiContinuous) throw unsupported(solver, "semiContinuous", `${column(semi)} is one`);
  if (quadratic >= 0) checkQuadratic(solver, program, quadratic, Math.max(integer, semi));
  if (hasCones(program) && !capabilities.secondOrderCone) {
    throw unsupported(solver, "secondOrderCone", `"${nameOf(program.cones.names, 0)}" is one`);
  }
}

function checkQuadratic(solver: Solver, program: Program, quadratic: number, discrete: number): void {
  const column = (col: number) => `column "${nameOf(program.colNames, col)}"`;
  const at = `${column(quadratic)} stands squared or in a product`;
  if (!solver.capabilities.quadratic) throw unsupported(solver, "quadratic", at);
  if (discrete >= 0 && !solver.capabilities.integerQuadratic) {
    throw unsupported(solver, "integerQuadratic", `${column(discrete)} is not continuous, and ${at} in the objective`);
  }
  checkConvexity(program);
}

function checkConvexity(program: Program): void {
  const column = nonconvexColumn(program);
  if (column < 0) return;
  throw new ClearwattError(
    `the objective is not convex: it is to be ${program.sense}d, and bends the wrong way at column ` +
      `"${nameOf(program.colNames, column)}" (its squares and products there). A solver could end at any local optimum.`,
    { code: "not-convex", data: { column: nameOf(program.colNames, column), sense: program.sense } },
  );
}

export function unsupported(solver: Solver, feature: Feature, where: string): ClearwattError {
  const [what, who] = features[feature];
  return new ClearwattError(`${solver.name} does not take ${what}, and ${where}. For that, ${who}.`, {
    code: "unsupported",
    data: { what: feature, solver: solver.name },
  });
}

function firstOfKind(program: Program, is: (kind: number) => boolean): number {
  return program.colKind.findIndex(is);
}

/** The first column with an entry in the Hessian; -1 where the objective is linear. */
function firstQuadratic({ hessian, numCols }: Program): number {
  if (hessian === null || hessian.values.length === 0) return -1;
  for (let col = 0; col < numCols; col++) if (hessian.starts[col + 1]! > hessian.starts[col]!) return col;
  return -1;
}
