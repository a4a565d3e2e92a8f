import fc from "fast-check";
import { expect, test } from "vitest";
import { type BlockPattern, SparseLu } from "../../../../src/feeder/flow/newton/index.ts";

interface Drawn {
  readonly size: number;
  readonly joined: readonly (readonly [number, number])[];
  readonly numbers: readonly number[];
}

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    joined: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 2 * size }),
    numbers: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
  }),
);

/** A matrix of blocks dominated by its diagonal, sparse for the code under test and dense for the check. */
function matrixOf({ size, joined, numbers }: Drawn): {
  pattern: BlockPattern;
  diagonal: Float64Array;
  offDiagonal: Float64Array;
  dense: number[][];
} {
  const near = Array.from({ length: size }, () => new Set<number>());
  for (const [a, b] of joined) {
    if (a === b) continue;
    near[a]!.add(b);
    near[b]!.add(a);
  }
  const rows = near.map((row) => [...row].sort((a, b) => a - b));
  const start = Int32Array.from([0, ...rows.map((_, k) => rows.slice(0, k + 1).flat().length)]);
  const column = Int32Array.from(rows.flat());
  const number = (k: number): number => numbers[(7 * k + 3) % numbers.length]!;
  const offDiagonal = Float64Array.from({ length: 4 * column.length }, (_, k) => number(k));
  // The second number of a diagonal block is the large one: only a pivot of the whole block serves.
  const large = 3 * size;
  const diagonal = Float64Array.from({ length: 4 * size }, (_, k) => number(k + 11) + [0, large, -large, 0][k % 4]!);
  const dense = Array.from({ length: 2 * size }, () => new Array<number>(2 * size).fill(0));
  const put = (i: number, j: number, values: Float64Array, at: number): void => {
    for (let k = 0; k < 4; k++) dense[2 * i + (k >> 1)]![2 * j + (k & 1)] = values[4 * at + k]!;
  };
  for (let i = 0; i < size; i++) {
    put(i, i, diagonal, i);
    for (let p = start[i]!; p < start[i + 1]!; p++) put(i, column[p]!, offDiagonal, p);
  }
  return { pattern: { size, start, column }, diagonal, offDiagonal, dense };
}

test("solving undoes multiplying, with the matrix and with its transpose", () => {
  fc.assert(
    fc.property(drawn, (given) => {
      const { pattern, diagonal, offDiagonal, dense } = matrixOf(given);
      const factors = new SparseLu(pattern);
      expect(factors.factorise(diagonal, offDiagonal)).not.toBe(0);
      const wanted = dense.map((_, k) => Math.sin(k + 1));
      const product = Float64Array.from(dense, (row) => row.reduce((sum, a, k) => sum + a * wanted[k]!, 0));
      factors.solve(product);
      const transposed = Float64Array.from(dense, (_, j) =>
        dense.reduce((sum, row, k) => sum + row[j]! * wanted[k]!, 0),
      );
      factors.solveTransposed(transposed);
      wanted.forEach((value, k) => {
        expect(Math.abs(product[k]! - value)).toBeLessThan(1e-12);
        expect(Math.abs(transposed[k]! - value)).toBeLessThan(1e-12);
      });
    }),
  );
});

test("the sign of the determinant is that of the product of the blocks' on a matrix without others", () => {
  const factors = new SparseLu({ size: 3, start: new Int32Array(4), column: new Int32Array(0) });
  const plus = [2, 1, 1, 2];
  const minus = [1, 2, 2, 1];
  const sign = (...blocks: number[][]) => factors.factorise(Float64Array.from(blocks.flat()), new Float64Array(0));
  expect(sign(plus, plus, plus)).toBe(1);
  expect(sign(plus, minus, plus)).toBe(-1);
  expect(sign(minus, plus, minus)).toBe(1);
});

test("a singular matrix is told, and the next one is factorised as if nothing had been", () => {
  const pattern = { size: 2, start: Int32Array.of(0, 1, 2), column: Int32Array.of(1, 0) };
  const factors = new SparseLu(pattern);
  const unit = [1, 0, 0, 1];
  const offDiagonal = Float64Array.from([...unit, ...unit]);
  expect(factors.factorise(Float64Array.from([...unit, ...unit]), offDiagonal)).toBe(0);
  expect(factors.factorise(Float64Array.from([Number.NaN, 0, 0, 1, ...unit]), offDiagonal)).toBe(0);
  expect(factors.factorise(Float64Array.from([2, 0, 0, 2, 1, 0, 0, 1]), offDiagonal)).toBe(1);
  // [2 1; 1 1] x = (3, 2) and, in the second numbers, (1, 0)
  const x = Float64Array.of(3, 1, 2, 0);
  factors.solve(x);
  expect([...x]).toEqual([1, 1, 1, -1]);
});
