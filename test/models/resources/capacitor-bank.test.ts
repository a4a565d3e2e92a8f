import { expect, test } from "vitest";
import { type CapacitorBankRow, capacitorBank, flexibleLoad, generator } from "../../../models/index.ts";
import { clear, marketOf, refusal } from "./copper-plate.ts";

const row: CapacitorBankRow = { name: "C", bus: "2", steps: 4, reactivePerStep: 50 };

/** A bank beside a load of as many kW as kVAr, of which the source gives at most 40 kVAr. */
async function beside(kVAr: readonly number[], own: Partial<CapacitorBankRow>, hourLength = 1) {
  const market = marketOf(kVAr.length, hourLength);
  const banks = capacitorBank(market, "capacitors", [{ ...row, ...own }]);
  const load = flexibleLoad(market, "load", [
    { name: "town", bus: "3", active: kVAr, powerFactor: Math.SQRT1_2, mostShed: 500, shedCost: 10 },
  ]);
  generator(market, "source", [
    { name: "grid", bus: "1", highestActive: 999, cost: 0.1, lowestReactive: -40, highestReactive: 40 },
  ]);
  return { banks, load, ...(await clear(market, true)) };
}

test("a bank switches whole steps, as many as are needed", async () => {
  const { banks, solution } = await beside([30, 170, 240], {});
  const steps = [...solution.value(banks.steps).data];
  for (const step of steps) expect(step).toBeCloseTo(Math.round(step), 9);
  // Within 40 kVAr of 50 per step: 0 or 1, 3 or 4, 4.
  expect(steps[0]).toBeLessThan(2);
  expect(steps[1]).toBeGreaterThan(2.5);
  expect(steps[2]).toBeCloseTo(4, 9);
  expect(solution.value(banks.reactivePower).at("C", 3)).toBeCloseTo(200, 9);
  expect(banks.switched).toBeNull();
});

test("steps moved cost money, the first hour only where the step before it is known", async () => {
  const free = await beside([80, 20, 80], { switchingCost: 1 });
  // 80 kVAr need a step, 20 bear it (-30): one step throughout, for nothing.
  expect(free.objective).toBeCloseTo(18, 9);
  expect([...free.solution.value(free.banks.steps).data]).toEqual([1, 1, 1]);
  const known = await beside([80, 20, 80], { switchingCost: 1, stepBefore: 3 });
  expect(known.objective).toBeCloseTo(18 + 2, 9);
  expect([...known.solution.value(known.banks.steps).data].at(-1)).toBe(1);
});

test("no more steps are moved in a day than are allowed, and load is shed instead", async () => {
  // Steps 0, 2, 0 are needed: four moves. With two, the last hour (or the second) sheds.
  const four = await beside([0, 140, 0], { mostSwitchings: 4 });
  expect(four.objective).toBeCloseTo(14, 9);
  const three = await beside([0, 140, 0], { mostSwitchings: 3 });
  // 0, 1, 0 is the best: -40 .. 40 kVAr bear neither a step left on at no load nor the second one missing.
  expect(three.objective).toBeCloseTo(9 + 50 * 10, 9);
  expect([...three.solution.value(three.banks.steps).data]).toEqual([0, 1, 0]);
});

test("a day is 24 h: with hours of 12 h the limit holds for every two of them", async () => {
  const { objective } = await beside([0, 140, 140, 0], { mostSwitchings: 2 }, 12);
  expect(objective).toBeCloseTo(28 * 12, 9);
});

test("banks that cannot be are refused by name", () => {
  const of = (own: object) => refusal(() => capacitorBank(marketOf(1), "capacitors", [{ ...row, ...own }]));
  expect(of({ steps: 1.5 })).toBe(
    'In "capacitors", the device "C" has steps 1.5, which must be a whole number, at least 0.',
  );
  expect(of({ reactivePerStep: -50 })).toContain("reactivePerStep -50 kVAr, which must be at least 0");
  expect(of({ stepBefore: 5 })).toBe('In "capacitors", the device "C" has stepBefore 5 above steps 4.');
  expect(of({ mostSwitchings: Infinity })).toContain("mostSwitchings Infinity, which is not finite");
});
