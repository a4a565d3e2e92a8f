/**
 * A parameter of an open market changes (2 % of its values) and the market is solved again: in place against a model
 * that is built anew, and what the update itself costs. `npm run bench -- resolve [--size 1e5]`
 */
import { highs } from "../solvers/highs.ts";
import type { Outcome, Session } from "../src/language/index.ts";
import { textTable } from "../src/report/index.ts";
import type { Solver } from "../src/solving/index.ts";
import { changed } from "./harness/changes.ts";
import { machine } from "./harness/machine.ts";
import { sizesOf } from "./harness/options.ts";
import { ratios } from "./harness/rounds.ts";
import { silent } from "./harness/silent-solver.ts";
import { median, quartiles } from "./harness/statistics.ts";
import { type MarketModel, marketModel } from "./models/market/clearwatt.ts";
import { hours, type MarketData, data as marketData, nonzeros } from "./models/market/data.ts";
import { randomNumbers } from "./models/random.ts";

const share = 0.02;
const random = randomNumbers(2);

function roundsAt(size: number): number {
  if (size < 5e4) return 15;
  return size < 5e5 ? 7 : 2;
}

async function timed<T>(run: () => T | Promise<T>): Promise<[number, T]> {
  globalThis.gc?.({ type: "minor" });
  const start = performance.now();
  const result = await run();
  return [performance.now() - start, result];
}

function objectiveOf(outcome: Outcome): number {
  if (outcome.status === "optimal") return outcome.objective;
  throw new Error(`the market was not solved: ${outcome.reason}`);
}

/** Milliseconds of every round for each way: [change or build, solve]. */
type Ways = Map<string, [number, number][]>;

const inPlace = "in place, last basis";
const coldInPlace = "in place, cold";
const anew = "built anew, cold";

async function round(market: MarketModel, session: Session, data: MarketData, ways: Ways): Promise<void> {
  const load = changed(data.load, share, random);
  const [setting] = await timed(() => session.set(market.load, load));
  const [solving, outcome] = await timed(() => session.solve());
  const [coldSolving, cold] = await timed(() => session.solve({ start: "cold" }));
  const [building, fresh] = await timed(() => marketModel({ ...data, load }).model.open(highs()));
  const [freshSolving, again] = await timed(() => fresh.solve());
  await fresh.dispose();
  for (const other of [cold, again]) {
    const difference = Math.abs(objectiveOf(other) - objectiveOf(outcome));
    if (difference > 1e-6 * Math.abs(objectiveOf(outcome))) throw new Error(`objectives differ by ${difference}`);
  }
  ways.get(inPlace)!.push([setting, solving]);
  ways.get(coldInPlace)!.push([setting, coldSolving]);
  ways.get(anew)!.push([building, freshSolving]);
}

async function resolveRows(size: number): Promise<string[][]> {
  const data = marketData(size);
  const market = marketModel(data);
  await using session = await market.model.open(highs());
  objectiveOf(await session.solve());
  const ways: Ways = new Map([inPlace, coldInPlace, anew].map((way) => [way, []]));
  for (let k = 0; k < roundsAt(size); k++) await round(market, session, data, ways);
  const total = (way: string): number[] => ways.get(way)!.map(([first, second]) => first + second);
  return [...ways].map(([way, times]) => {
    const ratio = quartiles(ratios(total(way), total(inPlace)));
    return [
      nonzeros(data).toLocaleString("en"),
      way,
      median(times.map(([first]) => first)).toPrecision(3),
      median(times.map(([, second]) => second)).toPrecision(3),
      way === inPlace ? "1" : ratio.median.toFixed(1),
      way === inPlace ? "" : `${ratio.low.toFixed(1)} - ${ratio.high.toFixed(1)}`,
    ];
  });
}

interface Change {
  readonly what: string;
  readonly data: Float64Array;
  /** Limits, bounds, costs or coefficients that the parameter feeds. */
  readonly fed: number;
  set(session: Session, data: Float64Array): void;
}

function changesOf({ load, sun, price, efficiency }: MarketModel, data: MarketData): Change[] {
  const fed = data.agents * hours;
  return [
    { what: "load: limits of rows", data: data.load, fed, set: (open, next) => open.set(load, next) },
    { what: "sun: bounds of columns", data: data.sun, fed, set: (open, next) => open.set(sun, next) },
    {
      what: "price: costs",
      data: data.price,
      fed: data.aggregators * hours,
      set: (open, next) => open.set(price, next),
    },
    {
      what: "efficiency: coefficients",
      data: data.efficiency,
      fed,
      set: (open, next) => open.set(efficiency, next),
    },
  ];
}

/** Median nanoseconds of an update for each entry that the parameter feeds. */
async function updateCosts(data: MarketData, solver: Solver): Promise<Map<string, number>> {
  const market = marketModel(data);
  await using session = await market.model.open(solver);
  const costs = new Map<string, number>();
  for (const { what, data: old, fed, set } of changesOf(market, data)) {
    const times: number[] = [];
    for (let k = 0; k < 40; k++) {
      const next = changed(old, share, random);
      const [time] = await timed(() => set(session, next));
      if (k >= 10) times.push(time);
    }
    costs.set(what, (1e6 * median(times)) / fed);
  }
  return costs;
}

async function updateRows(size: number): Promise<string[][]> {
  const data = marketData(size);
  const alone = await updateCosts(data, silent);
  const withHighs = await updateCosts(data, highs());
  return changesOf(marketModel(data), data).map(({ what, fed }) => [
    nonzeros(data).toLocaleString("en"),
    what,
    fed.toLocaleString("en"),
    alone.get(what)!.toPrecision(3),
    withHighs.get(what)!.toPrecision(3),
  ]);
}

const sizes = sizesOf(process.argv.slice(2), [1e4, 1e5, 1e6]);
console.log(machine());
console.log(
  "\n24-hour market; 2 % of the loads change, and it is solved again by HiGHS. Every answer's objective agrees.\n",
);
const resolved = (await collected(resolveRows)).flat();
console.log(
  textTable(
    [
      { header: "nonzeros", key: true },
      { header: "way" },
      { header: "change or build", unit: "ms" },
      { header: "solve", unit: "ms" },
      { header: "ratio of both" },
      { header: "quartiles of the ratio" },
    ],
    resolved,
  ),
);
console.log("\nCost of an update (2 % of the values changed), for each entry that the parameter feeds.\n");
console.log(
  textTable(
    [
      { header: "nonzeros", key: true },
      { header: "parameter: feeds" },
      { header: "entries" },
      { header: "without a solver", unit: "ns" },
      { header: "with HiGHS", unit: "ns" },
    ],
    (await collected(updateRows)).flat(),
  ),
);

async function collected(rows: (size: number) => Promise<string[][]>): Promise<string[][][]> {
  const all: string[][][] = [];
  for (const size of sizes) all.push(await rows(size));
  return all;
}
