/** The conformance suite of solvers, as vitest runs it. */
import { describe, test } from "vitest";
import { solverChecks } from "../../conformance/index.ts";
import type { Solver } from "../../src/solving/index.ts";

export function conformance(label: string, solver: () => Solver): void {
  const checks = solverChecks(solver);
  describe(label, () => {
    for (const group of new Set(checks.map((check) => check.group))) {
      describe(group, () => {
        for (const check of checks.filter((own) => own.group === group))
          test.skipIf(!check.applies)(check.name, check.run);
      });
    }
  });
}
