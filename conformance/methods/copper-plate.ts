/** Markets on a copper plate, cleared on paper in merit order. */
import { copperPlate } from "../../models/index.ts";
import type { Example } from "./example.ts";
import { marketOf, plant, store, town } from "./participants.ts";

const cheap = plant("Cheap", { bus: "1", highestActive: 400, cost: 0.05 });
const dear = plant("Dear", { bus: "2", highestActive: 900, cost: 0.1 });
const plate = copperPlate();

export const copperPlateExamples: readonly Example[] = [
  {
    name: "merit order: 400 kW at 0.05, 600 kW at 0.1",
    needs: { copperPlate: true },
    market: marketOf(plate, [cheap, dear, town({ active: 1000 })]),
    welfare: -(20 + 60),
    prices: [0.1, 0.1],
    reactivePrices: [0, 0],
    injections: [400, -400],
    paid: [40, 60, -100],
  },
  {
    name: "four quarters of an hour, of which two do without the dearer plant",
    needs: { copperPlate: true },
    market: marketOf(plate, [cheap, dear, town({ active: [300, 1000, 300, 1000] })], { hours: 4, hourLength: 0.25 }),
    welfare: -0.25 * (15 + 80 + 15 + 80),
    prices: [0.05, 0.1, 0.05, 0.1, 0.05, 0.1, 0.05, 0.1],
    injections: [300, 400, 300, 400, -300, -400, -300, -400],
    paid: [0.25 * (15 + 40 + 15 + 40), 0.25 * (60 + 60), -0.25 * (15 + 100 + 15 + 100)],
  },
  {
    name: "a demand that is not served above 0.08 sets the price",
    needs: { copperPlate: true },
    market: marketOf(plate, [cheap, dear, town({ active: 1000, mostShed: 1000, shedCost: 0.08 })]),
    welfare: -(20 + 600 * 0.08),
    prices: [0.08, 0.08],
    injections: [400, -400],
    paid: [32, 0, -32],
  },
  {
    // 2 * 1e-4 * 600 = 2 * 2e-4 * 300
    name: "quadratic costs: equal at the margin, 600 and 300 kW",
    needs: { copperPlate: true, quadratic: true },
    market: marketOf(plate, [
      plant("Flat", { bus: "1", highestActive: 1e4, quadraticCost: 1e-4 }),
      plant("Steep", { bus: "2", highestActive: 1e4, quadraticCost: 2e-4 }),
      town({ active: 900 }),
    ]),
    welfare: -(36 + 18),
    prices: [0.12, 0.12],
    injections: [600, -600],
    paid: [72, 36, -108],
  },
  {
    name: "a battery carries 4 kWh from 0.1 to 0.3 and loses a fifth",
    needs: { copperPlate: true },
    market: marketOf(
      plate,
      [plant("Grid", { bus: "1", highestActive: 100, cost: [0.1, 0.3] }), store(4, "never"), town({ active: 5 })],
      { hours: 2 },
    ),
    welfare: -(0.1 * 9 + 0.3 * 1.8),
    prices: [0.1, 0.3, 0.1, 0.3],
    injections: [9, 1.8, -9, -1.8],
    paid: [0.9 + 0.54, 3.2 * 0.3 - 4 * 0.1, -(0.5 + 1.5)],
  },
  {
    // Charging and discharging at once would burn energy, which pays at a price below 0.
    name: "whole steps: a battery that may not burn energy stands still at a price of -0.1",
    needs: { copperPlate: true, integer: true },
    market: marketOf(plate, [
      plant("Grid", { bus: "1", highestActive: 100, cost: -0.1 }),
      store(4, "always"),
      town({ active: 5 }),
    ]),
    welfare: 0.5,
    prices: [-0.1, -0.1],
    injections: [5, -5],
    paid: [-0.5, 0, 0.5],
  },
];
