import { expectRejection } from "../assertions.ts";
import { infinity } from "./dense-program.ts";
import { expectFigures } from "./figures.ts";
import { expectStatus, optimumOf, outcomeOf } from "./solve.ts";
import { needing, type SolverCheck } from "./solver-check.ts";

/** Nocedal and Wright, Numerical Optimization, example 16.4: (x1 - 1)^2 + (x2 - 2.5)^2, optimum 0.8 at (1.4, 1.7). */
const nocedal = {
  offset: 7.25,
  costs: [-2, -5],
  hessian: [
    [2, 0],
    [0, 2],
  ],
  rows: [
    [-2, [1, -2], infinity],
    [-6, [-1, -2], infinity],
    [-2, [-1, 2], infinity],
  ],
} as const;

const taken = needing({ quadratic: true });

export const quadratic: readonly SolverCheck[] = [
  needing({ quadratic: false })(
    "a quadratic objective is refused by name, with a solver that takes it",
    async (solver) => {
      const dense = {
        costs: [0, 0],
        hessian: [
          [0, 0],
          [0, 2],
        ],
        colNames: ["a", "b"],
      };
      await expectRejection(outcomeOf(solver, dense), /quadratic objectives, and column "b" .* HiGHS/);
    },
  ),

  taken("a textbook minimum with its duals", async (solver) => {
    const optimum = await optimumOf(solver, nocedal);
    expectFigures(optimum, { objective: 0.8, values: [1.4, 1.7], duals: [0.8, 0, 0], reducedCosts: [0, 0] });
  }),

  taken("the same as a maximum, with duals of the other sign", async (solver) => {
    const negative = {
      offset: -7.25,
      costs: [2, 5],
      hessian: [
        [-2, 0],
        [0, -2],
      ],
    };
    const optimum = await optimumOf(solver, { ...nocedal, ...negative, sense: "maximize" });
    expectFigures(optimum, { objective: -0.8, values: [1.4, 1.7], duals: [-0.8, 0, 0], reducedCosts: [0, 0] });
  }),

  taken("products of columns", async (solver) => {
    const dense = {
      costs: [-3, 0],
      lower: [-infinity, -infinity],
      hessian: [
        [2, 1],
        [1, 2],
      ],
    };
    expectFigures(await optimumOf(solver, dense), { objective: -3, values: [2, -1], reducedCosts: [0, 0] });
  }),

  taken("products of columns in a program without rows and costs on some columns only", async (solver) => {
    const hessian = [
      [1, 2, 1],
      [2, 17, 0],
      [1, 0, 9],
    ];
    const dense = { costs: [1, 0, 9], lower: [-infinity, -infinity, -infinity], hessian };
    expectFigures(await optimumOf(solver, dense), { objective: -4.5, values: [0, 0, -1], duals: [] });
  }),

  taken("duals are exact where the Hessian is only semidefinite and the values are large", async (solver) => {
    const dense = {
      costs: [1, 1],
      hessian: [
        [2, -2],
        [-2, 2],
      ],
      rows: [[1000, [1, 1], infinity]],
    } as const;
    expectFigures(await optimumOf(solver, dense), { objective: 1000, values: [500, 500], duals: [1] });
    const partly = {
      costs: [0.1, 0],
      hessian: [
        [0.001, 0],
        [0, 0],
      ],
      rows: [[1000, [1, 1], 1000]],
    } as const;
    expectFigures(await optimumOf(solver, partly), {
      objective: 0,
      values: [0, 1000],
      duals: [0],
      reducedCosts: [0.1, 0],
    });
  }),

  taken("an empty Hessian is a linear program", async (solver) => {
    const dense = {
      costs: [1, 2],
      hessian: [
        [0, 0],
        [0, 0],
      ],
      rows: [[3, [1, 1], infinity]],
    } as const;
    expectFigures(await optimumOf(solver, dense), { objective: 3, values: [3, 0], duals: [1], reducedCosts: [0, 1] });
  }),

  taken("an infeasible quadratic program", async (solver) => {
    const dense = { costs: [0], upper: [1], hessian: [[2]], rows: [[2, [1], infinity]] } as const;
    expectStatus(await outcomeOf(solver, dense), "infeasible");
  }),

  ...(
    [
      ["free columns", [-infinity, -infinity], []],
      ["columns from 0 up", [0, 0], []],
      ["columns and a row that does not bound them", [0, 0], [[-infinity, [1, -1], 5]]],
    ] as const
  ).map(([kind, lower, rows]) =>
    taken(`(x - y)^2 - x - y is unbounded, not optimal far out: ${kind}`, async (solver) => {
      const dense = {
        costs: [-1, -1],
        lower,
        hessian: [
          [2, -2],
          [-2, 2],
        ],
        rows,
        colNames: ["east", "west"],
      };
      const outcome = await outcomeOf(solver, dense);
      expectStatus(outcome, "unbounded", '"east" and "west" rise');
    }),
  ),

  taken("an objective that bends the wrong way is refused by name", async (solver) => {
    const dense = { costs: [0], lower: [-1], upper: [1], hessian: [[-2]], colNames: ["bent"] };
    await expectRejection(outcomeOf(solver, dense), /not convex.*at column "bent"/);
    await expectRejection(outcomeOf(solver, { ...dense, sense: "maximize", hessian: [[2]] }), /not convex/);
  }),

  taken("a saddle that no diagonal shows is refused too, and a semidefinite Hessian is not", async (solver) => {
    const box = { lower: [-1, -1], upper: [1, 1] };
    const saddle = [
      [1, 2],
      [2, 1],
    ];
    await expectRejection(outcomeOf(solver, { costs: [0.1, 0.2], ...box, hessian: saddle }), /column "x2"/);
    const flat = [
      [1, 1],
      [1, 1],
    ];
    expectFigures(await optimumOf(solver, { costs: [1, 1], ...box, hessian: flat }), { objective: -0.5 });
  }),

  needing({ quadratic: true, integer: true, integerQuadratic: false })(
    "integer columns with a quadratic objective are refused by name",
    async (solver) => {
      const dense = {
        costs: [-1, 0],
        upper: [4, 4],
        kinds: [0, 1],
        hessian: [
          [1, 0],
          [0, 0],
        ],
        colNames: ["a", "n"],
      };
      await expectRejection(outcomeOf(solver, dense), /column "n" is not continuous, and column "a" stands squared/);
    },
  ),
];
