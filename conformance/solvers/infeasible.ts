import { openProgram } from "../../src/solving/index.ts";
import { expectContains, expectEqual, expectLacks, expectRejection } from "../assertions.ts";
import { conflictOf, expectIrreducible } from "./conflicts.ts";
import { type DenseProgram, floats, infinity, programOf } from "./dense-program.ts";
import { expectStatus, outcomeOf } from "./solve.ts";
import { check, needing, type SolverCheck } from "./solver-check.ts";

const whole = needing({ integer: true });

export const infeasible: readonly SolverCheck[] = [
  check("one row against the bounds of its columns, in a sentence", async (solver) => {
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
    const conflict = await conflictOf(solver, dense);
    expectEqual(
      "text of the conflict",
      conflict.text,
      '"pooling[A2, 18]" and the bounds of "sold[bus 24, 18]" and "sold[bus 25, 18]" cannot hold together: ' +
        "the row needs 52 or more, the bounds allow 42.",
    );
    await expectIrreducible(solver, programOf(dense), conflict);
  }),

  check(
    "one row against many bounds: the largest first with their numbers, those at 0 only counted",
    async (solver) => {
      const idle = Array.from({ length: 40 }, (_, k) => `charge[p${k + 1}, 20]`);
      const giving = ["discharge[p1, 20]", "discharge[p2, 20]", "imported[20]"];
      const dense = {
        costs: new Array<number>(43).fill(1),
        upper: [...idle.map(() => 9), 1.4, 2, 34],
        rows: [[66.98, [...idle.map(() => -1), 2, 1, 1], infinity]] as const,
        colNames: [...idle, ...giving],
        rowNames: ["balance[20]"],
      };
      expectEqual(
        "text of the conflict",
        (await conflictOf(solver, dense)).text,
        '"balance[20]" and the bounds of "imported[20]", "discharge[p1, 20]" and 41 more cannot hold together: ' +
          "the row needs 66.98 or more, the bounds allow 38.8: imported[20] <= 34 gives 34, " +
          "discharge[p1, 20] <= 1.4 gives 2.8, discharge[p2, 20] <= 2 gives 2, and 40 columns at 0 give nothing.",
      );
    },
  ),

  check("an upper side against lower bounds", async (solver) => {
    const dense = {
      costs: [0],
      lower: [3],
      rows: [[-infinity, [2], 5]],
      colNames: ["load"],
      rowNames: ["cable"],
    } as const;
    expectEqual(
      "text of the conflict",
      (await conflictOf(solver, dense)).text,
      '"cable" and the bounds of "load" cannot hold together: the row needs 5 or less, the bounds allow 6.',
    );
  }),

  check("a row without terms", async (solver) => {
    const conflict = await conflictOf(solver, { costs: [1], rows: [[1, [0], infinity]], rowNames: ["promise"] });
    expectEqual(
      "text of the conflict",
      conflict.text,
      '"promise" cannot hold: it needs 1 or more, and it has no terms.',
    );
  }),

  check("no columns", async (solver) => {
    const conflict = await conflictOf(solver, { costs: [], rows: [[-infinity, [], -2]], rowNames: ["promise"] });
    expectContains("text of the conflict", conflict.text, '"promise" cannot hold: it needs -2 or less');
  }),

  check("several rows, each written out, and none that is not needed", async (solver) => {
    const free = [-infinity, -infinity, -infinity];
    const rows = [
      [4, [1, 1, 0], infinity],
      [-infinity, [1, 0, 0], 1],
      [-infinity, [0, 1, 0], 2.5],
      [0, [1, -1, 0], 0],
      [-10, [1, 1, 1], 10],
    ] as const;
    const dense = { costs: [1, 1, 1], lower: free, rows, rowNames: ["need", "first", "second", "equal", "idle"] };
    const conflict = await conflictOf(solver, dense);
    expectEqual("columns of the conflict", conflict.columns, []);
    expectLacks("rows of the conflict", conflict.rows, "idle");
    expectContains("inequalities of the conflict", conflict.inequalities, '"need": x1 + x2 >= 4');
    await expectIrreducible(solver, programOf(dense), conflict);
  }),

  check("an improving direction does not hide that there is no feasible point", async (solver) => {
    const rows = [
      [-infinity, [1, -1, 0], 1],
      [2, [0, 0, 1], infinity],
    ] as const;
    const outcome = await outcomeOf(solver, { costs: [-1, -1, 0], upper: [infinity, infinity, 1], rows });
    expectStatus(outcome, "infeasible");
  }),

  check("a chain of twenty balances against one load is named in full", async (solver) => {
    const conflict = await conflictOf(solver, chain);
    expectEqual("number of rows in the conflict", conflict.rows.length, 21);
    expectEqual("columns of the conflict", conflict.columns, ["x1"]);
    await expectIrreducible(solver, programOf(chain), conflict);
  }),

  check(
    "an outcome can be explained after its session is closed, but not after the program changed",
    async (solver) => {
      const session = await openProgram(solver, programOf({ costs: [1], upper: [1], rows: [[2, [1], infinity]] }));
      const outcome = await session.solve();
      const stale = await session.solve();
      if (outcome.status !== "infeasible" || stale.status !== "infeasible") throw new Error("expected infeasible");
      expectEqual("number of conflicts", (await outcome.explain()).length, 1);
      session.changeRowBounds(0, floats(1), floats(3));
      await expectRejection(stale.explain(), "has been changed since");
      expectStatus(await session.solve(), "optimal");
      session.changeRowBounds(0, floats(3), floats(3));
      const last = await session.solve();
      await session.dispose();
      if (last.status !== "infeasible") throw new Error("expected infeasible");
      expectContains("text of the conflict", (await last.explain())[0]!.text, "needs 3 or more, the bounds allow 1");
    },
  ),

  whole("what only whole numbers make impossible", async (solver) => {
    const rows = [
      [0, [1, 1, 1], 9],
      [1, [2, 2, 0], 1],
    ] as const;
    const dense = { costs: [1, 1, 1], upper: [5, 5, 5], kinds: [1, 1, 0], rows, rowNames: ["idle", "parity"] };
    const conflict = await conflictOf(solver, dense);
    expectEqual(
      "text of the conflict",
      conflict.text,
      '"parity": 2 x1 + 2 x2 = 1 cannot hold with "x1" and "x2" whole.',
    );
    expectEqual("whether the conflict is irreducible", conflict.irreducible, true);
  }),

  whole("an integer column without a whole number between its bounds", async (solver) => {
    const conflict = await conflictOf(solver, { costs: [1, 1], lower: [0, 0.2], upper: [1, 0.8], kinds: [0, 1] });
    expectEqual("inequalities of the conflict", conflict.inequalities, ["x2 >= 0.2", "x2 <= 0.8"]);
    expectContains("text of the conflict", conflict.text, '"x2" whole');
  }),

  whole("an integer conflict of rows and bounds", async (solver) => {
    const rows = [
      [1.5, [1, 1], infinity],
      [-infinity, [1, 0], 0.9],
      [0, [1, 3], 8],
    ] as const;
    const dense = { costs: [0, 0], upper: [9, 1], kinds: [1, 1], rows };
    const conflict = await conflictOf(solver, dense);
    expectEqual("rows of the conflict", conflict.rows, ["r1", "r2"]);
    expectEqual("columns of the conflict", conflict.columns, ["x2"]);
    await expectIrreducible(solver, programOf(dense), conflict);
  }),
];

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
