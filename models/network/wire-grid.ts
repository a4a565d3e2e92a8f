/** What all networks with wires hand back. */
import type { Grid } from "../../src/market/index.ts";
import { limitRatings, limitVoltages } from "./limit-words.ts";
import { gridPrices, type PriceSource } from "./prices.ts";
import { gridState } from "./wire-values.ts";

export function wireGrid(network: string, source: PriceSource): Grid {
  const { wires } = source;
  limitVoltages(wires);
  limitRatings(wires, wires.ratings.power, false);
  limitRatings(wires, wires.ratings.squaredCurrent, true);
  return {
    network,
    state: (solution) => gridState(wires, solution),
    injections: wires.injected,
    prices: (solution) => gridPrices(source, solution),
  };
}
