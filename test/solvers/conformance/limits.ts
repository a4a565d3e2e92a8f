import { expect, test } from "vitest";
import type { Program } from "../../../src/program/program.ts";
import { type Incumbent, openProgram } from "../../../src/solving/index.ts";
import type { Solver } from "../../../src/solving/solver.ts";
import { generator, marketSplit, softMarketSplit, unitsMissed } from "../../market-split.ts";
import { programOf } from "../../program-of.ts";
import { floats, infinity, type MakeSolver, optimumOf, outcomeOf, resolved } from "./helpers.ts";

export function limits(solver: MakeSolver): void {
  const can = solver().capabilities;

  test.skipIf(!can.integer)("a time limit ends the search without values", async () => {
    const outcome = await outcomeOf(solver(), marketSplit(), { timeLimitS: 0.2 });
    expect(outcome).toMatchObject({ status: "time limit", reason: expect.stringContaining("time limit of 0.2 s") });
    expect(outcome).not.toHaveProperty("values");
    expect(outcome).not.toHaveProperty("objective");
  });

  test.skipIf(!can.integer)("a search that a time limit ends has its best point so far, and no solution", async () => {
    const { objective, values, residuals } = await firstIncumbent(solver());
    expect(values).toHaveLength(50);
    for (const value of values.subarray(0, 40)) expect(value * (1 - value)).toBeCloseTo(0, 5);
    expect(objective).toBeGreaterThanOrEqual(3 + unitsMissed(values) - 1e-4);
    expect(objective).toBeCloseTo(
      values.subarray(40).reduce((sum, units) => sum + units, 3),
      6,
    );
    expect(residuals.primal).toBeLessThanOrEqual(1e-6);
    expect([residuals.stationarity, residuals.dual, residuals.complementarity]).toEqual([null, null, null]);
  });

  test("limits, gaps and starts that make no sense are refused", async () => {
    const dense = { costs: [1], lower: [1] };
    await expect(outcomeOf(solver(), dense, { timeLimitS: 0 })).rejects.toThrow("time limit is 0");
    await expect(outcomeOf(solver(), dense, { timeLimitS: Number.NaN })).rejects.toThrow("time limit is NaN");
    await expect(outcomeOf(solver(), dense, { gap: -1 })).rejects.toThrow("gap is -1");
  });

  test("a signal that has been given stops before the solver starts", async () => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    await expect(outcomeOf(solver(), { costs: [1] }, { signal: controller.signal })).rejects.toThrow("enough");
  });

  test.skipIf(can.mipStart)("a start solution is refused where the solver takes none", async () => {
    const options = { mipStart: floats(1) };
    await expect(outcomeOf(solver(), { costs: [1], lower: [1] }, options)).rejects.toThrow(
      "does not take start solutions",
    );
  });

  test.skipIf(!can.warmStart)(
    "after a small change the last basis needs fewer iterations than a cold start",
    async () => {
      const program = transport(30, 40);
      await using session = await openProgram(solver(), program);
      await resolved(session);
      session.changeRowBounds(
        0,
        program.rowLower.slice(0, 1),
        program.rowUpper.slice(0, 1).map((supply) => supply * 0.98),
      );
      const warm = await resolved(session);
      const cold = await resolved(session, { start: "cold" });
      expect(warm.objective).toBeCloseTo(cold.objective, 6);
      expect(cold.iterations).toBeGreaterThan(20);
      expect(warm.iterations).toBeLessThan(cold.iterations / 2);
    },
  );

  test("a transport problem of 30 supplies and 40 demands is solved to its last figure", async () => {
    const optimum = await optimumOf(solver(), transport(30, 40));
    expect(optimum.residuals.complementarity).toBeLessThan(1e-9);
  });
}

/** Of the market split with units short or over, counted from 3 on. A slow machine gets more time to find a first point. */
async function firstIncumbent(solver: Solver): Promise<Incumbent> {
  for (let timeLimitS = 0.25; timeLimitS < 10; timeLimitS *= 2) {
    const outcome = await outcomeOf(solver, softMarketSplit("minimize", 3), { timeLimitS });
    expect(outcome.status).toBe("time limit");
    expect(outcome).not.toHaveProperty("values");
    if ("incumbent" in outcome && outcome.incumbent !== undefined) return outcome.incumbent;
  }
  throw new Error("no feasible point was found at all");
}

function transport(supplies: number, demands: number): Program {
  const random = generator(3);
  const costs = Array.from({ length: supplies * demands }, () => 1 + random());
  const pick = (is: (col: number) => boolean) => costs.map((_, col) => (is(col) ? 1 : 0));
  const supply = (k: number) => [-infinity, pick((col) => Math.floor(col / demands) === k), 2 * demands] as const;
  const demand = (k: number) => [supplies, pick((col) => col % demands === k), infinity] as const;
  return programOf({
    costs,
    rows: [
      ...Array.from({ length: supplies }, (_, k) => supply(k)),
      ...Array.from({ length: demands }, (_, k) => demand(k)),
    ],
  });
}
