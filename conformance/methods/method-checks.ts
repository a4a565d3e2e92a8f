/** One suite that every way to clear a market has to pass, by what it takes and says. */
import type { Solver } from "../../src/solving/index.ts";
import { type Check, checksOf, type Suite } from "../check.ts";
import { accounting, certificates, figures } from "./figures.ts";
import { keeping } from "./keeping.ts";
import type { MethodSubject, MethodToCheck, MethodTraits } from "./method-check.ts";
import { honesty, outcomes, refusals, stopping } from "./outcomes.ts";

const suite: Suite<MethodSubject, MethodTraits> = {
  figures: figures,
  "money and power add up": accounting,
  certificates: certificates,
  "what could not be cleared": [...outcomes, ...honesty],
  "what is refused": refusals,
  "what is stopped": stopping,
  "what is left as it was": keeping,
};

/**
 * The checks of a method with a solver. Figures are from paper: the optimum of each market, which a method has to find that
 * claims to be efficient, and none may surpass.
 *
 *     const mine = { name: "mine", traits: { copperPlate: true, losses: false, ... }, make: () => myMethod() };
 *     for (const { group, name, applies, run } of methodChecks(mine, highs())) {
 *       (applies ? test : test.skip)(`${group}: ${name}`, run);
 *     }
 */
export function methodChecks(kind: MethodToCheck, solver: Solver): readonly Check<MethodTraits>[] {
  return checksOf(suite, () => ({ method: kind.make(), traits: kind.traits, solver }), kind.traits);
}
