import fc from "fast-check";
import { expect, test } from "vitest";
import { type BatteryOptions, type BatteryRow, battery, flexibleLoad, generator } from "../../../models/index.ts";
import { ColumnKind } from "../../../src/program/index.ts";
import { clear, marketOf, refusal } from "./copper-plate.ts";

const row: BatteryRow = { name: "B", bus: "2", capacity: 10, chargingPower: 5 };

/** A battery beside an exchange at a price by hour; nothing is consumed. */
async function beside(price: readonly number[], own: Partial<BatteryRow>, options: BatteryOptions = {}, length = 1) {
  const market = marketOf(price.length, length);
  const limits = { lowestActive: -100, highestActive: 100 };
  generator(market, "exchange", [{ name: "upstream", bus: "1", ...limits, cost: price }]);
  const store = battery(market, "store", [{ ...row, ...own }], options);
  return { store, ...(await clear(market)) };
}

test("a battery buys cheap and sells dear, with the losses of both ways, and ends as it began", async () => {
  const efficiencies = { chargingEfficiency: 0.8, dischargingEfficiency: 0.5 };
  const { store, solution, objective } = await beside([0.1, 0.5, 0.1], { ...efficiencies, initialEnergy: 0 });
  // Charges 5 kW: 4 kWh, of which 2 come back at 0.5. Charging in the last hour would have to be kept.
  expect([...solution.value(store.charged).data]).toEqual([5, 0, 0]);
  expect([...solution.value(store.discharged).data]).toEqual([0, 2, 0]);
  expect([...solution.value(store.energy).data]).toEqual([4, 0, 0]);
  expect(solution.value(store.power).at("B", 2)).toBe(2);
  expect(objective).toBeCloseTo(0.5 - 1, 9);
});

test("where the energy before the first hour is not given, the model chooses it", async () => {
  const { store, solution, objective } = await beside([0.5, 0.1], {});
  expect([...solution.value(store.power).data]).toEqual([5, -5]);
  expect(solution.value(store.initialEnergy).at("B")).toBeGreaterThanOrEqual(5);
  expect(objective).toBeCloseTo(-2, 9);
});

test("the energy at the end is what was asked for, or free", async () => {
  const asked = await beside([0.1, 0.2], { initialEnergy: 2, finalEnergy: 6 });
  expect([...asked.solution.value(asked.store.energy).data]).toEqual([7, 6]);
  const free = await beside([0.1, 0.2], { initialEnergy: 2, finalEnergy: "free" });
  expect([...free.solution.value(free.store.energy).data]).toEqual([5, 0]);
});

test("energy is power times the length of the hour, and self-discharge is a share lost in 60 minutes", async () => {
  const own = { initialEnergy: 8, finalEnergy: "free", leastEnergy: 1, selfDischarge: 0.75, chargingPower: 2 } as const;
  // In half an hour half of it is lost. Power is worth nothing in the second hour, and costs the third.
  const { store, solution } = await beside([0.3, 0, -0.1], own, {}, 0.5);
  const energy = solution.value(store.energy);
  expect(energy.at("B", 1)).toBeCloseTo(8 * 0.5 - 2 * 0.5, 9);
  expect(solution.value(store.charged).at("B", 3)).toBe(2);
});

test("wear is paid for each kWh charged and discharged, and keeps the battery still where prices differ by less", async () => {
  const still = await beside([0.1, 0.18], { initialEnergy: 0, throughputCost: 0.05 });
  expect([...still.solution.value(still.store.power).data].map(Math.abs)).toEqual([0, 0]);
  const moving = await beside([0.1, 0.21], { initialEnergy: 0, throughputCost: 0.05 });
  expect(moving.objective).toBeCloseTo(5 * (0.1 - 0.21 + 0.1), 9);
});

test("at a negative price the relaxed battery charges and discharges at once, and ours does not", async () => {
  const own = { chargingEfficiency: 0.9, dischargingEfficiency: 0.9, capacity: 4, initialEnergy: 4 };
  // Full at the start and at the end. Charging 5 kW adds 4.5 kWh; discharging 4.05 kW takes them out again: 0.95 kW burnt.
  const relaxed = await beside([-0.2], own, { exclusive: "never" });
  expect(relaxed.solution.value(relaxed.store.charged).at("B", 1)).toBeCloseTo(5, 9);
  expect(relaxed.solution.value(relaxed.store.discharged).at("B", 1)).toBeCloseTo(4.05, 9);
  expect(relaxed.objective).toBeCloseTo(-0.19, 9);
  for (const options of [{}, { exclusive: "always" }, { exclusive: [1] }] as const) {
    const { store, solution, objective } = await beside([-0.2], own, options);
    expect(solution.value(store.charged).at("B", 1)).toBeCloseTo(0, 9);
    expect(solution.value(store.discharged).at("B", 1)).toBeCloseTo(0, 9);
    expect(objective).toBeCloseTo(0, 9);
  }
});

