/** Markets on a copper plate: what all resources give adds up to 0 in every hour, at the least cost. */
import { type CostedResource, totalCost } from "../../../models/index.ts";
import type { Setting } from "../../../models/network/network.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Affine, type Index, model, type Outcome, type Solution, set, sum } from "../../../src/language/index.ts";

/** Three buses and some hours, in EUR. */
export function setting(hours: number, hourLength = 1): Setting {
  return {
    model: model("market"),
    bus: set("bus", ["1", "2", "3"]),
    hour: set("hour", hours),
    hourLength,
    money: "EUR",
  };
}

export interface Cleared {
  readonly solution: Solution;
  readonly objective: number;
  /** d objective / d load by hour, EUR for a kW in that hour, with all discrete variables fixed. */
  readonly price: readonly number[];
}

/** The optimum of all resources together, with reactive power balanced too where `reactive` is set. */
export async function clear(market: Setting, resources: readonly CostedResource[], reactive = false): Promise<Cleared> {
  const { model: m, bus, hour } = market;
  const nothing = m.variable("nothing", [], { upper: 0 });
  const given = (t: Index<"hour">) =>
    resources.reduce<Affine>((all, { active }) => all.plus(sum([bus], (i) => active(i, t))), nothing());
  const balance = m.constraint("balance", [hour], (t) => given(t).eq(0));
  if (reactive) m.constraint("reactive balance", [hour], (t) => reactiveGiven(market, resources, nothing(), t).eq(0));
  m.minimize(totalCost(resources), market.money);
  await using session = await m.open(highs());
  const { solution, objective } = optimal(await session.solve());
  const discrete = m.declarations().variables.some(({ kind }) => kind !== "continuous");
  const priced = discrete ? optimal(await session.solveFixed(solution)).solution : solution;
  return { solution, objective, price: [...priced.dual(balance).data] };
}

function reactiveGiven(
  { bus }: Setting,
  resources: readonly CostedResource[],
  nothing: Affine,
  t: Index<"hour">,
): Affine {
  return resources.reduce<Affine>(
    (all, { reactive }) => (reactive === null ? all : all.plus(sum([bus], (i) => reactive(i, t)))),
    nothing,
  );
}

function optimal(outcome: Outcome): Extract<Outcome, { status: "optimal" }> {
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
