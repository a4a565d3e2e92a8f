/** What all resources of a market give to the grid, read from its solution: what a power flow or a grid check starts from. */
import type { Injections } from "../../src/feeder/index.ts";
import type { Solution } from "../../src/language/index.ts";
import { type Resource, type Scope, sumOf } from "../../src/market/index.ts";

/** Names the sums in the scope, in kW and kVAr. */
export function injectedPower(scope: Scope, resources: readonly Resource[]): (solution: Solution) => Injections {
  const active = sumOf(
    scope,
    "injected active power",
    resources.map((resource) => resource.active),
  );
  const reactive = sumOf(
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
    hourLength: scope.hourLength,
  });
}
