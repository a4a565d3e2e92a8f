/** A market as it is handed to methods: who takes part, over which buses and hours, on which network. */
import { ClearwattError } from "../errors.ts";
import { checkHandedIn, partOf } from "./handed-in.ts";
import type { Network } from "./network.ts";
import type { Participant } from "./participant.ts";
import { type Scope, scope } from "./scope.ts";

/** What is to be cleared; it says nothing of methods and solvers. */
export interface LocalMarket {
  readonly name: string;
  /** Names, in the order of the feeder's where the network has one. */
  readonly buses: readonly string[];
  /** How many, or their names. */
  readonly hours: number | readonly string[];
  /** h; 1 where nothing is said. */
  readonly hourLength?: number;
  /** What money is called in units: "EUR". */
  readonly money: string;
  readonly participants: readonly Participant[];
  readonly network: Network;
}

/** A new scope for a market, in which nothing stands yet. */
export function scopeOf({ name, buses, hours, hourLength = 1, money }: LocalMarket): Scope {
  return scope({ name, buses, hours, hourLength, money });
}

/** A participant's part of a scope, with all that it enters. */
export function enter(participant: Participant, market: Scope): Scope {
  const own = market.child(participant.name, { owner: participant.name });
  const entered: unknown = participant.enter(own);
  if (typeof partOf(entered, "then") === "function")
    throw new ClearwattError(
      `"${participant.name}" enters the market asynchronously: what it declares after it waited would come too late. Read its data before, and let "enter" declare at once.`,
      {
        code: "wrong-type",
        data: { what: "enter", name: participant.name, expected: "no promise", found: "a promise" },
      },
    );
  return own;
}

/** Throws where a market has no participants, one that cannot be entered, or two of one name. */
export function checkParticipants({ name, participants }: LocalMarket): void {
  if (participants.length === 0)
    throw new ClearwattError(`The market "${name}" has no participants. Give at least one that gives power.`, {
      code: "missing-data",
      data: { what: "participants", name },
    });
  for (const [k, participant] of participants.entries())
    checkHandedIn(`participant ${k + 1} of "${name}"`, participant, "enter", "{ name, enter(scope) { ... } }");
  const names = participants.map((participant) => participant.name);
  const twice = names.find((own, k) => names.indexOf(own) < k);
  if (twice !== undefined)
    throw new ClearwattError(
      `The market "${name}" has two participants called "${twice}". Give each a name of its own, or enter it once.`,
      { code: "duplicate", data: { what: "participant", name, found: twice } },
    );
}
