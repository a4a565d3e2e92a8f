/** A market in a model, and what its solutions say of it: the clearing that every optimising method hands on. */
import type { Injections } from "../feeder/index.ts";
import { type NamedExpression, type Quadratic, type Solution, sum } from "../language/index.ts";
import type { Clearing, Outturn } from "./clearing.ts";
import { enter, type LocalMarket, scopeOf } from "./local-market.ts";
import type { Grid, GridPrices } from "./network.ts";
import { optimalPowerFlow } from "./optimal-power-flow.ts";
import type { Injection } from "./resource.ts";
import type { BusHour, Scope } from "./scope.ts";

/** All participants on the network, with the sum of their costs as objective. */
export interface EnteredMarket {
  readonly market: LocalMarket;
  readonly scope: Scope;
  readonly grid: Grid;
  readonly parts: readonly Part[];
}

/** What is read of a participant. */
interface Part {
  readonly scope: Scope;
  readonly cost: NamedExpression<readonly [], Quadratic>;
  /** Null where it gives none. */
  readonly active: NamedExpression<BusHour> | null;
  readonly reactive: NamedExpression<BusHour> | null;
}

/** Enters all participants into one model, and adds the network and the objective. */
export function enterMarket(market: LocalMarket): EnteredMarket {
  const scope = scopeOf(market);
  const scopes = market.participants.map((participant) => enter(participant, scope));
  const { grid } = optimalPowerFlow(scope, market.network);
  scope.refuseLoose();
  const parts = scopes.map((own): Part => {
    // What stands on a network of its own, or is heat, is neither given to the market's buses nor paid there.
    const resources = scope.takenFrom(own);
    return {
      scope: own,
      cost: own.expression("cost", [], () => own.cost()),
      active: sumOf(
        own,
        "injected active power",
        resources.map(({ active }) => active),
      ),
      reactive: sumOf(
        own,
        "injected reactive power",
        resources.map(({ reactive }) => reactive),
      ),
    };
  });
  return { market, scope, grid, parts };
}

/** A sum of injections by bus and hour, as a named expression of the scope; null where nobody injects. */
export function sumOf(
  scope: Scope,
  name: string,
  parts: readonly (Injection | null)[],
): NamedExpression<BusHour> | null {
  const given = parts.filter((part) => part !== null);
  if (given.length === 0) return null;
  return scope.expression(name, [scope.bus, scope.hour], (i, t) => sum(given.map((part) => part(i, t))));
}

/** What only the method knows of a clearing. */
export type Made = Pick<Clearing, "method" | "solver" | "certificate" | "rounds" | "seconds">;

/** The clearing at a solution that has duals, with everyone paid the price at the bus. */
export function clearingAt(entered: EnteredMarket, solution: Solution, made: Made): Clearing {
  const { market, scope, grid, parts } = entered;
  const prices = grid.prices(solution);
  const participants = parts.map((part, k) => outturnOf(entered, market.participants[k]!.name, part, solution, prices));
  const injections = grid.injections(solution);
  return {
    market: market.name,
    network: grid.network,
    settlement: "price at the bus",
    hourLength: scope.hourLength,
    welfare: -participants.reduce((sum, { cost }) => sum + cost, 0),
    injections,
    participants,
    prices,
    state: grid.state(solution),
    networkRent: -participants.reduce((sum, { paid }) => sum + paid, 0),
    lossCost: scope.hourLength * product(injections.active, prices.activeParts.energy.data),
    trades: [],
    ...made,
  };
}

function outturnOf(
  { scope }: EnteredMarket,
  name: string,
  part: Part,
  solution: Solution,
  prices: GridPrices,
): Outturn {
  const size = scope.bus.size * scope.hour.size;
  const powers = (sum: Part["active"]) => (sum === null ? new Float64Array(size) : solution.value(sum).data);
  const active = powers(part.active);
  const reactive = powers(part.reactive);
  const injections: Injections = { bus: scope.bus.labels, hourLength: scope.hourLength, active, reactive };
  const cost = solution.value(part.cost).at();
  const paid = scope.hourLength * (product(active, prices.active.data) + product(reactive, prices.reactive.data));
  const { variables } = part.scope.declared();
  const decisions = variables.map((variable) => solution.value(variable));
  return { name, injections, cost, paid, surplus: paid - cost, decisions };
}

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
