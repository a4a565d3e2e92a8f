import { expect, test } from "vitest";
import { type FlexibleLoadOptions, type FlexibleLoadRow, flexibleLoad, generator } from "../../../models/index.ts";
import { clear, marketOf, refusal } from "./copper-plate.ts";

const row: FlexibleLoadRow = { name: "town", bus: "3", active: [10, 20, 10, 20], lowestActive: 5, highestActive: 25 };

async function supplied(
  price: readonly number[],
  own: Partial<FlexibleLoadRow>,
  options?: FlexibleLoadOptions,
  length = 1,
) {
  const market = marketOf(price.length, length);
  const load = flexibleLoad(market, "load", [{ ...row, ...own }], options);
  generator(market, "grid", [{ name: "upstream", bus: "1", highestActive: 100, cost: price }]);
  return { load, ...(await clear(market)) };
}

test("load is moved to the cheap hours of the day within its bounds, and its energy is kept", async () => {
  const { load, solution, objective } = await supplied([0.1, 0.2, 0.3, 0.4], {});
  // 60 kWh at bounds 5 .. 25: the cheapest fill up first.
  expect([...solution.value(load.served).data]).toEqual([25, 25, 5, 5]);
  expect(objective).toBeCloseTo(2.5 + 5 + 1.5 + 2, 9);
});

test("energy is kept in each of the windows, and hours outside of them keep their plan", async () => {
  const { load, solution } = await supplied([0.1, 0.2, 0.3, 0.4], {}, { windows: [[2, 3]] });
  expect([...solution.value(load.served).data]).toEqual([10, 25, 5, 20]);
  const two = await supplied(
    [0.1, 0.2, 0.3, 0.4],
    {},
    {
      windows: [
        [1, 3],
        ["2", "4"],
      ],
    },
  );
  expect([...two.solution.value(two.load.served).data]).toEqual([15, 25, 5, 15]);
});

test("days are 24 h, whatever the length of the hours", async () => {
  const { load, solution } = await supplied([0.1, 0.2, 0.3, 0.1], {}, undefined, 12);
  expect([...solution.value(load.served).data]).toEqual([25, 5, 5, 25]);
  const cheapFirst = await supplied([0.1, 0.1, 0.3, 0.3], {}, undefined, 12);
  const day = [...cheapFirst.solution.value(cheapFirst.load.served).data];
  expect(day[0]! + day[1]!).toBeCloseTo(30, 9);
});

test("moving a kWh costs its price once, and is not worth less", async () => {
  const dear = await supplied([0.1, 0.1, 0.2, 0.2], { shiftCost: 0.11 });
  expect([...dear.solution.value(dear.load.movedHere).data]).toEqual([0, 0, 0, 0]);
  const cheap = await supplied([0.1, 0.1, 0.2, 0.2], { shiftCost: 0.09 });
  // 20 kWh fit into the first two hours, 15 + 5.
  expect(cheap.objective).toBeCloseTo(30 * 0.1 + 30 * 0.2 - 20 * 0.1 + 20 * 0.09, 9);
});

test("load is shed where energy costs more than that, up to the limit, and never below nothing", async () => {
  const own = { lowestActive: row.active, highestActive: row.active, mostShed: [3, 30, 0, 3], shedCost: 2 };
  const { load, solution, objective } = await supplied([3, 3, 3, 1], own);
  expect([...solution.value(load.shed).data]).toEqual([3, 20, 0, 0]);
  expect([...solution.value(load.served).data]).toEqual([7, 0, 10, 20]);
  expect(objective).toBeCloseTo(21 + 30 + 20 + 46, 9);
});

test("the power factor is kept whatever is served", async () => {
  const market = marketOf(1);
  const load = flexibleLoad(market, "load", [
    { name: "town", bus: "3", active: 8, powerFactor: 0.8, mostShed: 4, shedCost: 0.1 },
  ]);
  const grid = generator(market, "grid", [
    { name: "upstream", bus: "1", highestActive: 9, cost: 0.2, lowestReactive: -9, highestReactive: 9 },
  ]);
  const { solution } = await clear(market, true);
  expect(solution.value(load.served).at("town", 1)).toBeCloseTo(4, 9);
  expect(solution.value(grid.reactivePower!).at("upstream", 1)).toBeCloseTo(3, 9);
  expect(flexibleLoad(marketOf(1), "load", [{ name: "town", bus: "3", active: 8 }]).reactive).toBeNull();
});

test("flexible loads that cannot be are refused by name", () => {
  const of = (own: object, options?: FlexibleLoadOptions) =>
    refusal(() => flexibleLoad(marketOf(4), "load", [{ ...row, ...own }], options));
  expect(of({ highestActive: 15 })).toBe(
    'In "load", the device "town" has active 20 above highestActive 15 in hour "2".',
  );
  expect(of({ lowestActive: [0, 0, 12, 0] })).toBe(
    'In "load", the device "town" has lowestActive 12 above active 10 in hour "3".',
  );
  expect(of({ active: -1 })).toContain("active -1 kW, which must be at least 0");
  expect(of({ mostShed: 1 })).toContain("has mostShed and no shedCost");
  expect(of({ powerFactor: 0 })).toContain("powerFactor 0, which must be above 0 and at most 1");
  expect(
    of(
      {},
      {
        windows: [
          [1, 2],
          [2, 3],
        ],
      },
    ),
  ).toBe('The hour "2" is in windows 1 and 2 of "load". Windows must not overlap.');
  expect(of({}, { windows: [] })).toContain("empty list of windows");
});
