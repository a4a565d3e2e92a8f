/** Markets cleared by the method at hand. */
import { ClearwattError } from "../../src/errors.ts";
import { type Cleared, type Clearing, type ClearOptions, clear, type LocalMarket } from "../../src/market/index.ts";
import { CheckFailed } from "../assertions.ts";
import type { MethodSubject } from "./method-check.ts";

type Watched = Pick<ClearOptions, "signal" | "onEvent">;

export function outcomeOf(
  { method, solver }: MethodSubject,
  market: LocalMarket,
  watched: Watched = {},
): Promise<Cleared> {
  return clear(market, { method, solver, ...watched });
}

/** Throws where the market was not cleared. */
export async function clearingOf(subject: MethodSubject, market: LocalMarket): Promise<Clearing> {
  const cleared = await outcomeOf(subject, market);
  if (cleared.status === "cleared") return cleared.clearing;
  throw new CheckFailed("status", '"cleared"', `"${cleared.status}": ${cleared.reason}`);
}

/** The market is refused with an error of clearwatt, in a sentence. */
export async function expectRefusal(subject: MethodSubject, market: LocalMarket): Promise<string> {
  let cleared: Cleared;
  try {
    cleared = await outcomeOf(subject, market);
  } catch (error) {
    if (error instanceof ClearwattError && /^\S.* .*[.!?]$/s.test(error.message)) return error.message;
    throw new CheckFailed("a refusal", "a ClearwattError with a sentence", String(error));
  }
  throw new CheckFailed("a refusal", "a ClearwattError with a sentence", `a market that is "${cleared.status}"`);
}
