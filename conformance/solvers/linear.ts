import { expectAtMost, expectClose, expectEqual } from "../assertions.ts";
import { infinity } from "./dense-program.ts";
import { expectFigures } from "./figures.ts";
import { optimumOf } from "./solve.ts";
import { check, type SolverCheck } from "./solver-check.ts";

export const linear: readonly SolverCheck[] = [
  check("a minimum with its duals and reduced costs", async (solver) => {
    const rows = [
      [4, [1, 1], infinity],
      [-infinity, [1, -1], 2],
    ] as const;
    const optimum = await optimumOf(solver, { costs: [3, 2], rows });
    expectFigures(optimum, { objective: 8, values: [0, 4], duals: [2, 0], reducedCosts: [1, 0] });
  }),

  check(
    "a maximum with its duals and reduced costs, positive where the objective rises with the bound",
    async (solver) => {
      const rows = [
        [-infinity, [1, 1], 4],
        [-infinity, [1, 3], 6],
      ] as const;
      const optimum = await optimumOf(solver, { sense: "maximize", costs: [3, 2], rows });
      expectFigures(optimum, { objective: 12, values: [4, 0], duals: [3, 0], reducedCosts: [0, -1] });
    },
  ),

  ...(
    [
      ["minimize", -5, -15, -5],
      ["maximize", 5, 15, 5],
    ] as const
  ).map(([sense, cost, objective, reduced]) =>
    check(`the reduced cost at an upper bound is d objective / d bound (${sense})`, async (solver) => {
      const optimum = await optimumOf(solver, { sense, costs: [cost], upper: [3] });
      expectFigures(optimum, { objective, values: [3], reducedCosts: [reduced] });
    }),
  ),

  ...(
    [
      ["a lower side, minimised", "minimize", 1, [3, [1], infinity], 3, 1],
      ["an upper side, minimised", "minimize", -1, [-infinity, [1], 3], -3, -1],
      ["a lower side, maximised", "maximize", -1, [3, [1], infinity], -3, -1],
      ["an upper side, maximised", "maximize", 1, [-infinity, [1], 3], 3, 1],
    ] as const
  ).map(([side, sense, cost, row, objective, dual]) =>
    check(`the dual of ${side} is d objective / d right-hand side`, async (solver) => {
      const optimum = await optimumOf(solver, { sense, costs: [cost], lower: [-infinity], rows: [row] });
      expectFigures(optimum, { objective, values: [3], duals: [dual], reducedCosts: [0] });
    }),
  ),

  check("a range holds on both sides", async (solver) => {
    const rows = [[2, [1, 1], 5]] as const;
    expectFigures(await optimumOf(solver, { costs: [1, 2], rows }), { objective: 2, values: [2, 0], duals: [1] });
    const most = await optimumOf(solver, { sense: "maximize", costs: [1, 2], rows });
    expectFigures(most, { objective: 10, values: [0, 5], duals: [2], reducedCosts: [-1, 0] });
  }),

  check("an equality, against a column at its upper bound", async (solver) => {
    const optimum = await optimumOf(solver, { costs: [1, 2], upper: [1, infinity], rows: [[3, [1, 1], 3]] });
    expectFigures(optimum, { objective: 5, values: [1, 2], duals: [2], reducedCosts: [-1, 0] });
  }),

  check("a free column may be negative", async (solver) => {
    const dense = {
      costs: [1, 0],
      lower: [-infinity, 0],
      upper: [infinity, 5],
      rows: [[1, [1, 1], infinity]],
    } as const;
    const optimum = await optimumOf(solver, dense);
    expectFigures(optimum, { objective: -4, values: [-4, 5], duals: [1], reducedCosts: [0, -1] });
  }),

  check("a column bounded above only", async (solver) => {
    const dense = { sense: "maximize", costs: [2], lower: [-infinity], upper: [-3] } as const;
    expectFigures(await optimumOf(solver, dense), { objective: -6, values: [-3], reducedCosts: [2] });
  }),

  check("a fixed column keeps its value and has a reduced cost", async (solver) => {
    const dense = { costs: [1, 4], lower: [0, 2], upper: [infinity, 2], rows: [[5, [1, 1], infinity]] } as const;
    expectFigures(await optimumOf(solver, dense), {
      objective: 11,
      values: [3, 2],
      duals: [1],
      reducedCosts: [0, 3],
    });
  }),

  check("the objective's constant counts", async (solver) => {
    const optimum = await optimumOf(solver, { offset: 10, costs: [2], lower: [3] });
    expectFigures(optimum, { objective: 16, values: [3], reducedCosts: [2] });
  }),

  check("an objective of nothing is met by any feasible point", async (solver) => {
    const optimum = await optimumOf(solver, { costs: [0, 0], rows: [[4, [1, 1], 4]] });
    expectEqual("objective", optimum.objective, 0);
    expectClose("sum of the values", optimum.values[0]! + optimum.values[1]!, 4);
    expectFigures(optimum, { objective: 0, duals: [0], reducedCosts: [0, 0] });
  }),

  check("empty columns go to their better bound, empty rows have a dual of 0", async (solver) => {
    const rows = [
      [-1, [0, 0], 1],
      [3, [1, 0], infinity],
    ] as const;
    const optimum = await optimumOf(solver, { costs: [1, -2], lower: [0, -1], upper: [9, 2], rows });
    expectFigures(optimum, { objective: -1, values: [3, 2], duals: [0, 1], reducedCosts: [0, -2] });
  }),

  check("no rows at all", async (solver) => {
    const optimum = await optimumOf(solver, { costs: [1, -1], lower: [2, 0], upper: [infinity, 3] });
    expectFigures(optimum, { objective: -1, values: [2, 3], duals: [], reducedCosts: [1, -1] });
  }),

  check("no columns at all", async (solver) => {
    const optimum = await optimumOf(solver, { offset: 7, costs: [], rows: [[-1, [], 1]] });
    expectFigures(optimum, { objective: 7, values: [], duals: [0], reducedCosts: [] });
  }),

  check("a degenerate program still has duals that prove its optimum", async (solver) => {
    const rows = [
      [-infinity, [1, 1], 2],
      [-infinity, [1, 0], 2],
      [-infinity, [2, 1], 4],
    ] as const;
    const optimum = await optimumOf(solver, { sense: "maximize", costs: [1, 0], rows });
    const [first, second, third] = optimum.rowDuals!;
    expectFigures(optimum, { objective: 2, values: [2, 0] });
    expectClose("objective by the duals", 2 * first! + 2 * second! + 4 * third!, 2);
  }),

  check("badly scaled but honest programs pass the check", async (solver) => {
    const rows = [
      [1e6, [1e-3, 1], infinity],
      [-infinity, [1, 0], 4e8],
    ] as const;
    const optimum = await optimumOf(solver, { costs: [1e-4, 1], rows });
    expectFigures(optimum, { objective: 640_000, duals: [1, -9e-4] });
    // In units of their own size, where the twelfth digit is what doubles leave after a few operations.
    for (const [col, value] of [4e8, 6e5].entries())
      expectClose(`values[${col}] / ${value}`, optimum.values[col]! / value, 1, 12);
  }),

  check("an optimum carries its residuals, activities and slacks", async (solver) => {
    const rows = [
      [1, [1, 1], 6],
      [-infinity, [1, 0], infinity],
    ] as const;
    const optimum = await optimumOf(solver, { costs: [1, 1], lower: [2, 0], rows });
    for (const activity of optimum.rowActivity) expectClose("activity", activity, 2, 12);
    expectClose("slack of the range", optimum.slacks[0], 1, 12);
    expectEqual("slack of the row without bounds", optimum.slacks[1], infinity);
    for (const residual of ["primal", "bound", "stationarity", "dual", "complementarity"] as const) {
      expectAtMost(`residual "${residual}"`, optimum.residuals[residual], optimum.residuals.tolerances[residual]);
    }
  }),
];
