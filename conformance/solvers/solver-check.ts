/** How checks of solvers are written. */
import type { Capabilities, Solver } from "../../src/solving/index.ts";
import type { WrittenCheck } from "../check.ts";

export type SolverCheck = WrittenCheck<Solver, Capabilities>;
type Write = (name: string, run: (solver: Solver) => Promise<void>) => SolverCheck;

/** Writes checks that are about solvers with these capabilities, or (false) without them. */
export const needing =
  (needs: Partial<Capabilities>): Write =>
  (name, run) => ({ name, needs, run });

/** Writes checks that every solver has to pass. */
export const check: Write = needing({});
