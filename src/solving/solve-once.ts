/** One program, one answer, nothing kept. */
import type { Program } from "../program/index.ts";
import { answerWithoutColumns } from "./check/no-columns.ts";
import type { Answer, SolveOptions, Solver } from "./solver.ts";

export async function solveOnce(solver: Solver, program: Program, options: SolveOptions = {}): Promise<Answer> {
  if (program.numCols === 0) return answerWithoutColumns(program);
  const model = await solver.open(program);
  try {
    return await model.run(program, options);
  } finally {
    await model[Symbol.asyncDispose]();
  }
}
