/**
 * Successive linear programming around a power flow: a linear program with the losses of the last dispatch's flow, again
 * and again until the dispatch stays. What stays is a power flow; and around it no dispatch at all is better to first order,
 * which is asked at last: the first-order conditions of an optimum. That none elsewhere is better is not proven.
 *
 * The program stays open: a pass sets the flow around which its losses and ratings are taken, and how far each injection
 * may go (successive-linear/reach.ts).
 *
 *   R. E. Griffith and R. A. Stewart, Management Science 7 (1961) 379, doi:10.1287/mnsc.7.4.379 (the method);
 *   Z. Yang, H. Zhong, Q. Xia and C. Kang, IET Gener. Transm. Distrib. 11 (2017) 4363 (of power flows).
 */
import { ClearwattError } from "../../src/errors.ts";
import type { Flow } from "../../src/feeder/index.ts";
import type { Outcome, Session, Solution } from "../../src/language/index.ts";
import {
  type Cleared,
  type Clearing,
  clearingAt,
  type EnteredMarket,
  enterMarket,
  flowOf,
  type LocalMarket,
  type Method,
  type Network,
  type Round,
} from "../../src/market/index.ts";
import { type StageContext, stage } from "../../src/pipeline/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import { distFlowAround, type LinearisedGrid } from "../network/distflow-around.ts";
import { linearDistFlow } from "../network/linear-distflow.ts";
import { looseIn, notCleared, pricedAt } from "./central.ts";
import type { Attempt } from "./limits-in-the-way.ts";
import { type Decided, type Dispatch, decidedIn, dispatchAt, Reach } from "./successive-linear/reach.ts";

export interface SuccessiveLinearOptions {
  /** Passes after which it is not settled; 100 where nothing is said. */
  readonly mostPasses?: number;
  /** Settled when no injection changes by as much, kW and kVAr; 1e-3 where nothing is said. */
  readonly tolerance?: number;
  /** Seconds for all passes together; no limit where nothing is said. */
  readonly timeLimitS?: number;
}

/** Clears markets on networks of feeders, with any solver of linear programs. */
export function successiveLinear(options: SuccessiveLinearOptions = {}): Method {
  const { mostPasses = 100, tolerance = 1e-3, timeLimitS = Number.POSITIVE_INFINITY } = options;
  if (!(mostPasses >= 1 && tolerance > 0 && timeLimitS > 0))
    throw new ClearwattError(
      `Successive linear programming was given ${mostPasses} passes, a tolerance of ${tolerance} kW and ${timeLimitS} s. Give 1 pass or more, and the others above 0.`,
      {
        code: "out-of-range",
        data: { what: ["mostPasses", "tolerance", "timeLimitS"], found: [mostPasses, tolerance, timeLimitS] },
      },
    );
  const asked = { mostPasses, tolerance, timeLimitS };
  return {
    name: "successive linear",
    source: "Griffith and Stewart, Management Science 7 (1961) 379, doi:10.1287/mnsc.7.4.379",
    requires: { strategic: false },
    clear: (solver) =>
      stage("successive linear", (market, context) => new Passes(market, solver, asked, context).run()),
  };
}

type Asked = Required<SuccessiveLinearOptions>;
type Optimum = Extract<Outcome, { readonly status: "optimal" }>;

/** A dispatch, and the flow that it has. */
interface Point {
  readonly dispatch: Dispatch;
  readonly flows: readonly Flow[] | string;
}

/** One clearing: its passes, and what is told of them. */
class Passes {
  readonly #market: LocalMarket;
  readonly #solver: Solver;
  readonly #asked: Asked;
  readonly #context: StageContext;
  readonly #began: number = performance.now();
  readonly #rounds: Round[] = [];
  #solverSeconds = 0;

  constructor(market: LocalMarket, solver: Solver, asked: Asked, context: StageContext) {
    this.#market = market;
    this.#solver = solver;
    this.#asked = asked;
    this.#context = context;
  }

