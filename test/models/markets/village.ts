/** Two aggregators, three users and two hours, small enough to be computed by hand. */

import type { TradingSets } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Model, relation, type Session, type Solution, set } from "../../../src/language/index.ts";

const user = set("user", ["bus 2", "bus 3", "bus 4"]);
const aggregator = set("aggregator", ["A1", "A2"]);

/** Buses 2 and 3 sell through A1, bus 4 through A2. */
export const village: TradingSets = {
  user,
  aggregator,
  hour: set("hour", 2),
  aggregatorOf: relation(user, aggregator, ["A1", "A1", "A2"]),
};

/** Rows of two hours as the array that the markets take. */
export const byHour = (...rows: readonly (readonly [number, number])[]): Float64Array => Float64Array.from(rows.flat());

/** Opens a market in HiGHS, lets `prepare` set what was offered, and solves. */
export async function optimum(
  { model }: { readonly model: Model },
  prepare: (session: Session) => void,
): Promise<Solution> {
  await using session = await model.open(highs());
  prepare(session);
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(`${outcome.status}: ${outcome.reason}`);
  return outcome.solution;
}
