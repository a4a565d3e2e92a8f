/** What all resources of a market give to the grid, read from its solution: what a power flow or a grid check starts from. */
import type { Injections } from "../../src/feeder/index.ts";
import {
  type Affine,
  type Constant,
  type Index,
  type NamedExpression,
  type Solution,
  sum,
} from "../../src/language/index.ts";
import type { BusHour, Resource, Setting } from "./network.ts";

type Injection = (i: Index<"bus">, t: Index<"hour">) => Affine | Constant;

/** Names the sums in the setting's model, in kW and kVAr. */
export function injectedPower(setting: Setting, resources: readonly Resource[]): (solution: Solution) => Injections {
  const active = total(
    setting,
    "injected active power",
    resources.map((resource) => (i, t) => resource.active(i, t)),
  );
  const reactive = total(
    setting,
    "injected reactive power",
    resources.map((resource) => resource.reactive),
  );
  const size = setting.bus.size * setting.hour.size;
  const read = (solution: Solution, injected: typeof active) =>
    injected === null ? new Float64Array(size) : solution.value(injected).data;
  return (solution) => ({
    bus: setting.bus.labels,
    active: read(solution, active),
    reactive: read(solution, reactive),
  });
}

/** Null where nobody injects. */
function total(
  { model, bus, hour }: Setting,
  name: string,
  parts: readonly (Injection | null)[],
): NamedExpression<BusHour, Affine> | null {
  const given = parts.filter((part) => part !== null);
  if (given.length === 0) return null;
  return model.expression(name, [bus, hour], (i, t) => sum(given.map((part) => part(i, t))));
}
