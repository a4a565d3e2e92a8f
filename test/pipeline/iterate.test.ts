import { expect, test } from "vitest";
import { iterate, run, stage } from "../../src/pipeline/index.ts";

const double = stage("double", (x: number) => 2 * x);

/** x -> x / 2 + 1 has the fixed point 2 and halves the distance to it in every round. */
const halve = iterate(
  "halve",
  stage("step", (x: number) => x / 2 + 1),
  { changes: (before, after) => ({ x: Math.abs(after - before) }), tolerance: 1e-3, maxRounds: 50 },
);

test("an iteration ends at the first round that changes less than the tolerance and keeps all rounds", async () => {
  const { state, settled, history } = await run(halve, 3);
  expect(settled).toBe(true);
  expect(state).toBeCloseTo(2, 2);
  // the change in round n is 2^-n: the first at or below 1e-3 is round 10
  expect(history.map((entry) => entry.round)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(history[0]).toEqual({ round: 1, changes: { x: 0.5 }, state: 2.5 });
});

test("an iteration that runs out of rounds says that it has not settled", async () => {
  const flip = stage("flip", (x: number) => -x);
  const changes = (a: number, b: number) => ({ x: Math.abs(a - b) });
  const outcome = await run(iterate("flip", flip, { changes, tolerance: 0, maxRounds: 4 }), 1);
  expect(outcome.settled).toBe(false);
  expect(outcome.history.map((entry) => entry.state)).toEqual([-1, 1, -1, 1]);
});

test("a change that is not a number is an error that names the quantity", async () => {
  const lost = iterate(
    "lost",
    stage("step", (x: number) => x),
    { changes: () => ({ price: Number.NaN }), tolerance: 1, maxRounds: 2 },
  );
  await expect(run(lost, 1)).rejects.toThrow('Round 1 of "lost" changed "price" by NaN');
});

test("each quantity settles at its own tolerance: the slowest to do so ends the iteration", async () => {
  // A price falls by a tenth of itself and an energy by a half in every round, from 1 on.
  const step = stage("step", ({ price, energy }: Prices) => ({ price: 0.9 * price, energy: 0.5 * energy }));
  const changes = (before: Prices, after: Prices) => ({
    price: before.price - after.price,
    energy: before.energy - after.energy,
  });
  const roundsAt = async (tolerance: { price: number; energy: number }) => {
    const { settled, history } = await run(iterate("market", step, { changes, tolerance, maxRounds: 99 }), start);
    expect(settled).toBe(true);
    return history.length;
  };
  // 0.1 x 0.9^(n - 1) <= 0.0811 from n = 3 on; 0.5^n <= 0.001 from n = 10 on.
  expect(await roundsAt({ price: 0.0811, energy: 9 })).toBe(3);
  expect(await roundsAt({ price: 9, energy: 0.001 })).toBe(10);
  expect(await roundsAt({ price: 0.0811, energy: 0.001 })).toBe(10);
});

type Prices = { readonly price: number; readonly energy: number };
const start: Prices = { price: 1, energy: 1 };

/** As JavaScript writes it, or a record whose keys no type knows. */
const changesOf = (changes: Readonly<Record<string, number>>, tolerance: Readonly<Record<string, number>>) =>
  run(iterate("market", double, { changes: () => changes, tolerance, maxRounds: 3 }), 1);

test("a quantity without a tolerance is an error that names it", async () => {
  await expect(changesOf({ price: 0, energy: 0 }, { price: 1 })).rejects.toThrow(
    'Round 1 of "market" changed "energy", which has no tolerance: there are tolerances for "price". Give one for "energy"',
  );
  // No property that every object has passes for one.
  await expect(changesOf({ constructor: 0 }, {})).rejects.toThrow('"constructor", which has no tolerance');
});

test("a tolerance for a quantity that no round tells of is an error that names it", async () => {
  await expect(changesOf({ price: 0 }, { price: 1, enrgy: 1 })).rejects.toThrow(
    '"market" has a tolerance for "enrgy", but round 1 tells the changes of "price" only',
  );
});

test.each([
  ["no number", Number.NaN, "tolerance of 0 or more, not NaN"],
  ["below 0", -1, "tolerance of 0 or more, not -1"],
  ["below 0 for one quantity", { price: 1, energy: -1 }, 'tolerance of 0 or more for "energy", not -1'],
] as const)("a tolerance that is %s is refused when the iteration is made", (_, tolerance, complaint) => {
  const options = { changes: () => ({ price: 0, energy: 0 }), tolerance, maxRounds: 3 };
  expect(() => iterate("x", double, options)).toThrow(complaint);
});

test("an iteration of no rounds is refused when it is made", () => {
  expect(() => iterate("x", double, { changes: () => ({ x: 0 }), tolerance: 1, maxRounds: 0 })).toThrow(
    '"x" needs 1 round or more, not 0',
  );
});
