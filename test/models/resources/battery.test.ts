import fc from "fast-check";
import { expect, test } from "vitest";
import { type BatteryOptions, type BatteryRow, battery, flexibleLoad, generator } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Affine, type Index, model, set } from "../../../src/language/index.ts";
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
    apparentPower: { sides: 4 },
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
  expect(of({ finalEnergy: "half", initialEnergy: 1 })).toContain('finalEnergy "half", which is not a number');
  expect(of({}, { exclusive: "sometimes" })).toBe(
    '"store" has exclusive "sometimes". Choose "always", "never" or a list of hours.',
  );
  expect(of({}, { exclusive: [9] })).toContain('"9" is not in the set "hour"');
});

test("an end that is not the beginning asks for the energy before the first hour, which would be a gift", () => {
  const of = (own: Partial<BatteryRow>) => refusal(() => battery(marketOf(2), "store", [{ ...row, ...own }]));
  expect(of({ finalEnergy: "free" })).toBe(
    'In "store", the device "B" has finalEnergy "free" and no initialEnergy: it would begin full for nothing. Give initialEnergy too, or neither for a day that ends as it began.',
  );
  expect(of({ finalEnergy: 0 })).toContain("has finalEnergy 0 kWh and no initialEnergy");
  expect(of({ finalEnergy: 0, initialEnergy: 4 })).toBe("nothing was refused");
});

test("an end out of reach is refused with what can be reached, the losses of both ways counted", () => {
  const own = { initialEnergy: 4, chargingEfficiency: 0.8, dischargingEfficiency: 0.5, selfDischarge: 0.75 };
  const of = (more: Partial<BatteryRow>, options: BatteryOptions = {}) =>
    refusal(() => battery(marketOf(2, 0.5), "store", [{ ...row, chargingPower: 1, ...own, ...more }], options));
  // Half is kept in each half hour, and 0.4 kWh come in: 4 -> 2.4 -> 1.6. Or 1 kWh goes out: 4 -> 1 -> 0.
  expect(of({ finalEnergy: 1.7 })).toBe(
    'In "store", the device "B" has to end with finalEnergy 1.7 kWh, and from initialEnergy 4 kWh it reaches 0 to 1.6 kWh in 1 h. Give a finalEnergy between them, or more power.',
  );
  expect(of({ finalEnergy: 1.6 })).toBe("nothing was refused");
  expect(of({})).toContain("has to end with the energy it began with, 4 kWh, and from initialEnergy 4 kWh it reaches");
  expect(of({ leastEnergy: 2, finalEnergy: "free" })).toBe(
    'In "store", the device "B" cannot keep leastEnergy 2 kWh: from initialEnergy 4 kWh it has at most 1.6 kWh at the end of hour "2". Give more initialEnergy or chargingPower, or a lower leastEnergy.',
  );
  // The converter lets 0.5 kW in and out: 4 -> 2.2 -> 1.3, and 4 -> 1.5 -> 0.25.
  expect(of({ ratedPower: 0.5, finalEnergy: 1.4 })).toContain("it reaches 0.25 to 1.3 kWh");
  // Discharging 1 kW while it charges 0.5 kW loses 0.8 kWh in half an hour: 4 -> 1.2 -> 0.
  expect(of({ ratedPower: 0.5, finalEnergy: 0.1 }, { exclusive: "never" })).toBe("nothing was refused");
});

/**
 * The energy at the end of three half hours that is nearest to what is wanted, by a program of its own: null where there is
 * none. A converter's rating is one of active power here.
 */
async function nearestEnd(
  own: Required<Omit<BatteryRow, "name" | "bus" | "throughputCost">>,
  exclusive: NonNullable<BatteryOptions["exclusive"]>,
): Promise<number | null> {
  const { capacity, leastEnergy, chargingEfficiency: into, dischargingEfficiency: outOf, ratedPower } = own;
  const [m, hour] = [model("one battery"), set("hour", 3)];
  const charged = m.variable("charged", [hour], { upper: own.chargingPower });
  const discharged = m.variable("discharged", [hour], { upper: own.dischargingPower });
  const energy = m.variable("energy", [hour], { lower: leastEnergy, upper: capacity });
  const [above, below] = [m.variable("above", []), m.variable("below", [])];
  const kept = Math.sqrt(1 - own.selfDischarge);
  m.constraint("energy", [hour], (t) => energy(t).eq(energy(t.previous).times(kept).plus(gained(t))));
  m.constraint("first", [], () => energy(hour.first).eq(gained(hour.first).plus(own.initialEnergy * kept)));
  m.constraint("most given", [hour], (t) => discharged(t).minus(charged(t)).le(ratedPower));
  m.constraint("most taken", [hour], (t) => charged(t).minus(discharged(t)).le(ratedPower));
  if (exclusive !== "never") {
    const oneWay = exclusive === "always" ? hour : hour.subset("one way", exclusive);
    const charging = m.variable("charging", [oneWay], { kind: "binary" });
    m.constraint("in", [oneWay], (t) => charged(t).le(charging(t).times(3)));
    m.constraint("out", [oneWay], (t) => discharged(t).plus(charging(t).times(3)).le(3));
  }
  m.constraint("end", [], () =>
    energy(hour.last)
      .minus(above())
      .plus(below())
      .eq(own.finalEnergy as number),
  );
  m.minimize(above().plus(below()));
  await using session = await m.open(highs());
  const outcome = await session.solve();
  return outcome.status === "optimal" ? outcome.solution.value(energy).at(3) : null;

  function gained(t: Index<"hour">): Affine {
    return charged(t).times(into).minus(discharged(t).dividedBy(outOf)).times(0.5);
  }
}

test("the ends that are refused are those that no program finds", async () => {
  const share = fc.constantFrom(0.5, 0.8, 1);
  const power = fc.constantFrom(0, 1, 3);
  const rows = fc.record({
    capacity: fc.constantFrom(4, 10),
    leastEnergy: fc.constantFrom(0, 1),
    chargingPower: power,
    dischargingPower: power,
    chargingEfficiency: share,
    dischargingEfficiency: share,
    selfDischarge: fc.constantFrom(0, 0.19, 0.75),
    initialEnergy: fc.integer({ min: 1, max: 4 }),
    finalEnergy: fc.integer({ min: 1, max: 4 }),
    ratedPower: fc.constantFrom(0.5, 2),
  });
  const options = fc.constantFrom<NonNullable<BatteryOptions["exclusive"]>[]>("always", "never", [2]);
  await fc.assert(
    fc.asyncProperty(rows, options, async (own, exclusive) => {
      const end = await nearestEnd(own, exclusive);
      const refused = refusal(() =>
        battery(marketOf(3, 0.5), "store", [{ ...row, ...own }], { exclusive, apparentPower: { sides: 4 } }),
      );
      if (end === null) expect(refused).toContain("cannot keep leastEnergy");
      else if (Math.abs(end - own.finalEnergy) < 1e-6) expect(refused).toBe("nothing was refused");
      else expect(refused).toContain(`has to end with finalEnergy ${own.finalEnergy} kWh`);
    }),
    { numRuns: 40 },
  );
});
