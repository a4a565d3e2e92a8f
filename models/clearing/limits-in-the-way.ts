/**
 * Which limits are in the way of a market that cannot be cleared, and how far they would have to give: the least amount, in
 * one program in which limits give way (src/reformulation/loosened.ts), that is open all the while. Networks' limits are
 * tried kind by kind, then together; those of devices where no network's will do.
 *
 * A remedy is named only where it was tried: the market is cleared again within the limits that it says.
 */

import { ClearwattError } from "../../src/errors.ts";
import type { Outcome } from "../../src/language/index.ts";
import type {
  EnteredMarket,
  ExplainOptions,
  GridLimits,
  Limit,
  Member,
  NotCleared,
  Remedy,
} from "../../src/market/index.ts";
import { isDiscrete, matrixTimes, normOf, type Program } from "../../src/program/index.ts";
import { type Loosened, type Loosening, loosened } from "../../src/reformulation/index.ts";
import { type OptimalOutcome, openProgram, type ProgramSession, type Solver } from "../../src/solving/index.ts";

/** What a market comes to within other limits of its network. */
export type Attempt = (limits: GridLimits) => Promise<"cleared" | NotCleared>;

/** Sentences that name the limits; where limits are not the reason, the rows that the solver cannot have together. */
export async function explainClearing(
  entered: EnteredMarket,
  outcome: Extract<Outcome, { readonly status: "infeasible" }>,
  solver: Solver,
  attempt: Attempt,
  options: ExplainOptions = {},
): Promise<readonly string[]> {
  const began = performance.now();
  const named = await limitsInTheWay(entered, solver, attempt, options);
  if (named.length > 0) return named;
  const { timeLimitS } = options;
  const left = timeLimitS === undefined ? null : Math.max(0, timeLimitS - (performance.now() - began) / 1000);
  if (left === 0) return [`What is in the way was not found within ${timeLimitS} s.`];
  try {
    return (await outcome.explain(left === null ? {} : { timeLimitS: left })).map(({ text }) => text);
  } catch (error) {
    if (error instanceof ClearwattError) return [error.message];
    throw error;
  }
}

/** None where limits are not the reason. */
async function limitsInTheWay(
  entered: EnteredMarket,
  solver: Solver,
  attempt: Attempt,
  options: ExplainOptions,
): Promise<readonly string[]> {
  const { scope, market } = entered;
  const { program, placeOf } = scope.model.places();
  const kinds = scope.limits.map((limit) => ({ limit, members: membersOf(limit, placeOf) }));
  const search = new Search(program, kinds);
  await using session = await openProgram(solver, search.program);
  return await new Explanation(session, search, attempt, market.network.feederModel?.limits ?? {}, options).sentences();
}

/** A member of a limit with its inequality in the program. */
interface Given {
  readonly labels: readonly string[];
  readonly position: number;
  readonly loosening: Omit<Loosening, "amount">;
}

interface Kind {
  readonly limit: Limit;
  readonly members: readonly Given[];
}

type Places = ReturnType<EnteredMarket["scope"]["model"]["places"]>;

function membersOf({ parts }: Limit, placeOf: Places["placeOf"]): Given[] {
  return parts.flatMap(({ of, side, size }) => {
    const place = placeOf(of);
    return Array.from(size, (own, position): Given => {
      const at = place.of === "cone" ? "lower" : side;
      const inequality = { of: place.of, index: place.first + position, at } as const;
      return { labels: place.labels(position), position, loosening: { inequality, size: own } };
    }).filter(({ loosening }) => loosening.size > 0);
  });
}

/** A kind of limit with the amounts by which it gave way. */
interface Found {
  readonly limit: Limit;
  /** The largest. */
  readonly amount: number;
  /** Those that give way most first. */
  readonly members: readonly Member[];
}

/** The program in which limits give way, and what its points say of them. */
class Search {
  readonly program: Program;
  readonly #loosened: Loosened;
  readonly #original: Program;
  readonly #kinds: readonly Kind[];
  /** First amount of each kind, and how many there are before the end. */
  readonly #starts: readonly number[];

  constructor(original: Program, kinds: readonly Kind[]) {
    this.#original = original;
    this.#kinds = kinds;
    const starts = [0];
    for (const { limit, members } of kinds)
      starts.push(starts.at(-1)! + (limit.amounts === "one for all" ? 1 : members.length));
    this.#starts = starts;
    const loosenings = kinds.flatMap(({ limit, members }, k) =>
      members.map(({ loosening }, m) => ({
        ...loosening,
        amount: starts[k]! + (limit.amounts === "one for all" ? 0 : m),
      })),
    );
    this.#loosened = loosened(original, starts.at(-1)!, loosenings);
    this.program = this.#loosened.program;
  }

