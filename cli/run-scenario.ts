/** A scenario as a market on a network, solved, and its optimum run through an AC power flow. */
import {
  conicDistFlow,
  feederLoad,
  type Generators,
  type GridLimits,
  type GridPrices,
  type GridState,
  generator,
  linearDistFlow,
  optimalPowerFlow,
  type Setting,
} from "../models/index.ts";
import { ClearwattError } from "../src/errors.ts";
import { checkGrid, type Feeder, type FlowOutcome, flowAt } from "../src/feeder/index.ts";
import { model, type Outcome, type Solution, set } from "../src/language/index.ts";
import { namedLimits } from "./opf-conflict.ts";
import { generatorsOf, limitsOf, openRatedLines, type Scenario } from "./scenario.ts";
import { ableSolver, type SolverName } from "./solvers.ts";

export interface ScenarioOptions {
  readonly network: "linear" | "conic";
  readonly solver: SolverName;
}

interface Head {
  readonly feeder: Feeder;
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

export interface OpfOptimum extends Head {
  readonly status: "optimal";
  /** Money per hour. */
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

export async function solveScenario(net: Feeder, scenario: Scenario, options: ScenarioOptions): Promise<OpfOutcome> {
  const limits = limitsOf(scenario, net);
  const { setting, grid, generators } = marketOf(net, scenario, limits, options);
  await using session = await setting.model.open(await ableSolver(options.solver, setting.model.compile()));
  const outcome = await session.solve();
  const head = { feeder: net, scenario, notes: notesOf(net, scenario) };
  if (outcome.status !== "optimal") {
    const conflict = outcome.status === "infeasible" ? await conflictOf(net, scenario, limits, options, outcome) : [];
    return { ...head, status: outcome.status, reason: outcome.reason, conflict };
  }
  const { solution, objective } = outcome;
  const state = grid.state(solution)!;
  const [active, reactive] = powersOf(generators, solution);
  return {
    ...head,
    status: "optimal",
    objective,
    active,
    reactive,
    loss: state.loss.data.reduce((sum, loss) => sum + loss, 0),
    voltage: state.voltage.data,
    state,
    prices: grid.prices(solution),
    flow: powerFlowOf(net, scenario, active, reactive),
  };
}

function notesOf(net: Feeder, scenario: Scenario): string[] {
  const other = scenario.feeder !== undefined && scenario.feeder !== net.name;
  const open = openRatedLines(scenario, net);
  return [
    ...net.notes,
    ...(other ? [`The scenario was written for ${scenario.feeder}, and is solved on ${net.name}.`] : []),
    ...(open.length === 0 ? [] : [`Ratings without effect, for these lines are open: ${open.join(", ")}.`]),
  ];
}

function marketOf(net: Feeder, scenario: Scenario, limits: GridLimits, options: ScenarioOptions) {
  const setting: Setting = {
    model: model(`optimal power flow of ${net.name}`),
    bus: set("bus", net.busNames),
    hour: set("hour", 1),
    money: "EUR",
  };
  const network = options.network === "conic" ? conicDistFlow(net, limits) : linearDistFlow(net, limits);
  const generators = generator(setting, "generator", generatorsOf(scenario));
  const { grid } = optimalPowerFlow(setting, network, [generators, feederLoad(setting, net)]);
  return { setting, grid, generators };
}

/** The limits by name; where none of them can be named, the rows that the solver cannot have together. */
async function conflictOf(
  net: Feeder,
  scenario: Scenario,
  limits: GridLimits,
  options: ScenarioOptions,
  outcome: Extract<Outcome, { status: "infeasible" }>,
): Promise<string[]> {
  const named = await namedLimits(net, scenario, limits, async (other) => {
    const { setting, grid } = marketOf(net, scenario, other, options);
    await using session = await setting.model.open(await ableSolver(options.solver, setting.model.compile()));
    const solved = await session.solve();
    return solved.status === "optimal" ? grid.state(solved.solution) : null;
  });
  if (named.length > 0) return named;
  try {
    return (await outcome.explain()).map(({ text }) => text);
  } catch (error) {
    if (error instanceof ClearwattError) return [error.message];
    throw error;
  }
}

function powersOf({ power, reactivePower }: Generators, solution: Solution): [Float64Array, Float64Array] {
  const active = solution.value(power).data;
  return [active, reactivePower === null ? new Float64Array(active.length) : solution.value(reactivePower).data];
}

/** At the source's voltage; what generators give at the source is left to it. */
function powerFlowOf(net: Feeder, scenario: Scenario, active: Float64Array, reactive: Float64Array): FlowOutcome {
  const { basePower, busNames, constantPower, sourceVoltage } = net;
  const held = scenario.voltage_pu.source;
  const given = { active: new Float64Array(net.numBuses), reactive: new Float64Array(net.numBuses) };
  busNames.forEach((_, i) => {
    given.active[i] = -constantPower.active[i]! * basePower;
    given.reactive[i] = -constantPower.reactive[i]! * basePower;
  });
  scenario.generators.forEach(({ bus }, k) => {
    given.active[busNames.indexOf(bus)]! += active[k]!;
    given.reactive[busNames.indexOf(bus)]! += reactive[k]!;
  });
  const asSolved = held === undefined ? net : { ...net, sourceVoltage: sourceVoltage.map(() => held) };
  return flowAt(checkGrid(asSolved, { bus: busNames, ...given }), 0);
}
