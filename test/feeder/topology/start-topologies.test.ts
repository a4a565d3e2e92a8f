import fc from "fast-check";
import { expect, test } from "vitest";
import { type Feeder, feeder, numSpanningTrees, startTopologies, topologyOf } from "../../../src/feeder/index.ts";
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

test("all are radial and keep what cannot be switched, whatever the net", () => {
  const links = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })), {
    minLength: 7,
    maxLength: 16,
    selector: ([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`,
  });
  const chosen = fc.array(fc.boolean(), { minLength: 17, maxLength: 17 });
  fc.assert(
    fc.property(links, chosen, fc.boolean(), (ends, switches, all) => {
      const lines = ends.filter(([a, b]) => a !== b && a + b !== 3).map(([a, b]) => `${a}-${b}`);
      const of = net(["1-2", ...lines.map((line, k) => (k % 3 === 0 ? `(${line})` : line))].join(" "), ["1", "2"]);
      const switchable = of.branchNames.filter((_, k) => all || switches[k]);
      const found = startTopologies(of, { switchable });
      for (const closed of found) {
        expect(topologyOf(of, closed).radial).toBe(true);
        of.branchNames.forEach((name, k) => {
          if (!switchable.includes(name)) expect(closed[k]).toBe(of.closed[k]);
        });
      }
      // Of the first two one is found wherever there is any.
      expect(found.length > 0).toBe(numSpanningTrees(of, { switchable }) > 0);
    }),
  );
});