  /** The same within other limits of the network. */
  readonly #attempt: Attempt = async (limits) => {
    const network = feederModelOf(this.#market).within(limits);
    const context = { ...this.#context, report: () => {} };
    return (await new Passes({ ...this.#market, network }, this.#solver, this.#asked, context).run()).status;
  };

  async run(): Promise<Cleared> {
    const { feeder, limits } = feederModelOf(this.#market);
    const start = await this.#start();
    if ("status" in start) return start;
    if (typeof start.flows === "string") return this.#withoutFlow(0, start.flows);
    const entered = enterMarket({ ...this.#market, network: distFlowAround(feeder, start.flows, limits) });
    const decided = decidedIn(entered.scope);
    const sources = new Set(Array.from(feeder.sourceBus, (bus) => feeder.busNames[bus]!));
    const reach = new Reach(entered.scope, decided, sources, this.#asked.tolerance / 10);
    await using session = await entered.scope.model.open(this.#solver);
    return await this.#iterate({ entered, grid: entered.grid as LinearisedGrid, decided, reach, session }, start);
  }

  /** The optimum without losses. */
  async #start(): Promise<Point | Cleared> {
    const { feeder, limits } = feederModelOf(this.#market);
    const entered = enterMarket({ ...this.#market, network: linearDistFlow(feeder, limits) });
    const decided = decidedIn(entered.scope);
    await using session = await entered.scope.model.open(this.#solver);
    const outcome = await this.#solve(session);
    if (outcome.status !== "optimal") return this.#withoutOptimum(entered, outcome);
    return this.#pointAt(entered, decided, outcome.solution);
  }

  async #iterate(open: Open, start: Point): Promise<Cleared> {
    const { entered, grid, decided, reach, session } = open;
    let last = start;
    for (let pass = 1; ; pass++) {
      if (typeof last.flows === "string") return this.#withoutFlow(pass - 1, last.flows);
      grid.relinearise(session, last.flows);
      const optimum = await this.#next(open, last.dispatch);
      if (optimum.status !== "optimal") return this.#withoutOptimum(entered, optimum);
      const dispatch = dispatchAt(decided, optimum.solution);
      const change = reach.move(last.dispatch, dispatch);
      this.#tell({ round: pass, objective: optimum.objective, change });
      const stays = change < this.#asked.tolerance;
      if (stays && (reach.isOpen || (await this.#isStationary(open, dispatch, optimum))))
        return await this.#cleared(open, optimum);
      if (stays) reach.open(session);
      const end = this.#end(pass);
      if (end !== null) return await this.#ended(open, optimum, end);
      last = this.#pointAt(entered, decided, optimum.solution);
    }
  }

  /** The optimum within reach; without that limit where it is what makes the program infeasible. */
  async #next({ session, reach }: Open, dispatch: Dispatch): Promise<Outcome> {
    reach.hold(session, dispatch);
    const held = await this.#solve(session);
    if (held.status !== "infeasible" || reach.isOpen) return held;
    reach.open(session);
    return await this.#solve(session);
  }

  /** Whether the program around the flow finds nothing better where injections may go as far as they like. */
  async #isStationary({ session, reach }: Open, dispatch: Dispatch, { objective }: Optimum): Promise<boolean> {
    const free = await reach.without(session, dispatch, () => this.#solve(session));
    return free.status === "optimal" && objective - free.objective <= negligible * Math.max(1, Math.abs(objective));
  }

  async #solve(session: Session): Promise<Outcome> {
    const { signal } = this.#context;
    const left = this.#secondsLeft();
    const limit = Number.isFinite(left) ? { timeLimitS: Math.max(0.01, left) } : {};
    const outcome = await session.solve({ signal, ...limit });
    this.#solverSeconds += outcome.seconds;
    return outcome;
  }

  #secondsLeft(): number {
    return this.#asked.timeLimitS - (performance.now() - this.#began) / 1000;
  }

  /** Flows of the hours; why there is none in words. */
  #pointAt(entered: EnteredMarket, decided: readonly Decided[], solution: Solution): Point {
    const { feeder, limits } = feederModelOf(this.#market);
    const injections = entered.grid.injections(solution);
    const hours = entered.scope.hour.labels;
    const flows: Flow[] = [];
    const dispatch = dispatchAt(decided, solution);
    for (const [t, label] of hours.entries()) {
      const flow = flowOf(feeder, limits, injections, t, hours.length);
      if (flow.status !== "solved")
        return { dispatch, flows: hours.length === 1 ? flow.reason : `hour "${label}": ${flow.reason}` };
      flows.push(flow);
    }
    return { dispatch, flows };
  }

  #tell(round: Round): void {
    const { report, path } = this.#context;
    this.#rounds.push(round);
    report({ kind: "round", path, round: round.round, changes: { "kW or kVAr": round.change! } });
  }

  /** Why it goes no farther; null where it goes on. */
  #end(pass: number): "not settled" | "at a limit" | "stopped" | null {
    if (this.#context.signal.aborted) return "stopped";
    if (this.#secondsLeft() <= 0) return "at a limit";
    return pass >= this.#asked.mostPasses ? "not settled" : null;
  }

  async #clearing({ entered, session }: Open, optimum: Optimum): Promise<Clearing | null> {
    const priced = await pricedAt(entered, session, optimum, {});
    if (priced === null) return null;
    return clearingAt(entered, priced.solution, {
      method: "successive linear",
      solver: this.#solver.name,
      certificate: {
        kind: "none",
        why: "It meets the first-order conditions of an optimum; that none elsewhere is better is not proven.",
      },
      rounds: this.#rounds,
      seconds: { solver: this.#solverSeconds, total: (performance.now() - this.#began) / 1000 },
    });
  }

  async #cleared(open: Open, optimum: Optimum): Promise<Cleared> {
    const market = this.#market;
    const clearing = await this.#clearing(open, optimum);
    if (clearing === null) return { status: "numerical trouble", market, reason: unpriced };
    const loose = looseIn(open.entered.market.network, optimum.solution, open.entered);
    return loose === null
      ? { status: "cleared", market, clearing }
      : { status: "not exact", market, reason: loose, best: clearing };
  }

  async #ended(open: Open, optimum: Optimum, status: "not settled" | "at a limit" | "stopped"): Promise<Cleared> {
    const best = await this.#clearing(open, optimum);
    const { round, change } = this.#rounds.at(-1)!;
    const reason = `after ${round} ${round === 1 ? "pass" : "passes"}${status === "at a limit" ? ` and ${this.#asked.timeLimitS} s, the time limit,` : ""} the dispatch still changed by ${change!.toPrecision(2)} kW (or kVAr) from one to the next. Injections, flows and prices are not to be used, and the welfare is no bound.`;
    return { status, market: this.#market, reason, ...(best === null ? {} : { best }) };
  }

  /** What a pass ended with; the solver knows only what was left of the time limit. */
  #withoutOptimum(entered: EnteredMarket, outcome: Exclude<Outcome, Optimum>): Cleared {
    const cleared = notCleared(entered, outcome, this.#solver, this.#attempt);
    if (cleared.status !== "at a limit") return cleared;
    const last = this.#rounds.at(-1);
    const changed =
      last?.change === undefined ? "" : `, which changed by ${last.change.toPrecision(2)} kW (or kVAr) in the last one`;
    const reason = `the time limit of ${this.#asked.timeLimitS} s was reached after ${last?.round ?? 0} passes, before the dispatch stayed${changed}.`;
    return { ...cleared, reason };
  }

  #withoutFlow(pass: number, reason: string): Cleared {
    const text = `the dispatch of pass ${pass} has no power flow to go on from: ${reason}`;
    return { status: "numerical trouble", market: this.#market, reason: text };
  }
}

/** The program around the last flow, open in a solver. */
interface Open {
  readonly entered: EnteredMarket;
  readonly grid: LinearisedGrid;
  readonly decided: readonly Decided[];
  readonly reach: Reach;
  readonly session: Session;
}

/** Share of the objective that counts as nothing. */
const negligible = 1e-6;
const unpriced = "The dispatch has no prices: with its whole steps fixed, the rest could not be solved.";

function feederModelOf({ name, network }: LocalMarket): NonNullable<Network["feederModel"]> {
  if (network.feederModel !== null) return network.feederModel;
  throw new ClearwattError(
    `Successive linear programming goes around power flows, and the network of "${name}", ${network.name}, has none. Take a network of a feeder, or central().`,
    { code: "unsupported", data: { what: "network without a feeder", name } },
  );
}
