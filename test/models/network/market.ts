/** Optimal power flows on a feeder, solved: what the tests of networks share. */
import { feederLoad, type GeneratorRow, type Generators, generator } from "../../../models/index.ts";
import type { Feeder } from "../../../src/feeder/index.ts";
import type { Labelled, Outcome, Solution } from "../../../src/language/index.ts";
import {
  type Grid,
  type GridPrices,
  type GridState,
  type Network,
  optimalPowerFlow,
  type PriceParts,
  type Scope,
  scope,
} from "../../../src/market/index.ts";
import type { Solver } from "../../../src/solving/index.ts";

export interface Given {
  readonly feeder: Feeder;
  readonly network: Network;
  readonly generators: readonly Omit<GeneratorRow, "name">[];
  readonly solver: Solver;
  readonly hours?: number;
  readonly hourLength?: number;
  readonly profile?: ArrayLike<number>;
  /** kW and kVAr consumed at a bus beside its load, in all hours. */
  readonly extra?: { readonly bus: string; readonly active: number; readonly reactive: number };
}

export interface Cleared {
  readonly objective: number;
  readonly solution: Solution;
  readonly grid: Grid;
  readonly generators: Generators<"generator">;
}

export function marketOf({ busNames }: Feeder, hours = 1, hourLength = 1): Scope {
  return scope({ name: "market", buses: busNames, hours, hourLength, money: "EUR" });
}

/** Generators are called G1, G2, ...; costs per kWh. */
export async function clear(given: Given): Promise<Cleared> {
  const market = marketOf(given.feeder, given.hours, given.hourLength);
  const rows = given.generators.map((row, k) => ({ ...row, name: `G${k + 1}` }));
  const generators = generator(market, "generator", rows);
  feederLoad(market, given.feeder, given.profile === undefined ? {} : { profile: given.profile });
  if (given.extra !== undefined) enterExtraLoad(market, given.extra);
  const { grid } = optimalPowerFlow(market, given.network);
  await using session = await market.model.open(given.solver);
  const { objective, solution } = optimal(await session.solve());
  return { objective, solution, grid, generators };
}

function enterExtraLoad(market: Scope, extra: NonNullable<Given["extra"]>): void {
  const { bus } = market;
  const at = (kW: number) => (label: string) => (label === extra.bus ? -kW : 0);
  const active = market.parameter("extra", [bus], at(extra.active), "kW");
  const reactive = market.parameter("extra, reactive", [bus], at(extra.reactive), "kVAr");
  market.enter({
    name: "extra",
    buses: [extra.bus],
    active: (i) => active(i),
    reactive: (i) => reactive(i),
    cost: () => 0,
  });
}

export function optimal(outcome: Outcome): Extract<Outcome, { status: "optimal" }> {
  if (outcome.status === "optimal") return outcome;
  throw new Error(`${outcome.status}: ${outcome.reason}`);
}

export function stateOf({ grid, solution }: Cleared): GridState {
  const state = grid.state(solution);
  if (state === null) throw new Error("no state");
  return state;
}

/** d objective / d load at a bus, from the objectives at a little more and a little less. */
export async function slope(given: Given, bus: string, step: number, kind: "active" | "reactive"): Promise<number> {
  const at = async (sign: number): Promise<number> => {
    const extra = { bus, active: 0, reactive: 0, [kind]: sign * step };
    return (await clear({ ...given, extra })).objective;
  };
  return ((await at(1)) - (await at(-1))) / (2 * step);
}

export function largest({ data }: Labelled): number {
  return data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

export function sum({ data }: Labelled): number {
  return data.reduce((all, value) => all + value, 0);
}

/** Largest distance of a price from the sum of its parts, as a share of the largest price. */
export function unaccounted({ active, reactive, activeParts, reactiveParts }: GridPrices): number {
  const off = (price: Labelled, { energy, losses, voltage, congestion }: PriceParts): number =>
    price.data.reduce((most, value, k) => {
      const parts = energy.data[k]! + losses.data[k]! + voltage.data[k]! + congestion.data[k]!;
      return Math.max(most, Math.abs(value - parts));
    }, 0);
  return Math.max(off(active, activeParts), off(reactive, reactiveParts)) / largest(active);
}
