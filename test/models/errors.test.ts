import { battery, conicDistFlow, flexibleLoad, linearDistFlow, successiveLinear } from "../../models/index.ts";
import { feeder } from "../../src/feeder/index.ts";
import { type Scope, scope } from "../../src/market/index.ts";
import { net, netData } from "../feeder/nets.ts";
import { testMistakes } from "../mistakes.ts";

const marketOf = (buses: readonly string[] = ["1", "2"]): Scope =>
  scope({ name: "village", buses, hours: 2, money: "EUR" });
const ann = { name: "ann", bus: "2", active: 10 };
const load = (row: object) => () => flexibleLoad(marketOf(), "load", [{ ...ann, ...row }]);
const limited = (limits: object) => () => {
  const market = marketOf();
  flexibleLoad(market, "load", [ann]);
  conicDistFlow(net("1-2"), limits).addTo(market);
};

testMistakes([
  [
    "a field that a device does not have",
    load({ actve: 1 }),
    "unknown-name",
    {
      name: "load",
      device: "ann",
      kind: "field",
      found: "actve",
      known: [
        "name",
        "bus",
        "active",
        "lowestActive",
        "highestActive",
        "mostShed",
        "shiftCost",
        "shedCost",
        "powerFactor",
      ],
    },
  ],
  [
    "a device at a bus that there is not",
    load({ bus: "9" }),
    "unknown-label",
    { name: "load", device: "ann", set: "bus", found: "9" },
  ],
  [
    "a device without its number",
    load({ active: null }),
    "missing-data",
    { name: "load", device: "ann", what: "active" },
  ],
  [
    "a text for a number",
    load({ active: "many" }),
    "not-a-number",
    { name: "load", device: "ann", what: "active", found: "many" },
  ],
  [
    "a value for each of three hours of two",
    load({ active: [1, 2, 3] }),
    "wrong-size",
    { name: "load", device: "ann", what: "active", found: 3, expected: 2 },
  ],
  [
    "an efficiency above 1",
    () =>
      battery(marketOf(), "store", [
        {
          name: "b",
          bus: "2",
          capacity: 10,
          chargingPower: 5,
          chargingEfficiency: 2,
          initialEnergy: 0,
          finalEnergy: 0,
        },
      ]),
    "out-of-range",
    { name: "store", device: "b", what: "chargingEfficiency", found: 2, least: 0, most: 1 },
  ],
  [
    "a band that is empty",
    limited({ lowestVoltage: 1.1, highestVoltage: 1 }),
    "contradiction",
    { bus: "2", hour: "1", lower: 1.1, upper: 1 },
  ],
  [
    "a limit of a line that there is not",
    limited({ ratedPower: { "2-9": 1 } }),
    "unknown-label",
    { feeder: "net", set: "branch", found: "2-9" },
  ],
  [
    "a rating below 0",
    limited({ ratedPower: { "1-2": -1 } }),
    "out-of-range",
    { what: "ratedPower", branch: "1-2", found: -1, least: 0 },
  ],
  [
    "a market with the buses of another feeder",
    () => {
      const market = marketOf(["1", "3"]);
      flexibleLoad(market, "load", [{ ...ann, bus: "3" }]);
      linearDistFlow(feeder(netData("1-2"))).addTo(market);
    },
    "wrong-set",
    { feeder: "net", set: "bus", found: "3", expected: "2" },
  ],
  [
    "no pass at all",
    () => successiveLinear({ mostPasses: 0 }),
    "out-of-range",
    { what: ["mostPasses", "tolerance", "timeLimitS"], found: [0, 1e-3, "Infinity"] },
  ],
]);
