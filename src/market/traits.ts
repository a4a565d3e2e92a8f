/** What a market is like, found by looking at its programs. */
import { ClearwattError } from "../errors.ts";
import { isDiscrete, type Program } from "../program/index.ts";
import { nonconvexColumn } from "../solving/index.ts";
import { enterMarket } from "./entered-market.ts";
import { enter, type LocalMarket, scopeOf } from "./local-market.ts";

export interface Traits {
  readonly convex: boolean;
  /** Something is decided in whole steps. */
  readonly integer: boolean;
  /** Every participant can be entered into a model of its own: they share nothing but the network. */
  readonly separable: boolean;
  /** Someone does not take prices as given. */
  readonly strategic: boolean;
}

/** All traits of a market. Throws what its participants and its network throw when they are entered. */
export function traits(market: LocalMarket): Traits {
  const program = enterMarket(market).scope.model.compile();
  return {
    convex: isConvex(program),
    integer: isDiscrete(program),
    separable: isSeparable(market),
    strategic: isStrategic(market),
  };
}

/** One of them; the market's program is made only where it is looked at. */
export function traitOf(market: LocalMarket, trait: keyof Traits): boolean {
  if (trait === "strategic") return isStrategic(market);
  if (trait === "separable") return isSeparable(market);
  const program = enterMarket(market).scope.model.compile();
  return trait === "integer" ? isDiscrete(program) : isConvex(program);
}

function isConvex(program: Program): boolean {
  return !isDiscrete(program) && nonconvexColumn(program) < 0;
}

function isStrategic({ participants }: LocalMarket): boolean {
  return participants.some(({ behaviour = "price taker" }) => behaviour === "strategic");
}

function isSeparable(market: LocalMarket): boolean {
  try {
    for (const participant of market.participants) enter(participant, scopeOf(market));
    return true;
  } catch (error) {
    if (error instanceof ClearwattError) return false;
    throw error;
  }
}
