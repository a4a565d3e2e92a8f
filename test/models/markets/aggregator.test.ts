import { expect, test } from "vitest";
import { aggregatorMarket } from "../../../models/index.ts";
import { byHour, optimum, village } from "./village.ts";

const price = byHour([0.1, 0.2], [0.3, 0.4]);
const sold = byHour([1, 2], [3, -4], [5, 6]);

test("an aggregator passes on the sum of what its own users sell, hour by hour", async () => {
  const market = aggregatorMarket({ ...village, aggregatorPrice: price });
  const solution = await optimum(market, (session) => session.set(market.soldByUsers, sold));
  expect([...solution.value(market.soldToDisCo).data]).toEqual([4, -2, 5, 6]);
});

test("aggregators pay their users by their own price, and are paid by the DisCo's", async () => {
  const market = aggregatorMarket({ ...village, aggregatorPrice: price });
  const unpaid = await optimum(market, (session) => session.set(market.soldByUsers, sold));
  // A1 0.1 * 4 - 0.2 * 2 = 0, A2 0.3 * 5 + 0.4 * 6 = 3.9
  expect(unpaid.value(market.cost).at()).toBeCloseTo(3.9, 9);
  const paid = await optimum(market, (session) => {
    session.set(market.soldByUsers, sold);
    session.set(market.priceFromDisCo, byHour([0.5, 0.25], [0.2, 0.5]));
  });
  // less A1 0.5 * 4 - 0.25 * 2 = 1.5, A2 0.2 * 5 + 0.5 * 6 = 4
  expect(paid.value(market.cost).at()).toBeCloseTo(3.9 - 1.5 - 4, 9);
});
