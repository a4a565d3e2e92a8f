/** A market as it is handed to methods: who takes part, over which buses and hours, on which network. */
import { ClearwattError } from "../errors.ts";
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
  participant.enter(own);
  return own;
}

/** Throws where a market has no participants, or two of one name. */
export function checkParticipants({ name, participants }: LocalMarket): void {
  if (participants.length === 0)
    throw new ClearwattError(`The market "${name}" has no participants. Give at least one that gives power.`, {
      code: "missing-data",
      data: { what: "participants", name },
    });
  const names = participants.map((participant) => participant.name);
  const twice = names.find((own, k) => names.indexOf(own) < k);
  if (twice !== undefined)
    throw new ClearwattError(
      `The market "${name}" has two participants called "${twice}". Give each a name of its own, or enter it once.`,
      { code: "duplicate", data: { what: "participant", name, found: twice } },
    );
}
