/** A program as glpk.js wants to be handed one: objects by name. */
import type { LP } from "glpk.js/node";
import { ColumnKind, type Program } from "../../src/program/index.ts";
import type { Glpk } from "./runtime.ts";

export const columnName = (col: number): string => `x${col}`;
export const rowName = (row: number): string => `r${row}`;

/** Columns are numbered by their first appearance, so all of them stand in the objective; each gets its bounds, as GLPK's own would be 0 and up. */
export function problemOf(glpk: Glpk, program: Program): LP {
  const { numCols, numRows, starts, indices, values } = program;
  const vars = Array.from({ length: numCols }, (_, col) => ({ name: columnName(col), coef: program.colCost[col]! }));
  const subjectTo = Array.from({ length: numRows }, (_, row) => {
    const terms: Term[] = [];
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      if (values[k] !== 0) terms.push({ name: columnName(indices[k]!), coef: values[k]! });
    }
    return { name: rowName(row), vars: terms, bnds: boundsOf(glpk, program.rowLower[row]!, program.rowUpper[row]!) };
  });
  const integer = vars.filter((_, col) => program.colKind[col] === ColumnKind.integer).map(({ name }) => name);
  const direction = program.sense === "minimize" ? glpk.GLP_MIN : glpk.GLP_MAX;
  const bounds = vars.map(({ name }, col) => ({
    name,
    ...boundsOf(glpk, program.colLower[col]!, program.colUpper[col]!),
  }));
  return { name: "program", objective: { direction, name: "objective", vars }, subjectTo, bounds, generals: integer };
}

interface Term {
  name: string;
  coef: number;
}

interface Bounds {
  readonly type: number;
  readonly lb: number;
  readonly ub: number;
}

function boundsOf(glpk: Glpk, lower: number, upper: number): Bounds {
  const above = Number.isFinite(lower);
  const below = Number.isFinite(upper);
  if (above && below && lower === upper) return { type: glpk.GLP_FX, lb: lower, ub: upper };
  if (above && below) return { type: glpk.GLP_DB, lb: lower, ub: upper };
  if (above) return { type: glpk.GLP_LO, lb: lower, ub: 0 };
  if (below) return { type: glpk.GLP_UP, lb: 0, ub: upper };
  return { type: glpk.GLP_FR, lb: 0, ub: 0 };
}
