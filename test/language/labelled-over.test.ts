import { expect, test } from "vitest";
import { labelledOver, set } from "../../src/language/index.ts";

test("numbers that were computed are read by label, the last set fastest", () => {
  const bus = set("bus", ["a", "b"]);
  const hour = set("hour", 3);
  const price = labelledOver("price", [bus, hour], "EUR/kWh", Float64Array.of(1, 2, 3, 4, 5, 6));
  expect([price.at("a", 3), price.at("b", 1), price.unit]).toEqual([3, 4, "EUR/kWh"]);
  expect(price.labels(4)).toEqual(["b", "2"]);
});

test("one number for each member is needed", () => {
  expect(() => labelledOver("price", [set("bus", 2)], null, new Float64Array(3))).toThrow(
    '"price" has 3 numbers for 2 members.',
  );
});
