/** Two aggregators, three users and two hours, small enough to be computed by hand. */

import type { TradingSets } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import {
  type Affine,
  type Outcome,
  type Quadratic,
  relation,
  type Session,
  type Solution,
  set,
} from "../../../src/language/index.ts";
import { type Scope, scope } from "../../../src/market/index.ts";

const user = set("user", ["bus 2", "bus 3", "bus 4"]);
const aggregator = set("aggregator", ["A1", "A2"]);

/** Buses 2 and 3 sell through A1, bus 4 through A2. */
export const village: TradingSets = {
  user,
  aggregator,
  aggregatorOf: relation(user, aggregator, ["A1", "A1", "A2"]),
};

/** Rows of two hours as the array that the participants take. */
export const byHour = (...rows: readonly (readonly [number, number])[]): Float64Array => Float64Array.from(rows.flat());

export function villageScope(name: string, hours = 2): Scope {
  return scope({ name, buses: ["1", "2", "3", "4"], hours, money: "EUR" });
}

/** Something that was entered into a scope, and what it pays. */
interface Entered {
  readonly scope: Scope;
  objective(): Affine | Quadratic;
}

/** Opens the model of an entered participant in HiGHS, lets `prepare` set what others decided, and solves for its own objective. */
export async function optimum(entered: Entered, prepare: (session: Session) => void): Promise<Solution> {
  const { model, money } = entered.scope;
  model.minimize(entered.objective(), money);
  await using session = await model.open(highs());
  prepare(session);
  return optimal(await session.solve()).solution;
}

export function optimal(outcome: Outcome): Extract<Outcome, { status: "optimal" }> {
  if (outcome.status === "optimal") return outcome;
  throw new Error(`${outcome.status}: ${outcome.reason}`);
}
