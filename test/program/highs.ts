/** HiGHS as an independent reader and solver; nothing of solvers/ is used. */
import { type Highs, default as loadHighs, type Model, type ModelData } from "highs";
import type { Program } from "../../src/program/program.ts";

// Under nodenext the default export of highs is typed as the module around it.
const load = loadHighs as never as (options?: object) => Promise<Highs>;
const highs = await load();

export interface Result {
  readonly status: number;
  readonly objective: number;
}

export const optimal: number = highs.constants.modelStatus.optimal;

/** Optimum of the program's own arrays. */
export function solveArrays(program: Program): Result {
  return solved(highs.createModel(dataOf(program)));
}

/** Optimum of a text as HiGHS itself reads it. A text it cannot read takes the WASM runtime down: it throws then. */
export function solveText(format: "lp" | "mps", text: string): Result {
  return solved(highs.createModel({ format, data: text }));
}

function solved(model: Model): Result {
  try {
    model.options.set("time_limit", 20);
    // Its quadratic solver gives up on some programs that it solves in another order of columns.
    try {
      model.run();
    } catch (error) {
      if (!(error instanceof highs.errors.HighsError)) throw error;
    }
    return { status: model.getModelStatus(), objective: model.getObjectiveValue() };
  } finally {
    model.dispose();
  }
}

function dataOf(program: Program): ModelData {
  const { numCols, numRows, hessian } = program;
  return {
    ...{ numCols, numRows, offset: program.offset },
    sense:
      program.sense === "maximize" ? highs.constants.objectiveSense.maximize : highs.constants.objectiveSense.minimize,
    colCost: program.colCost,
    colLower: program.colLower,
    colUpper: program.colUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: "csr",
      numRows,
      numCols,
      starts: program.starts,
      indices: program.indices,
      values: program.values,
    },
    integrality: Int32Array.from(program.colKind),
    ...(hessian === null ? {} : { hessian: { format: "triangular", dimension: numCols, ...hessian } }),
  };
}
