/** A scenario as a market on a network, solved. */
import { feederLoad, generator } from "../models/index.ts";
import type { Feeder } from "../src/feeder/index.ts";
import type { Outcome } from "../src/language/index.ts";
import {
  type GridLimits,
  type GridPrices,
  type GridState,
  type Network,
  optimalPowerFlow,
  scope,
} from "../src/market/index.ts";
import { generatorsOf, type Scenario } from "./scenario.ts";
import { conicSolver, type SolverName } from "./solvers.ts";

/** What a market is made of; everything but the scenario and the network stays as it is from solve to solve. */
export interface Market {
  readonly feeder: Feeder;
  readonly scenario: Scenario;
  readonly limits: GridLimits;
  readonly network: (feeder: Feeder, limits: GridLimits) => Network;
}

/** kW and kVAr of the generators, in the scenario's order. */
export interface Dispatch {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
}

export interface Optimum extends Dispatch {
  readonly status: "optimal";
  /** Money per hour. */
  readonly objective: number;
  readonly state: GridState;
  readonly prices: GridPrices;
}

export type MarketOutcome = Optimum | Exclude<Outcome, { status: "optimal" }>;

export async function solveMarket(
  { feeder, scenario, limits, network }: Market,
  solver: SolverName,
): Promise<MarketOutcome> {
  const name = `optimal power flow of ${feeder.name}`;
  const market = scope({ name, buses: feeder.busNames, hours: 1, money: "EUR" });
  const generators = generator(market, "generator", generatorsOf(scenario));
  feederLoad(market, feeder);
  const { grid } = optimalPowerFlow(market, network(feeder, limits));
  await using session = await market.model.open(await conicSolver(solver));
  const outcome = await session.solve();
  if (outcome.status !== "optimal") return outcome;
  const { solution, objective } = outcome;
  const active = solution.value(generators.power).data;
  const { reactivePower } = generators;
  const reactive = reactivePower === null ? new Float64Array(active.length) : solution.value(reactivePower).data;
  const [state, prices] = [grid.state(solution)!, grid.prices(solution)];
  return { status: "optimal", objective, active, reactive, state, prices };
}
