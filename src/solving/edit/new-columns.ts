/** New columns as a program of their own: what validateProgram and the refusals have to say about them. */
import { isDiscrete, isQuadratic, type NameBlock, type Program, validateProgram } from "../../program/index.ts";
import { checkCapabilities, unsupported } from "../capabilities.ts";
import type { NewColumns, Solver } from "../solver.ts";

/** The columns of a program without its rows and cones. */
export function withoutRows(program: Program): Program {
  return {
    ...program,
    numRows: 0,
    rowLower: new Float64Array(0),
    rowUpper: new Float64Array(0),
    starts: new Int32Array(1),
    indices: new Int32Array(0),
    values: new Float64Array(0),
    cones: null,
  };
}

/** Throws a ClearwattError for kinds that make no sense, or that the solver does not take in this program. */
export function checkNewKinds(solver: Solver, program: Program, columns: NewColumns, names: NameBlock): void {
  const alone = {
    ...withoutRows(program),
    numCols: columns.cost.length,
    colCost: columns.cost,
    colLower: columns.lower,
    colUpper: columns.upper,
    colKind: columns.kind,
    hessian: null,
    colNames: [{ ...names, first: 0 }],
  };
  validateProgram(alone);
  checkCapabilities(solver, alone);
  if (isQuadratic(program) && isDiscrete(alone) && !solver.capabilities.integerQuadratic) {
    throw unsupported(solver, "integerQuadratic", `"${names.name}" would bring them together`);
  }
}
