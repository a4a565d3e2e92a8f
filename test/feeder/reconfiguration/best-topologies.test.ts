import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { bestTopologies, feeder } from "../../../src/feeder/index.ts";
import { net } from "../nets.ts";

test("the best topologies of the 33-bus feeder are those of an independent enumeration of all 50,751", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const { best, numTopologies, numWithoutSolution } = bestTopologies(net33, { count: 5 });
  expect(numTopologies).toBe(50751);
  // That one says 6,075, three of which are so close to the collapse that its sweep gave up; Newton solves them.
  expect(numWithoutSolution).toBe(6072);
  const losses = [139.5513472, 139.9781686, 140.27901, 140.7058357, 141.204249];
  const open = ["7 9 14 32 37", "7 9 14 28 32", "7 10 14 32 37", "7 10 14 28 32", "7 11 14 32 37"];
  expect(best.map((one) => Array.from(one.open, (k) => k + 1).join(" "))).toEqual(open);
  best.forEach((one, rank) => {
    expect(one.activeLoss).toBeCloseTo(losses[rank]!, 5);
  });
  expect(best[0]!.openNames).toEqual(["7-8", "9-10", "14-15", "32-33", "25-29"]);
  expect(best[0]!.lowestVoltage).toBeCloseTo(0.937819116293, 9);
});

test("no topology at all, unknown branches and counts that are none are refused", () => {
  const square = net("1-2 2-3 3-4 4-1");
  expect(() => bestTopologies(square, { switchable: [] })).toThrow("has no radial topology");
  expect(() => bestTopologies(net("1-2 (2-3)"), { switchable: ["1-2"] })).toThrow("has no radial topology");
  expect(() => bestTopologies(square, { switchable: ["5-6"] })).toThrow('has no branch "5-6" to switch');
  expect(() => bestTopologies(square, { count: 0 })).toThrow("0 best topologies are asked for");
});
