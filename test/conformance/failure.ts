/** What a check of a conformance suite says of a fault. */
import type { Check } from "../../conformance/index.ts";

/** The message of the check that has this name, which has to apply; "it passed" where it finds nothing. */
export async function failureOf(checks: readonly Check<unknown>[], name: string): Promise<string> {
  const check = checks.find((own) => own.name === name);
  if (check?.applies !== true) throw new Error(`"${name}" is no check that applies`);
  try {
    await check.run();
    return "it passed";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
