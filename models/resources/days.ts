/** The days of a market: blocks of 24 h from its first hour. */
import { type IndexSet, type Relation, relation, set } from "../../src/language/index.ts";
import type { Scope } from "../../src/market/index.ts";

export interface Days {
  readonly day: IndexSet<"day">;
  readonly dayOf: Relation<"hour", "day">;
}

export function days({ hour, hourLength }: Scope): Days {
  // Lengths such as 1/3 do not add up to 24 exactly.
  const number = (position: number) => Math.floor((position * hourLength) / 24 + 1e-9);
  const day = set("day", number(hour.size - 1) + 1);
  return {
    day,
    dayOf: relation(
      hour,
      day,
      hour.labels.map((_, position) => String(number(position) + 1)),
    ),
  };
}
