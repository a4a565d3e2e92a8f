import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { byExchange, reconfigure } from "../../../models/index.ts";
import { exchangesOf } from "../../../models/reconfiguration/branch-exchange.ts";
import { feeder, topologyFlows, topologyOf } from "../../../src/feeder/index.ts";
import { net, netData } from "../../feeder/nets.ts";

const method = byExchange();
/** From enumeration of all 50,751 trees with an AC power flow, by others. */
const best33 = 139.5513472083337;

test("exchanges find the best topology of the 33-bus feeder from the feeder as it is, and say that nothing is proven", async () => {
  const told: string[] = [];
  const found = await reconfigure(feeder(await loadFeeder("case33bw")), {
    method,
    onEvent: (event) => event.kind === "progress" && told.push(`${event.done} ${event.text}`),
  });
  expect(found).toMatchObject({ status: "not proven", bound: null, gap: null });
  expect(found.open).toEqual(["7-8", "9-10", "14-15", "32-33", "25-29"]);
  expect(Math.abs(found.flow.totalActiveLoss - best33)).toBeLessThan(1e-5);
  expect(told).toHaveLength(found.details.exchanges!);
  expect(told.at(-1)).toBe(`${found.details.exchanges} exchanges, best 139.551 kW`);
});

test("they start from a spanning tree where all branches are closed, and find the published topology", async () => {
  const data = await loadFeeder("case33bw");
  const meshed = feeder({ ...data, lines: data.lines.map((line) => ({ ...line, closed: true })) });
  const found = await reconfigure(meshed, { method });
  expect(Math.abs(found.flow.totalActiveLoss - best33)).toBeLessThan(1e-5);
});

test("exchanges of a meshed feeder end at the topology that opens least", async () => {
  const loads = [
    { bus: "3", active: 900, reactive: 300 },
    { bus: "2", active: 300, reactive: 0 },
  ];
  const meshed = feeder({ ...netData("1-2 2-3 3-4 4-1"), loads });
  const all = meshed.branchNames.map((_, k) => Uint8Array.from(meshed.closed.keys(), (j) => (j === k ? 0 : 1)));
  const losses = all.map((closed) => topologyFlows(meshed, closed).activeLoss[0]!);
  const { flow } = await reconfigure(meshed, { method });
  expect(flow.totalActiveLoss).toBeCloseTo(Math.min(...losses), 9);
});

test("one exchange leads to all radial topologies that differ in two branches, loops and joined sources alike", () => {
  const ring = net("1-2 2-3 3-4 (4-5) 5-6 (2-4)", ["1", "6"]);
  const found = Array.from(exchangesOf({ feeder: ring }, ring.closed), (closed) => closed.join("")).sort();
  const expected: string[] = [];
  for (let bits = 0; bits < 1 << ring.numBranches; bits++) {
    const closed = ring.closed.map((_, k) => (bits >> k) & 1);
    const differing = closed.filter((state, k) => state !== ring.closed[k]).length;
    if (differing === 2 && topologyOf(ring, closed).radial) expected.push(closed.join(""));
  }
  expect(found).toEqual(expected.sort());
});

test("branches that cannot be switched are neither opened nor closed", () => {
  const ring = net("1-2 2-3 (3-1) (2-4) 3-4");
  const switchable = ["3-1", "2-3"];
  const found = Array.from(exchangesOf({ feeder: ring, switchable }, ring.closed), (closed) => closed.join(""));
  expect(found).toEqual(["10101"]);
});
