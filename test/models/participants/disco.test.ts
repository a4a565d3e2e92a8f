import { expect, test } from "vitest";
import { type DisCoData, disCo } from "../../../models/index.ts";
import { byHour, optimum, village, villageScope } from "./village.ts";

const data: DisCoData = {
  ...village,
  bus: "1",
  load: byHour([100, 200], [50, 70], [10, 10]),
  aggregatorPrice: byHour([0.2, 0.2], [0.4, 0.4]),
  marketPrice: Float64Array.of(0.5, 0.8),
  priceToUsers: 0.6,
  leastPriceRatio: 0.5,
  saleLimit: byHour([10, 20], [5, 7], [0, 0]),
  tieBreak: Float64Array.of(0, 0),
};

/** A1 sells in the first hour and buys in the second. */
const offered = byHour([3, -2], [4, 1]);

function expectClose(actual: Float64Array, wanted: readonly number[]): void {
  expect(actual).toHaveLength(wanted.length);
  for (const [k, value] of wanted.entries()) expect(actual[k]).toBeCloseTo(value, 9);
}

test("the DisCo pays sellers the floor, charges buyers the market price, and sells up to the limit where that pays", async () => {
  const company = disCo(data).enter(villageScope("DisCo"));
  const solution = await optimum(company, (session) => session.set(company.offered, offered));
  expectClose(solution.value(company.priceToAggregators).data, [0.1, 0.8, 0.2, 0.2]);
  expectClose(solution.value(company.soldToUsers).data, [10, 0, 5, 0, 0, 0]);
  expectClose(solution.value(company.boughtOnMarket).data, [15 - 7, 0 - (-2 + 1)]);
  expect(solution.value(company.paidToAggregators).at()).toBeCloseTo(0.1 * 3 - 0.8 * 2 + 0.2 * 4 + 0.2 * 1, 9);
  expect(solution.value(company.receivedFromUsers).at()).toBeCloseTo(0.6 * 15, 9);
  expect(solution.value(company.paidOnMarket).at()).toBeCloseTo(0.5 * 8 + 0.8 * 1, 9);
});

test("where the market asks what users pay, the tie break keeps the DisCo from selling and costs nothing", async () => {
  const company = disCo({
    ...data,
    marketPrice: Float64Array.of(0.6, 0.5),
    tieBreak: Float64Array.of(1e-4, 1e-4),
  }).enter(villageScope("DisCo"));
  const solution = await optimum(company, (session) => session.set(company.offered, offered));
  expectClose(solution.value(company.soldToUsers).data, [0, 20, 0, 7, 0, 0]);
  expect(solution.value(company.paidOnMarket).at()).toBeCloseTo(0.6 * -7 + 0.5 * (27 + 1), 9);
});

test("a market price below the floor leaves the DisCo no price: the row and its limits are named", async () => {
  const company = disCo({ ...data, marketPrice: Float64Array.of(0.5, 0.15) }).enter(villageScope("DisCo"));
  await expect(optimum(company, () => {})).rejects.toThrow(
    'The row "price range (7)[A2, 2]" cannot hold: its lower limit 0.2 is above its upper limit 0.15.',
  );
});
