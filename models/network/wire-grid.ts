/** What all networks with wires hand back. */
import type { Grid } from "../../src/market/index.ts";
import { gridPrices, type PriceSource } from "./prices.ts";
import { gridState } from "./wire-values.ts";

export function wireGrid(network: string, source: PriceSource): Grid {
  return {
    network,
    state: (solution) => gridState(source.wires, solution),
    injections: source.wires.injected,
    prices: (solution) => gridPrices(source, solution),
  };
}
