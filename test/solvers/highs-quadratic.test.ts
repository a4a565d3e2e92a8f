import fc from "fast-check";
import { expect, test } from "vitest";
import { optimumOf } from "../../conformance/solvers/solve.ts";
import { highs } from "../../solvers/highs.ts";
import { programOf } from "../program-of.ts";

const small = fc.integer({ min: -3, max: 3 });
const vector = (size: number, entry: fc.Arbitrary<number> = small) =>
  fc.array(entry, { minLength: size, maxLength: size });

/** A factor B of fewer rows than columns (Q = B'B is semidefinite), a point, rows through or below it, and prices for the first. */
const instances = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 4 })).chain(([cols, rows]) =>
  fc.record({
    factor: fc
      .integer({ min: 1, max: cols })
      .chain((rank) => fc.array(vector(cols), { minLength: rank, maxLength: rank })),
    point: vector(cols, fc.integer({ min: -50, max: 50 })),
    matrix: fc.array(vector(cols), { minLength: rows, maxLength: rows }),
    prices: vector(rows, fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }))),
    slacks: vector(rows, fc.integer({ min: 0, max: 20 })),
  }),
);

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, k) => sum + value * other[k]!, 0);

test("random semidefinite programs come to the optimum that they were made around", async () => {
  await fc.assert(
    fc.asyncProperty(instances, async ({ factor, point, matrix, prices, slacks }) => {
      const column = (of: readonly (readonly number[])[], col: number) => of.map((row) => row[col]!);
      const hessian = point.map((_, row) => point.map((__, col) => dot(column(factor, row), column(factor, col))));
      const gradient = hessian.map((row) => dot(row, point));
      // Stationarity makes the point an optimum: c + Q x = A'y with y >= 0, and y = 0 where a row has slack.
      const costs = point.map((_, col) => dot(column(matrix, col), prices) - gradient[col]!);
      const rows = matrix.map(
        (row, k) => [dot(row, point) - (prices[k] === 0 ? slacks[k]! : 0), row, Infinity] as const,
      );
      const lower = point.map(() => -Infinity);
      const optimum = await optimumOf(highs(), programOf({ costs, lower, hessian, rows }));
      const best = dot(costs, point) + dot(gradient, point) / 2;
      expect(Math.abs(optimum.objective - best)).toBeLessThan(1e-6 * (1 + Math.abs(best)));
    }),
    { numRuns: 150, seed: 2019 },
  );
});
