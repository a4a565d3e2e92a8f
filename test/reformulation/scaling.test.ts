import fc from "fast-check";
import { expect, test } from "vitest";
import { clarabel } from "../../solvers/clarabel.ts";
import { highs } from "../../solvers/highs.ts";
import type { Program } from "../../src/program/index.ts";
import { coefficientRange, geometricMeanScaling, type Scaling, scaled } from "../../src/reformulation/index.ts";
import { programOf } from "../program-of.ts";
import { feasibleConicPrograms } from "../solvers/random-cones.ts";
import { expectSameOptimum } from "./helpers.ts";
import { linearPrograms } from "./random-linear.ts";

const exponent = fc.integer({ min: -6, max: 6 });

/** Powers of 2 for columns and rows, and one for each cone. */
function scalings({ numCols, numRows, cones }: Program): fc.Arbitrary<Scaling> {
  const factors = (count: number) =>
    fc.array(exponent, { minLength: count, maxLength: count }).map((own) => Float64Array.from(own, (k) => 2 ** k));
  const numCones = cones?.rotated.length ?? 0;
  return fc.tuple(factors(numCols), factors(numRows), factors(numCones)).map(([cols, rows, ofCones]) => {
    const expressions = new Float64Array(cones?.constants.length ?? 0);
    for (let cone = 0; cone < numCones; cone++)
      expressions.fill(ofCones[cone]!, cones!.starts[cone], cones!.starts[cone + 1]);
    return { cols, rows, expressions };
  });
}

const withScaling = (programs: fc.Arbitrary<Program>) =>
  programs.chain((program) => scalings(program).map((scaling) => [program, scaling] as const));

test("the optimum of a linear program in other units is its own", async () => {
  await fc.assert(
    fc.asyncProperty(withScaling(linearPrograms), ([program, scaling]) =>
      expectSameOptimum(highs(), program, scaled(program, scaling)),
    ),
    { numRuns: 60 },
  );
});

test("the multipliers of cones come back too", async () => {
  await fc.assert(
    fc.asyncProperty(withScaling(feasibleConicPrograms), ([program, scaling]) =>
      expectSameOptimum(clarabel(), program, scaled(program, scaling)),
    ),
    { numRuns: 40 },
  );
});

test("geometric means bring kW and MW, cents and millions near 1 without rounding a number", () => {
  const rows = [
    [0, [1e6, 1e-3], 5e3],
    [-1, [2e3, 3e-6], 1],
  ] as const;
  const program = programOf({ costs: [1, 1], rows });
  expect(coefficientRange(program)).toBeCloseTo(1e6 / 3e-6, -3);
  const scaling = geometricMeanScaling(program);
  expect(coefficientRange(scaled(program, scaling).program)).toBeLessThan(8);
  for (const factor of [...scaling.cols, ...scaling.rows]) expect(Number.isInteger(Math.log2(factor))).toBe(true);
});
