import { expect, test } from "vitest";
import { flexibleLoad, generator, photovoltaic } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { clear, marketOf, optimal, refusal } from "./copper-plate.ts";

const plants = [
  { name: "roof", bus: "2", capacity: 10 },
  { name: "field", bus: 3, capacity: 40, profile: [0.5, 0], mostCurtailed: 0.25, curtailmentCost: 0.02 },
];

test("what the sun allows is capacity times profile, and what is not needed is curtailed where that costs least", async () => {
  const market = marketOf(2);
  const pv = photovoltaic(market, "PV", plants, { profile: [0.8, 0.4] });
  flexibleLoad(market, "load", [{ name: "town", bus: "1", active: [18, 6] }]);
  generator(market, "grid", [{ name: "upstream", bus: "1", highestActive: 50, cost: 0.1 }]);
  const { solution, objective, price } = await clear(market);
  expect([...solution.value(pv.available).data]).toEqual([8, 4, 20, 0]);
  // 28 kW for 18: the roof is curtailed for nothing as far as it goes, then the field, which is paid for it.
  expect([...solution.value(pv.power).data]).toEqual([0, 4, 18, 0]);
  expect([...solution.value(pv.curtailed).data]).toEqual([8, 0, 2, 0]);
  expect(objective).toBeCloseTo(0.04 + 0.2, 9);
  expect(price[0]).toBeCloseTo(-0.02, 9);
  expect(price[1]).toBeCloseTo(0.1, 9);
});

test("other weather is set in an open session through what is available", async () => {
  const market = marketOf(1);
  const pv = photovoltaic(market, "PV", [plants[0]!], { profile: 0.5 });
  market.model.maximize(pv.power(pv.unit.first, market.hour.first));
  await using session = await market.model.open(highs());
  expect(optimal(await session.solve()).objective).toBe(5);
  session.set(pv.available, 7);
  expect(optimal(await session.solve()).objective).toBe(7);
});

test("an inverter gives reactive power beside its active power, within a power factor and its rating", async () => {
  const market = marketOf(1);
  const pv = photovoltaic(
    market,
    "PV",
    [
      { name: "banded", bus: "2", capacity: 8, profile: 1, leastPowerFactor: 0.8 },
      { name: "rated", bus: "2", capacity: 8, profile: 1, ratedPower: 10 },
      { name: "plain", bus: "2", capacity: 8, profile: 1 },
    ],
    { apparentPower: { sides: 8 } },
  );
  // 6 kVAr at 0.8 and 8 kW; of the rated one the corner at 45 degrees, which leaves it 7.07 kW; the grid gives the rest.
  const [p, q] = [18 + Math.SQRT1_2, 6 + Math.SQRT1_2 * 10];
  flexibleLoad(market, "load", [{ name: "town", bus: "1", active: p, powerFactor: p / Math.hypot(p, q) }]);
  generator(market, "grid", [
    { name: "upstream", bus: "1", highestActive: 50, cost: 0.1, lowestReactive: 0, highestReactive: 0 },
  ]);
  const { solution } = await clear(market, true);
  const reactive = solution.value(pv.reactivePower!);
  expect(reactive.at("banded", 1)).toBeCloseTo(6, 6);
  expect(reactive.at("rated", 1)).toBeCloseTo(7.0710678, 6);
  expect(reactive.at("plain", 1)).toBe(0);
  expect(solution.value(pv.power).at("rated", 1)).toBeLessThan(7.0710679);
});

test("plants without an inverter that gives any have no part in reactive power", () => {
  const pv = photovoltaic(marketOf(1), "PV", [plants[0]!], { profile: 1 });
  expect(pv.reactive).toBeNull();
  expect(pv.reactivePower).toBeNull();
});

test("plants that cannot be are refused by name", () => {
  const of = (row: object) => refusal(() => photovoltaic(marketOf(2), "PV", [{ ...plants[0]!, profile: 1, ...row }]));
  expect(of({ capacity: -4 })).toBe('In "PV", the device "roof" has capacity -4 kW, which must be at least 0.');
  expect(of({ profile: [1, 1, 1] })).toContain("has 3 values of profile, and the market has 2 hours");
  expect(of({ profile: [1, -0.1] })).toBe(
    'In "PV", the device "roof" has profile -0.1 in hour "2", which must be at least 0 and at most 1.5. Give kW for each kW of capacity: 0.6 where 60 % of it can be had.',
  );
  expect(of({ profile: 60 })).toContain('"roof" has profile 60, which must be at least 0 and at most 1.5. Give kW');
  expect(of({ mostCurtailed: 1.5 })).toContain("must be at least 0 and at most 1");
  expect(of({ profile: undefined })).toBe('In "PV", the device "roof" has no profile. Give a number.');
});
