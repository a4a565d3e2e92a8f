/** What all networks of feeders hand back. */
import type { Grid } from "../../src/market/index.ts";
import { gridState } from "./branch-flow/values.ts";
import { limitRatings, limitVoltages } from "./limits/giving-ways.ts";
import { gridPrices, type PriceSource } from "./prices/prices.ts";

export function branchFlowGrid(network: string, source: PriceSource): Grid {
  const { branchFlow } = source;
  limitVoltages(branchFlow);
  limitRatings(branchFlow, branchFlow.ratings.power, false);
  limitRatings(branchFlow, branchFlow.ratings.squaredCurrent, true);
  return {
    network,
    state: (solution) => gridState(branchFlow, solution),
    injections: branchFlow.injected,
    prices: (solution) => gridPrices(source, solution),
  };
}
