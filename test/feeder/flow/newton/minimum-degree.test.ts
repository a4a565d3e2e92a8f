import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type BlockPattern,
  type Graph,
  minimumDegreeOrder,
  SparseLu,
} from "../../../../src/feeder/flow/newton/index.ts";

function graphOf(size: number, edges: readonly (readonly [number, number])[]): Graph {
  const near = Array.from({ length: size }, () => new Set<number>());
  for (const [a, b] of edges) {
    if (a === b) continue;
    near[a]!.add(b);
    near[b]!.add(a);
  }
  const start = new Int32Array(size + 1);
  near.forEach((row, k) => {
    start[k + 1] = start[k]! + row.size;
  });
  return { size, start, neighbours: Int32Array.from(near.flatMap((row) => [...row])) };
}

/** Blocks above the diagonal of the factors of a graph in some order. */
function fill({ size, start, neighbours }: Graph, order: Int32Array): number {
  const position = new Int32Array(size);
  order.forEach((node, k) => {
    position[node] = k;
  });
  const rows = Array.from(order, (node) =>
    Array.from(neighbours.subarray(start[node]!, start[node + 1]!), (other) => position[other]!).sort((a, b) => a - b),
  );
  const rowStart = new Int32Array(size + 1);
  rows.forEach((row, k) => {
    rowStart[k + 1] = rowStart[k]! + row.length;
  });
  const pattern: BlockPattern = { size, start: rowStart, column: Int32Array.from(rows.flat()) };
  return new SparseLu(pattern).numBlocks;
}

const edges = (size: number): fc.Arbitrary<[number, number][]> =>
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 3 * size });

test("every node is eliminated once, whatever the graph", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }).chain((size) => fc.tuple(fc.constant(size), edges(size))),
      ([size, drawn]) => {
        const order = minimumDegreeOrder(graphOf(size, drawn));
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, k) => k));
      },
    ),
  );
});

test("a tree fills nothing", () => {
  const parents = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(parents, (drawn) => {
      const size = drawn.length + 1;
      const graph = graphOf(
        size,
        drawn.map((at, k) => [k + 1, Math.floor(at * (k + 1))] as const),
      );
      expect(fill(graph, minimumDegreeOrder(graph))).toBe(size - 1);
    }),
  );
});

test("a ring of n nodes fills n - 3 blocks, the least that it can", () => {
  const size = 50;
  const graph = graphOf(
    size,
    Array.from({ length: size }, (_, k) => [k, (k + 1) % size] as const),
  );
  expect(fill(graph, minimumDegreeOrder(graph))).toBe(size + size - 3);
});

test("a grid of 30 x 30 nodes fills less than half of what its rows one after the other do", () => {
  const side = 30;
  const graph = graphOf(
    side * side,
    Array.from({ length: side * side }, (_, k) => [
      ...((k + 1) % side === 0 ? [] : [[k, k + 1] as const]),
      ...(k + side < side * side ? [[k, k + side] as const] : []),
    ]).flat(),
  );
  const natural = fill(
    graph,
    Int32Array.from({ length: side * side }, (_, k) => k),
  );
  expect(fill(graph, minimumDegreeOrder(graph))).toBeLessThan(natural / 2);
});

test("a graph in which all are joined is taken in any order, and a star from its points inwards", () => {
  const all = graphOf(
    6,
    [0, 1, 2, 3, 4, 5].flatMap((a) => [0, 1, 2, 3, 4, 5].map((b) => [a, b] as const)),
  );
  expect(fill(all, minimumDegreeOrder(all))).toBe(15);
  const star = graphOf(
    1000,
    Array.from({ length: 999 }, (_, k) => [0, k + 1] as const),
  );
  expect(fill(star, minimumDegreeOrder(star))).toBe(999);
});
