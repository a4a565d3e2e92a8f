/** Ways to clear a market, and whether one fits a market. */
import { ClearwattError } from "../errors.ts";
import { type PipelineEvent, run, type Stage } from "../pipeline/index.ts";
import type { Solver } from "../solving/index.ts";
import type { Cleared } from "./clearing.ts";
import { checkHandedIn } from "./handed-in.ts";
import { checkParticipants, type LocalMarket } from "./local-market.ts";
import type { Network } from "./network.ts";
import { type Traits, traitOf } from "./traits.ts";

/** Central, ADMM, an auction, a dynamic tariff: each is one of these. */
export interface Method {
  readonly name: string;
  /** Where it is described. */
  readonly source: string;
  /** A market that is not like this is refused in a sentence, as a program is that a solver cannot take. */
  readonly requires: Partial<Traits>;
  clear(solver: Solver): Stage<LocalMarket, Cleared>;
}

export interface ClearOptions {
  readonly method: Method;
  readonly solver: Solver;
  /** In place of the market's own. */
  readonly network?: Network;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: PipelineEvent) => void;
}

/**
 * Clears a market. A market that could not be cleared is an outcome that says why. Throws a ClearwattError where the market
 * is none, or the method does not fit it; rejects with the signal's reason where it fires before anything is known.
 */
export async function clear(
  market: LocalMarket,
  { method, solver, network = market.network, signal, onEvent }: ClearOptions,
): Promise<Cleared> {
  checkHandedIn("method", method, "clear", "central()");
  checkHandedIn("solver", solver, "open", "highs()");
  checkHandedIn(`network of "${market.name}"`, network, "addTo", "copperPlate()");
  const whole = { ...market, network };
  checkParticipants(whole);
  refuseUnfit(method, whole);
  return await run(method.clear(solver), whole, {
    ...(signal === undefined ? {} : { signal }),
    ...(onEvent === undefined ? {} : { onEvent }),
  });
}

const descriptions: Readonly<Record<keyof Traits, readonly [is: string, isNot: string]>> = {
  convex: ["it is convex", "it is not convex"],
  integer: ["something in it is decided in whole steps", "nothing in it is decided in whole steps"],
  separable: ["every participant can be entered alone", "some participant needs what another one declares"],
  strategic: ["someone in it acts strategically", "nobody in it acts strategically"],
};

/** Throws where the market is not what the method requires. */
export function refuseUnfit({ name, requires }: Method, market: LocalMarket): void {
  for (const trait of Object.keys(descriptions) as (keyof Traits)[]) {
    const wanted = requires[trait];
    if (wanted === undefined || traitOf(market, trait) === wanted) continue;
    const [is, isNot] = descriptions[trait];
    throw new ClearwattError(
      `The method "${name}" does not fit the market "${market.name}": ${wanted ? isNot : is}, and the method requires that ${wanted ? is : isNot}.`,
      { code: "unsupported", data: { what: trait, method: name, name: market.name } },
    );
  }
}
