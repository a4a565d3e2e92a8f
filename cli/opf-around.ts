/**
 * A scenario solved around its own power flow: a linear program with the losses of the last dispatch's flow, again and
 * again until the dispatch stays. What stays is a power flow; and around it no dispatch at all is better to first order,
 * which is asked at last: the first-order conditions of an optimum.
 *
 * A dispatch that jumps from end to end of its range, as that of a linear program does where the optimum lies between, is
 * held near the last one: a generator that turns back may next time go half as far (the step rule of Rprop, Riedmiller and
 * Braun 1993, doi:10.1109/ICNN.1993.298623).
 */
import { distFlowAround, linearDistFlow } from "../models/index.ts";
import type { Feeder } from "../src/feeder/index.ts";
import { type Dispatch, type Market, type MarketOutcome, type Optimum, solveMarket } from "./opf-market.ts";
import { powerFlowOf } from "./opf-power-flow.ts";
import type { Scenario } from "./scenario.ts";
import type { SolverName } from "./solvers.ts";

const mostPasses = 100;
/** kW and kVAr of one generator from one pass to the next. */
const settledBelow = 1e-3;

export interface Passes {
  readonly count: number;
  /** Largest change of a generator in the last one, kW or kVAr. */
  readonly change: number;
  readonly settled: boolean;
}

export type AroundOutcome =
  | { readonly optimum: Optimum; readonly passes: Passes }
  | { readonly optimum: null; readonly failed: Exclude<MarketOutcome, Optimum>; readonly market: Market }
  | { readonly optimum: null; readonly failed: { status: "numerical trouble"; reason: string }; readonly market: null };

/** `feeder` has the scenario's own voltages and ratings. */
export async function solveAround(
  market: Omit<Market, "network">,
  feeder: Feeder,
  solver: SolverName,
  show: (line: string) => void,
): Promise<AroundOutcome> {
  const { scenario } = market;
  const linear: Market = { ...market, network: linearDistFlow };
  const start = await solveMarket(linear, solver);
  if (start.status !== "optimal") return { optimum: null, failed: start, market: linear };
  const region = new Region(feeder, scenario);
  let last: Dispatch = start;
  for (let count = 1; ; count++) {
    const flow = powerFlowOf(feeder, scenario, last);
    if (flow.status !== "solved") return withoutFlow(flow.reason, count);
    const network: Market["network"] = (net, limits) => distFlowAround(net, flow, limits);
    const whole: Market = { ...market, network };
    const held = await solveMarket({ ...whole, scenario: region.around(last) }, solver);
    const isCut = held.status === "infeasible" && !region.isOpen;
    if (isCut) region.open();
    const optimum = isCut ? await solveMarket(whole, solver) : held;
    if (optimum.status !== "optimal") return { optimum: null, failed: optimum, market: whole };
    const change = region.move(last, optimum);
    show(`pass ${count}: the dispatch changed by ${change.toPrecision(2)} kW`);
    const settled = change < settledBelow && (region.isOpen || (await isStationary(optimum, whole, solver)));
    if (change < settledBelow && !settled) region.open();
    if (settled || count === mostPasses) return { optimum, passes: { count, change, settled } };
    last = optimum;
  }
}

/** Share of the objective that counts as nothing. */
const negligible = 1e-6;

/** Whether the program around the flow finds nothing better where generators may go as far as they like. */
async function isStationary({ objective }: Optimum, whole: Market, solver: SolverName): Promise<boolean> {
  const free = await solveMarket(whole, solver);
  return free.status === "optimal" && objective - free.objective <= negligible * Math.max(1, Math.abs(objective));
}

function withoutFlow(reason: string, pass: number): AroundOutcome {
  const text = `the dispatch of pass ${pass - 1} has no power flow to go on from: ${reason}`;
  return { optimum: null, failed: { status: "numerical trouble", reason: text }, market: null };
}

/** How far each generator may go in the next pass, kW and kVAr: as far as it likes until it turns back. */
class Region {
  readonly #scenario: Scenario;
  readonly #reach: Float64Array;
  readonly #change: Float64Array;
  /** Generators at a source balance the others. */
  readonly #free: readonly boolean[];

  constructor({ busNames, sourceBus }: Feeder, scenario: Scenario) {
    const sources = new Set(Array.from(sourceBus, (bus) => busNames[bus]!));
    this.#scenario = scenario;
    this.#free = scenario.generators.map(({ bus }) => sources.has(bus));
    this.#reach = new Float64Array(2 * scenario.generators.length).fill(Number.POSITIVE_INFINITY);
    this.#change = new Float64Array(this.#reach.length);
  }

  /** The scenario with ranges cut to what is within reach. */
  around({ active, reactive }: Dispatch): Scenario {
    const cut = ([low, high]: readonly [number, number], at: number, reach: number): [number, number] => [
      Math.min(high, Math.max(low, at - reach)),
      Math.max(low, Math.min(high, at + reach)),
    ];
    const generators = this.#scenario.generators.map((own, k) => ({
      ...own,
      p_kW: cut(own.p_kW, active[k]!, this.#reach[2 * k]!),
      q_kVAr: cut(own.q_kVAr, reactive[k]!, this.#reach[2 * k + 1]!),
    }));
    return { ...this.#scenario, generators };
  }

  get isOpen(): boolean {
    return this.#reach.every((reach) => reach === Number.POSITIVE_INFINITY);
  }

  /** Lets all go as far as they like. */
  open(): void {
    this.#reach.fill(Number.POSITIVE_INFINITY);
  }

  /** Sets reaches by what became of the last ones. Returns the largest change. */
  move(last: Dispatch, next: Dispatch): number {
    let largest = 0;
    this.#scenario.generators.forEach((_, k) => {
      [next.active[k]! - last.active[k]!, next.reactive[k]! - last.reactive[k]!].forEach((change, part) => {
        const at = 2 * k + part;
        largest = Math.max(largest, Math.abs(change));
        if (this.#free[k] || Math.abs(change) < settledBelow / 10) return;
        if (change * this.#change[at]! < 0) this.#reach[at] = Math.abs(change) / 2;
        else this.#reach[at]! *= 1.1;
        this.#change[at] = change;
      });
    });
    return largest;
  }
}
