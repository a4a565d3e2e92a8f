import { expect, test } from "vitest";
import { randomNumbers } from "../src/random.ts";

test("the numbers lie in [0, 1), are spread evenly, and repeat with their seed", () => {
  const [random, same, other] = [randomNumbers(7), randomNumbers(7), randomNumbers(8)];
  const values = Array.from({ length: 10000 }, random);
  expect(values.slice(0, 100)).toEqual(Array.from({ length: 100 }, same));
  expect(values[0]).not.toBe(other());
  const tenths = new Array(10).fill(0);
  for (const value of values) tenths[Math.floor(value * 10)]++;
  expect(tenths).toHaveLength(10);
  // 1000 each, with a standard deviation of 30.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("the first numbers of seed 1 are those of the published generator", () => {
  const random = randomNumbers(1);
  expect([random(), random()].map((value) => value * 2 ** 32)).toEqual([2693262067, 11749833]);
});