  /** Number of the first loosening of a kind. */
  #firstOf(kind: number): number {
    return this.#kinds.slice(0, kind).reduce((sum, { members }) => sum + members.length, 0);
  }

  kindsOf(of: Limit["of"]): readonly number[] {
    return Array.from(this.#kinds.keys()).filter((k) => {
      const { limit, members } = this.#kinds[k]!;
      return limit.of === of && members.length > 0;
    });
  }

  /** Lets some kinds give way, and no others. */
  release(session: ProgramSession, some: readonly number[]): void {
    const size = this.#starts.at(-1)!;
    const costs = new Float64Array(size);
    const upper = new Float64Array(size);
    for (const k of some) {
      costs.fill(1, this.#starts[k]!, this.#starts[k + 1]!);
      upper.fill(Number.POSITIVE_INFINITY, this.#starts[k]!, this.#starts[k + 1]!);
    }
    const first = this.#loosened.firstAmount;
    session.change({ costs: [{ first, costs }], columnBounds: [{ first, lower: new Float64Array(size), upper }] });
  }

  /** How far each of some kinds gives way at an optimum; those that do not are left out. */
  found(solution: OptimalOutcome, some: readonly number[]): Found[] {
    const own = solution.values.subarray(0, this.#original.numCols);
    const pressures = this.#loosened.pressures(solution);
    const activity = matrixTimes(this.#original, own);
    const expressions = expressionsAt(this.#original, own);
    return some.flatMap((k) => {
      const { limit, members } = this.#kinds[k]!;
      const first = this.#firstOf(k);
      const given = members.map(({ labels, position, loosening }, m) => {
        const amount = beyondOf(this.#original, loosening, own, activity, expressions) / loosening.size;
        return { labels, position, amount, pressure: pressures?.[first + m] ?? 0 };
      });
      const amount = given.reduce((most, member) => Math.max(most, member.amount), 0);
      if (amount <= negligible) return [];
      return [{ limit, amount, members: limit.amounts === "one for all" ? pressed(given, amount) : broken(given) }];
    });
  }
}

/** Amounts up to this are rounding. */
const negligible = 1e-7;

interface Pressed extends Member {
  readonly pressure: number;
}

function broken(given: readonly Pressed[]): readonly Pressed[] {
  return given.filter(({ amount }) => amount >= negligible).toSorted((a, b) => b.amount - a.amount);
}

/** Of members that give way by the same amount only those with a multiplier have to, and these together. */
function pressed(given: readonly Pressed[], amount: number): readonly Pressed[] {
  const most = given.reduce((largest, { pressure }) => Math.max(largest, pressure), 0);
  if (most === 0) return given.filter((member) => member.amount >= Math.max(negligible, amount * (1 - 1e-4)));
  return given.filter(({ pressure }) => pressure >= most / 100).toSorted((a, b) => b.pressure - a.pressure);
}

function expressionsAt({ cones }: Program, values: Float64Array): Float64Array {
  if (cones === null) return new Float64Array(0);
  return matrixTimes(cones.rows, values).map((sum, f) => sum + cones.constants[f]!);
}

/** By how much a point is beyond a side, in the side's own unit; negative inside. */
function beyondOf(
  { rowLower, rowUpper, colLower, colUpper, cones }: Program,
  { inequality: { of, index, at } }: Omit<Loosening, "amount">,
  values: Float64Array,
  activity: Float64Array,
  f: Float64Array,
): number {
  if (of === "row") return at === "lower" ? rowLower[index]! - activity[index]! : activity[index]! - rowUpper[index]!;
  if (of === "column") return at === "lower" ? colLower[index]! - values[index]! : values[index]! - colUpper[index]!;
  const [from, to] = [cones!.starts[index]!, cones!.starts[index + 1]!];
  if (cones!.rotated[index] === 0) return normOf(f, from + 1, to) - f[from]!;
  return f[from]! > 0 ? normOf(f, from + 2, to) ** 2 / f[from]! - f[from + 1]! : -f[from + 1]!;
}

const claims: Partial<Readonly<Record<"cleared" | NotCleared, string>>> = {
  cleared: "there is an optimum.",
  "not exact": "the program has a solution, though none that is exact: whether any power flow keeps it is not known.",
  "not settled": "passes go on, though they do not settle: whether any power flow keeps it is not known.",
  "at a limit": "a solution is known, though it was not found to be the best within the time.",
};

/** The search from kind to kind, and what is said of it. */
class Explanation {
  readonly #session: ProgramSession;
  readonly #search: Search;
  readonly #attempt: Attempt;
  readonly #given: GridLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #end: number;

  constructor(session: ProgramSession, search: Search, attempt: Attempt, given: GridLimits, options: ExplainOptions) {
    this.#session = session;
    this.#search = search;
    this.#attempt = attempt;
    this.#given = given;
    this.#signal = options.signal;
    this.#end = performance.now() + 1000 * (options.timeLimitS ?? Number.POSITIVE_INFINITY);
  }

  async sentences(): Promise<readonly string[]> {
    const network = this.#search.kindsOf("network");
    const single: Found[] = [];
    for (const kind of network) single.push(...((await this.#least([kind])) ?? []));
    if (single.length > 0) return await this.#eachAlone(single);
    const together = network.length < 2 ? null : await this.#least(network);
    if (together !== null && together.length > 0) return [await this.#together(together)];
    return await this.#devices(network);
  }

  /** What has to give at the least where some kinds may; null where that is in vain or there is no time left. */
  async #least(kinds: readonly number[]): Promise<Found[] | null> {
    const left = (this.#end - performance.now()) / 1000;
    if (kinds.length === 0 || left <= 0) return null;
    this.#search.release(this.#session, kinds);
    const options = {
      ...(Number.isFinite(left) ? { timeLimitS: left } : {}),
      ...(this.#signal === undefined ? {} : { signal: this.#signal }),
    };
    const outcome = await this.#session.solve(options);
    if (outcome.status !== "optimal") return null;
    // Which members have to give way say multipliers, and a program with whole numbers has none.
    const withDuals = isDiscrete(this.#search.program)
      ? await this.#session.solveFixed(outcome.values, options)
      : outcome;
    return this.#search.found(withDuals.status === "optimal" ? withDuals : outcome, kinds);
  }

  /** Kinds of which each is enough; where several of one theme are, none of them can be said not to be kept. */
  async #eachAlone(found: readonly Found[]): Promise<string[]> {
    const themes = byTheme(found);
    const sentences: string[] = [];
    for (const [theme, own] of themes) {
      const remedies: string[] = [];
      for (const one of own) remedies.push(await this.#remedy([one]));
      const [only] = own;
      const cannot =
        own.length === 1
          ? `${only!.limit.broken(only!.members)}.`
          : `${own.map(({ limit, members }) => limit.named(members)).join(" and ")} cannot be kept together, and one of them giving way is enough.`;
      sentences.push([`${theme} in the way: ${cannot}`, ...remedies].filter((part) => part !== "").join(" "));
    }
    return sentences;
  }

  async #together(found: readonly Found[]): Promise<string> {
    const named = found.map(({ limit, members }) => limit.broken(members)).join(", and ");
    const [first, ...others] = found.map(({ limit }) => limit.theme);
    const theme = others.every((other) => other === first) ? first! : "Several limits of the network are";
    const alone = found.length > 1 ? "; that one of them gives way is not enough" : "";
    return [`${theme} in the way: ${named}${alone}.`, await this.#remedy(found)]
      .filter((part) => part !== "")
      .join(" ");
  }

  /** The first of the remedies, from the smallest on, with which the market comes to something. */
  async #remedy(found: readonly Found[]): Promise<string> {
    const all = found.map(({ limit, amount, members }) => limit.remedies(amount, members));
    const tries = Math.min(...all.map((remedies) => remedies.length));
    for (let k = 0; k < tries; k++) {
      const chosen = all.map((remedies) => remedies[k]!);
      const limits = this.#within(chosen);
      if (limits === null || performance.now() > this.#end) break;
      const claim = claims[await this.#attempt(limits)];
      if (claim !== undefined) return `With ${chosen.map(({ text }) => text).join(" and ")} ${claim}`;
    }
    if (tries === 0) return "";
    const least = all.map((remedies) => remedies[0]!.text).join(" and ");
    return `In the program it would take ${least}; whether that is enough was not tried or is not known.`;
  }

  /** The limits of the network with all remedies; null where one is none of these. */
  #within(remedies: readonly Remedy[]): GridLimits | null {
    if (remedies.some(({ limits }) => limits === undefined)) return null;
    return Object.assign({}, this.#given, ...remedies.map(({ limits }) => changedIn(limits!, this.#given)));
  }

  async #devices(network: readonly number[]): Promise<string[]> {
    const devices = this.#search.kindsOf("devices");
    const found = (await this.#least(devices)) ?? (await this.#least([...devices, ...network])) ?? [];
    const themes = byTheme(found);
    return Array.from(themes, ([theme, own]) => {
      const broken = own.map(({ limit, members }) => limit.broken(members)).join(", ");
      return `${theme} in the way: ${broken}.`;
    });
  }
}

function byTheme(found: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const themes = new Map<string, Found[]>();
  for (const one of found) themes.set(one.limit.theme, [...(themes.get(one.limit.theme) ?? []), one]);
  return themes;
}

/** What other limits say differently. */
function changedIn(limits: GridLimits, given: GridLimits): GridLimits {
  const entries = Object.entries(limits) as [keyof GridLimits, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => given[name] !== value));
}
