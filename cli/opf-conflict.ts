/** Why a scenario is infeasible, by its limits: which of them are in the way, and how far they would have to give. */

import type { Feeder } from "../src/feeder/index.ts";
import type { GridLimits, GridState } from "../src/market/index.ts";
import { type Kind, kindsOf } from "./opf-limits.ts";
import { powerOutOfReach } from "./opf-sums.ts";
import type { Scenario } from "./scenario.ts";

/** What a scenario comes to when it is solved as it was asked for; "none" where it has no optimum. */
export type Verdict = "optimal" | "not exact" | "not settled" | "none";

export interface Attempts {
  /** The optimum of the program that was infeasible, within other limits; null where there is none. */
  solve(limits: GridLimits): Promise<GridState | null>;
  /** The scenario as it was asked for, with other limits, or other generators too. */
  judge(limits: GridLimits, scenario?: Scenario): Promise<Verdict>;
}

/** Sentences that name the limits; none where limits are not the reason or cannot be told. */
export async function namedLimits(
  feeder: Feeder,
  scenario: Scenario,
  limits: GridLimits,
  attempts: Attempts,
): Promise<string[]> {
  const outOfReach = await powerOutOfReach(feeder, scenario, limits, attempts);
  if (outOfReach.length > 0) return outOfReach;
  const { lowest, highest, band, ratings } = kindsOf(feeder);
  const [low, high] = [await named(lowest, limits, attempts), await named(highest, limits, attempts)];
  const ofBand = low === null && high === null ? [await named(band, limits, attempts)] : [low, high];
  const ofRatings = await named(ratings, limits, attempts);
  const all = [
    ...(low !== null && high !== null ? [eitherEnd(limits, low, high)] : ofBand.map(whole)),
    whole(ofRatings),
  ];
  const told = all.filter((text) => text !== "");
  if (told.length > 0) return told;
  const withoutAny = await attempts.solve(ratings.give(band.give(limits, band.none), ratings.none));
  return withoutAny === null
    ? []
    : [
        "Both the voltage band and the ratings of lines are in the way: without either of them alone there is no optimum.",
      ];
}

interface Named {
  readonly inTheWay: string;
  readonly claim: string;
}

const whole = (found: Named | null) => (found === null ? "" : `${found.inTheWay} ${found.claim}`);

/** Where one end of the band is enough, it cannot be said of any that it cannot be kept. */
function eitherEnd({ lowestVoltage, highestVoltage }: GridLimits, low: Named, high: Named): string {
  return `The voltage band is in the way: its lowest voltage of ${lowestVoltage} p.u. and its highest of ${highestVoltage} p.u. cannot be kept together, and one of them giving way is enough. ${low.claim} ${high.claim}`;
}

async function named(kind: Kind, limits: GridLimits, attempts: Attempts): Promise<Named | null> {
  const found = await leastGiven(kind, limits, attempts);
  if (found === null) return null;
  const inTheWay = kind.inTheWay(limits, found[1]);
  for (const { text, changed } of kind.remedies(limits, ...found)) {
    const verdict = await attempts.judge(changed);
    if (verdict !== "none") return { inTheWay, claim: `With ${text} ${claims[verdict]}` };
  }
  return { inTheWay, claim: "How far it would have to give is not known." };
}

const claims: Readonly<Record<Exclude<Verdict, "none">, string>> = {
  optimal: "there is an optimum.",
  "not exact": "the program has a solution, though none that is exact: whether any power flow keeps it is not known.",
  "not settled": "passes go on, though they do not settle: whether any power flow keeps it is not known.",
};

/** How often the least amount is halved: what is reported is within 2 % of the first one. */
const halvings = 6;

/** The least amount by which one kind of limit has to give, and the optimum there; null where it gives in vain. */
async function leastGiven(kind: Kind, limits: GridLimits, { solve }: Attempts): Promise<[number, GridState] | null> {
  let best = await solve(kind.give(limits, kind.none));
  if (best === null) return null;
  let high = kind.beyond(best, limits);
  let low = 0;
  for (let k = 0; k < halvings; k++) {
    const middle = (low + high) / 2;
    const state = await solve(kind.give(limits, middle));
    if (state === null) low = middle;
    else [high, best] = [middle, state];
  }
  return [high, best];
}
