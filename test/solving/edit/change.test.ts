import fc from "fast-check";
import { expect, test } from "vitest";
import { floats, infinity } from "../../../conformance/solvers/dense-program.ts";
import { expectFigures } from "../../../conformance/solvers/figures.ts";
import { optimal, resolved } from "../../../conformance/solvers/solve.ts";
import { highs } from "../../../solvers/highs.ts";
import { ClearwattError } from "../../../src/errors.ts";
import type { SparseMatrix } from "../../../src/program/program.ts";
import { openProgram, type ProgramChange, type ProgramSession } from "../../../src/solving/index.ts";
import { lowerTriangleOf, programOf } from "../../program-of.ts";

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
const open = (): Promise<ProgramSession> => openProgram(highs(), example);

const square = (first: number, second: number): SparseMatrix =>
  lowerTriangleOf([
    [first, 0],
    [0, second],
  ]);

const good = {
  costs: [{ first: 0, costs: floats(1, 5) }],
  offset: 7,
  hessian: square(2, 2),
  columnBounds: [{ first: 1, lower: floats(1), upper: floats(3) }],
  rowBounds: [{ first: 0, lower: floats(5, -1), upper: floats(9, 1) }],
  coefficients: [
    { at: 0, values: floats(2, 1) },
    { at: 3, values: floats(-2) },
  ],
} satisfies ProgramChange;

const bad = {
  costs: [[{ first: 0, costs: floats(1, Number.NaN) }], [{ first: 0, costs: floats(1, 2, 3) }]],
  offset: [Number.NaN, infinity],
  hessian: [square(-1, 1), lowerTriangleOf([[1]]), square(Number.NaN, 1), square(1e-12, 1)],
  columnBounds: [
    [{ first: 0, lower: floats(2), upper: floats(1) }],
    [...good.columnBounds, { first: 2, lower: floats(0), upper: floats(1) }],
    [{ first: 0, lower: floats(0, 0), upper: floats(1) }],
  ],
  rowBounds: [
    [{ first: -1, lower: floats(0), upper: floats(1) }],
    [...good.rowBounds, { first: 1, lower: floats(Number.NaN), upper: floats(1) }],
  ],
  coefficients: [
    [{ at: 3, values: floats(1, 1) }],
    [{ at: 0.5, values: floats(1) }],
    [...good.coefficients, { at: 2, values: floats(1e-12) }],
    [{ at: 1, values: floats(1e15) }],
  ],
} satisfies { readonly [Part in keyof ProgramChange]-?: readonly ProgramChange[Part][] };

/** Some parts that could change, and one that cannot. */
const failing: fc.Arbitrary<ProgramChange> = fc
  .tuple(
    fc.subarray(Object.keys(good)),
    fc.constantFrom(...Object.entries(bad).flatMap(([part, values]) => values.map((value) => ({ [part]: value })))),
  )
  .map(([parts, wrong]) => ({
    ...Object.fromEntries(Object.entries(good).filter(([part]) => parts.includes(part))),
    ...wrong,
  }));

test("a change of which any part is refused changes nothing, neither here nor in the solver", async () => {
  await using session = await open();
  const before = structuredClone(session.program);
  const { values, objective } = await resolved(session);
  await fc.assert(
    fc.asyncProperty(failing, async (change) => {
      expect(() => session.change(change)).toThrow(ClearwattError);
      expect(session.program).toEqual(before);
      const after = await resolved(session);
      expect([after.objective, after.values]).toEqual([objective, values]);
    }),
    { numRuns: 60 },
  );
});

test("a change of everything is carried out, and equals a program that was opened that way", async () => {
  await using session = await open();
  await resolved(session);
  session.change(good);
  const program = programOf({
    costs: [1, 5],
    offset: 7,
    lower: [0, 1],
    upper: [infinity, 3],
    rows: [
      [5, [2, 1], 9],
      [-1, [1, -2], 1],
    ],
    hessian: [
      [2, 0],
      [0, 2],
    ],
    colNames: ["first", "second"],
    rowNames: ["need", "spread"],
  });
  expect(session.program).toEqual(program);
  await using other = await openProgram(highs(), program);
  expect((await resolved(session)).objective).toBeCloseTo((await resolved(other)).objective, 7);
});

test("a Hessian over the opened columns leaves columns that were added linear", async () => {
  await using session = await open();
  session.addColumns({
    name: "third",
    matrix: { starts: Int32Array.of(0, 1), indices: Int32Array.of(0), values: floats(1) },
    cost: floats(3),
    lower: floats(0),
    upper: floats(infinity),
    kind: Uint8Array.of(0),
  });
  session.change({ hessian: square(2, 2) });
  expect([...session.program.hessian!.starts]).toEqual([0, 1, 2, 2]);
  // 3 x1 + x1^2 + 2 x2 + x2^2 + 3 x3 with a sum of 4: marginal costs 3 + 2 x1 = 2 + 2 x2 = 3, so x = (0, 1/2, 7/2).
  expectFigures(await resolved(session), { objective: 0 + 1.25 + 10.5, values: [0, 0.5, 3.5] });
});

test("coefficients from a position on stay with their rows when columns were added", async () => {
  await using session = await open();
  session.addColumns({
    name: "third",
    matrix: { starts: Int32Array.of(0, 2), indices: Int32Array.of(0, 1), values: floats(8, 9) },
    cost: floats(3),
    lower: floats(0),
    upper: floats(infinity),
    kind: Uint8Array.of(0),
  });
  session.change({ coefficients: [{ at: 1, values: floats(5, 6, 7) }] });
  expect([...session.program.values]).toEqual([1, 5, 8, 6, 7, 9]);
});

test("a refused change leaves the explanation of an outcome at hand, a change takes it away", async () => {
  await using session = await open();
  session.change({ columnBounds: [{ first: 0, lower: floats(0, 0), upper: floats(1, 1) }] });
  const outcome = await session.solve();
  if (outcome.status !== "infeasible") throw new Error(outcome.status);
  expect(() => session.change({ offset: Number.NaN })).toThrow("constant of the objective is NaN");
  expect((await outcome.explain())[0]!.rows).toEqual(["need"]);
  const again = await session.solve();
  if (again.status !== "infeasible") throw new Error(again.status);
  session.change({ offset: 1 });
  await expect(again.explain()).rejects.toThrow("has been changed");
});

test("bounds that a semi-continuous column cannot have are refused", async () => {
  await using session = await openProgram(
    highs(),
    programOf({ costs: [1], kinds: [2], lower: [2], upper: [5], colNames: ["unit"] }),
  );
  const bounds = (lower: number, upper: number) => ({
    columnBounds: [{ first: 0, lower: floats(lower), upper: floats(upper) }],
  });
  expect(() => session.change(bounds(-1, 5))).toThrow(
    'column "unit" is semi-continuous and was to lie between -1 and 5',
  );
  expect(() => session.change(bounds(1, infinity))).toThrow("a finite upper bound");
  expect(optimal(await session.solve()).objective).toBe(0);
});

test("a session that is disposed or solving is not changed", async () => {
  const session = await open();
  const solving = session.solve();
  expect(() => session.change({ offset: 1 })).toThrow("is solving");
  await solving;
  await session.dispose();
  expect(() => session.change({ offset: 1 })).toThrow("has been disposed");
});