test("a battery never does both at any prices, and binaries in the hours of negative prices are enough for that", async () => {
  const price = fc.integer({ min: -20, max: 40 }).map((cents) => cents / 100);
  const share = fc.constantFrom(0.7, 0.9, 1);
  await fc.assert(
    fc.asyncProperty(fc.array(price, { minLength: 4, maxLength: 4 }), share, share, async (prices, into, outOf) => {
      const own = { chargingEfficiency: into, dischargingEfficiency: outOf, initialEnergy: 3 };
      const exact = await beside(prices, own);
      const out = exact.solution.value(exact.store.discharged).data;
      for (const [t, kW] of exact.solution.value(exact.store.charged).data.entries())
        expect(Math.min(kW, out[t]!)).toBeLessThan(1e-6);
      const relaxed = await beside(prices, own, { exclusive: "never" });
      expect(relaxed.objective).toBeLessThan(exact.objective + 1e-6);
      const negative = prices.flatMap((euros, t) => (euros < 0 ? [t + 1] : []));
      const some = await beside(prices, own, { exclusive: negative });
      expect(some.objective).toBeCloseTo(exact.objective, 6);
    }),
    { numRuns: 15 },
  );
});

test("binaries stand in the hours that are named only", async () => {
  const market = marketOf(4);
  battery(market, "some", [row], { exclusive: [2, 3] });
  battery(market, "none", [row], { exclusive: [] });
  const kinds = market.model.compile().colKind;
  expect(kinds.filter((kind) => kind !== ColumnKind.continuous)).toHaveLength(2);
});

test("a converter gives reactive power within the circle that active power leaves of its rating", async () => {
  const market = marketOf(1);
  generator(market, "exchange", [{ name: "upstream", bus: "1", highestActive: 100, cost: 0.1 }]);
  const store = battery(market, "store", [{ ...row, initialEnergy: 5, finalEnergy: "free", ratedPower: 5 }], {
    circle: { sides: 4 },
  });
  flexibleLoad(market, "load", [{ name: "town", bus: "3", active: 10, powerFactor: 10 / Math.hypot(10, 2) }]);
  const { solution } = await clear(market, true);
  expect(solution.value(store.reactivePower!).at("B", 1)).toBeCloseTo(2, 6);
  expect(solution.value(store.power).at("B", 1)).toBeCloseTo(3, 6);
});

test("batteries that cannot be are refused by name", () => {
  const of = (own: object, options: object = {}) =>
    refusal(() => battery(marketOf(2), "store", [{ ...row, ...own }], options));
  expect(of({ capacity: -1 })).toBe('In "store", the device "B" has capacity -1 kWh, which must be at least 0.');
  expect(of({ chargingEfficiency: 0 })).toBe(
    'In "store", the device "B" has chargingEfficiency 0, which must be above 0 and at most 1.',
  );
  expect(of({ dischargingEfficiency: 95 })).toContain("dischargingEfficiency 95, which must be above 0 and at most 1");
  expect(of({ selfDischarge: 1 })).toContain("selfDischarge 1, which must be at least 0 and below 1");
  expect(of({ leastEnergy: 11 })).toBe('In "store", the device "B" has leastEnergy 11 above capacity 10.');
  expect(of({ initialEnergy: 12 })).toBe('In "store", the device "B" has initialEnergy 12 above capacity 10.');
  expect(of({ leastEnergy: 2, finalEnergy: 1 })).toContain("leastEnergy 2 above finalEnergy 1");
  expect(of({ finalEnergy: "half" })).toContain('finalEnergy "half", which is not a number');
  expect(of({}, { exclusive: "sometimes" })).toBe(
    '"store" has exclusive "sometimes". Choose "always", "never" or a list of hours.',
  );
  expect(of({}, { exclusive: [9] })).toContain('"9" is not in the set "hour"');
});
