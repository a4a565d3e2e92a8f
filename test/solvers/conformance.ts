/** The conformance suite of solvers, as vitest runs it. */
import { solverChecks } from "../../conformance/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import { runChecks } from "../conformance/run-checks.ts";

export function conformance(label: string, solver: () => Solver): void {
  runChecks(label, solverChecks(solver));
}
