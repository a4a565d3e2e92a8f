import { expect, test } from "vitest";
import { readFeeder } from "../../cases/33-bus/feeder.ts";
import { feederFiles } from "../../cases/33-bus/files.ts";
import { readTexts } from "../../cases/texts.node.ts";

const feeder = readFeeder(await readTexts(feederFiles));
const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

test("the feeder has the loads of Baran and Wu: 3,715 kW and 2,300 kVAr on 32 of 33 buses", () => {
  expect(feeder.bus).toHaveLength(33);
  expect(total(feeder.activeLoad)).toBe(3715);
  expect(total(feeder.reactiveLoad)).toBe(2300);
  expect(feeder.baseVoltage).toBe(12.66);
});

test("its 32 closed lines form a tree from the source, and 5 tie lines are open", () => {
  const closed = Array.from(feeder.closed).filter((state) => state === 1);
  expect([closed.length, feeder.closed.length - closed.length]).toEqual([32, 5]);
  const reached = new Set([feeder.sourceBus]);
  feeder.from.forEach((from, k) => {
    if (feeder.closed[k] === 1 && reached.has(from)) reached.add(feeder.to[k]!);
  });
  expect(reached.size).toBe(33);
});

test("line 7-8 is that of the variant case33bw", () => {
  const line = feeder.from.findIndex((from, k) => from === 7 && feeder.to[k] === 8);
  expect([feeder.resistance[line], feeder.reactance[line]]).toEqual([0.7114, 0.2351]);
});
