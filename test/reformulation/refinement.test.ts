import fc from "fast-check";
import { expect, test } from "vitest";
import { clarabel } from "../../solvers/clarabel.ts";
import { highs } from "../../solvers/highs.ts";
import type { Program } from "../../src/program/index.ts";
import { refinement } from "../../src/reformulation/index.ts";
import { programOf } from "../program-of.ts";
import { feasibleConicPrograms } from "../solvers/random-cones.ts";
import { expectSameOptimum } from "./helpers.ts";
import { linearPrograms } from "./random-linear.ts";

const withCentre = (programs: fc.Arbitrary<Program>) =>
  programs.chain((program) =>
    fc
      .tuple(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: program.numCols, maxLength: program.numCols }),
        fc.constantFrom(1, 0.5, 0.1),
      )
      .map(([centre, unit]) => [program, Float64Array.from(centre), unit] as const),
  );

test("steps from any centre lead to the program's own optimum, with its duals", async () => {
  await fc.assert(
    fc.asyncProperty(withCentre(linearPrograms), ([program, centre, unit]) =>
      expectSameOptimum(highs(), program, refinement(program, centre, unit)),
    ),
    { numRuns: 60 },
  );
});

test("squares and cones are moved with it", async () => {
  await fc.assert(
    fc.asyncProperty(withCentre(feasibleConicPrograms), ([program, centre, unit]) =>
      expectSameOptimum(clarabel(), program, refinement(program, centre, unit)),
    ),
    { numRuns: 40 },
  );
});

test("what is small in a program is large in its refinement", () => {
  const program = programOf({ costs: [2], lower: [1], upper: [1.001], hessian: [[4]], rows: [[2, [2], 2.002]] });
  const { colCost, colLower, colUpper, rowLower, rowUpper } = refinement(program, Float64Array.of(1), 1e-3).program;
  expect(colCost[0]).toBeCloseTo((2 + 4) / 1e-3, 6);
  expect([colLower[0], rowLower[0]]).toEqual([0, 0]);
  expect(colUpper[0]).toBeCloseTo(1, 9);
  expect(rowUpper[0]).toBeCloseTo(2, 9);
});
