import { ColumnKind, nameOf } from "../../src/program/index.ts";
import { openProgram, type ProgramSession, type Solver } from "../../src/solving/index.ts";
import { expectEqual, expectFields, expectThrow } from "../assertions.ts";
import { floats, infinity, integers, lowerTriangleOf, programOf, sparseOf } from "./dense-program.ts";
import { expectFigures } from "./figures.ts";
import { resolved } from "./solve.ts";
import { check, needing, type SolverCheck } from "./solver-check.ts";

/** min 3 x1 + 2 x2,  x1 + x2 >= 4,  x1 - x2 <= 2,  x >= 0: optimum 8 at (0, 4). */
const example = programOf({
  costs: [3, 2],
  rows: [
    [4, [1, 1], infinity],
    [-infinity, [1, -1], 2],
  ],
});

const row = (coefficients: readonly number[], lower: number, upper: number) => ({
  matrix: sparseOf([coefficients]),
  lower: floats(lower),
  upper: floats(upper),
});

const column = (
  coefficients: readonly number[],
  cost: number,
  upper = infinity,
  kind: number = ColumnKind.continuous,
) => ({
  matrix: sparseOf([coefficients]),
  cost: floats(cost),
  lower: floats(0),
  upper: floats(upper),
  kind: Uint8Array.of(kind),
});

const open = (solver: Solver): Promise<ProgramSession> => openProgram(solver, example);

