/**
 * Optimal power flow: what the resources of a network cost least, together.
 *
 *   minimise    sum of the costs of all resources, and of the network's tap changers
 *   subject to  the resources' own constraints, and the network's
 *
 * The network's balances have the prices (DLMP) as duals: a resource that is paid them, and knows its costs, would run as
 * it does here.
 */
import { ClearwattError } from "../../src/errors.ts";
import { type NamedExpression, type Quadratic, sum } from "../../src/language/index.ts";
import type { Grid, Network, Setting } from "../network/network.ts";
import type { CostedResource } from "../resources/resource.ts";

export interface OptimalPowerFlow {
  readonly setting: Setting;
  readonly grid: Grid;
  /** All costs, in the setting's money. */
  readonly cost: NamedExpression<readonly [], Quadratic>;
}

/** Adds resources' injections, the network and the objective to the setting's model, in which the resources stand already. */
export function optimalPowerFlow(
  setting: Setting,
  network: Network,
  resources: readonly CostedResource[],
): OptimalPowerFlow {
  const grid = network.addTo(setting, resources);
  if (resources.length === 0)
    throw new ClearwattError("The market has no resources. Hand over at least one that gives power.");
  const cost = setting.model.expression("cost", [], () => {
    const costs = resources.map((resource) => resource.cost());
    return sum(grid.cost === null ? costs : [...costs, grid.cost()]);
  });
  setting.model.minimize(cost(), setting.money);
  return { setting, grid, cost };
}
