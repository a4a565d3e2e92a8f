import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { byEnumeration, reconfigure } from "../../../models/index.ts";
import { feeder } from "../../../src/feeder/index.ts";
import { net } from "../../feeder/nets.ts";

test("the best topologies of the 33-bus feeder are those of an independent enumeration of all 50,751", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const told: [done: number, of: number | undefined, text: string | undefined][] = [];
  const found = await reconfigure(net33, {
    method: byEnumeration({ runnersUp: 4 }),
    onEvent: (event) => event.kind === "progress" && told.push([event.done, event.of, event.text]),
  });
  // That one says 6,075, three of which are so close to the collapse that its sweep gave up; Newton solves them.
  expect(found.details).toEqual({ topologies: 50751, "without power flow": 6072 });
  expect(found.open).toEqual(["7-8", "9-10", "14-15", "32-33", "25-29"]);
  expect(found).toMatchObject({ status: "optimal", gap: 0, bound: found.flow.totalActiveLoss });
  expect(found.flow.voltage[found.flow.lowestBus]).toBeCloseTo(0.937819116293, 9);
  const losses = [139.5513472083337, 139.97816864501573, 140.27901023988048, 140.70583571875483, 141.20424926369506];
  const open = ["7 9 14 32 37", "7 9 14 28 32", "7 10 14 32 37", "7 10 14 28 32", "7 11 14 32 37"];
  const ranked = [{ closed: found.closed, activeLoss: found.flow.totalActiveLoss }, ...found.runnersUp];
  const openOf = (closed: Uint8Array) => Array.from(closed.keys()).filter((k) => closed[k] === 0);
  expect(ranked.map(({ closed }) => openOf(closed).map((k) => k + 1)).map((row) => row.join(" "))).toEqual(open);
  ranked.forEach(({ activeLoss }, rank) => {
    expect(Math.abs(activeLoss - losses[rank]!)).toBeLessThan(1e-5);
  });
  expect(told.length).toBeGreaterThan(0);
  expect(told.at(-1)).toEqual([expect.any(Number), 50751, expect.stringMatching(/^topologies, best 1\d\d\.\d{3} kW$/)]);
});

test("a signal that fires while topologies are tried stops the search", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const controller = new AbortController();
  const events: string[] = [];
  const search = reconfigure(net33, {
    method: byEnumeration(),
    signal: controller.signal,
    onEvent: ({ kind }) => events.push(kind),
  });
  // A handler of an event, which has a turn only where the search gives it one.
  setTimeout(() => controller.abort(new Error("enough")), 10);
  await expect(search).rejects.toThrow("enough");
  expect(events[0]).toBe("started");
  expect(events.at(-1)).toBe("stopped");
});

test("more topologies than are allowed, and counts that are none, are refused", async () => {
  const square = net("1-2 2-3 3-4 4-1");
  await expect(reconfigure(square, { method: byEnumeration({ most: 3 }) })).rejects.toThrow("no more than 3");
  expect(() => byEnumeration({ runnersUp: -1 })).toThrow("-1 topologies are asked for besides the best");
});
