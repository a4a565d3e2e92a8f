/** The best point of a search that was stopped: checked, never an optimum, and left out where it does not hold. */
import { describe, expect, test } from "vitest";
import { floats } from "../../../conformance/solvers/dense-program.ts";
import { softMarketSplit, unitsMissed } from "../../../conformance/solvers/market-split.ts";
import { outcomeOf } from "../../../conformance/solvers/solve.ts";
import { highs } from "../../../solvers/highs.ts";
import type { Program } from "../../../src/program/program.ts";
import type { Incumbent, ProgramOutcome, Solver, SolverModel } from "../../../src/solving/index.ts";
import type { DenseProgram } from "../../program-of.ts";

/** At least 3 of two integer columns at costs of 2 and 5, counted from 1 on: the optimum is 7, and (1, 2) comes to 13. */
const program: DenseProgram = {
  offset: 1,
  costs: [2, 5],
  upper: [10, 10],
  kinds: [1, 1],
  rows: [[3, [1, 1], Number.POSITIVE_INFINITY]],
};

/** HiGHS, but every run is stopped at `values` with a bound. */
function stopped(values?: Float64Array, bound?: number): Solver {
  const honest = highs();
  const point = { ...(values === undefined ? {} : { values }), ...(bound === undefined ? {} : { bound }) };
  const run = async () => ({ status: "time limit", reason: "enough.", ...point }) as const;
  return {
    ...honest,
    name: "Stopped",
    open: async (opened: Program): Promise<SolverModel> => Object.assign(await honest.open(opened), { run }),
  };
}

function incumbentOf(outcome: ProgramOutcome): Incumbent {
  if (outcome.status === "time limit" && outcome.incumbent !== undefined) return outcome.incumbent;
  throw new Error(`expected a best point so far, got ${outcome.status}`);
}

describe("a solve that was stopped", () => {
  test("has objective, values, bound and gap of its best point, and no solution", async () => {
    const outcome = await outcomeOf(stopped(floats(1, 2), 6.5), program);
    const { residuals, ...figures } = incumbentOf(outcome);
    expect(figures).toEqual({ objective: 13, values: floats(1, 2), bound: 6.5, gap: 0.5 });
    expect(residuals).toMatchObject({ primal: 0, bound: 0, integrality: 0, cone: 0, largestViolation: 0 });
    expect(residuals).toMatchObject({ stationarity: null, dual: null, complementarity: null });
    expect(Object.keys(outcome).sort()).toEqual(["incumbent", "reason", "seconds", "status"]);
    expect(outcome).toHaveProperty(
      "reason",
      "enough. No objective is better than 6.5. The best point so far, not proven optimal, has the objective 13.",
    );
  });

  test.each([
    ["a row", floats(1, 1), 'row "r1" comes to 2 and needs 3 or more'],
    ["a bound", floats(11, 0), 'column "x1" is 11 and needs 10 or less'],
    ["a whole number", floats(2.5, 1), 'column "x1" is 2.5 and has to be a whole number'],
    ["numbers at all", floats(Number.NaN, 3), "comes to NaN"],
  ])("has no best point where that misses %s, and says so", async (_, values, complaint) => {
    const outcome = await outcomeOf(stopped(values, 6.5), program);
    expect(outcome).not.toHaveProperty("incumbent");
    expect(outcome).toMatchObject({ status: "time limit", reason: expect.stringContaining(complaint) });
  });

  test("without a point has none, but may have a bound", async () => {
    const outcome = await outcomeOf(stopped(undefined, 6.5), program);
    expect(outcome).not.toHaveProperty("incumbent");
    expect(outcome).toHaveProperty("reason", "enough. No objective is better than 6.5.");
  });

  test.each([
    ["no bound", undefined],
    ["an infinite bound", Number.NEGATIVE_INFINITY],
    ["a bound that the point itself is better than", 14],
  ])("has neither bound nor gap where there is %s", async (_, bound) => {
    const outcome = await outcomeOf(stopped(floats(1, 2), bound), program);
    expect(incumbentOf(outcome)).not.toHaveProperty("bound");
    expect(incumbentOf(outcome)).not.toHaveProperty("gap");
    expect(outcome).toHaveProperty("reason", expect.not.stringContaining("No objective is better"));
  });

  test("at an objective of 0 has a gap only if the bound is 0 too", async () => {
    const free = { ...program, offset: -6 };
    expect(incumbentOf(await outcomeOf(stopped(floats(3, 0), -1), free))).toMatchObject({ objective: 0, bound: -1 });
    expect(incumbentOf(await outcomeOf(stopped(floats(3, 0), -1), free))).not.toHaveProperty("gap");
    expect(incumbentOf(await outcomeOf(stopped(floats(3, 0), 0), free))).toMatchObject({ bound: 0, gap: 0 });
  });

  test("has no zeros with a sign", async () => {
    const { values } = incumbentOf(await outcomeOf(stopped(floats(3, -0)), program));
    expect(Object.is(values[1], 0)).toBe(true);
  });
});

test.each([
  ["minimize", 1],
  ["maximize", -1],
] as const)("HiGHS stopped at its first point of a program to %s hands out point and bound", async (sense, sign) => {
  const first = highs({ options: { mip_max_improving_sols: 1 } });
  const outcome = await outcomeOf(first, softMarketSplit(sense, 1000));
  expect(outcome).not.toHaveProperty("values");
  const { objective, values, bound, gap } = incumbentOf(outcome);
  expect(sign * (objective - 1000)).toBeGreaterThanOrEqual(unitsMissed(values) - 1e-4);
  expect(sign * (objective - bound!)).toBeGreaterThan(0);
  expect(sign * (bound! - 1000)).toBeGreaterThanOrEqual(-1e-6);
  expect(gap).toBeCloseTo(Math.abs(objective - bound!) / Math.abs(objective), 12);
});
