import { expect, test, vi } from "vitest";
import { disc } from "../../conformance/solvers/cone-programs.ts";
import { expectFigures } from "../../conformance/solvers/figures.ts";
import { optimumOf, outcomeOf } from "../../conformance/solvers/solve.ts";
import { clarabel } from "../../solvers/clarabel.ts";
import { openProgram } from "../../src/solving/index.ts";
import { programOf } from "../program-of.ts";

test("where cvxjs is not installed, opening says how to install it", async () => {
  vi.doMock("cvxjs", () => {
    throw new Error("Cannot find package 'cvxjs'");
  });
  vi.resetModules();
  const fresh = await import("../../solvers/clarabel.ts");
  await expect(openProgram(fresh.clarabel(), programOf({ costs: [1] }))).rejects.toThrow(/npm install cvxjs/);
  vi.doUnmock("cvxjs");
  expectFigures(await optimumOf(fresh.clarabel(), { costs: [1], lower: [2] }), { objective: 2 });
});

test("a time limit that is over ends without values", async () => {
  const outcome = await outcomeOf(clarabel(), disc(1), { timeLimitS: 1e-6 });
  expect(outcome).toMatchObject({ status: "time limit", reason: "the time limit of 0.000001 s was reached." });
  expect(outcome).not.toHaveProperty("values");
});

test("a gap that is asked for is no licence for an answer that does not hold", async () => {
  const outcome = await optimumOf(clarabel(), disc(1), { gap: 0.5 });
  expect(outcome.objective).toBeCloseTo(Math.SQRT2, 6);
});
