import { fromCSV } from "arquero";
import { expect, test } from "vitest";
import { flexibleLoad, type GeneratorRow, generator } from "../../../models/index.ts";
import { copperPlate } from "../../../models/network/copper-plate.ts";
import { highs } from "../../../solvers/highs.ts";
import { optimalPowerFlow } from "../../../src/market/index.ts";
import { clear, marketOf, optimal, refusal } from "./copper-plate.ts";

test("the cheaper of two generators runs first, and the dearer one sets the price", async () => {
  const market = marketOf(2);
  const units = generator(market, "units", [
    { name: "cheap", bus: "1", highestActive: 50, cost: 0.02 },
    { name: "dear", bus: "2", highestActive: [50, 50], cost: [0.15, 0.25] },
  ]);
  flexibleLoad(market, "load", [{ name: "town", bus: 3, active: [30, 60] }]);
  const { solution, objective, price } = await clear(market);
  expect([...solution.value(units.power).data]).toEqual([30, 50, 0, 10]);
  expect(objective).toBeCloseTo(80 * 0.02 + 10 * 0.25, 9);
  expect(price[0]).toBeCloseTo(0.02, 9);
  expect(price[1]).toBeCloseTo(0.25, 9);
  expect(solution.value(units.costs).at("dear", 2)).toBeCloseTo(2.5, 9);
  expect(solution.value(units.costs).unit).toBe("EUR");
});

test("generators with quadratic costs share a load so that their marginal costs are equal", async () => {
  // 0.02 + 2 * 0.001 a = 0.05 + 2 * 0.0005 b, a + b = 60 -> a = 30, b = 30; price 0.08; half an hour halves the money.
  const market = marketOf(1, 0.5);
  const units = generator(market, "units", [
    { name: "a", bus: "1", highestActive: 100, cost: 0.02, quadraticCost: 0.001, fixedCost: 4 },
    { name: "b", bus: "1", highestActive: 100, cost: 0.05, quadraticCost: 0.0005 },
  ]);
  flexibleLoad(market, "load", [{ name: "town", bus: "3", active: 60 }]);
  const { solution, objective, price } = await clear(market);
  expect(solution.value(units.power).at("a", 1)).toBeCloseTo(30, 5);
  expect(solution.value(units.power).at("b", 1)).toBeCloseTo(30, 5);
  expect(price[0]).toBeCloseTo(0.08, 6);
  expect(objective).toBeCloseTo((0.6 + 0.9 + 4 + 1.5 + 0.45) / 2, 6);
});

test("an exchange with a negative lower limit sells at the price at which it buys", async () => {
  const market = marketOf(2);
  const exchange = generator(market, "exchange", [
    { name: "upstream", bus: "1", lowestActive: -20, highestActive: Infinity, cost: [0.1, 0.3] },
  ]);
  const local = generator(market, "local", [{ name: "CHP", bus: "2", highestActive: 50, cost: 0.2 }]);
  flexibleLoad(market, "load", [{ name: "town", bus: "3", active: 10 }]);
  const { solution, objective } = await clear(market);
  expect([...solution.value(exchange.power).data]).toEqual([10, -20]);
  expect([...solution.value(local.power).data]).toEqual([0, 30]);
  expect(objective).toBeCloseTo(1 - 6 + 6, 9);
});

test("prices change in an open session", async () => {
  const market = marketOf(2);
  const exchange = generator(market, "exchange", [{ name: "upstream", bus: "1", highestActive: 50, cost: [0.1, 0.3] }]);
  flexibleLoad(market, "load", [{ name: "town", bus: "3", active: 10 }]);
  optimalPowerFlow(market, copperPlate());
  await using session = await market.model.open(highs());
  expect(optimal(await session.solve()).objective).toBeCloseTo(4, 9);
  session.set(exchange.price, [0.2, 0.2]);
  expect(optimal(await session.solve()).objective).toBeCloseTo(4, 9);
  session.set(exchange.price, [0.2, 0.5]);
  expect(optimal(await session.solve()).objective).toBeCloseTo(7, 9);
});

test("rows are what a table gives: numbers as buses, and empty cells where nothing is said", () => {
  const text = "name,bus,highestActive,cost,ratedPower,rampUp\nCHP,2,50,0.2,,10\nboiler,3,20,0.1,25,";
  const rows = fromCSV(text).objects() as GeneratorRow[];
  const market = marketOf(2);
  generator(market, "units", rows);
  const { cones, colUpper, numRows } = market.model.compile();
  // Powers, and reactive powers: none for the CHP, and as much as the circle allows for the boiler.
  expect([...colUpper]).toEqual([50, 50, 20, 20, 0, 0, Infinity, Infinity]);
  expect(cones?.rotated).toHaveLength(2);
  expect(numRows).toBe(1);
});

