/** The market around a device: an exchange that gives and takes what is wanted, at prices that differ by hour. */
import { copperPlate, linearDistFlow } from "../../models/index.ts";
import { type Affine, type NamedExpression, type Quadratic, sum } from "../../src/language/index.ts";
import { type Grid, type Resource, type Scope, scope, type TapChangers } from "../../src/market/index.ts";
import { chain, chainLoads } from "../market/feeders.ts";
import { type Optimum, optimumOf } from "../market/optimum.ts";
import { enterLoads, enterUnits, type Units } from "../market/units.ts";
import type { DeviceSubject, DeviceToCheck } from "./device-check.ts";

export const hours = 4;
const cost = [0.1, 0.3, 0.05, 0.4];
const reactiveCost = [0.02, -0.01, 0.03, 0.01];
const exchange = { name: "grid", bus: "1", least: -1e4, most: 1e4, reactive: 1e4 };

/** An hour is given as quarters where there are so many. */
export function marketOf(quarters: 1 | 4 = 1): Scope {
  return scope({
    name: "market",
    buses: ["1", "2", "3"],
    hours: hours * quarters,
    hourLength: 1 / quarters,
    money: "EUR",
  });
}

/** A list for hours as one for their quarters. */
export function repeated(values: readonly number[], quarters: number): number[] {
  return values.flatMap((value) => new Array<number>(quarters).fill(value));
}

export interface Entered {
  readonly device: Resource | TapChangers;
  readonly exchange: Units;
  readonly grid: Grid;
}

/** Enters the devices into a scope or a part of one, with an exchange, and puts a network there that can take them. */
export function enterWith(around: Scope, kind: DeviceToCheck, rows: readonly object[] = kind.rows): Entered {
  return addNetwork(around, kind, kind.enter(around, "mine", rows));
}

function addNetwork(around: Scope, { traits }: DeviceToCheck, device: Resource | TapChangers): Entered {
  const quarters = around.hour.size / hours;
  const row = { ...exchange, cost: repeated(cost, quarters), reactiveCost: repeated(reactiveCost, quarters) };
  const units = enterUnits(around, [row]);
  if (!traits.injects) {
    enterLoads(around, chainLoads);
    return { device, exchange: units, grid: linearDistFlow(chain).addTo(around) };
  }
  balanceReactivePower(around);
  return { device, exchange: units, grid: copperPlate().addTo(around) };
}

/** A copper plate does not: devices would have as much of it as they like, for nothing. */
function balanceReactivePower(around: Scope): void {
  const { bus, hour } = around;
  const given = around.entered().resources.flatMap(({ reactive }) => (reactive === null ? [] : [reactive]));
  around.constraint("reactive balance", [hour], (t) =>
    (sum(given.map((own) => sum([bus], (i) => own(i, t)))) as Affine).eq(0),
  );
}

/** The sum of all costs is to be least. */
export function setObjective(whole: Scope, all: readonly Entered[]): void {
  const costs = sum(all.flatMap(({ device, exchange: units }) => [device.cost(), units.cost()]));
  whole.model.minimize(costs, whole.money);
}

export interface Cleared extends Optimum, Entered {
  readonly scope: Scope;
  /** Of the devices, read once more. */
  readonly ownCost: NamedExpression<readonly [], Quadratic>;
  readonly exchangeCost: NamedExpression<readonly [], Quadratic>;
}

/** The devices alone with the exchange. Throws where there is no optimum. */
export async function cleared(
  { kind, solver }: DeviceSubject,
  rows: readonly object[] = kind.rows,
  quarters: 1 | 4 = 1,
): Promise<Cleared> {
  const whole = marketOf(quarters);
  const entered = enterWith(whole, kind, rows);
  setObjective(whole, [entered]);
  const ownCost = costExpression(whole, "own cost", entered.device);
  const exchangeCost = costExpression(whole, "cost of the exchange", entered.exchange);
  return { scope: whole, ...entered, ownCost, exchangeCost, ...(await optimumOf(whole.model, solver)) };
}

export function costExpression(
  whole: Scope,
  name: string,
  device: Entered["device"],
): NamedExpression<readonly [], Quadratic> {
  return whole.expression(name, [], () => sum([device.cost()]) as Quadratic);
}

/** A device that injects; `needing({ injects: true })` says that it is one. */
export function injecting(device: Entered["device"]): Resource {
  return device as Resource;
}
