import fc from "fast-check";
import { expect, test } from "vitest";
import { exchangeBranches, type Feeder, feeder, topologyFlows, topologyOf } from "../../../src/feeder/index.ts";
import { startTopologies } from "../../../src/feeder/reconfiguration/start-topologies.ts";
import { net, netData } from "../nets.ts";

function closedNames(of: Feeder, closed: Uint8Array): string[] {
  return of.branchNames.filter((_, k) => closed[k] === 1);
}

/** Every line has 1 ohm, but for the named ones. */
function withImpedances(text: string, ohm: Readonly<Record<string, number>>): Feeder {
  const data = netData(text);
  const lines = data.lines.map((line) => ({
    ...line,
    resistance: ohm[`${line.from}-${line.to}`] ?? 1,
    reactance: 0,
  }));
  return feeder({ ...data, lines });
}

test("closed branches come first, then least impedance, then the ways that are shortest from the source", () => {
  const ring = withImpedances("1-2 2-3 3-4 (4-1)", { "1-2": 2, "2-3": 2, "3-4": 2, "4-1": 3 });
  const names = startTopologies(ring).map((closed) => closedNames(ring, closed));
  // The tree of least impedance is the feeder as it is; from 1, bus 4 is nearer by 4-1 (3 ohm for 6).
  expect(names).toEqual([
    ["1-2", "2-3", "3-4"],
    ["1-2", "2-3", "4-1"],
  ]);
});

test("of a closed loop the branch with the largest impedance is opened", () => {
  const loop = withImpedances("1-2 2-3 3-1", { "2-3": 5 });
  expect(closedNames(loop, startTopologies(loop)[0]!)).toEqual(["1-2", "3-1"]);
});

test("an open branch is closed where a bus is not fed without it", () => {
  const island = net("1-2 (2-3)");
  expect(startTopologies(island).map((closed) => Array.from(closed))).toEqual([[1, 1]]);
});

test("there is none where no branch leads to some bus", () => {
  expect(startTopologies(net("1-2 3-4"))).toEqual([]);
});

test("all are radial, whatever the net", () => {
  const links = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })), {
    minLength: 7,
    maxLength: 16,
    selector: ([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`,
  });
  fc.assert(
    fc.property(links, (ends) => {
      const text = ["1-2", ...ends.filter(([a, b]) => a !== b && a + b !== 3).map(([a, b]) => `${a}-${b}`)].join(" ");
      const of = net(text);
      for (const closed of startTopologies(of)) expect(topologyOf(of, closed).radial).toBe(true);
    }),
  );
});

test("exchanges of a meshed feeder end at the topology that opens least", () => {
  const data = netData("1-2 2-3 3-4 4-1");
  const meshed = feeder({
    ...data,
    loads: [
      { bus: "3", active: 900, reactive: 300 },
      { bus: "2", active: 300, reactive: 0 },
    ],
  });
  const all = meshed.branchNames.map((_, k) => Uint8Array.from(meshed.closed.keys(), (j) => (j === k ? 0 : 1)));
  const losses = all.map((closed) => topologyFlows(meshed, closed).activeLoss[0]!);
  expect(exchangeBranches(meshed)!.activeLoss).toBe(Math.min(...losses));
  // A state that is given is the one to start from, and one that is meshed is none.
  expect(exchangeBranches(meshed, meshed.closed)).toBeNull();
});
