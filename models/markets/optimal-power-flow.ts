/**
 * Optimal power flow: what the resources of a network cost least, together.
 *
 *   minimise    sum of the costs of all resources and tap changers
 *   subject to  the resources' own constraints, and the network's
 *
 * The network's balances have the prices (DLMP) as duals: a resource that is paid them, and knows its costs, would run as
 * it does here.
 */
import { ClearwattError } from "../../src/errors.ts";
import type { Affine, Constant, NamedExpression, Quadratic } from "../../src/language/index.ts";
import type { Grid, Network, Scope } from "../../src/market/index.ts";

export interface OptimalPowerFlow {
  readonly grid: Grid;
  /** All costs, in the scope's money. */
  readonly cost: NamedExpression<readonly [], Quadratic>;
}

/** Adds the network and the objective to a scope, in which the resources stand already. */
export function optimalPowerFlow(scope: Scope, network: Network): OptimalPowerFlow {
  const grid = network.addTo(scope);
  const { resources, tapChangers } = scope.entered();
  const cost = scope.expression("cost", [], () => totalCost([...resources, ...tapChangers].map((own) => own.cost())));
  scope.model.minimize(cost(), scope.money);
  return { grid, cost };
}

function totalCost(costs: readonly (Affine | Quadratic | Constant | number)[]): Quadratic {
  const [first, ...others] = costs.filter((cost) => cost !== 0);
  if (first === undefined)
    throw new ClearwattError(
      "Nothing in the market costs anything, so there is nothing to be minimised. Enter what gives power, and what it costs.",
    );
  return others.reduce<Quadratic>((all, cost) => all.plus(cost), first as Quadratic);
}
