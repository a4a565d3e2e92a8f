/** Small programs with cones for tests: dense rows as in programOf, and each cone as a list of affine expressions. */
import { plainNames } from "../../../src/program/names.ts";
import type { Cones, Program } from "../../../src/program/program.ts";
import { type DenseProgram, programOf, sparseOf } from "../../program-of.ts";

export interface DenseCone {
  readonly rotated?: boolean;
  /** Coefficients of an expression and its constant: the bound first, or the two factors, then the norm. */
  readonly members: readonly (readonly [coefficients: readonly number[], constant: number])[];
}

/** Cones by name. */
export function conicProgram(dense: DenseProgram, cones: Readonly<Record<string, DenseCone>>): Program {
  const own = Object.values(cones);
  const members = own.flatMap((cone) => cone.members);
  const starts = [0];
  for (const cone of own) starts.push(starts.at(-1)! + cone.members.length);
  const together: Cones = {
    rotated: Uint8Array.from(own, ({ rotated }) => (rotated === true ? 1 : 0)),
    starts: Int32Array.from(starts),
    rows: sparseOf(members.map(([coefficients]) => coefficients)),
    constants: Float64Array.from(members, ([, constant]) => constant),
    names: plainNames(Object.keys(cones)),
  };
  return { ...programOf(dense), cones: together };
}

/** The same program with its objective turned round: a maximum for a minimum. */
export const turned = (program: Program): Program => ({
  ...program,
  sense: program.sense === "minimize" ? "maximize" : "minimize",
  offset: -program.offset,
  colCost: program.colCost.map((cost) => -cost),
  hessian: program.hessian === null ? null : { ...program.hessian, values: program.hessian.values.map((own) => -own) },
});
