import { expect, test, vi } from "vitest";
import { infinity } from "../../conformance/solvers/dense-program.ts";
import { expectFigures } from "../../conformance/solvers/figures.ts";
import { optimumOf, outcomeOf } from "../../conformance/solvers/solve.ts";
import { glpk } from "../../solvers/glpk.ts";
import { openProgram } from "../../src/solving/index.ts";
import { programOf } from "../program-of.ts";

test("where glpk.js is not installed, opening says how to install it", async () => {
  vi.doMock("glpk.js/node", () => {
    throw new Error("Cannot find package 'glpk.js'");
  });
  vi.resetModules();
  const fresh = await import("../../solvers/glpk.ts");
  await expect(openProgram(fresh.glpk(), programOf({ costs: [1] }))).rejects.toThrow(/npm install glpk\.js/);
  vi.doUnmock("glpk.js/node");
  expectFigures(await optimumOf(fresh.glpk(), { costs: [1], lower: [2] }), { objective: 2 });
});

test("a row of one whole column without a whole number in its range is infeasible, where GLPK's presolver rounds", async () => {
  const rows = [
    [-6, [7], 13],
    [2, [8], 5],
  ] as const;
  const dense = { costs: [3], lower: [-20], upper: [9], kinds: [1], rows };
  expect((await outcomeOf(glpk(), dense)).status).toBe("infeasible");
});

test("where GLPK's presolver aborts, the simplex method alone still decides", async () => {
  // x1 = x5 = 5 x4 and x1 - x4 + 2 x5 = 0 leave only 0, and x1 >= 7: found by fast-check, "q->lb < q->ub" in npp3.c.
  const rows = [
    [0, [1, 0, 0, -1, 2], 0],
    [0, [1, 0, 0, 0, -1], 0],
    [0, [0, 0, 0, 5, -1], 0],
  ] as const;
  const dense = { costs: [0, 0, 0, 0, 0], lower: [7, 0, 0, 0, 0], upper: [infinity, 0, 0, infinity, infinity], rows };
  expect((await outcomeOf(glpk(), dense)).status).toBe("infeasible");
  expect((await outcomeOf(glpk(), { ...dense, kinds: [0, 0, 1, 0, 0] })).status).toBe("infeasible");
  expect((await outcomeOf(glpk(), { costs: [1], lower: [2] })).status).toBe("optimal");
});

test("a row of one column that is within 1e-3 of its bound holds, though GLPK's presolver leaves it aside", async () => {
  const rows = [[1e-4, [1], infinity]] as const;
  expectFigures(await optimumOf(glpk(), { costs: [1], rows }), { objective: 1e-4, values: [1e-4], duals: [1] });
});
