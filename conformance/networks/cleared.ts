/** A market of loads and units on a network, cleared at least cost. */
import type { Feeder } from "../../src/feeder/index.ts";
import { type Affine, sum } from "../../src/language/index.ts";
import { type Grid, type GridLimits, type GridState, type Network, type Scope, scope } from "../../src/market/index.ts";
import { CheckFailed } from "../assertions.ts";
import { loadsOf } from "../market/feeders.ts";
import { type Optimum, optimumOf } from "../market/optimum.ts";
import { enterLoads, enterUnits, type Load, type Unit, type Units } from "../market/units.ts";
import type { NetworkSubject } from "./network-check.ts";

export interface Given {
  /** Its own loads are those of the market. */
  readonly feeder: Feeder;
  readonly limits?: GridLimits;
  readonly units: readonly Unit[];
  readonly hours?: number;
  readonly hourLength?: number;
  /** Factor on all loads, one for each hour. */
  readonly profile?: readonly number[];
  /** Taken beside the loads, in all hours. */
  readonly extra?: Load;
  /** The same market written as one that maximises what is earned. */
  readonly maximised?: boolean;
}

export interface Cleared extends Optimum {
  readonly scope: Scope;
  readonly grid: Grid;
  readonly units: Units;
}

export function scopeOf({ feeder, hours = 1, hourLength = 1 }: Given): Scope {
  return scope({ name: "market", buses: feeder.busNames, hours, hourLength, money: "EUR" });
}

/** Enters loads and units into a scope or a part of one, and puts the network there. */
export function enterAll(
  around: Scope,
  given: Given,
  network: Network,
): { readonly grid: Grid; readonly units: Units } {
  const units = enterUnits(around, given.units);
  enterLoads(around, loadsOf(given.feeder), given.profile);
  if (given.extra !== undefined) enterLoads(around, [given.extra], undefined, "extra");
  return { grid: network.addTo(around), units };
}

export function makeFor({ kind }: NetworkSubject, { feeder, limits = {} }: Given): Network {
  return kind.make(feeder, limits);
}

/** Throws where there is no optimum. */
export async function cleared(subject: NetworkSubject, given: Given): Promise<Cleared> {
  const whole = scopeOf(given);
  const entered = enterAll(whole, given, makeFor(subject, given));
  setObjective(whole, [entered.units], given.maximised);
  return { scope: whole, ...entered, ...(await optimumOf(whole.model, subject.solver)) };
}

/** All that is entered costs together. */
export function setObjective({ model, money }: Scope, all: readonly Units[], maximised = false): void {
  const costs: Affine = sum(all.map((units) => units.cost()));
  if (maximised) model.maximize(costs.times(-1), money);
  else model.minimize(costs, money);
}

export function stateOf({ grid, solution }: Pick<Cleared, "grid" | "solution">): GridState {
  const state = grid.state(solution);
  if (state === null) throw new CheckFailed("the state of a network of a feeder", "voltages and flows", "null");
  return state;
}

/** Of what all give, or of losses: the sum over buses or lines in each hour. */
export function sumByHour(data: ArrayLike<number>, hours: number): number[] {
  const sums = new Array<number>(hours).fill(0);
  for (let at = 0; at < data.length; at++) sums[at % hours] = sums[at % hours]! + data[at]!;
  return sums;
}
