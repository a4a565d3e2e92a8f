/**
 * A network without a feeder: whatever is given anywhere can be used anywhere.
 *
 *   (1) sum_i injections_it = 0                 for every hour t
 *
 * There is one active price for all buses, the dual of (1), and all of it is energy. Reactive power is not balanced and
 * costs nothing: its prices are 0. There are no voltages and no flows.
 */
import { ClearwattError } from "../../src/errors.ts";
import { type Constraint, sum } from "../../src/language/index.ts";
import type { Grid, Hour, Network, Resource, Scope } from "../../src/market/index.ts";
import { injectedPower } from "./injected-power.ts";
import { zonalPrices } from "./prices/zonal-prices.ts";

export function copperPlate(): Network {
  const name = "copper plate";
  return {
    name,
    feederModel: null,
    addTo(scope) {
      const { resources, tapChangers } = scope.takeInto(name);
      const [tap] = tapChangers;
      if (tap !== undefined)
        throw new ClearwattError(
          `"${tap.name}" sits in branches, and a ${name} has none: nothing would come of its steps. Take a network of a feeder.`,
          { code: "unsupported", data: { what: "tap changers", name: tap.name } },
        );
      const balance = activeBalance(scope, resources);
      return grid(name, scope, balance, injectedPower(scope, resources));
    },
  };
}

function activeBalance(scope: Scope, resources: readonly Resource[]): Constraint<readonly [Hour]> {
  const { bus, hour } = scope;
  const given = resources.map(({ active }) => active).filter((active) => active !== null);
  if (given.length === 0)
    throw new ClearwattError(
      `Nothing injects power into the copper plate of "${scope.model.name}": enter the resources of the market before.`,
      { code: "missing-data", data: { what: "resources", name: scope.model.name } },
    );
  return scope.constraint("balance (1)", [hour], (t) =>
    sum(given.map((active) => sum([bus], (i) => active(i, t)))).eq(0),
  );
}

function grid(
  network: string,
  scope: Scope,
  balance: Constraint<readonly [Hour]>,
  injections: Grid["injections"],
): Grid {
  return {
    network,
    state: () => null,
    injections,
    prices(solution) {
      const { data } = solution.dual(balance);
      const everywhere = scope.bus.labels.flatMap(() => Array.from(data));
      return zonalPrices(scope, Float64Array.from(everywhere));
    },
  };
}
