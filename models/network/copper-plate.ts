/**
 * A network without wires: whatever is given anywhere can be used anywhere.
 *
 *   (1) sum_i injections_it = 0                 for every hour t
 *
 * There is one active price for all buses, the dual of (1), and all of it is energy. Reactive power is not balanced and
 * costs nothing: its prices are 0. There are no voltages and no flows.
 */
import { ClearwattError } from "../../src/errors.ts";
import { type Constraint, labelledOver, sum } from "../../src/language/index.ts";
import { injectedPower } from "./injected-power.ts";
import type { Grid, GridPrices, Hour, Network, PriceParts, Setting } from "./network.ts";

export function copperPlate(): Network {
  const name = "copper plate";
  return {
    name,
    addTo(setting, resources) {
      const { model, bus, hour } = setting;
      if (resources.length === 0)
        throw new ClearwattError(`Nothing injects power into the ${name}: hand over the resources of the market.`);
      const balance = model.constraint("balance (1)", [hour], (t) =>
        sum(resources.map((resource) => sum([bus], (i) => resource.active(i, t)))).eq(0),
      );
      return grid(name, setting, balance, injectedPower(setting, resources));
    },
  };
}

function grid(
  network: string,
  setting: Setting,
  balance: Constraint<readonly [Hour]>,
  injections: Grid["injections"],
): Grid {
  return {
    network,
    cost: null,
    state: () => null,
    injections,
    prices: (solution) => prices(setting, solution.dual(balance).data),
  };
}

function prices({ model, bus, hour, hourLength = 1, money }: Setting, duals: Float64Array): GridPrices {
  const factor = (model.declarations().sense === "minimize" ? 1 : -1) / hourLength;
  const everywhere = Float64Array.from({ length: bus.size * hour.size }, (_, at) => duals[at % hour.size]! * factor);
  const numbers = (name: string, unit: string, data = new Float64Array(everywhere.length)) =>
    labelledOver(name, [bus, hour], unit, data);
  const parts = (what: string, unit: string, energy?: Float64Array<ArrayBuffer>): PriceParts => ({
    energy: numbers(`energy in the ${what}`, unit, energy),
    losses: numbers(`losses in the ${what}`, unit),
    voltage: numbers(`voltage in the ${what}`, unit),
    congestion: numbers(`congestion in the ${what}`, unit),
  });
  const [perActive, perReactive] = [`${money}/kWh`, `${money}/kVArh`];
  return {
    active: numbers("active price", perActive, everywhere),
    reactive: numbers("reactive price", perReactive),
    activeParts: parts("active price", perActive, everywhere),
    reactiveParts: parts("reactive price", perReactive),
    remainder: 0,
  };
}
