/** One suite that every solver adapter has to pass, by what it claims to be able to do. */
import type { Capabilities, Solver } from "../../src/solving/index.ts";
import { type Check, checksOf, type Suite } from "../check.ts";
import { blocks } from "./blocks.ts";
import { conic } from "./conic.ts";
import { conicEdits } from "./conic-edits.ts";
import { conicStatus } from "./conic-status.ts";
import { edits } from "./edits.ts";
import { infeasible } from "./infeasible.ts";
import { integer } from "./integer.ts";
import { limits } from "./limits.ts";
import { linear } from "./linear.ts";
import { quadratic } from "./quadratic.ts";
import { scale } from "./scale.ts";
import { unbounded } from "./unbounded.ts";

const suite: Suite<Solver, Capabilities> = {
  "linear programs": linear,
  "integer programs": integer,
  "quadratic programs": quadratic,
  "programs with cones": conic,
  "programs with cones that have no optimum": conicStatus,
  "edits beside cones": conicEdits,
  "infeasible programs": infeasible,
  "unbounded programs": unbounded,
  "badly scaled programs": scale,
  edits: edits,
  "added and dropped rows and columns": blocks,
  "limits and starts": limits,
};

/**
 * The checks of a solver. Those that do not apply are about what it does not claim, or about how it refuses what it does
 * claim. Where a solver keeps something between programs, hand over a function that makes one: each check has its own.
 *
 *     for (const { group, name, applies, run } of solverChecks(mySolver)) {
 *       (applies ? test : test.skip)(`${group}: ${name}`, run);
 *     }
 */
export function solverChecks(solver: Solver | (() => Solver)): readonly Check<Capabilities>[] {
  const make = typeof solver === "function" ? solver : () => solver;
  return checksOf(suite, make, make().capabilities);
}
