import { openProgram, type ProgramSession, type Solver } from "../../src/solving/index.ts";
import { expectEqual, expectRejection, expectThrow } from "../assertions.ts";
import { floats, infinity, integers, lowerTriangleOf, programOf } from "./dense-program.ts";
import { expectFigures } from "./figures.ts";
import { expectStatus, resolved } from "./solve.ts";
import { check, needing, type SolverCheck } from "./solver-check.ts";

/** min 3 x1 + 2 x2,  need: x1 + x2 >= 4,  spread: x1 - x2 <= 2,  x >= 0. */
const example = programOf({
  costs: [3, 2],
  rows: [
    [4, [1, 1], infinity],
    [-infinity, [1, -1], 2],
  ],
  colNames: ["first", "second"],
  rowNames: ["need", "spread"],
});

const open = (solver: Solver): Promise<ProgramSession> => openProgram(solver, example);

export const edits: readonly SolverCheck[] = [
  check("costs", async (solver) => {
    await using session = await open(solver);
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
    session.changeCosts(0, floats(1, 2));
    expectFigures(await resolved(session), { objective: 5, values: [3, 1], duals: [1.5, -0.5], reducedCosts: [0, 0] });
    session.changeCosts(1, floats(0.5));
    expectFigures(await resolved(session), { objective: 2, values: [0, 4], duals: [0.5, 0], reducedCosts: [0.5, 0] });
  }),

  check("bounds of columns", async (solver) => {
    await using session = await open(solver);
    session.changeColumnBounds(1, floats(0), floats(3));
    expectFigures(await resolved(session), { objective: 9, values: [1, 3], duals: [3, 0], reducedCosts: [0, -1] });
    session.changeColumnBounds(0, floats(2, 0), floats(infinity, infinity));
    expectFigures(await resolved(session), { objective: 10, values: [2, 2], duals: [2, 0], reducedCosts: [1, 0] });
  }),

  check("ranges of rows", async (solver) => {
    await using session = await open(solver);
    await resolved(session);
    session.changeRowBounds(0, floats(6), floats(infinity));
    expectFigures(await resolved(session), { objective: 12, values: [0, 6], duals: [2, 0] });
    session.changeRowBounds(1, floats(0), floats(0));
    expectFigures(await resolved(session), { objective: 15, values: [3, 3], duals: [2.5, 0.5] });
  }),

  check("coefficients", async (solver) => {
    await using session = await open(solver);
    await resolved(session);
    session.changeCoefficients(integers(1), floats(0.5));
    expectFigures(await resolved(session), { objective: 38 / 3, values: [10 / 3, 4 / 3], duals: [10 / 3, -1 / 3] });
    session.changeCoefficients(integers(0, 1, 2, 3), floats(2, 0, -1, -1));
    expectFigures(await resolved(session), { objective: 6, values: [2, 0], duals: [1.5, 0], reducedCosts: [0, 2] });
    session.changeCoefficients(integers(1), floats(4));
    expectFigures(await resolved(session), { objective: 2, values: [0, 1], duals: [0.5, 0], reducedCosts: [2, 0] });
  }),

  check("the objective's constant", async (solver) => {
    await using session = await open(solver);
    session.changeOffset(100);
    expectFigures(await resolved(session), { objective: 108 });
  }),

  check("an infeasible program becomes feasible again, and an unbounded one bounded", async (solver) => {
    await using session = await open(solver);
    session.changeColumnBounds(0, floats(0, 0), floats(1, 1));
    expectStatus(await session.solve(), "infeasible");
    session.changeColumnBounds(0, floats(0, 0), floats(infinity, infinity));
    session.changeCosts(0, floats(-1, -1));
    expectStatus(await session.solve(), "unbounded");
    session.changeCosts(0, floats(3, 2));
    expectFigures(await resolved(session), { objective: 8, values: [0, 4], duals: [2, 0], reducedCosts: [1, 0] });
  }),

  check("edits without a change leave the answer as it was", async (solver) => {
    await using session = await open(solver);
    session.changeCosts(0, floats(3, 2));
    session.changeCoefficients(integers(0, 3), floats(1, -1));
    session.changeRowBounds(0, floats(4, -infinity), floats(infinity, 2));
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
  }),

  check("an outcome keeps its numbers when the program is edited and solved again", async (solver) => {
    await using session = await open(solver);
    const before = await resolved(session);
    session.changeRowBounds(0, floats(6), floats(infinity));
    await resolved(session);
    expectFigures(before, { objective: 8, values: [0, 4], duals: [2, 0] });
    expectEqual("row bound of the program that was opened", example.rowLower[0], 4);
  }),

  check("what cannot be is refused by name and changes nothing", async (solver) => {
    await using session = await open(solver);
    expectThrow(() => session.changeCosts(1, floats(Number.NaN)), 'cost of column "second" is NaN');
    expectThrow(() => session.changeCosts(1, floats(1, 2)), "columns 1 to 2");
    expectThrow(
      () => session.changeColumnBounds(0, floats(2), floats(1)),
      'bounds of column "first" are crossed: 2 below and 1',
    );
    expectThrow(() => session.changeRowBounds(1, floats(Number.NaN), floats(1)), 'lower bound of row "spread" is NaN');
    expectThrow(
      () => session.changeCoefficients(integers(3), floats(infinity)),
      'column "second" in row "spread" is Infinity',
    );
    expectThrow(() => session.changeCoefficients(integers(0), floats(1e-12)), 'column "first" in row "need" is 1e-12');
    expectThrow(() => session.changeCoefficients(integers(4), floats(1)), "no coefficient at 4");
    expectThrow(() => session.changeOffset(Number.NaN), "constant of the objective is NaN");
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
  }),

  check("a disposed session says so, and disposing twice does nothing", async (solver) => {
    const session = await open(solver);
    await session.dispose();
    await session.dispose();
    expectThrow(() => session.changeCosts(0, floats(1)), "has been disposed");
    await expectRejection(session.solve(), "has been disposed");
  }),

  check("a session that is solving cannot be changed", async (solver) => {
    await using session = await open(solver);
    const solving = session.solve();
    expectThrow(() => session.changeCosts(0, floats(1)), "is solving");
    await expectRejection(session.solve(), "is solving");
    expectStatus(await solving, "optimal");
  }),

  needing({ quadratic: true })("a Hessian comes, changes and goes", async (solver) => {
    await using session = await open(solver);
    session.changeHessian(
      lowerTriangleOf([
        [0, 0],
        [0, 2],
      ]),
    );
    expectFigures(await resolved(session), { objective: 12, values: [3, 1], duals: [3.5, -0.5] });
    session.changeHessian(
      lowerTriangleOf([
        [2, 0],
        [0, 2],
      ]),
    );
    session.changeColumnBounds(0, floats(-infinity, -infinity), floats(infinity, infinity));
    expectFigures(await resolved(session), { objective: 17.875, values: [1.75, 2.25], duals: [6.5, 0] });
    session.changeHessian(
      lowerTriangleOf([
        [0, 0],
        [0, 0],
      ]),
    );
    session.changeColumnBounds(0, floats(0, 0), floats(infinity, infinity));
    expectFigures(await resolved(session), { objective: 8, values: [0, 4], duals: [2, 0], reducedCosts: [1, 0] });
  }),

  needing({ quadratic: false })("a Hessian is refused", async (solver) => {
    await using session = await open(solver);
    expectThrow(
      () =>
        session.changeHessian(
          lowerTriangleOf([
            [2, 0],
            [0, 2],
          ]),
        ),
      "quadratic objectives",
    );
    expectFigures(await resolved(session), { objective: 8 });
  }),
];
