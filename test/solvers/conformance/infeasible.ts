import { expect, test } from "vitest";
import { type Conflict, openProgram } from "../../../src/solving/index.ts";
import type { Solver } from "../../../src/solving/solver.ts";
import { type DenseProgram, programOf } from "../../program-of.ts";
import { expectIrreducible, floats, infinity, type MakeSolver, outcomeOf } from "./helpers.ts";

export function infeasible(solver: MakeSolver): void {
  const whole = test.skipIf(!solver().capabilities.integer);

  test("one row against the bounds of its columns, in a sentence", async () => {
    const dense = {
      costs: [1, 1, 0],
      upper: [40, 2, 7],
      rows: [
        [52, [1, 1, 0], infinity],
        [0, [0, 1, 1], 9],
      ] as const,
      colNames: ["sold[bus 24, 18]", "sold[bus 25, 18]", "other"],
      rowNames: ["pooling[A2, 18]", "balance"],
    };
    const conflict = await conflictOf(solver(), dense);
    expect(conflict.text).toBe(
      '"pooling[A2, 18]" and the bounds of "sold[bus 24, 18]" and "sold[bus 25, 18]" cannot hold together: ' +
        "the row needs 52 or more, the bounds allow 42.",
    );
    await expectIrreducible(solver(), programOf(dense), conflict);
  });

  test("one row against many bounds: the largest first with their numbers, those at 0 only counted", async () => {
    const idle = Array.from({ length: 40 }, (_, k) => `charge[p${k + 1}, 20]`);
    const giving = ["discharge[p1, 20]", "discharge[p2, 20]", "imported[20]"];
    const dense = {
      costs: new Array<number>(43).fill(1),
      upper: [...idle.map(() => 9), 1.4, 2, 34],
      rows: [[66.98, [...idle.map(() => -1), 2, 1, 1], infinity]] as const,
      colNames: [...idle, ...giving],
      rowNames: ["balance[20]"],
    };
    expect((await conflictOf(solver(), dense)).text).toBe(
      '"balance[20]" and the bounds of "imported[20]", "discharge[p1, 20]" and 41 more cannot hold together: ' +
        "the row needs 66.98 or more, the bounds allow 38.8: imported[20] <= 34 gives 34, " +
        "discharge[p1, 20] <= 1.4 gives 2.8, discharge[p2, 20] <= 2 gives 2, and 40 columns at 0 give nothing.",
    );
  });

  test("an upper side against lower bounds", async () => {
    const dense = {
      costs: [0],
      lower: [3],
      rows: [[-infinity, [2], 5]],
      colNames: ["load"],
      rowNames: ["cable"],
    } as const;
    expect((await conflictOf(solver(), dense)).text).toBe(
      '"cable" and the bounds of "load" cannot hold together: the row needs 5 or less, the bounds allow 6.',
    );
  });

  test("a row without terms", async () => {
    const conflict = await conflictOf(solver(), { costs: [1], rows: [[1, [0], infinity]], rowNames: ["promise"] });
    expect(conflict.text).toBe('"promise" cannot hold: it needs 1 or more, and it has no terms.');
  });

  test("no columns", async () => {
    const conflict = await conflictOf(solver(), { costs: [], rows: [[-infinity, [], -2]], rowNames: ["promise"] });
    expect(conflict.text).toContain('"promise" cannot hold: it needs -2 or less');
  });

  test("several rows, each written out, and none that is not needed", async () => {
    const free = [-infinity, -infinity, -infinity];
    const rows = [
      [4, [1, 1, 0], infinity],
      [-infinity, [1, 0, 0], 1],
      [-infinity, [0, 1, 0], 2.5],
      [0, [1, -1, 0], 0],
      [-10, [1, 1, 1], 10],
    ] as const;
    const dense = { costs: [1, 1, 1], lower: free, rows, rowNames: ["need", "first", "second", "equal", "idle"] };
    const conflict = await conflictOf(solver(), dense);
    expect(conflict.columns).toEqual([]);
    expect(conflict.rows).not.toContain("idle");
    expect(conflict.inequalities).toContain('"need": x1 + x2 >= 4');
    await expectIrreducible(solver(), programOf(dense), conflict);
  });

  test("an improving direction does not hide that there is no feasible point", async () => {
    const rows = [
      [-infinity, [1, -1, 0], 1],
      [2, [0, 0, 1], infinity],
    ] as const;
    const outcome = await outcomeOf(solver(), { costs: [-1, -1, 0], upper: [infinity, infinity, 1], rows });
    expect(outcome.status).toBe("infeasible");
  });

  test("a chain of twenty balances against one load is named in full", async () => {
    const conflict = await conflictOf(solver(), chain);
    expect(conflict.rows).toHaveLength(21);
    expect(conflict.columns).toEqual(["x1"]);
    await expectIrreducible(solver(), programOf(chain), conflict);
  });

  test("an outcome can be explained after its session is closed, but not after the program changed", async () => {
    const session = await openProgram(solver(), programOf({ costs: [1], upper: [1], rows: [[2, [1], infinity]] }));
    const outcome = await session.solve();
    const stale = await session.solve();
    if (outcome.status !== "infeasible" || stale.status !== "infeasible") throw new Error("expected infeasible");
    expect(await outcome.explain()).toHaveLength(1);
    session.changeRowBounds(0, floats(1), floats(3));
    await expect(stale.explain()).rejects.toThrow("has been changed since");
    expect((await session.solve()).status).toBe("optimal");
    session.changeRowBounds(0, floats(3), floats(3));
    const last = await session.solve();
    await session.dispose();
    if (last.status !== "infeasible") throw new Error("expected infeasible");
    expect((await last.explain())[0]!.text).toContain("needs 3 or more, the bounds allow 1");
  });

  whole("what only whole numbers make impossible", async () => {
    const rows = [
      [0, [1, 1, 1], 9],
      [1, [2, 2, 0], 1],
    ] as const;
    const dense = { costs: [1, 1, 1], upper: [5, 5, 5], kinds: [1, 1, 0], rows, rowNames: ["idle", "parity"] };
    const conflict = await conflictOf(solver(), dense);
    expect(conflict.text).toBe('"parity": 2 x1 + 2 x2 = 1 cannot hold with "x1" and "x2" whole.');
    expect(conflict.irreducible).toBe(true);
  });

  whole("an integer column without a whole number between its bounds", async () => {
    const conflict = await conflictOf(solver(), { costs: [1, 1], lower: [0, 0.2], upper: [1, 0.8], kinds: [0, 1] });
    expect(conflict.inequalities).toEqual(["x2 >= 0.2", "x2 <= 0.8"]);
    expect(conflict.text).toContain('"x2" whole');
  });

  whole("an integer conflict of rows and bounds", async () => {
    const rows = [
      [1.5, [1, 1], infinity],
      [-infinity, [1, 0], 0.9],
      [0, [1, 3], 8],
    ] as const;
    const dense = { costs: [0, 0], upper: [9, 1], kinds: [1, 1], rows };
    const conflict = await conflictOf(solver(), dense);
    expect(conflict.rows).toEqual(["r1", "r2"]);
    expect(conflict.columns).toEqual(["x2"]);
    await expectIrreducible(solver(), programOf(dense), conflict);
  });
}

/** x1 <= 1 at the head of x1 = x2 = ... = x21, and x21 >= 2 at its end. */
const chain: DenseProgram = (() => {
  const size = 21;
  const unit = (col: number, sign: number) =>
    Array.from({ length: size }, (_, k) => (k === col ? 1 : k === col + 1 ? sign : 0));
  const links = Array.from({ length: size - 1 }, (_, col) => [0, unit(col, -1), 0] as const);
  return {
    costs: new Array<number>(size).fill(1),
    lower: new Array<number>(size).fill(-infinity),
    upper: [1, ...new Array<number>(size - 1).fill(infinity)],
    rows: [...links, [2, unit(size - 1, 0), infinity]],
  };
})();

async function conflictOf(solver: Solver, dense: DenseProgram): Promise<Conflict> {
  const outcome = await outcomeOf(solver, dense);
  if (outcome.status !== "infeasible") throw new Error(`expected infeasible, got ${outcome.status}`);
  const conflicts = await outcome.explain();
  expect(conflicts).toHaveLength(1);
  return conflicts[0]!;
}
