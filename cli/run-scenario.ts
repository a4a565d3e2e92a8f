/** A scenario solved on one of the networks, and its optimum run through an AC power flow. */
import { conicDistFlow, exactness, linearDistFlow } from "../models/index.ts";
import { ClearwattError } from "../src/errors.ts";
import { type Feeder, type FlowOutcome, radialOrder } from "../src/feeder/index.ts";
import type { Outcome } from "../src/language/index.ts";
import type { GridLimits, GridPrices, GridState } from "../src/market/index.ts";
import { type AroundOutcome, type Passes, solveAround } from "./opf-around.ts";
import { namedLimits, type Verdict } from "./opf-conflict.ts";
import { type Market, type MarketOutcome, type Optimum, solveMarket } from "./opf-market.ts";
import { feederOf, powerFlowOf } from "./opf-power-flow.ts";
import { limitsOf, openRatedLines, type Scenario } from "./scenario.ts";
import type { SolverName } from "./solvers.ts";

export const networkNames = ["linear", "conic", "around"] as const;
export type NetworkName = (typeof networkNames)[number];

export interface ScenarioOptions {
  readonly network: NetworkName;
  readonly solver: SolverName;
  /** Shown while it works. */
  readonly progress?: ((line: string) => void) | null;
}

interface Head {
  /** With the voltages and ratings of the scenario. */
  readonly feeder: Feeder;
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

export interface OpfOptimum extends Head {
  /** "not exact" where a conic optimum is no power flow, "not settled" where passes around a flow did not come to an end. */
  readonly status: Exclude<Verdict, "none">;
  /** Money per hour; where `exact` is false no more than a bound, which no power flow beats. */
  readonly objective: number;
  /** kW and kVAr of the generators, in the scenario's order. */
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  /** kW lost in lines. */
  readonly loss: number;
  /** Per unit, in the order of the feeder's buses. */
  readonly voltage: Float64Array;
  readonly state: GridState;
  readonly prices: GridPrices;
  /** Whether the market's flow is a power flow; null for the network without losses, which has no cones. */
  readonly exact: boolean | null;
  /** What to know and to do where it is none; null elsewhere. */
  readonly warning: string | null;
  /** Solves around flows; null for the other networks. */
  readonly passes: Passes | null;
  /** The power flow that the generators' powers give. */
  readonly flow: FlowOutcome;
}

export interface NoOptimum extends Head {
  readonly status: Exclude<Outcome["status"], "optimal">;
  readonly reason: string;
  /** What cannot hold together; empty where there is nothing to say. */
  readonly conflict: readonly string[];
}

export type OpfOutcome = OpfOptimum | NoOptimum;

/** Whether there are figures, be they exact or not. */
export function hasFigures(outcome: OpfOutcome): outcome is OpfOptimum {
  return "objective" in outcome;
}

/** Throws a ClearwattError where the feeder is not radial, or the scenario does not fit it. */
export async function solveScenario(net: Feeder, scenario: Scenario, options: ScenarioOptions): Promise<OpfOutcome> {
  radialOrder(net, net.closed, "see with `clearwatt reconfigure` which ones lose least");
  const limits = limitsOf(scenario, net);
  const head: Head = { feeder: feederOf(net, scenario, limits), scenario, notes: notesOf(net, scenario) };
  const solved = await attempt(net, head, limits, options);
  if ("figures" in solved) return solved.figures;
  const { status, reason } = solved.failed;
  if (solved.market === null || solved.failed.status !== "infeasible") return { ...head, status, reason, conflict: [] };
  const conflict = await conflictOf(head, solved.market, solved.failed, options);
  return { ...head, status, reason, conflict };
}

type Attempt =
  | { readonly figures: OpfOptimum }
  | { readonly failed: Extract<AroundOutcome, { optimum: null }>["failed"]; readonly market: Market | null };

async function attempt(net: Feeder, head: Head, limits: GridLimits, options: ScenarioOptions): Promise<Attempt> {
  if (options.network === "around") return await around(net, head, limits, options);
  const network = options.network === "conic" ? conicDistFlow : linearDistFlow;
  const market: Market = { feeder: net, scenario: head.scenario, limits, network };
  const outcome = await solveMarket(market, options.solver);
  return outcome.status === "optimal" ? { figures: described(head, outcome, null) } : { failed: outcome, market };
}

async function around(net: Feeder, head: Head, limits: GridLimits, options: ScenarioOptions): Promise<Attempt> {
  const market = { feeder: net, scenario: head.scenario, limits };
  const found = await solveAround(market, head.feeder, options.solver, (line) => options.progress?.(line));
  if (found.optimum !== null) return { figures: described(head, found.optimum, found.passes) };
  return { failed: found.failed, market: found.market };
}

/** Gaps of cones up to which the flow of a solver is a power flow. */
const gapTolerance = 1e-5;

function described(head: Head, optimum: Optimum, passes: Passes | null): OpfOptimum {
  const { state } = optimum;
  const found = state.coneGap === null ? null : exactness(state, gapTolerance);
  const exact = found === null ? null : found.exact && passes?.settled !== false;
  const warning =
    exact === false ? (passes?.settled === false ? unsettledText(passes) : inexactText(found!.text)) : null;
  return {
    ...head,
    notes: [...head.notes, ...(warning === null ? [] : [warning]), ...(exact && passes ? [settledText(passes)] : [])],
    ...optimum,
    status: exact === false ? (passes?.settled === false ? "not settled" : "not exact") : "optimal",
    loss: state.loss.data.reduce((sum, loss) => sum + loss, 0),
    voltage: state.voltage.data,
    exact,
    warning,
    passes,
    flow: powerFlowOf(head.feeder, head.scenario, optimum),
  };
}

const notToBeUsed = "Dispatch, flows and prices are not to be used";

function inexactText(text: string): string {
  return `Not exact. ${text} The objective is only a bound: no power flow costs less. ${notToBeUsed}; \`--network around\` looks for some that are.`;
}

function unsettledText({ count, change }: Passes): string {
  return `Not settled: after ${count} passes the dispatch still changed by ${change.toPrecision(2)} kW (or kVAr) from one to the next. ${notToBeUsed}, and the objective is no bound.`;
}

function settledText({ count }: Passes): string {
  return `Settled after ${count} ${count === 1 ? "pass" : "passes"} around the own flow: a power flow that meets the first-order conditions of an optimum. That none elsewhere is better is not proven.`;
}

function notesOf(net: Feeder, scenario: Scenario): string[] {
  const other = scenario.feeder !== undefined && scenario.feeder !== net.name;
  const open = openRatedLines(scenario, net);
  return [
    ...net.notes,
    ...(other ? [`The scenario was written for ${scenario.feeder}, and is solved on ${net.name}.`] : []),
    ...(open.length === 0 ? [] : [`Ratings without effect, for these lines are open: ${open.join(", ")}.`]),
    ...heldNotes(net),
  ];
}

function heldNotes({ heldBus, busNames }: Feeder): string[] {
  if (heldBus.length === 0) return [];
  const names = Array.from(heldBus, (bus) => busNames[bus]).join(", ");
  const [who, gives] =
    heldBus.length === 1
      ? ["The feeder's generator that holds the voltage of bus", "gives its"]
      : ["The feeder's generators that hold the voltages of buses", "give their"];
  return [
    `${who} ${names} ${gives} active power here and no reactive power, and holds nothing. To let the market decide on it, put it into the scenario, and take it out of the feeder's file, lest it counts twice.`,
  ];
}

/** The limits by name; where none of them can be named, the rows that the solver cannot have together. */
async function conflictOf(
  head: Head,
  market: Market,
  outcome: Extract<MarketOutcome, { status: "infeasible" }>,
  options: ScenarioOptions,
): Promise<string[]> {
  const { feeder: net } = market;
  const named = await namedLimits(net, head.scenario, market.limits, {
    async solve(limits) {
      const solved = await solveMarket({ ...market, limits }, options.solver);
      return solved.status === "optimal" ? solved.state : null;
    },
    async judge(limits, scenario = head.scenario) {
      const tried = { feeder: feederOf(net, scenario, limits), scenario, notes: [] };
      const solved = await attempt(net, tried, limits, options);
      return "figures" in solved ? solved.figures.status : "none";
    },
  });
  if (named.length > 0) return named;
  try {
    return (await outcome.explain()).map(({ text }) => text);
  } catch (error) {
    if (error instanceof ClearwattError) return [error.message];
    throw error;
  }
}
