import { ColumnKind } from "../../src/program/index.ts";
import { expectAtLeast, expectAtMost, expectEqual, expectRejection } from "../assertions.ts";
import { infinity } from "./dense-program.ts";
import { expectFigures } from "./figures.ts";
import { expectStatus, optimumOf, outcomeOf } from "./solve.ts";
import { needing, type SolverCheck } from "./solver-check.ts";

const { integer: whole, semiContinuous, semiInteger } = ColumnKind;

const taken = needing({ integer: true });
const semi = needing({ semiContinuous: true });

export const integer: readonly SolverCheck[] = [
  needing({ integer: false })("integer columns are refused by name", async (solver) => {
    const dense = { costs: [1, 1], kinds: [0, whole], colNames: ["power", "on"] };
    await expectRejection(outcomeOf(solver, dense), /integer columns, and column "on" is one/);
  }),

  needing({ semiContinuous: false })("semi-continuous columns are refused by name", async (solver) => {
    const dense = { costs: [1], lower: [2], upper: [9], kinds: [semiContinuous], colNames: ["unit"] };
    await expectRejection(outcomeOf(solver, dense), /semi-continuous columns, and column "unit" is one/);
  }),

  taken("an integer optimum is not the rounded relaxation, and has no duals", async (solver) => {
    const rows = [
      [-infinity, [6, 4], 24],
      [-infinity, [1, 2], 6],
    ] as const;
    const optimum = await optimumOf(solver, { sense: "maximize", costs: [5, 4], kinds: [whole, whole], rows });
    expectFigures(optimum, { objective: 20, values: [4, 0] });
    expectEqual("row duals", optimum.rowDuals, null);
    expectEqual("reduced costs", optimum.reducedCosts, null);
    expectEqual("residual of complementarity", optimum.residuals.complementarity, null);
  }),

  taken("a knapsack of binary columns", async (solver) => {
    const dense = { costs: [10, 13, 7], upper: [1, 1, 1], kinds: [whole, whole, whole] };
    const optimum = await optimumOf(solver, { ...dense, sense: "maximize", rows: [[-infinity, [3, 4, 2], 6]] });
    expectFigures(optimum, { objective: 20, values: [0, 1, 1] });
  }),

  taken("integer and continuous columns together", async (solver) => {
    const dense = {
      costs: [3, 1],
      kinds: [whole, 0],
      upper: [infinity, 0.5],
      rows: [[2.25, [1, 1], infinity]],
    } as const;
    expectFigures(await optimumOf(solver, dense), { objective: 6.25, values: [2, 0.25] });
  }),

  taken("integer columns between bounds that are not whole", async (solver) => {
    const dense = {
      sense: "maximize",
      costs: [1, -1],
      lower: [-1, 0.5],
      upper: [2.7, 9],
      kinds: [whole, whole],
    } as const;
    expectFigures(await optimumOf(solver, dense), { objective: 1, values: [2, 1] });
  }),

  taken("an integer program is infeasible though its relaxation is not", async (solver) => {
    const dense = { costs: [1, 1], upper: [5, 5], kinds: [whole, whole], rows: [[1, [2, 2], 1]] } as const;
    expectStatus(await outcomeOf(solver, dense), "infeasible");
  }),

  taken(
    "an integer program with an unbounded relaxation is unbounded, or infeasible if no point is whole",
    async (solver) => {
      const rows = [[-infinity, [1, -1, 0], 1]] as const;
      const dense = { costs: [-1, -1, 0], kinds: [whole, 0, whole], upper: [infinity, infinity, 1] };
      expectStatus(await outcomeOf(solver, { ...dense, rows }), "unbounded");
      const halved = { ...dense, rows: [...rows, [1, [0, 0, 2], 1]] as const };
      expectStatus(await outcomeOf(solver, halved), "infeasible");
    },
  ),

  taken("a program stopped at a gap is optimal to that gap, and says how far it may be off", async (solver) => {
    // Different weights: the last per cent of such a knapsack takes far longer than the first 90.
    const weights = Array.from({ length: 20 }, (_, k) => 100 + ((k * 37) % 61));
    const worth = weights.map((weight, k) => weight + ((k * 7) % 13));
    const half = Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 2);
    const dense = { costs: worth, upper: weights.map(() => 1), kinds: weights.map(() => whole) };
    const knapsack = { ...dense, sense: "maximize", rows: [[-infinity, weights, half]] } as const;
    const exact = await optimumOf(solver, knapsack);
    const near = await optimumOf(solver, knapsack, { gap: 0.1 });
    expectAtLeast("objective at a gap of 0.1", near.objective, 0.9 * exact.objective);
    expectAtMost("gap where 0.1 was asked for", near.gap ?? 0, 0.1);
    expectAtMost("gap where none was asked for", exact.gap ?? 0, 1e-6);
  }),

  semi("a semi-continuous column is 0 or in its range", async (solver) => {
    const dense = { costs: [1], lower: [2], upper: [10], kinds: [semiContinuous] };
    expectFigures(await optimumOf(solver, { ...dense, rows: [[0.5, [1], infinity]] }), { objective: 2, values: [2] });
    expectFigures(await optimumOf(solver, dense), { objective: 0, values: [0] });
    expectFigures(await optimumOf(solver, { ...dense, sense: "maximize" }), { objective: 10, values: [10] });
  }),

  semi("a semi-integer column is 0 or a whole number in its range", async (solver) => {
    const dense = { costs: [1], lower: [2], upper: [10], kinds: [semiInteger], rows: [[2.5, [1], infinity]] } as const;
    expectFigures(await optimumOf(solver, dense), { objective: 3, values: [3] });
  }),

  needing({ mipStart: true })("a start solution is taken, and one of the wrong length refused", async (solver) => {
    const dense = { sense: "maximize", costs: [5, 4], kinds: [whole, whole], rows: [[-infinity, [6, 4], 24]] } as const;
    const optimum = await optimumOf(solver, dense, { mipStart: Float64Array.of(0, 6) });
    expectFigures(optimum, { objective: 24, values: [0, 6] });
    await expectRejection(outcomeOf(solver, dense, { mipStart: Float64Array.of(0) }), "each of the 2 columns");
    const linear = { costs: [1], lower: [1] };
    await expectRejection(outcomeOf(solver, linear, { mipStart: Float64Array.of(1) }), "no column is integer");
  }),
];
