import { ColumnKind } from "../../src/program/index.ts";
import { openProgram } from "../../src/solving/index.ts";
import { expectClose, expectEqual } from "../assertions.ts";
import { apparentPower, conicProgram } from "./cone-programs.ts";
import { floats, infinity, integers, sparseOf } from "./dense-program.ts";
import { expectConic } from "./figures.ts";
import { expectStatus, resolved } from "./solve.ts";
import { needing, type SolverCheck } from "./solver-check.ts";

const taken = needing({ secondOrderCone: true });

export const conicEdits: readonly SolverCheck[] = [
  taken("edits in place: ranges of rows, costs, bounds and coefficients", async (solver) => {
    await using session = await openProgram(solver, apparentPower);
    expectConic(await resolved(session), { objective: 5 });
    session.changeRowBounds(0, floats(6, 5), floats(6, 5));
    expectConic(await resolved(session), { objective: 10, duals: [0.6, 0.8] });
    session.changeCosts(0, floats(2));
    expectConic(await resolved(session), { objective: 20, duals: [1.2, 1.6], cones: [2, -1.2, -1.6] });
    session.changeCoefficients(integers(0), floats(2));
    expectConic(await resolved(session), { objective: 2 * Math.sqrt(73), values: [Math.sqrt(73), 3, 5] });
    session.changeColumnBounds(0, floats(0), floats(8));
    expectStatus(await session.solve(), "infeasible");
    session.changeColumnBounds(0, floats(12), floats(infinity));
    expectConic(await resolved(session), { objective: 24, reducedCosts: [2, 0, 0], cones: [0, 0, 0] });
  }),

  taken("rows and columns that are added and dropped beside cones", async (solver) => {
    await using session = await openProgram(solver, apparentPower);
    session.changeRowBounds(0, floats(6), floats(6));
    expectConic(await resolved(session), { objective: Math.sqrt(52) });
    const local = session.addColumns({
      name: "local",
      matrix: sparseOf([[1, 0]]),
      cost: floats(0.1),
      lower: floats(0),
      upper: floats(3),
      kind: new Uint8Array(1),
    });
    expectConic(await resolved(session), { objective: 5.3, values: [5, 3, 1, 3], reducedCosts: [0, 0, 0, 0.1 - 0.6] });
    const cap = session.addRows({
      name: "cap",
      matrix: sparseOf([[0, 0, 0, 1]]),
      lower: floats(0),
      upper: floats(3 - 1e-9),
    });
    session.changeRowBounds(cap.first, floats(0), floats(0));
    expectConic(await resolved(session), { objective: Math.sqrt(52), values: [Math.sqrt(52), 6, 1, 0] });
    session.drop(cap);
    session.drop(local);
    expectConic(await resolved(session), { objective: Math.sqrt(52), values: [Math.sqrt(52), 6, 1] });
  }),

  needing({ secondOrderCone: true, integer: true })(
    "whole numbers over a cone, and the duals of what is left when they are fixed",
    async (solver) => {
      // min n + p,  n whole,  n >= || p, 3 ||,  p >= 1:  n = 4, though 3.17 would do.
      const program = conicProgram(
        { costs: [1, 1], kinds: [ColumnKind.integer, 0], lower: [0, -infinity], rows: [[1, [0, 1], infinity]] },
        {
          whole: {
            members: [
              [[1, 0], 0],
              [[0, 1], 0],
              [[0, 0], 3],
            ],
          },
        },
      );
      await using session = await openProgram(solver, program);
      const optimum = await resolved(session);
      expectClose("objective", optimum.objective, 5, 5);
      expectEqual("duals of rows and cones", [optimum.rowDuals, optimum.coneDuals], [null, null]);
      const fixed = await session.solveFixed(optimum.values);
      if (fixed.status !== "optimal") throw new Error(fixed.reason);
      expectConic(fixed, { objective: 5, values: [4, 1], duals: [1] });
    },
  ),
];
