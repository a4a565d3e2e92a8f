/** Limits that give way by amounts: rows, bounds and cones, by hand and against the least violation. */
import { expect, test } from "vitest";
import { clarabel } from "../../solvers/clarabel.ts";
import { highs } from "../../solvers/highs.ts";
import { model, set } from "../../src/language/index.ts";
import { type Loosened, type Loosening, loosened } from "../../src/reformulation/index.ts";
import { type OptimalOutcome, openProgram, type Solver } from "../../src/solving/index.ts";

/** Minimises the sum of the amounts that may be more than 0. */
async function least({ program, firstAmount }: Loosened, open: readonly number[], solver: Solver = highs()) {
  await using session = await openProgram(solver, program);
  const size = program.numCols - firstAmount;
  const of = (value: number) => Float64Array.from({ length: size }, (_, k) => (open.includes(k) ? value : 0));
  const upper = of(Number.POSITIVE_INFINITY).map((own) => (Number.isNaN(own) ? 0 : own));
  session.change({
    costs: [{ first: firstAmount, costs: of(1) }],
    columnBounds: [{ first: firstAmount, lower: new Float64Array(size), upper }],
  });
  return await session.solve();
}

function optimal(outcome: { readonly status: string }): OptimalOutcome {
  if (outcome.status !== "optimal") throw new Error(outcome.status);
  return outcome as OptimalOutcome;
}

/** x at most 3 by a bound, at least 10 by a row, and x + y = 12 with y at least 5. */
function conflict() {
  const m = model("conflict");
  const x = m.variable("x", [], { upper: 3 });
  const y = m.variable("y", [], { lower: 5 });
  m.constraint("much", [], () => x().ge(10));
  m.constraint("sum", [], () => x().plus(y()).eq(12));
  return m.compile();
}
const bound: Loosening = { inequality: { of: "column", index: 0, at: "upper" }, size: 1, amount: 0 };
const row: Loosening = { inequality: { of: "row", index: 0, at: "lower" }, size: 2, amount: 1 };
const other: Loosening = { inequality: { of: "column", index: 1, at: "lower" }, size: 1, amount: 2 };

test("nothing gives way as long as no amount may be more than 0", async () => {
  expect((await least(loosened(conflict(), 3, [bound, row, other]), [])).status).toBe("infeasible");
});

test("a row gives way by its size for each unit of its amount, a bound in a row of its own", async () => {
  const soft = loosened(conflict(), 3, [bound, row, other]);
  expect((await least(soft, [0])).status).toBe("infeasible");
  // x = 7 at the most beside y: 3 less than the row wants, and 4 more than the bound.
  const both = optimal(await least(soft, [0, 1]));
  expect(both.objective).toBeCloseTo(3.5, 9);
  const all = optimal(await least(soft, [0, 2]));
  expect(all.objective).toBeCloseTo(7 + 3, 9);
  expect(soft.back(all).values[0]).toBeCloseTo(10, 9);
});

test("multipliers say whose doing an amount is: those of its own inequalities add up to 1", async () => {
  const soft = loosened(conflict(), 3, [bound, row, other]);
  const [ofBound, ofRow, ofOther] = soft.pressures(optimal(await least(soft, [1])))!;
  // The row gives way by 2 for each unit, so that one more of the bound would save half a unit.
  expect([ofBound, ofRow, ofOther]).toEqual([expect.closeTo(0.5, 9), expect.closeTo(1, 9), expect.closeTo(0, 9)]);
});

test("one side of a row of two gives way, and the other stays", async () => {
  const m = model("range");
  const x = m.variable("x", [], { upper: 20 });
  m.constraint("range", [], () => x().between(4, 8));
  m.constraint("more", [], () => x().ge(11));
  const soft = loosened(m.compile(), 1, [{ inequality: { of: "row", index: 0, at: "upper" }, size: 3, amount: 0 }]);
  expect(optimal(await least(soft, [0])).objective).toBeCloseTo(1, 9);
  expect(soft.origin({ of: "row", index: 2, at: "upper" })).toEqual({ of: "row", index: 0, at: "upper" });
});

test("a cone is raised at its bound, a rotated one at its second factor", async () => {
  const k = set("k", 1);
  const m = model("cones");
  const x = m.variable("x", [], { lower: 3, upper: 3 });
  const y = m.variable("y", [], { lower: 4, upper: 4 });
  m.cone("norm", [k], () => ({ norm: [x(), y()], bound: 2 }));
  m.rotatedCone("rotated", [k], () => ({ norm: [x(), y()], product: [y(), 5] }));
  const soft = loosened(m.compile(), 2, [
    { inequality: { of: "cone", index: 0, at: "lower" }, size: 2, amount: 0 },
    { inequality: { of: "cone", index: 1, at: "lower" }, size: 1, amount: 1 },
  ]);
  // || (3, 4) || = 5 <= 2 + 2 a;  25 <= 4 (5 + a).
  const found = optimal(await least(soft, [0, 1], clarabel()));
  expect(found.values[soft.firstAmount]).toBeCloseTo(1.5, 6);
  expect(found.values[soft.firstAmount + 1]).toBeCloseTo(1.25, 6);
});
