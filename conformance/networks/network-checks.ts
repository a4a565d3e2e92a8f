/** One suite that every network has to pass, by what it is like. */
import type { Solver } from "../../src/solving/index.ts";
import { type Check, checksOf, type Suite } from "../check.ts";
import { balances } from "./balances.ts";
import { branchFlow } from "./branch-flow.ts";
import { entering } from "./entering.ts";
import { limits } from "./limits.ts";
import type { NetworkSubject, NetworkToCheck, NetworkTraits } from "./network-check.ts";
import { prices } from "./prices.ts";

const suite: Suite<NetworkSubject, NetworkTraits> = {
  "what is entered": entering,
  balances: balances,
  prices: prices,
  "voltages and flows": branchFlow,
  limits: limits,
};

/**
 * The checks of a kind of network. Figures are from paper, from an AC power flow, or from the same market at a little more
 * load. `solver` solves what its programs need: cones where it has them, linear programs in any case.
 *
 *     const mine = { name: "mine", traits: { feeder: false, losses: false, exact: false }, make: () => myNetwork() };
 *     for (const { group, name, applies, run } of networkChecks(mine, highs())) {
 *       (applies ? test : test.skip)(`${group}: ${name}`, run);
 *     }
 */
export function networkChecks(kind: NetworkToCheck, solver: Solver): readonly Check<NetworkTraits>[] {
  return checksOf(suite, () => ({ kind, solver }), kind.traits);
}
