/**
 * Optimal power flow: what the resources of a network cost least, together.
 *
 *   minimise    sum of the costs of all resources and tap changers
 *   subject to  the resources' own constraints, and the network's
 *
 * The network's balances have the prices (DLMP) as duals: a resource that is paid them, and knows its costs, would run as
 * it does here.
 */
import { ClearwattError } from "../errors.ts";
import type { NamedExpression, Quadratic } from "../language/index.ts";
import type { Grid, Network } from "./network.ts";
import type { Scope } from "./scope.ts";

export interface OptimalPowerFlow {
  readonly grid: Grid;
  /** All costs, in the scope's money. */
  readonly cost: NamedExpression<readonly [], Quadratic>;
}

/**
 * Adds the network and the objective to a scope, in which the resources stand already. Throws where the scope is a part of
 * another: a model has one objective, of all its parts.
 */
export function optimalPowerFlow(scope: Scope, network: Network): OptimalPowerFlow {
  if (scope.title !== "")
    throw new ClearwattError(
      `"${scope.title}" is a part of the market "${scope.model.name}", whose objective is that of all parts. Add its network by network.addTo(part), and minimise market.cost() once.`,
      { code: "misuse", data: { what: "optimalPowerFlow of a part", found: scope.title } },
    );
  const grid = network.addTo(scope);
  const cost = scope.expression("cost", [], () => scope.cost());
  scope.model.minimize(cost(), scope.money);
  return { grid, cost };
}
