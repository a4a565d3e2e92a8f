/** Explanations of infeasible programs, and what they are held to. */
import { type NameTable, nameOf, type Program } from "../../src/program/index.ts";
import type { Conflict, Solver } from "../../src/solving/index.ts";
import { expectEqual } from "../assertions.ts";
import { type DenseProgram, infinity } from "./dense-program.ts";
import { expectStatus, outcomeOf } from "./solve.ts";

/** The one conflict of an infeasible program. */
export async function conflictOf(solver: Solver, dense: DenseProgram | Program): Promise<Conflict> {
  const outcome = await outcomeOf(solver, dense);
  expectStatus(outcome, "infeasible");
  const conflicts = await outcome.explain();
  expectEqual("number of conflicts", conflicts.length, 1);
  return conflicts[0]!;
}

/** Status of the rows and bounds of a conflict alone, without the one called `absent`. */
export async function statusAlone(
  solver: Solver,
  program: Program,
  conflict: Conflict,
  absent: string | null,
): Promise<string> {
  const only = (bounds: Float64Array, names: NameTable, kept: readonly string[], rest: number) =>
    bounds.map((bound, k) => (kept.includes(nameOf(names, k)) && nameOf(names, k) !== absent ? bound : rest));
  const { rowNames, colNames } = program;
  const alone = {
    ...program,
    colCost: new Float64Array(program.numCols),
    rowLower: only(program.rowLower, rowNames, conflict.rows, -infinity),
    rowUpper: only(program.rowUpper, rowNames, conflict.rows, infinity),
    colLower: only(program.colLower, colNames, conflict.columns, -infinity),
    colUpper: only(program.colUpper, colNames, conflict.columns, infinity),
  };
  return (await outcomeOf(solver, alone)).status;
}

/** The rows and bounds of the conflict alone are infeasible, and feasible without any one of them. */
export async function expectIrreducible(solver: Solver, program: Program, conflict: Conflict): Promise<void> {
  expectEqual("whether the conflict is irreducible", conflict.irreducible, true);
  expectEqual("status of the conflict alone", await statusAlone(solver, program, conflict, null), "infeasible");
  for (const name of [...conflict.rows, ...conflict.columns]) {
    const without = await statusAlone(solver, program, conflict, name);
    expectEqual(`status of the conflict without "${name}"`, without, "optimal");
  }
}
