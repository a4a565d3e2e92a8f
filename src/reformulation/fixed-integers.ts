/** What is left of an integer program when its discrete columns are fixed: a continuous one, which has duals. */
import { ClearwattError } from "../errors.ts";
import { ColumnKind, type Program } from "../program/index.ts";
import { type Reformulation, sameInequality } from "./reformulation.ts";

/** Values of semi-continuous columns up to this are 0. */
const negligible = 1e-6;

/**
 * The program with its integer columns fixed at the whole numbers nearest to `values`, and its semi-continuous ones
 * either at 0 or within their bounds, as `values` has them. Its duals come back as they are: prices at these values.
 * Throws a ClearwattError where there is not one value for each column.
 */
export function fixedIntegers(program: Program, values: Float64Array): Reformulation {
  if (values.length !== program.numCols) {
    throw new ClearwattError(
      `there are ${values.length} values to fix at, and the program has ${program.numCols} columns.`,
      { code: "wrong-size", data: { what: "values", found: values.length, expected: program.numCols } },
    );
  }
  const colLower = program.colLower.slice();
  const colUpper = program.colUpper.slice();
  for (let col = 0; col < program.numCols; col++) {
    const kind = program.colKind[col];
    const whole = Math.round(values[col]!) + 0;
    const isZero = Math.abs(values[col]!) < negligible;
    if (kind === ColumnKind.integer || kind === ColumnKind.semiInteger) colLower[col] = colUpper[col] = whole;
    else if (kind === ColumnKind.semiContinuous && isZero) colLower[col] = colUpper[col] = 0;
  }
  return {
    program: { ...program, colLower, colUpper, colKind: new Uint8Array(program.numCols) },
    back: (solution) => solution,
    origin: sameInequality,
  };
}
