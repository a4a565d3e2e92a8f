/** Markets on a copper plate, solved. */

import { copperPlate } from "../../../models/network/copper-plate.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Affine, type Outcome, type Solution, sum } from "../../../src/language/index.ts";
import { optimalPowerFlow, type Scope, scope } from "../../../src/market/index.ts";

/** Three buses and some hours, in EUR. */
export function marketOf(hours: number, hourLength = 1): Scope {
  return scope({ name: "market", buses: ["1", "2", "3"], hours, hourLength, money: "EUR" });
}

export interface Cleared {
  readonly solution: Solution;
  readonly objective: number;
  /** EUR/kWh by hour, with all discrete variables fixed. */
  readonly price: readonly number[];
}

/** The optimum of all that was entered, together; reactive power is balanced too where that is asked for. */
export async function clear(market: Scope, reactive = false): Promise<Cleared> {
  const { model: m, hour } = market;
  const { grid } = optimalPowerFlow(market, copperPlate());
  if (reactive) balanceReactivePower(market);
  await using session = await m.open(highs());
  const { solution, objective } = optimal(await session.solve());
  const discrete = m.declarations().variables.some(({ kind }) => kind !== "continuous");
  const priced = discrete ? optimal(await session.solveFixed(solution)).solution : solution;
  const { active } = grid.prices(priced);
  return { solution, objective, price: hour.labels.map((t) => active.at("1", t)) };
}

function balanceReactivePower(market: Scope): void {
  const { model: m, bus, hour } = market;
  const { resources } = market.entered();
  const nothing = m.variable("nothing", [], { upper: 0 });
  m.constraint("reactive balance", [hour], (t) =>
    resources
      .reduce<Affine>(
        (all, { reactive }) => (reactive === null ? all : all.plus(sum([bus], (i) => reactive(i, t)))),
        nothing(),
      )
      .eq(0),
  );
}

export function optimal(outcome: Outcome): Extract<Outcome, { status: "optimal" }> {
  if (outcome.status === "optimal") return outcome;
  throw new Error(`${outcome.status}: ${outcome.reason}`);
}

/** The message of the error that a declaration throws. */
export function refusal(declare: () => unknown): string {
  try {
    declare();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return "nothing was refused";
}
