/** The study as a pipeline: clear the four runs, settle, check, and put the figures beside those of the paper. */
import { ClearwattError } from "../../src/errors.ts";
import { each, type RunOptions, run, type Stage, stage } from "../../src/pipeline/index.ts";
import type { Solver } from "../../src/solving/index.ts";
import { type Clearing, clear } from "./clearing.ts";
import { type Costs, cases, type StudyData, scenarios, sumOfCosts } from "./data.ts";
import { type Bounds, boundCase2 } from "./impossibility.ts";
import type { Run } from "./markets.ts";

/** Costs of Case 2, with the DisCo's as it would be with the first term of (11) counted the other way round; EUR. */
export interface IteratedCosts extends Costs {
  readonly disco_first_term_flipped: number;
  readonly rounds: number;
}

/** The study's figures in EUR, unrounded: the one document that `--json` prints. */
export interface Figures {
  readonly study: "gazafroudi2019";
  readonly solver: string;
  readonly case1: { readonly S1: Costs; readonly S2: Costs };
  readonly case2: { readonly S1: IteratedCosts; readonly S2: IteratedCosts };
  readonly bounds: Bounds;
}

/** A cleared run with its money: every cost in EUR. */
export interface Settlement extends Clearing {
  readonly costs: Costs;
  readonly discoFirstTermFlipped: number;
}

export interface Reproduction {
  readonly figures: Figures;
  /** The four runs with their energies, prices and rounds: case by case, S1 before S2. */
  readonly settlements: readonly Settlement[];
}

/** Runs the study; stopped by `options.signal`, watched by `options.onEvent`. */
export async function reproduce(data: StudyData, solver: Solver, options: RunOptions = {}): Promise<Reproduction> {
  const runs = cases.flatMap((name) => scenarios.map((scenario) => ({ case: name, scenario })));
  const label = (one: Run) => `${one.case} ${one.scenario}`;
  const market = each("Table 2", clear(data, solver).to(settle).to(check), label);
  const settlements = await run(market, runs, options);
  const bounds = await run(boundCase2(data, solver), undefined, options);
  return { figures: collect(solver, settlements, bounds), settlements };
}

/** The three costs of a cleared run. */
const settle: Stage<Clearing, Settlement> = stage("settle", (clearing) => {
  const { paidToAggregators, receivedFromUsers, paidOnMarket, userCost } = clearing.state;
  const disco = paidToAggregators - receivedFromUsers + paidOnMarket;
  return {
    ...clearing,
    costs: { end_users: userCost, aggregators: clearing.aggregatorCost, disco },
    discoFirstTermFlipped: disco - 2 * paidToAggregators,
  };
});

/** What one pays another receives: the costs must add up to what is paid on the market, in a state that has settled. */
const check: Stage<Settlement, Settlement> = stage("check", (settlement) => {
  const name = `${settlement.run.case} ${settlement.run.scenario}`;
  if (!settlement.settled) {
    const last = JSON.stringify(settlement.history.at(-1)?.changes);
    throw new ClearwattError(
      `${name} has not settled in ${settlement.history.length} rounds; the last one changed energies (kWh) by ${last}.`,
      { code: "not-settled", data: { run: name, rounds: settlement.history.length } },
    );
  }
  const total = sumOfCosts(settlement.costs);
  const paid = settlement.state.paidOnMarket;
  if (!(Math.abs(total - paid) <= 1e-6 * Math.max(1, Math.abs(paid)))) {
    throw new ClearwattError(`The costs of ${name} add up to ${total} EUR, but ${paid} EUR were paid on the market.`, {
      code: "contradiction",
      data: { name, found: [total, paid] },
    });
  }
  return settlement;
});

function collect(solver: Solver, settlements: readonly Settlement[], bounds: Bounds): Figures {
  const [first, second, third, fourth] = settlements;
  const iterated = (settlement: Settlement): IteratedCosts => ({
    ...settlement.costs,
    disco_first_term_flipped: settlement.discoFirstTermFlipped,
    rounds: settlement.history.length,
  });
  return {
    study: "gazafroudi2019",
    solver: solver.name,
    case1: { S1: first!.costs, S2: second!.costs },
    case2: { S1: iterated(third!), S2: iterated(fourth!) },
    bounds,
  };
}