test("ramps hold a generator back by kW in 60 minutes, whatever the length of the hours", async () => {
  const market = marketOf(3, 0.5);
  const units = generator(market, "units", [
    { name: "slow", bus: "1", highestActive: 100, cost: 0.1, rampUp: 20, rampDown: 60 },
    { name: "fast", bus: "1", highestActive: 100, cost: 0.5 },
  ]);
  flexibleLoad(market, "load", [{ name: "town", bus: "3", active: [10, 40, 50] }]);
  const { solution } = await clear(market);
  expect([...solution.value(units.power).data]).toEqual([10, 20, 30, 0, 20, 20]);
});

test("a generator gives reactive power up to its power factor, and within the polygon of its rated power", async () => {
  const market = marketOf(1);
  const units = generator(
    market,
    "units",
    [
      { name: "limited", bus: "1", highestActive: 100, cost: 0.1, leastPowerFactor: 0.8 },
      { name: "round", bus: "1", highestActive: 100, cost: 0.2, ratedPower: 50 },
      { name: "plain", bus: "1", highestActive: 100, cost: 0.3 },
    ],
    { apparentPower: { sides: 4 } },
  );
  // 90 kW and 90 kVAr: tan(phi) = 0.75; the square gives p + q <= 50 to "round".
  flexibleLoad(market, "load", [{ name: "town", bus: "3", active: 90, powerFactor: Math.SQRT1_2 }]);
  const { solution } = await clear(market, true);
  const [p, q] = [solution.value(units.power), solution.value(units.reactivePower!)];
  // All of "round" goes into kVAr only as far as "limited" cannot: 0.75 a + b = 90, a <= 90 and b <= 50 - (90 - a).
  expect(p.at("limited", 1)).toBeCloseTo(90, 6);
  expect(q.at("limited", 1)).toBeCloseTo(67.5, 6);
  expect(q.at("round", 1)).toBeCloseTo(22.5, 6);
  expect(q.at("plain", 1)).toBe(0);
});

test("the circle of a rated power is a cone where nothing else is said", () => {
  const market = marketOf(2);
  generator(market, "units", [
    { name: "round", bus: "1", highestActive: 100, ratedPower: 50 },
    { name: "plain", bus: "1", highestActive: 100 },
  ]);
  const { cones } = market.model.compile();
  expect(cones?.rotated.length).toBe(2);
});

test("rows of generators that cannot be are refused with the group, the device and what to do", () => {
  const unit = { name: "CHP", bus: "2", highestActive: 50 };
  const of = (row: object) => refusal(() => generator(marketOf(2), "units", [{ ...unit, ...row }]));
  expect(of({ bus: 7 })).toBe(
    'In "units", the device "CHP" stands at the bus 7, which is not one of the 3 buses of the market.',
  );
  expect(of({ lowestActive: [0, 60] })).toBe(
    'In "units", the device "CHP" has lowestActive 60 above highestActive 50 in hour "2".',
  );
  expect(of({ highestActive: [50] })).toBe(
    'In "units", the device "CHP" has 1 values of highestActive, and the market has 2 hours. Give one number, or one for each hour.',
  );
  expect(of({ cost: Number.NaN })).toBe('In "units", the device "CHP" has cost NaN, which is not a number.');
  expect(of({ cost: Infinity })).toBe('In "units", the device "CHP" has cost Infinity money/kWh, which is not finite.');
  expect(of({ quadraticCost: -1 })).toBe(
    'In "units", the device "CHP" has quadraticCost -1 money/kWh per kW, which must be at least 0.',
  );
  expect(of({ highestActive: null })).toBe('In "units", the device "CHP" has no highestActive. Give a number.');
  expect(of({ highestReactive: 5 })).toBe(
    'In "units", the device "CHP" has one of lowestReactive and highestReactive. Give both.',
  );
  expect(of({ leastPowerFactor: 1.2 })).toBe(
    'In "units", the device "CHP" has leastPowerFactor 1.2, which must be above 0 and at most 1.',
  );
  expect(of({ leastPowerFactor: 0.9, lowestActive: -5 })).toContain("may take power");
  expect(of({ price: 3 })).toContain('has a field "price", which is not one of name, bus,');
});

test("groups need rows, names that differ, and a name of their own", () => {
  const row = { name: "CHP", bus: "2", highestActive: 50 };
  expect(refusal(() => generator(marketOf(1), "units", []))).toBe(
    '"units" has no devices. Give a list with a row for each: { name, ... }.',
  );
  expect(refusal(() => generator(marketOf(1), "units", [row, row]))).toContain('"CHP" stands twice in the set "units"');
  expect(refusal(() => generator(marketOf(1), "hour", [row]))).toContain('is called "hour"');
  const market = marketOf(1);
  generator(market, "units", [row]);
  expect(refusal(() => generator(market, "units", [row]))).toContain("is taken");
  expect(refusal(() => generator(market, "more units", [row]))).toBe("nothing was refused");
});

test.each([0, -1, 15, 30, 60, Number.NaN])(
  "hours of %d h are refused: no whole number of them makes a day",
  (length) => {
    expect(refusal(() => marketOf(1, length))).toContain(`The hours of "market" are ${length} h long`);
  },
);
