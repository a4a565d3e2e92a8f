import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outcomeOf } from "../../conformance/solvers/solve.ts";
import { clarabel } from "../../solvers/clarabel.ts";
import { highs } from "../../solvers/highs.ts";
import { nameOf } from "../../src/program/names.ts";
import type { Program } from "../../src/program/program.ts";
import type { OptimalOutcome } from "../../src/solving/index.ts";
import { feasibleConicPrograms, tightConicPrograms } from "./random-cones.ts";

/** What the duals alone prove: no feasible point has a better objective than this (weak duality, a quadratic term too). */
function dualBound(program: Program, { values, rowDuals, reducedCosts, coneDuals }: OptimalOutcome): number {
  const sign = program.sense === "minimize" ? 1 : -1;
  const worth = (duals: Float64Array, lower: Float64Array, upper: Float64Array) =>
    duals.reduce(
      (sum, dual, k) => (Math.abs(dual) < 1e-9 ? sum : sum + dual * (sign * dual > 0 ? lower : upper)[k]!),
      0,
    );
  const constants = program.cones?.constants ?? new Float64Array(0);
  let quadratic = 0;
  const { hessian } = program;
  for (let col = 0; hessian !== null && col < program.numCols; col++) {
    for (let k = hessian.starts[col]!; k < hessian.starts[col + 1]!; k++) {
      const row = hessian.indices[k]!;
      quadratic += (row === col ? 0.5 : 1) * hessian.values[k]! * values[row]! * values[col]!;
    }
  }
  return (
    program.offset -
    quadratic +
    worth(rowDuals!, program.rowLower, program.rowUpper) +
    worth(reducedCosts!, program.colLower, program.colUpper) -
    coneDuals!.reduce((sum, dual, at) => sum + dual * constants[at]!, 0)
  );
}

describe("Clarabel on random conic programs", () => {
  test("finds an optimum that its duals prove, for every program that has one", async () => {
    await fc.assert(
      fc.asyncProperty(feasibleConicPrograms, async (program) => {
        const outcome = await outcomeOf(clarabel(), program);
        if (outcome.status !== "optimal") throw new Error(`${outcome.status}: ${outcome.reason}`);
        expect(outcome.coneDuals).not.toBeNull();
        const size = 1 + Math.abs(outcome.objective);
        expect(Math.abs(dualBound(program, outcome) - outcome.objective)).toBeLessThanOrEqual(1e-6 * size);
      }),
      { numRuns: 300 },
    );
  });

  test("either solves a program or explains why it cannot be, with nothing that is not needed", async () => {
    await fc.assert(
      fc.asyncProperty(tightConicPrograms, async (program) => {
        const outcome = await outcomeOf(clarabel(), program);
        expect(["optimal", "infeasible"], "reason" in outcome ? outcome.reason : "").toContain(outcome.status);
        if (outcome.status !== "infeasible") return;
        const [conflict] = await outcome.explain();
        expect(conflict!.irreducible).toBe(true);
        // Helly: in n columns no irreducible conflict of convex sets takes more than n + 1 of them.
        expect(conflict!.inequalities.length).toBeLessThanOrEqual(program.numCols + 1);
        const cones = Array.from(program.cones!.rotated, (_, cone) => nameOf(program.cones!.names, cone));
        for (const name of conflict!.cones) expect(cones).toContain(name);
      }),
      { numRuns: 100 },
    );
  });

  test("agrees with HiGHS where there are no cones", async () => {
    await fc.assert(
      fc.asyncProperty(tightConicPrograms, async (program) => {
        const linear = { ...program, cones: null, hessian: null };
        const [one, other] = [await outcomeOf(clarabel(), linear), await outcomeOf(highs(), linear)];
        expect(one.status).toBe(other.status);
        if (one.status === "optimal" && other.status === "optimal")
          expect(one.objective).toBeCloseTo(other.objective, 6);
      }),
      { numRuns: 100 },
    );
  });
});
