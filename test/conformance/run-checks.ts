/** Checks of any conformance suite, as vitest runs them. */
import { describe, test } from "vitest";
import type { Check } from "../../conformance/index.ts";

export function runChecks(label: string, checks: readonly Check<unknown>[]): void {
  describe(label, () => {
    for (const group of new Set(checks.map((check) => check.group))) {
      describe(group, () => {
        for (const check of checks.filter((own) => own.group === group))
          test.skipIf(!check.applies)(check.name, check.run);
      });
    }
  });
}
