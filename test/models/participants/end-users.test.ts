import fc from "fast-check";
import { expect, test } from "vitest";
import { type EndUserData, endUsers } from "../../../models/index.ts";
import { relation, set } from "../../../src/language/index.ts";
import { optimum, villageScope } from "./village.ts";

const hours = 4;
const names = ["bus 2", "bus 3", "bus 4"];
const regions = ["A1", "A1", "A2"];

interface Instance {
  readonly loads: readonly number[][];
  readonly bought: readonly number[][];
  readonly prices: readonly number[][];
  readonly shiftOnly: boolean;
}

/** Problem E of some of the users. */
function problem(instance: Instance, members: readonly number[]): EndUserData {
  const user = set(
    "user",
    members.map((j) => names[j]!),
  );
  const aggregator = set("aggregator", ["A1", "A2"]);
  return {
    user,
    aggregator,
    aggregatorOf: relation(
      user,
      aggregator,
      members.map((j) => regions[j]!),
    ),
    buses: members.map((j) => names[j]!.replace("bus ", "")),
    load: Float64Array.from(members.flatMap((j) => instance.loads[j]!)),
    aggregatorPrice: Float64Array.from(instance.prices.flat()),
    priceFromDisCo: 0.6,
    flexibleDown: 0.1,
    flexibleUp: 0.1,
    shiftOnly: instance.shiftOnly,
    tieBreak: new Float64Array(hours),
  };
}

async function solve(instance: Instance, members: readonly number[]): Promise<{ cost: number; sold: number[] }> {
  const users = endUsers(problem(instance, members)).enter(villageScope("end-users", hours));
  const bought = Float64Array.from(members.flatMap((j) => instance.bought[j]!));
  const solution = await optimum(users, (session) => session.set(users.fromDisCo, bought));
  return { cost: solution.value(users.cost).at(), sold: Array.from(solution.value(users.soldToAggregator).data) };
}

function expectClose(actual: readonly number[], wanted: readonly number[]): void {
  expect(actual).toHaveLength(wanted.length);
  for (const [k, value] of wanted.entries()) expect(actual[k]).toBeCloseTo(value, 6);
}

const rows = (value: fc.Arbitrary<number>, count: number) =>
  fc.array(fc.array(value, { minLength: hours, maxLength: hours }), { minLength: count, maxLength: count });
const distinct = fc.shuffledSubarray([0.11, 0.17, 0.23, 0.31], { minLength: hours });
const instances = fc.record({
  loads: rows(fc.double({ min: 1, max: 100, noNaN: true }), 3),
  bought: rows(fc.double({ min: 0, max: 0.1, noNaN: true }), 3),
  prices: fc.tuple(distinct, distinct).map((pair) => pair.map((own) => [...own])),
  shiftOnly: fc.boolean(),
});

test("one participant for all users gives each what it would have chosen alone", async () => {
  const check = async (instance: Instance) => {
    const together = await solve(instance, [0, 1, 2]);
    const alone = await Promise.all([0, 1, 2].map((j) => solve(instance, [j])));
    expect(together.cost).toBeCloseTo(
      alone.reduce((sum, own) => sum + own.cost, 0),
      6,
    );
    expectClose(
      together.sold,
      alone.flatMap((own) => own.sold),
    );
  };
  await fc.assert(fc.asyncProperty(instances, check), { numRuns: 25 });
});

test("without the balance a user sells all it may, with it from the dearest hours to the cheapest", async () => {
  const instance = {
    loads: [
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [50, 50, 50, 10],
    ],
    bought: names.map(() => [0, 0, 0, 0]),
    prices: [
      [0.1, 0.2, 0.3, 0.4],
      [0.4, 0.3, 0.2, 0.1],
    ],
  };
  const free = await solve({ ...instance, shiftOnly: false }, [2]);
  expectClose(free.sold, [5, 5, 5, 1]);
  expect(free.cost).toBeCloseTo(-(0.4 * 5 + 0.3 * 5 + 0.2 * 5 + 0.1 * 1), 9);
  // +5 in the dearest hour, -1 and -5 in the two cheapest: the second hour takes the rest, +1
  const balanced = await solve({ ...instance, shiftOnly: true }, [2]);
  expectClose(balanced.sold, [5, 1, -5, -1]);
});

test("what the DisCo sells raises the load or is not bought elsewhere, and is never sold on", async () => {
  const bought = [
    [6, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  const loads = names.map(() => [100, 100, 100, 100]);
  const prices = [
    [0.1, 0.2, 0.3, 0.4],
    [0.4, 0.3, 0.2, 0.1],
  ];
  const { sold, cost } = await solve({ loads, bought, prices, shiftOnly: false }, [0]);
  expectClose(sold, [10, 10, 10, 10]);
  expect(cost).toBeCloseTo(0.6 * 6 - 10 * (0.1 + 0.2 + 0.3 + 0.4), 9);
});

test("a user at a bus that the market does not have is refused by name", () => {
  const instance = {
    loads: [[1, 1, 1, 1]],
    bought: [],
    prices: [
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ],
    shiftOnly: false,
  };
  const lost = endUsers({ ...problem(instance, [0]), buses: ["7"] });
  expect(() => lost.enter(villageScope("end-users", hours))).toThrow(
    'The relation busOf sends "bus 2" of "user" to "7", and "bus" has 4 members: "1", "2", "3", "4".',
  );
});
