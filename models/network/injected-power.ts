/** What all resources of a market give to the grid, read from its solution: what a power flow or a grid check starts from. */
import type { Injections } from "../../src/feeder/index.ts";
import type { Affine, Index, NamedExpression, Solution } from "../../src/language/index.ts";
import type { BusHour, Injection, Resource, Scope } from "../../src/market/index.ts";

/** Names the sums in the scope, in kW and kVAr. */
export function injectedPower(scope: Scope, resources: readonly Resource[]): (solution: Solution) => Injections {
  const active = total(
    scope,
    "injected active power",
    resources.map((resource) => resource.active),
  );
  const reactive = total(
    scope,
    "injected reactive power",
    resources.map((resource) => resource.reactive),
  );
  const size = scope.bus.size * scope.hour.size;
  const read = (solution: Solution, sum: typeof active) =>
    sum === null ? new Float64Array(size) : solution.value(sum).data;
  return (solution) => ({
    bus: scope.bus.labels,
    active: read(solution, active),
    reactive: read(solution, reactive),
  });
}

/** Null where nobody injects. */
function total(
  scope: Scope,
  name: string,
  parts: readonly (Injection | null)[],
): NamedExpression<BusHour, Affine> | null {
  const [first, ...others] = parts.filter((part) => part !== null);
  if (first === undefined) return null;
  // Loads may be data: a sum with them is written as one of variables all the same.
  const start = (i: Index<"bus">, t: Index<"hour">): Affine => first(i, t) as Affine;
  return scope.expression(name, [scope.bus, scope.hour], (i, t) =>
    others.reduce((all, part) => all.plus(part(i, t)), start(i, t)),
  );
}
