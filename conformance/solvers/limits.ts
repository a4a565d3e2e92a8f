import type { Program } from "../../src/program/index.ts";
import { type Incumbent, openProgram, type Solver } from "../../src/solving/index.ts";
import {
  expectAbove,
  expectAtLeast,
  expectAtMost,
  expectBelow,
  expectClose,
  expectEqual,
  expectFields,
  expectRejection,
} from "../assertions.ts";
import { floats, infinity, programOf } from "./dense-program.ts";
import { generator, marketSplit, softMarketSplit, unitsMissed } from "./market-split.ts";
import { expectStatus, optimumOf, outcomeOf, resolved } from "./solve.ts";
import { check, needing, type SolverCheck } from "./solver-check.ts";

export const limits: readonly SolverCheck[] = [
  needing({ integer: true })("a time limit ends the search without values", async (solver) => {
    const outcome = await outcomeOf(solver, marketSplit(), { timeLimitS: 0.2 });
    expectStatus(outcome, "time limit", "time limit of 0.2 s");
  }),

  needing({ integer: true })(
    "a search that a time limit ends has its best point so far, and no solution",
    async (solver) => {
      const { objective, values, residuals } = await firstIncumbent(solver);
      expectEqual("number of values", values.length, 50);
      for (const value of values.subarray(0, 40)) expectClose("x (1 - x) of a binary x", value * (1 - value), 0, 5);
      expectAtLeast("objective of the best point", objective, 3 + unitsMissed(values) - 1e-4);
      expectClose(
        "objective of the best point",
        objective,
        values.subarray(40).reduce((sum, units) => sum + units, 3),
        6,
      );
      expectAtMost("primal residual of the best point", residuals.primal, 1e-6);
      expectFields("the residuals", residuals, { stationarity: null, dual: null, complementarity: null });
    },
  ),

  check("limits, gaps and starts that make no sense are refused", async (solver) => {
    const dense = { costs: [1], lower: [1] };
    await expectRejection(outcomeOf(solver, dense, { timeLimitS: 0 }), "time limit is 0");
    await expectRejection(outcomeOf(solver, dense, { timeLimitS: Number.NaN }), "time limit is NaN");
    await expectRejection(outcomeOf(solver, dense, { gap: -1 }), "gap is -1");
  }),

  check("a signal that has been given stops before the solver starts", async (solver) => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    await expectRejection(outcomeOf(solver, { costs: [1] }, { signal: controller.signal }), "enough");
  }),

  needing({ mipStart: false })("a start solution is refused where the solver takes none", async (solver) => {
    const options = { mipStart: floats(1) };
    await expectRejection(outcomeOf(solver, { costs: [1], lower: [1] }, options), "does not take start solutions");
  }),

  needing({ warmStart: true })(
    "after a small change the last basis needs fewer iterations than a cold start",
    async (solver) => {
      const program = transport(30, 40);
      await using session = await openProgram(solver, program);
      await resolved(session);
      session.changeRowBounds(
        0,
        program.rowLower.slice(0, 1),
        program.rowUpper.slice(0, 1).map((supply) => supply * 0.98),
      );
      const warm = await resolved(session);
      const cold = await resolved(session, { start: "cold" });
      expectClose("objective after a warm start", warm.objective, cold.objective);
      expectAbove("iterations from a cold start", cold.iterations, 20);
      expectBelow("iterations from the last basis", warm.iterations, cold.iterations / 2);
    },
  ),

  check("a transport problem of 30 supplies and 40 demands is solved to its last figure", async (solver) => {
    const optimum = await optimumOf(solver, transport(30, 40));
    expectBelow("residual of complementarity", optimum.residuals.complementarity, 1e-9);
  }),
];

/** Of the market split with units short or over, counted from 3 on. A slow machine gets more time to find a first point. */
async function firstIncumbent(solver: Solver): Promise<Incumbent> {
  for (let timeLimitS = 0.25; timeLimitS < 10; timeLimitS *= 2) {
    const outcome = await outcomeOf(solver, softMarketSplit("minimize", 3), { timeLimitS });
    expectStatus(outcome, "time limit");
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
