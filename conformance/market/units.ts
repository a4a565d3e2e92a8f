/** Loads and units of the suites' own, so plain that nothing of a network or a device can hide in them. */
import { type Affine, type IndexSet, relation, set, sum, type Variable } from "../../src/language/index.ts";
import type { Hour, Resource, Scope } from "../../src/market/index.ts";

/** What gives power at a price; it takes power, at the same price, where `least` is negative. */
export interface Unit {
  readonly name: string;
  readonly bus: string;
  /** money/kWh: one for all hours, or one for each. */
  readonly cost: number | readonly number[];
  /** kW; `least` is 0 where it is not given. */
  readonly least?: number;
  readonly most: number;
  /** The most kVAr that it gives or takes; none where it is not given. */
  readonly reactive?: number;
  /** money/kVArh: one for all hours, or one for each; nothing where it is not given. */
  readonly reactiveCost?: number | readonly number[];
}

type UnitHour = readonly [IndexSet<"unit">, Hour];

export interface Units extends Resource {
  readonly power: Variable<UnitHour>;
  readonly reactivePower: Variable<UnitHour>;
  cost(): Affine;
}

/** Enters units into a scope, in a part called "units". */
export function enterUnits(around: Scope, rows: readonly Unit[]): Units {
  const scope = around.child("units");
  const { hour, money, duration } = scope;
  const names = rows.map(({ name }) => name);
  const buses = rows.map(({ bus }) => bus);
  const unit = set("unit", names);
  const at = relation(unit, scope.bus, buses, "bus of the unit");
  const { power, reactivePower } = powers(scope, unit, rows);
  const over = [unit, hour] as const;
  const costs = byHour(scope, rows, ({ cost }) => cost);
  const price = scope.parameter("price", over, costs, `${money}/kWh`);
  const reactiveCosts = byHour(scope, rows, ({ reactiveCost = 0 }) => reactiveCost);
  const reactivePrice = scope.parameter("reactive price", over, reactiveCosts, `${money}/(kVAr h)`);
  return scope.enter({
    name: "units",
    buses,
    power,
    reactivePower,
    active: (i, t) => sum([at.of(i)], (g) => power(g, t)),
    reactive: (i, t) => sum([at.of(i)], (g) => reactivePower(g, t)),
    cost: () =>
      sum(over, (g, t) =>
        power(g, t)
          .times(price(g, t))
          .plus(reactivePower(g, t).times(reactivePrice(g, t)))
          .times(duration),
      ),
  });
}

function powers(scope: Scope, unit: IndexSet<"unit">, rows: readonly Unit[]): Pick<Units, "power" | "reactivePower"> {
  const { hour } = scope;
  const bound = (name: string, unitName: string, of: (row: Unit) => number) =>
    scope.parameter(name, [unit], rows.map(of), unitName);
  const least = bound("least", "kW", ({ least: own = 0 }) => own);
  const most = bound("most", "kW", ({ most: own }) => own);
  const mostReactive = bound("most reactive", "kVAr", ({ reactive = 0 }) => reactive);
  return {
    power: scope.variable("power", [unit, hour], { lower: (g) => least(g), upper: (g) => most(g), unit: "kW" }),
    reactivePower: scope.variable("reactive power", [unit, hour], {
      lower: (g) => mostReactive(g).times(-1),
      upper: (g) => mostReactive(g),
      unit: "kVAr",
    }),
  };
}

function byHour({ hour }: Scope, rows: readonly Unit[], of: (row: Unit) => number | readonly number[]): number[] {
  return rows.flatMap((row) => {
    const given = of(row);
    return hour.labels.map((_, t) => (typeof given === "number" ? given : given[t]!));
  });
}

/** kW and kVAr that are taken at a bus. */
export interface Load {
  readonly bus: string;
  readonly active: number;
  readonly reactive?: number;
}

/** Enters what is taken, times a factor for each hour, in a part of the scope; 1 where no factors are given. */
export function enterLoads(
  around: Scope,
  loads: readonly Load[],
  profile?: readonly number[],
  name = "loads",
): Resource {
  const scope = around.child(name);
  const { bus, hour } = scope;
  const taken = (of: (load: Load) => number) =>
    bus.labels.flatMap((label) => {
      const here = loads.filter((load) => load.bus === label).reduce((all, load) => all + of(load), 0);
      return hour.labels.map((_, t) => here * (profile?.[t] ?? 1));
    });
  const kW = taken((load) => load.active);
  const kVAr = taken((load) => load.reactive ?? 0);
  const active = scope.parameter("active", [bus, hour], kW, "kW");
  const reactive = scope.parameter("reactive", [bus, hour], kVAr, "kVAr");
  return scope.enter({
    name,
    buses: loads.map((load) => load.bus),
    active: (i, t) => active(i, t).times(-1),
    reactive: (i, t) => reactive(i, t).times(-1),
    cost: () => 0,
  });
}
