import fc from "fast-check";
import { expect, test } from "vitest";
import {
  eachSpanningTree,
  type Feeder,
  numSpanningTrees,
  spanningTrees,
  topologyOf,
} from "../../../src/feeder/index.ts";
import { net } from "../nets.ts";

/** All switch states of a small net that are radial, by asking for each of them. */
function radialStates(of: Feeder, free: (branch: number) => boolean = () => true): string[] {
  const found: string[] = [];
  for (let bits = 0; bits < 1 << of.numBranches; bits++) {
    const closed = Uint8Array.from({ length: of.numBranches }, (_, k) => (bits >> k) & 1);
    const allowed = closed.every((state, k) => free(k) || state === of.closed[k]);
    if (allowed && topologyOf(of, closed).radial) found.push(closed.join(""));
  }
  return found.sort();
}

function rows(states: Uint8Array, numBranches: number): string[] {
  const numStates = states.length / numBranches;
  return Array.from({ length: numStates }, (_, s) => states.subarray(s * numBranches, (s + 1) * numBranches).join(""));
}

const smallNet = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 8 }),
    fc.constantFrom(["1"], ["1", "2"], ["1", "6"]),
  )
  .map(([ends, sources]) => {
    const lines = ends.filter(([from, to]) => from !== to).map(([from, to]) => `${from}-${to}`);
    return net(["1-2", ...lines].join(" "), sources);
  });

test("all radial topologies are enumerated once, and as many as Kirchhoff's theorem counts", () => {
  fc.assert(
    fc.property(smallNet, (small) => {
      const found = rows(spanningTrees(small), small.numBranches);
      expect(found.toSorted()).toEqual(radialStates(small));
      expect(numSpanningTrees(small)).toBe(found.length);
      expect(Array.from(eachSpanningTree(small), (closed) => closed.join(""))).toEqual(found);
    }),
    { numRuns: 60 },
  );
});

test("branches that cannot be switched stay as they are", () => {
  fc.assert(
    fc.property(smallNet, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (small, chosen) => {
      const closed = small.closed.map((_, k) => (k % 3 === 0 ? 1 : 0));
      const half: Feeder = { ...small, closed };
      const switchable = small.branchNames.filter((_, k) => chosen[k]);
      const found = rows(spanningTrees(half, { switchable }), small.numBranches);
      expect(found.toSorted()).toEqual(radialStates(half, (k) => chosen[k]!));
      expect(numSpanningTrees(half, { switchable })).toBe(found.length);
    }),
    { numRuns: 60 },
  );
});

test("complete graphs have as many trees as Cayley says, and ladders as many as their recursion", () => {
  const complete = (n: number): string =>
    Array.from({ length: n }, (_, i) => Array.from({ length: i }, (_, j) => `${j + 1}-${i + 1}`).join(" ")).join(" ");
  expect([3, 4, 5, 6, 7].map((n) => numSpanningTrees(net(complete(n))))).toEqual([3, 16, 125, 1296, 16807]);
  // Ladders with n rungs: 1, 4, 15, 56, ... each four times the one before less the one before that.
  const ladder = (n: number): string =>
    Array.from({ length: n }, (_, k) => `a${k}-b${k}${k > 0 ? ` a${k - 1}-a${k} b${k - 1}-b${k}` : ""}`).join(" ");
  expect([1, 2, 3, 4, 10].map((n) => numSpanningTrees(net(ladder(n), ["a0"])))).toEqual([1, 4, 15, 56, 151316]);
});

test("more topologies than are allowed, and unknown branches, are refused", () => {
  const square = net("1-2 2-3 3-4 4-1");
  expect(() => spanningTrees(square, { most: 3 })).toThrow(
    "has 4 radial topologies, and no more than 3 are enumerated",
  );
  expect(() => spanningTrees(square, { switchable: ["5-6"] })).toThrow('has no branch "5-6" to switch');
});
