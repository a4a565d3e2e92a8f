import { expect, test } from "vitest";
import type { Program } from "../../../src/program/program.ts";
import { openProgram } from "../../../src/solving/index.ts";
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

/** Market split (Cornuejols and Dawande 1999): small equality knapsacks that branch and bound does not finish. */
function marketSplit(): Program {
  const random = generator(7);
  const rows = Array.from({ length: 5 }, () => {
    const shares = Array.from({ length: 40 }, () => Math.floor(100 * random()));
    const half = Math.floor(shares.reduce((sum, share) => sum + share, 0) / 2);
    return [half, shares, half] as const;
  });
  return programOf({ costs: new Array(40).fill(0), upper: new Array(40).fill(1), kinds: new Array(40).fill(1), rows });
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

/** Numbers in (0, 1) that are the same every time (Park and Miller 1988). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}
