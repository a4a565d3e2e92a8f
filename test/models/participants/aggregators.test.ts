import { expect, test } from "vitest";
import { aggregators } from "../../../models/index.ts";
import { byHour, optimum, village, villageScope } from "./village.ts";

const price = byHour([0.1, 0.2], [0.3, 0.4]);
const sold = byHour([1, 2], [3, -4], [5, 6]);

test("an aggregator passes on the sum of what its own users sell, hour by hour", async () => {
  const pooling = aggregators({ ...village, aggregatorPrice: price }).enter(villageScope("aggregators"));
  const solution = await optimum(pooling, (session) => session.set(pooling.soldByUsers, sold));
  expect([...solution.value(pooling.soldToDisCo).data]).toEqual([4, -2, 5, 6]);
});

test("aggregators pay their users by their own price, and are paid by the DisCo's", async () => {
  const participant = aggregators({ ...village, aggregatorPrice: price });
  const before = participant.enter(villageScope("before the DisCo pays"));
  const unpaid = await optimum(before, (session) => session.set(before.soldByUsers, sold));
  // A1 0.1 * 4 - 0.2 * 2 = 0, A2 0.3 * 5 + 0.4 * 6 = 3.9
  expect(unpaid.value(before.cost).at()).toBeCloseTo(3.9, 9);
  const after = participant.enter(villageScope("after"));
  const paid = await optimum(after, (session) => {
    session.set(after.soldByUsers, sold);
    session.set(after.priceFromDisCo, byHour([0.5, 0.25], [0.2, 0.5]));
  });
  // less A1 0.5 * 4 - 0.25 * 2 = 1.5, A2 0.2 * 5 + 0.5 * 6 = 4
  expect(paid.value(after.cost).at()).toBeCloseTo(3.9 - 1.5 - 4, 9);
});
