/** Prices of networks without a feeder: duals of balances of active power, without losses and voltages. */
import { labelledOver } from "../../../src/language/index.ts";
import type { GridPrices, PriceParts, Scope } from "../../../src/market/index.ts";

type Values = Float64Array<ArrayBuffer>;

/**
 * `duals` are those of the balances in which the injections of each bus and hour stand, what is given positive; bus x hour.
 * `energy` are those of the balance from which power comes: what is beyond it is congestion. Reactive power costs nothing.
 */
export function zonalPrices(scope: Scope, duals: Float64Array, energy: Float64Array = duals): GridPrices {
  const { model, bus, hour, hourLength, money } = scope;
  const factor = (model.declarations().sense === "minimize" ? 1 : -1) / hourLength;
  const numbers = (name: string, unit: string, data = new Float64Array(duals.length)) =>
    labelledOver(name, [bus, hour], unit, data);
  const parts = (what: string, unit: string, own?: readonly [energy: Values, congestion: Values]): PriceParts => ({
    energy: numbers(`energy in the ${what}`, unit, own?.[0]),
    losses: numbers(`losses in the ${what}`, unit),
    voltage: numbers(`voltage in the ${what}`, unit),
    congestion: numbers(`congestion in the ${what}`, unit, own?.[1]),
  });
  const ofEnergy = energy.map((dual) => dual * factor);
  const congestion = duals.map((dual, at) => (dual - energy[at]!) * factor);
  const [perActive, perReactive] = [`${money}/kWh`, `${money}/kVArh`];
  return {
    active: numbers(
      "active price",
      perActive,
      duals.map((dual) => dual * factor),
    ),
    reactive: numbers("reactive price", perReactive),
    activeParts: parts("active price", perActive, [ofEnergy, congestion]),
    reactiveParts: parts("reactive price", perReactive),
    remainder: 0,
  };
}
