import { expect, test } from "vitest";
import { openProgram, type ProgramSession } from "../../../src/solving/index.ts";
import { lowerTriangleOf, programOf } from "../../program-of.ts";
import { expectFigures, floats, infinity, integers, type MakeSolver, resolved } from "./helpers.ts";

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

export function edits(solver: MakeSolver): void {
  const open = (): Promise<ProgramSession> => openProgram(solver(), example);

  test("costs", async () => {
    await using session = await open();
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
    session.changeCosts(0, floats(1, 2));
    expectFigures(await resolved(session), { objective: 5, values: [3, 1], duals: [1.5, -0.5], reducedCosts: [0, 0] });
    session.changeCosts(1, floats(0.5));
    expectFigures(await resolved(session), { objective: 2, values: [0, 4], duals: [0.5, 0], reducedCosts: [0.5, 0] });
  });

  test("bounds of columns", async () => {
    await using session = await open();
    session.changeColumnBounds(1, floats(0), floats(3));
    expectFigures(await resolved(session), { objective: 9, values: [1, 3], duals: [3, 0], reducedCosts: [0, -1] });
    session.changeColumnBounds(0, floats(2, 0), floats(infinity, infinity));
    expectFigures(await resolved(session), { objective: 10, values: [2, 2], duals: [2, 0], reducedCosts: [1, 0] });
  });

  test("ranges of rows", async () => {
    await using session = await open();
    await resolved(session);
    session.changeRowBounds(0, floats(6), floats(infinity));
    expectFigures(await resolved(session), { objective: 12, values: [0, 6], duals: [2, 0] });
    session.changeRowBounds(1, floats(0), floats(0));
    expectFigures(await resolved(session), { objective: 15, values: [3, 3], duals: [2.5, 0.5] });
  });

  test("coefficients", async () => {
    await using session = await open();
    await resolved(session);
    session.changeCoefficients(integers(1), floats(0.5));
    expectFigures(await resolved(session), { objective: 38 / 3, values: [10 / 3, 4 / 3], duals: [10 / 3, -1 / 3] });
    session.changeCoefficients(integers(0, 1, 2, 3), floats(2, 0, -1, -1));
    expectFigures(await resolved(session), { objective: 6, values: [2, 0], duals: [1.5, 0], reducedCosts: [0, 2] });
    session.changeCoefficients(integers(1), floats(4));
    expectFigures(await resolved(session), { objective: 2, values: [0, 1], duals: [0.5, 0], reducedCosts: [2, 0] });
  });

  test("the objective's constant", async () => {
    await using session = await open();
    session.changeOffset(100);
    expectFigures(await resolved(session), { objective: 108 });
  });

  test("an infeasible program becomes feasible again, and an unbounded one bounded", async () => {
    await using session = await open();
    session.changeColumnBounds(0, floats(0, 0), floats(1, 1));
    expect((await session.solve()).status).toBe("infeasible");
    session.changeColumnBounds(0, floats(0, 0), floats(infinity, infinity));
    session.changeCosts(0, floats(-1, -1));
    expect((await session.solve()).status).toBe("unbounded");
    session.changeCosts(0, floats(3, 2));
    expectFigures(await resolved(session), { objective: 8, values: [0, 4], duals: [2, 0], reducedCosts: [1, 0] });
  });

  test("edits without a change leave the answer as it was", async () => {
    await using session = await open();
    session.changeCosts(0, floats(3, 2));
    session.changeCoefficients(integers(0, 3), floats(1, -1));
    session.changeRowBounds(0, floats(4, -infinity), floats(infinity, 2));
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
  });

  test("an outcome keeps its numbers when the program is edited and solved again", async () => {
    await using session = await open();
    const before = await resolved(session);
    session.changeRowBounds(0, floats(6), floats(infinity));
    await resolved(session);
    expectFigures(before, { objective: 8, values: [0, 4], duals: [2, 0] });
    expect(example.rowLower[0]).toBe(4);
  });

  test("what cannot be is refused by name and changes nothing", async () => {
    await using session = await open();
    expect(() => session.changeCosts(1, floats(Number.NaN))).toThrow('cost of column "second" is NaN');
    expect(() => session.changeCosts(1, floats(1, 2))).toThrow("columns 1 to 2");
    expect(() => session.changeColumnBounds(0, floats(2), floats(1))).toThrow(
      'bounds of column "first" are crossed: 2 below and 1',
    );
    expect(() => session.changeRowBounds(1, floats(Number.NaN), floats(1))).toThrow(
      'lower bound of row "spread" is NaN',
    );
    expect(() => session.changeCoefficients(integers(3), floats(infinity))).toThrow(
      'column "second" in row "spread" is Infinity',
    );
    expect(() => session.changeCoefficients(integers(0), floats(1e-12))).toThrow(
      'column "first" in row "need" is 1e-12',
    );
    expect(() => session.changeCoefficients(integers(4), floats(1))).toThrow("no coefficient at 4");
    expect(() => session.changeOffset(Number.NaN)).toThrow("constant of the objective is NaN");
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
  });

  test("a disposed session says so, and disposing twice does nothing", async () => {
    const session = await open();
    await session.dispose();
    await session.dispose();
    expect(() => session.changeCosts(0, floats(1))).toThrow("has been disposed");
    await expect(session.solve()).rejects.toThrow("has been disposed");
  });

  test("a session that is solving cannot be changed", async () => {
    await using session = await open();
    const solving = session.solve();
    expect(() => session.changeCosts(0, floats(1))).toThrow("is solving");
    await expect(session.solve()).rejects.toThrow("is solving");
    expect((await solving).status).toBe("optimal");
  });

  test.skipIf(!solver().capabilities.quadratic)("a Hessian comes, changes and goes", async () => {
    await using session = await open();
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
  });

  test.skipIf(solver().capabilities.quadratic)("a Hessian is refused", async () => {
    await using session = await open();
    expect(() =>
      session.changeHessian(
        lowerTriangleOf([
          [2, 0],
          [0, 2],
        ]),
      ),
    ).toThrow("quadratic objectives");
    expectFigures(await resolved(session), { objective: 8 });
  });
}
