/**
 * Central clearing: one operator knows what all participants can do and what it costs, and chooses what costs least
 * together. What everything else is compared with.
 *
 *   minimise    sum of all costs                              which maximises welfare: what is consumed earns, or costs less
 *   subject to  what each participant can do, and the network
 *
 * Prices are the duals of the network's balances; of a market with whole steps those of the rest with the steps as they are.
 *
 *   F. C. Schweppe, M. C. Caramanis, R. D. Tabors and R. E. Bohn, Spot Pricing of Electricity, Kluwer 1988.
 */
import type { Outcome, Session, Solution } from "../../src/language/index.ts";
import {
  type Certificate,
  type Cleared,
  clearingAt,
  type EnteredMarket,
  enterMarket,
  type LocalMarket,
  type Method,
  type Network,
  type NotCleared,
} from "../../src/market/index.ts";
import { type StageContext, stage } from "../../src/pipeline/index.ts";
import type { SolveOptions, Solver } from "../../src/solving/index.ts";
import { exactness } from "../network/exactness.ts";
import { type Attempt, explainClearing } from "./limits-in-the-way.ts";

export interface CentralOptions {
  /** Gap and time limit. */
  readonly solve?: Omit<SolveOptions, "signal">;
}

/** Clears any market in which nobody acts strategically. */
export function central(options: CentralOptions = {}): Method {
  return {
    name: "central",
    source: "Schweppe, Caramanis, Tabors and Bohn, Spot Pricing of Electricity (1988)",
    requires: { strategic: false },
    clear: (solver) => stage("central", (market, context) => clearCentrally(market, solver, options, context)),
  };
}

async function clearCentrally(
  market: LocalMarket,
  solver: Solver,
  options: CentralOptions,
  context: StageContext,
): Promise<Cleared> {
  const { solve = {} } = options;
  const { signal } = context;
  const began = performance.now();
  const attempt: Attempt = async (limits) =>
    (await clearCentrally({ ...market, network: market.network.feederModel!.within(limits) }, solver, options, context))
      .status;
  const entered = enterMarket(market);
  await using session = await entered.scope.model.open(solver);
  const outcome = await session.solve({ ...solve, signal });
  const point = pointOf(outcome);
  if (point === null) return notCleared(entered, outcome, solver, attempt);
  const priced = await pricedAt(entered, session, point, solve);
  if (priced === null) return notCleared(entered, outcome, solver, attempt);
  const total = (performance.now() - began) / 1000;
  const loose = looseIn(market.network, priced.solution, entered);
  const clearing = clearingAt(entered, priced.solution, {
    method: "central",
    solver: solver.name,
    certificate:
      loose === null || isRelaxation(market.network)
        ? certificateOf(entered, point, solver)
        : { kind: "none", why: "Its losses are not those of its flow." },
    rounds: [],
    seconds: { solver: outcome.seconds + priced.seconds, total },
  });
  if (outcome.status !== "optimal") return { ...notCleared(entered, outcome, solver, attempt), best: clearing };
  if (loose !== null) return { status: "not exact", market, reason: loose, best: clearing };
  return { status: "cleared", market, clearing };
}

/** The optimum, or the best point at a time limit; null where there is none. */
interface Point {
  readonly solution: Solution;
  readonly objective: number;
  readonly bound?: number;
  readonly gap?: number;
}

function pointOf(outcome: Outcome): Point | null {
  if (outcome.status === "optimal") return outcome;
  return outcome.status === "time limit" ? (outcome.incumbent ?? null) : null;
}

/** The same point with duals: discrete variables are fixed where there are any. Null where that has no optimum. */
export async function pricedAt(
  { scope }: EnteredMarket,
  session: Session,
  { solution }: Pick<Point, "solution">,
  solve: SolveOptions,
): Promise<{ readonly solution: Solution; readonly seconds: number } | null> {
  if (scope.model.declarations().variables.every(({ kind }) => kind === "continuous")) return { solution, seconds: 0 };
  const { timeLimitS } = solve;
  const fixed = await session.solveFixed(solution, timeLimitS === undefined ? {} : { timeLimitS });
  return fixed.status === "optimal" ? fixed : null;
}

function certificateOf({ grid }: EnteredMarket, { objective, bound, gap = 0 }: Point, { name }: Solver): Certificate {
  if (bound === undefined && gap > 0) return { kind: "none", why: "The search ended before it had a bound." };
  return { kind: "bound", bound: -(bound ?? objective), gap, by: `${name}, on the ${grid.network}` };
}

const statuses: Readonly<Record<Exclude<Outcome["status"], "optimal" | "infeasible">, NotCleared>> = {
  unbounded: "unbounded",
  "time limit": "at a limit",
  "numerical trouble": "numerical trouble",
};

/** An optimum that could not be priced is trouble with numbers. */
export function notCleared(
  entered: EnteredMarket,
  outcome: Outcome,
  solver: Solver,
  attempt: Attempt,
): Extract<Cleared, { readonly reason: string }> {
  const { market } = entered;
  if (outcome.status === "infeasible") {
    const { status, reason } = outcome;
    return {
      status,
      market,
      reason,
      explain: (options) => explainClearing(entered, outcome, solver, attempt, options),
    };
  }
  if (outcome.status !== "optimal") return { status: statuses[outcome.status], market, reason: outcome.reason };
  const reason = "The optimum has no prices: with its whole steps fixed, the rest could not be solved.";
  return { status: "numerical trouble", market, reason };
}

/** Gaps of cones up to which the flow of a solver is a power flow. */
const gapTolerance = 1e-5;

/** Why the flow of a network with losses is no power flow; null where it is one. */
export function looseIn(network: Network, solution: Solution, { grid }: EnteredMarket): string | null {
  const state = grid.state(solution);
  if (state === null || state.coneGap === null) return null;
  const { exact, text, largestGap } = exactness(state, gapTolerance);
  if (exact) return null;
  return isRelaxation(network)
    ? `${text} The welfare is only a bound: no power flow has more. Injections, flows and prices are not to be used.`
    : `The flow is no power flow: losses are linear around another flow, and off by ${largestGap.toPrecision(2)} of their size. The welfare is no bound; injections, flows and prices are not to be used. Clear the market by successiveLinear(), which goes on until the flow stays, or on conicDistFlow.`;
}

/** Whether an optimum on the network is a bound of what power flows can have. */
function isRelaxation({ feederModel }: Network): boolean {
  return feederModel?.relaxation === true;
}
