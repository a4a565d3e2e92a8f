/**
 * Optimal power flow: what the resources of a network cost least, together.
 *
 *   minimise    sum of the costs of all resources and tap changers
 *   subject to  the resources' own constraints, and the network's
 *
 * The network's balances have the prices (DLMP) as duals: a resource that is paid them, and knows its costs, would run as
 * it does here.
 */
import type { NamedExpression, Quadratic } from "../language/index.ts";
import type { Grid, Network } from "./network.ts";
import type { Scope } from "./scope.ts";

export interface OptimalPowerFlow {
  readonly grid: Grid;
  /** All costs, in the scope's money. */
  readonly cost: NamedExpression<readonly [], Quadratic>;
}

/** Adds the network and the objective to a scope, in which the resources stand already. */
export function optimalPowerFlow(scope: Scope, network: Network): OptimalPowerFlow {
  const grid = network.addTo(scope);
  const cost = scope.expression("cost", [], () => scope.cost());
  scope.model.minimize(cost(), scope.money);
  return { grid, cost };
}