export const blocks: readonly SolverCheck[] = [
  check("an added row binds and has a dual, a dropped one does neither", async (solver) => {
    await using session = await open(solver);
    expectFigures(await resolved(session), { objective: 8 });
    const cut = session.addRows({ name: "cut", ...row([0, 1], -infinity, 3) });
    expectFields("the added block", cut, { kind: "rows", name: "cut", first: 2, count: 1, dropped: false });
    expectFigures(await resolved(session), { objective: 9, values: [1, 3], duals: [3, 0, -1], reducedCosts: [0, 0] });
    session.drop(cut);
    expectEqual("whether the block is dropped", cut.dropped, true);
    expectFigures(await resolved(session), { objective: 8, values: [0, 4], duals: [2, 0] });
  }),

  check("an added column enters the rows and has a reduced cost, a dropped one is gone", async (solver) => {
    await using session = await open(solver);
    await resolved(session);
    const cheap = session.addColumns({ name: "cheap", ...column([1, 0], 1, 3) });
    expectFigures(await resolved(session), {
      objective: 5,
      values: [0, 1, 3],
      duals: [2, 0],
      reducedCosts: [1, 0, -1],
    });
    const dear = session.addColumns({ name: "dear", ...column([1, 0], 9) });
    expectFigures(await resolved(session), { objective: 5, values: [0, 1, 3, 0], reducedCosts: [1, 0, -1, 7] });
    session.drop(cheap);
    expectEqual("first column of the later block", dear.first, 2);
    expectFigures(await resolved(session), { objective: 8, values: [0, 4, 0], reducedCosts: [1, 0, 7] });
  }),

  check("blocks keep their place when others are dropped, and rows may use added columns", async (solver) => {
    await using session = await open(solver);
    const extra = session.addColumns({
      name: "extra",
      axes: [{ set: "hour", size: 2, labels: ["18", "19"] }],
      matrix: sparseOf([
        [1, 0],
        [0, 0],
      ]),
      cost: floats(1, 3),
      lower: floats(0, 0),
      upper: floats(infinity, infinity),
      kind: new Uint8Array(2),
    });
    const first = session.addRows({ name: "first", ...row([0, 0, 1, 0], -infinity, 3) });
    const second = session.addRows({ name: "second", ...row([0, 0, 1, -1], -infinity, 1) });
    expectEqual("name of the second added column", nameOf(session.program.colNames, extra.first + 1), "extra[19]");
    expectEqual("name of the second added row", nameOf(session.program.rowNames, second.first), "second");
    expectFigures(await resolved(session), { objective: 7, values: [0, 3, 1, 0], duals: [2, 0, 0, -1] });
    session.drop(first);
    expectFields("the second block", second, { first: 2, dropped: false });
    expectEqual("name of row 2", nameOf(session.program.rowNames, 2), "second");
    expectFigures(await resolved(session), { objective: 7, values: [0, 3, 1, 0], duals: [2, 0, -1] });
    session.drop(extra);
    expectFigures(await resolved(session), { objective: 8, values: [0, 4], duals: [2, 0, 0] });
  }),

  check("positions of coefficients stay those of the opened program", async (solver) => {
    await using session = await open(solver);
    const extra = session.addColumns({ name: "extra", ...column([1, 1], 10) });
    session.changeCoefficients(integers(3), floats(-2));
    session.changeCoefficients(integers(0), floats(4));
    expectFigures(await resolved(session), { objective: 3, values: [1, 0, 0], duals: [0.75, 0] });
    session.drop(extra);
    session.changeCoefficients(integers(0), floats(1));
    expectFigures(await resolved(session), { objective: 8, values: [0, 4] });
    expectEqual("coefficients of the program", [...session.program.values], [1, 1, 1, -2]);
  }),

  check("costs, bounds and ranges of added members can be changed", async (solver) => {
    await using session = await open(solver);
    const extra = session.addColumns({ name: "extra", ...column([1, 0], 10) });
    const cap = session.addRows({ name: "cap", ...row([0, 1, 0], -infinity, 3) });
    session.changeCosts(extra.first, floats(1));
    session.changeColumnBounds(extra.first, floats(0), floats(2));
    session.changeRowBounds(cap.first, floats(-infinity), floats(1));
    expectFigures(await resolved(session), {
      objective: 7,
      values: [1, 1, 2],
      duals: [3, 0, -1],
      reducedCosts: [0, 0, -2],
    });
  }),

  check("columns and rows can be added to an empty program", async (solver) => {
    await using session = await openProgram(solver, programOf({ costs: [] }));
    expectFigures(await resolved(session), { objective: 0, values: [] });
    session.addColumns({
      name: "only",
      matrix: sparseOf([[]]),
      cost: floats(2),
      lower: floats(1),
      upper: floats(9),
      kind: new Uint8Array(1),
    });
    expectFigures(await resolved(session), { objective: 2, values: [1] });
    session.addRows({ name: "floor", ...row([1], 3, infinity) });
    expectFigures(await resolved(session), { objective: 6, values: [3], duals: [2] });
  }),

  check("column generation: patterns enter a cutting stock problem until it costs 7/3 rolls", async (solver) => {
    // Rolls of 9 m; 4 pieces of 4 m and 1 of 3 m. Patterns (1 of 4), (1 of 3), then (2 of 4), then (3 of 3).
    await using session = await openProgram(
      solver,
      programOf({
        costs: [1, 1],
        rows: [
          [4, [1, 0], infinity],
          [1, [0, 1], infinity],
        ],
      }),
    );
    expectFigures(await resolved(session), { objective: 5, duals: [1, 1] });
    session.addColumns({ name: "two of 4", ...column([2, 0], 1) });
    expectFigures(await resolved(session), { objective: 3, duals: [0.5, 1] });
    session.addColumns({ name: "three of 3", ...column([0, 3], 1) });
    expectFigures(await resolved(session), { objective: 7 / 3, values: [0, 0, 2, 1 / 3], duals: [0.5, 1 / 3] });
  }),

  check("names that are taken, missing or of the wrong number are refused", async (solver) => {
    await using session = await open(solver);
    session.addRows({ name: "cut", ...row([0, 1], -infinity, 3) });
    expectThrow(() => session.addRows({ name: "cut", ...row([1, 0], 0, 1) }), 'there is a "cut" already');
    expectThrow(() => session.addRows({ name: "r1", ...row([1, 0], 0, 1) }), 'there is a "r1" already');
    expectThrow(() => session.addColumns({ name: "x2", ...column([1, 0, 0], 1) }), 'there is a "x2" already');
    expectThrow(() => session.addRows({ name: "two", labels: ["a", "b"], ...row([1, 0], 0, 1) }), "1 members");
  }),

  check("entries that cannot be are refused by name", async (solver) => {
    await using session = await open(solver);
    expectThrow(
      () => session.addRows({ name: "nan", ...row([Number.NaN, 0], 0, 1) }),
      'column "x1" in row "nan" is NaN',
    );
    expectThrow(() => session.addRows({ name: "wide", ...row([1, 0, 5], 0, 1) }), "holds an entry at 2");
    expectThrow(() => session.addRows({ name: "crossed", ...row([1, 0], 2, 1) }), 'row "crossed" are crossed');
    const doubled = { starts: integers(0, 2), indices: integers(1, 1), values: floats(1, 1) };
    const bounds = { lower: floats(0), upper: floats(1) };
    expectThrow(() => session.addRows({ name: "doubled", matrix: doubled, ...bounds }), 'column "x2" stands twice');
    expectThrow(
      () => session.addColumns({ name: "free", ...column([1, 0], Number.NaN) }),
      'cost of column "free" is NaN',
    );
    expectFigures(await resolved(session), { objective: 8 });
  }),

  check("a block is dropped once, and only from its own session", async (solver) => {
    await using session = await open(solver);
    await using other = await open(solver);
    const cut = session.addRows({ name: "cut", ...row([0, 1], -infinity, 3) });
    expectThrow(() => other.drop(cut), "was not added to this session");
    session.drop(cut);
    expectThrow(() => session.drop(cut), "has been dropped already");
    session.addRows({ name: "cut", ...row([0, 1], -infinity, 2) });
    expectFigures(await resolved(session), { objective: 10, values: [2, 2] });
  }),

  needing({ integer: true })("an added integer column makes the program an integer one", async (solver) => {
    await using session = await open(solver);
    const whole = session.addColumns({ name: "batch", ...column([3, 0], 1, infinity, ColumnKind.integer) });
    const optimum = await resolved(session);
    expectFigures(optimum, { objective: 2, values: [0, 0, 2] });
    expectEqual("row duals", optimum.rowDuals, null);
    session.drop(whole);
    expectFigures(await resolved(session), { objective: 8, values: [0, 4], duals: [2, 0] });
  }),

  needing({ integer: false })("an added integer column is refused", async (solver) => {
    await using session = await open(solver);
    const batch = { name: "batch", ...column([3, 0], 1, infinity, ColumnKind.integer) };
    expectThrow(() => session.addColumns(batch), 'column "batch" is one');
  }),

  needing({ quadratic: true })("a Hessian stays with its columns when others come and go", async (solver) => {
    const quadratic = {
      ...example,
      hessian: lowerTriangleOf([
        [0, 0],
        [0, 2],
      ]),
    };
    await using session = await openProgram(solver, quadratic);
    expectFigures(await resolved(session), { objective: 12, values: [3, 1], duals: [3.5, -0.5] });
    const extra = session.addColumns({ name: "extra", ...column([1, 0], 2.5, 1) });
    expectFigures(await resolved(session), { objective: 11.25, values: [2.5, 0.5, 1] });
    session.changeHessian(
      lowerTriangleOf([
        [0, 0, 0],
        [0, 2, 0],
        [0, 0, 2],
      ]),
    );
    expectFigures(await resolved(session), { objective: 11.8, values: [2.8, 0.8, 0.4] });
    session.drop(extra);
    expectFigures(await resolved(session), { objective: 12 });
    expectEqual("starts of the Hessian", session.program.hessian!.starts.length, 3);
  }),
];
