/**
 * Why Case 2 of Table 2 cannot follow from the printed equations, whatever the load.
 *
 * With one consistent set of decisions the three costs add up to sum_t lambda_M_t P_M_t, and P_M_t is the net load N_t of
 * all users. Case 1 S1 pins down the load: there every user sells all it may shave, so the printed costs add up to
 * - sum_t lambda_M_t gamma_producer L_t. Over all loads that agree with this, the least sum that Case 2 can reach is
 *
 *   minimise    sum_t lambda_M_t N_t
 *   over        L_t >= 0, the load of all users;  N_t
 *   subject to  (3)           - gamma_producer L_t <= N_t <= gamma_consumer L_t
 *               (5), S2 only  sum_t N_t = 0
 *               Case 1 S1     sum_t lambda_M_t gamma_producer L_t = - (sum of the three printed costs)
 *
 * It holds for the sum over users too, since every user obeys (3) and (5).
 */
import { ClearwattError } from "../../src/errors.ts";
import { type Model, model, set, sum } from "../../src/language/index.ts";
import { type Stage, stage } from "../../src/pipeline/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import { type Scenario, type StudyData, scenarios, sumOfCosts } from "./data.ts";

/** What Table 2 prints for Case 2, added up, and the least that this sum can be; EUR. */
export interface Bound {
  readonly printed_sum: number;
  readonly least_possible: number;
}
export type Bounds = Readonly<Record<Scenario, Bound>>;

/** The linear program of the least possible sum of costs. */
export function leastSum(data: StudyData, scenario: Scenario): Model {
  const hour = set("hour", data.marketPrice.length);
  const m = model(`least sum of costs ${scenario}`);
  const price = m.parameter("market price", [hour], data.marketPrice, "EUR/kWh");
  const down = m.parameter("flexible share down", [], data.flexibleDown, "1");
  const up = m.parameter("flexible share up", [], data.flexibleUp, "1");
  const load = m.variable("load", [hour], { unit: "kWh" });
  const netLoad = m.variable("net load", [hour], { lower: -Infinity, unit: "kWh" });
  m.constraint("shaved at most (3)", [hour], (t) => netLoad(t).plus(load(t).times(down())).ge(0));
  m.constraint("added at most (3)", [hour], (t) => netLoad(t).minus(load(t).times(up())).le(0));
  if (scenario === "S2") m.constraint("shifted, not shed (5)", [], () => sum([hour], (t) => netLoad(t)).eq(0));
  const pinned = m.parameter("printed sum of case 1 S1", [], -sumOfCosts(data.published.case1.S1), "EUR");
  m.constraint("agrees with case 1 S1", [], () =>
    sum([hour], (t) => load(t).times(down()).times(price(t))).eq(pinned()),
  );
  m.minimize(
    sum([hour], (t) => netLoad(t).times(price(t))),
    "EUR",
  );
  return m;
}

/** Computes the bounds of both scenarios. */
export function boundCase2(data: StudyData, solver: Solver): Stage<void, Bounds> {
  return stage("bounds", async (_, context) => {
    const bounds = {} as Record<Scenario, Bound>;
    for (const scenario of scenarios) {
      await using session = await leastSum(data, scenario).open(solver);
      const outcome = await session.solve({ signal: context.signal });
      if (outcome.status !== "optimal") {
        throw new ClearwattError(`The bound of ${scenario} has no optimum: the problem is ${outcome.status}.`, {
          code: "no-solution",
          data: { scenario, status: outcome.status },
        });
      }
      const printed = sumOfCosts(data.published.case2[scenario]);
      bounds[scenario] = { printed_sum: printed, least_possible: outcome.objective };
    }
    return bounds;
  });
}
