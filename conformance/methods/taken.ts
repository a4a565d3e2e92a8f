/** The simplest market that a method takes. */
import { conicDistFlow, copperPlate } from "../../models/index.ts";
import type { LocalMarket, Network } from "../../src/market/index.ts";
import { twoBuses } from "../market/feeders.ts";
import type { MethodSubject } from "./method-check.ts";
import { marketOf, town, upstream } from "./participants.ts";

export const plate: Network = copperPlate();
export const line: Network = conicDistFlow(twoBuses({ resistance: 10, reactance: 0 }, { active: 475 }));

/** 475 kW from upstream. */
export function marketFor({ traits }: MethodSubject): LocalMarket {
  return marketOf(traits.copperPlate ? plate : line, [upstream({ cost: 0.1 }), town({ active: 475 })]);
}
