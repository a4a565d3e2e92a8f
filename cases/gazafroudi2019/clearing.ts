/**
 * The iterative algorithm: end-users choose for what the DisCo sold them, aggregators pool, the DisCo answers, until
 * nothing changes. The models stay open in the solver; only what a round changes is set in them.
 */
import { ClearwattError } from "../../src/errors.ts";
import type { Outcome, Session, Solution } from "../../src/language/index.ts";
import { type Iteration, iterate, type Stage, type StageContext, stage } from "../../src/pipeline/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import type { StudyData } from "./data.ts";
import { type Markets, markets, type Run } from "./markets.ts";

/** kWh: the algorithm has settled when no energy changes by more. */
const tolerance = 1e-6;
const maxRounds = 50;

/** Energies in kWh, prices in EUR/kWh, money in EUR; arrays user x hour, aggregator x hour or hour, hours running fastest. */
export interface MarketState {
  /** P_D2L, user x hour. */
  readonly soldToUsers: Float64Array;
  /** P_L2A, user x hour. */
  readonly soldToAggregator: Float64Array;
  /** P_A2D, aggregator x hour. */
  readonly soldToDisCo: Float64Array;
  /** lambda_A2D, aggregator x hour. Where nothing is traded it is any price within (7). */
  readonly priceToAggregators: Float64Array;
  /** P_M, hour. */
  readonly boughtOnMarket: Float64Array;
  /** The end-users' cost, and the terms of the DisCo's. */
  readonly userCost: number;
  readonly paidToAggregators: number;
  readonly receivedFromUsers: number;
  readonly paidOnMarket: number;
}

/** A cleared run: the state it settled in, what the aggregators pay there, and its rounds. */
export interface Clearing extends Iteration<MarketState> {
  readonly run: Run;
  readonly aggregatorCost: number;
}

interface OpenMarkets extends Markets {
  readonly sessions: { readonly users: Session; readonly pooling: Session; readonly disco: Session };
}

/** Clears one run: a single round in Case 1, where the DisCo sells nothing back, and rounds to a fixed point in Case 2. */
export function clear(data: StudyData, solver: Solver): Stage<Run, Clearing> {
  return stage("clear", async (run, context) => {
    const models = markets(data, run);
    await using users = await models.users.scope.model.open(solver);
    await using pooled = await models.pooling.scope.model.open(solver);
    await using disco = await models.disco.scope.model.open(solver);
    const open: OpenMarkets = { ...models, sessions: { users, pooling: pooled, disco } };
    const round = usersChoose(open).to(aggregatorsPool(open)).to(discoAnswers(open));
    const rounds = run.case === "case1" ? once(round) : iterate("rounds", round, { changes, tolerance, maxRounds });
    const iteration = await rounds.run(initialState(data), context);
    return { run, ...iteration, aggregatorCost: await aggregatorCost(open, iteration.state, context) };
  });
}

function once(round: Stage<MarketState, MarketState>): Stage<MarketState, Iteration<MarketState>> {
  return stage("one round", async (state, context) => {
    const after = await round.run(state, context);
    return { state: after, settled: true, history: [{ round: 1, changes: changes(state, after), state: after }] };
  });
}

function usersChoose({ users, sessions }: OpenMarkets): Stage<MarketState, MarketState> {
  return stage("end-users", async (state, context) => {
    sessions.users.set(users.fromDisCo, state.soldToUsers);
    const solution = await solve(sessions.users, context);
    return {
      ...state,
      soldToAggregator: solution.value(users.soldToAggregator).data,
      userCost: solution.value(users.cost).at(),
    };
  });
}

function aggregatorsPool({ pooling, sessions }: OpenMarkets): Stage<MarketState, MarketState> {
  return stage("aggregators", async (state, context) => {
    sessions.pooling.set(pooling.soldByUsers, state.soldToAggregator);
    const solution = await solve(sessions.pooling, context);
    return { ...state, soldToDisCo: solution.value(pooling.soldToDisCo).data };
  });
}

function discoAnswers({ disco, sessions }: OpenMarkets): Stage<MarketState, MarketState> {
  return stage("DisCo", async (state, context) => {
    sessions.disco.set(disco.offered, state.soldToDisCo);
    const solution = await solve(sessions.disco, context);
    return {
      ...state,
      soldToUsers: solution.value(disco.soldToUsers).data,
      priceToAggregators: solution.value(disco.priceToAggregators).data,
      boughtOnMarket: solution.value(disco.boughtOnMarket).data,
      paidToAggregators: solution.value(disco.paidToAggregators).at(),
      receivedFromUsers: solution.value(disco.receivedFromUsers).at(),
      paidOnMarket: solution.value(disco.paidOnMarket).at(),
    };
  });
}

/** What the aggregators pay once the DisCo has set its price. */
async function aggregatorCost(open: OpenMarkets, state: MarketState, context: StageContext): Promise<number> {
  open.sessions.pooling.set(open.pooling.priceFromDisCo, state.priceToAggregators);
  const solution = await solve(open.sessions.pooling, context);
  return solution.value(open.pooling.cost).at();
}

/** Solves, and throws what stands in the way where there is no optimum. */
async function solve(session: Session, context: StageContext): Promise<Solution> {
  const outcome = await session.solve({ signal: context.signal });
  if (outcome.status === "optimal") return outcome.solution;
  const { status } = outcome;
  throw new ClearwattError(`${context.path.join(", ")}: the problem is ${status}. ${await reason(outcome)}`, {
    code: "no-solution",
    data: { path: context.path, status },
  });
}

async function reason(outcome: Exclude<Outcome, { status: "optimal" }>): Promise<string> {
  if (outcome.status !== "infeasible") return outcome.reason;
  const conflicts = await outcome.explain();
  return conflicts.map((conflict) => conflict.text).join(" ");
}

function initialState(data: StudyData): MarketState {
  const hours = data.marketPrice.length;
  const byUser = new Float64Array(data.user.length * hours);
  const byAggregator = new Float64Array(data.aggregatorPrice.length);
  return {
    soldToUsers: byUser,
    soldToAggregator: byUser,
    soldToDisCo: byAggregator,
    priceToAggregators: byAggregator,
    boughtOnMarket: new Float64Array(hours),
    userCost: 0,
    paidToAggregators: 0,
    receivedFromUsers: 0,
    paidOnMarket: 0,
  };
}

function changes(before: MarketState, after: MarketState): Record<string, number> {
  return {
    "sold to users": largestDifference(before.soldToUsers, after.soldToUsers),
    "sold to DisCo": largestDifference(before.soldToDisCo, after.soldToDisCo),
  };
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);
}
