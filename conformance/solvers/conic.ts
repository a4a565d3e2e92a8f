import { expectAbove, expectClose, expectRejection } from "../assertions.ts";
import { apparentPower, conicProgram, current, disc, feeder, free, turned, withoutRows } from "./cone-programs.ts";
import { floats, infinity, sparseOf } from "./dense-program.ts";
import { expectConic } from "./figures.ts";
import { optimumOf, outcomeOf } from "./solve.ts";
import { needing, type SolverCheck } from "./solver-check.ts";

const root2 = Math.SQRT2;
const negative = (numbers: readonly number[]): number[] => numbers.map((number) => -number);

const taken = needing({ secondOrderCone: true });

export const conic: readonly SolverCheck[] = [
  needing({ secondOrderCone: false })("cones are refused by name, with solvers that take them", async (solver) => {
    await expectRejection(
      outcomeOf(solver, apparentPower),
      /second-order cones, and "apparent power" is one.*Clarabel/,
    );
  }),

  ...(
    [
      ["ordinary", apparentPower, { objective: 5, values: [5, 3, 1], duals: [0.6, 0.8], cones: [1, -0.6, -0.8] }],
      ["rotated", current, { objective: 9, values: [9, 6, 4], duals: [3, -2.25], cones: [1, 2.25, -3] }],
    ] as const
  ).map(([kind, program, figures]) =>
    taken(`a minimum with its duals, and the same as a maximum with all signs turned (${kind})`, async (solver) => {
      expectConic(await optimumOf(solver, program), figures);
      const { objective, duals, cones, values } = figures;
      const maximum = { objective: -objective, values, duals: negative(duals), cones: negative(cones) };
      expectConic(await optimumOf(solver, turned(program)), maximum);
    }),
  ),

  taken("a bound that is a number, whose price is what the objective gains with it", async (solver) => {
    const unit = await optimumOf(solver, disc(1));
    expectConic(unit, {
      objective: root2,
      values: [1 / root2, 1 / root2],
      reducedCosts: [0, 0],
      cones: [-root2, 1, 1],
    });
    const larger = await optimumOf(solver, disc(1.5));
    expectClose("gain per unit of the radius", (larger.objective - unit.objective) / 0.5, -unit.coneDuals![0]!, 2);
  }),

  taken("an optimum at the apex of a cone", async (solver) => {
    const apex = { ...apparentPower, colCost: floats(1, 0.3, 0.4), ...withoutRows(3) };
    const noConstant = { ...apex, cones: { ...apex.cones!, constants: floats(0, 0, 0) } };
    expectConic(await optimumOf(solver, noConstant), { objective: 0, values: [0, 0, 0], cones: [1, 0.3, 0.4] });
  }),

  taken("constants in both factors of a product and in the norm: (l + 1) v >= (p + 2)^2", async (solver) => {
    const shifted = { ...current.cones!, constants: floats(1, 0, 2) };
    const program = {
      ...current,
      cones: shifted,
      rowLower: floats(4, 2),
      rowUpper: floats(4, 2),
    };
    expectConic(await optimumOf(solver, program), { objective: 17, values: [17, 4, 2], duals: [6, -9] });
  }),

  taken("a fixed column in a cone has the reduced cost that its bound is worth", async (solver) => {
    const dense = { costs: [1, 0, 0], lower: [0, 6, 4], upper: [infinity, 6, 4] };
    const members = {
      current: {
        rotated: true,
        members: [
          [[1, 0, 0], 0],
          [[0, 0, 1], 0],
          [[0, 1, 0], 0],
        ],
      },
    } as const;
    const optimum = await optimumOf(solver, conicProgram(dense, members));
    expectConic(optimum, { objective: 9, values: [9, 6, 4], reducedCosts: [0, 3, -2.25] });
  }),

  taken("a cone that does not bind has multipliers of 0", async (solver) => {
    const dense = { costs: [1, 0, 0], lower: [8, -infinity, -infinity] };
    const optimum = await optimumOf(solver, { ...apparentPower, colLower: floats(...dense.lower) });
    expectConic(optimum, { objective: 8, duals: [0, 0], reducedCosts: [1, 0, 0], cones: [0, 0, 0] });
  }),

  taken("cones of a bound alone, and of two factors alone, are signs", async (solver) => {
    const program = conicProgram(
      { costs: [1, 2, 3], lower: free(3) },
      {
        floor: { members: [[[1, 0, 0], -2]] },
        product: {
          rotated: true,
          members: [
            [[0, 1, 0], 1],
            [[0, 0, 1], -4],
          ],
        },
      },
    );
    const optimum = await optimumOf(solver, program);
    expectConic(optimum, { objective: 2 - 2 + 12, values: [2, -1, 4], cones: [1, 2, 3] });
  }),

  taken("a column in several expressions of one cone: the least v with v (5 - v) >= 4 is 1", async (solver) => {
    const members = {
      parabola: {
        rotated: true,
        members: [
          [[1], 0],
          [[-1], 5],
          [[0], 2],
        ],
      },
    } as const;
    // d v / d 4 = 1 / (5 - 2 v) = 1/3 by the implicit function; u = (w, v, -2 u) / 3.
    const optimum = await optimumOf(solver, conicProgram({ costs: [1], lower: [-infinity] }, members));
    expectConic(optimum, { objective: 1, values: [1], cones: [4 / 3, 1 / 3, -4 / 3] });
  }),

  taken("an offset, a price on a cone's side and a bound that binds together with the cone", async (solver) => {
    // min 10 + 2 x + y,  x y >= 1,  x <= 1/2:  at y = 2; without the bound x = 1 / sqrt 2.
    const members = {
      hyperbola: {
        rotated: true,
        members: [
          [[1, 0], 0],
          [[0, 1], 0],
          [[0, 0], 1],
        ],
      },
    } as const;
    const dense = { offset: 10, costs: [2, 1], upper: [0.5, infinity] };
    const optimum = await optimumOf(solver, conicProgram(dense, members));
    // At x = 1/2, y = 2: y rises by 4 for each unit that x falls.
    expectConic(optimum, { objective: 13, values: [0.5, 2], reducedCosts: [-2, 0], cones: [4, 1, -4] });
  }),

  ...(
    [
      ["in small units", 1e-3],
      ["in large units", 1e4],
    ] as const
  ).map(([where, unit]) =>
    taken(`the same answer whatever the units (${where})`, async (solver) => {
      const program = { ...apparentPower, rowLower: floats(3 * unit, 4 * unit), rowUpper: floats(3 * unit, 4 * unit) };
      const cones = { ...apparentPower.cones!, constants: floats(0, 0, 0) };
      const optimum = await optimumOf(solver, { ...program, cones });
      expectConic({ ...optimum, objective: optimum.objective / unit }, { objective: 5, duals: [0.6, 0.8] });
    }),
  ),

  taken("factors in very unlike units: a current of 1e-4 at a voltage of 1e4", async (solver) => {
    const program = { ...current, rowLower: floats(1, 1e4), rowUpper: floats(1, 1e4) };
    const scaled = { ...program, colCost: floats(1e4, 0, 0) };
    expectConic(await optimumOf(solver, scaled), { objective: 1, duals: [2, -1e-4] });
  }),

  taken("two lines in a row: the price of a load holds the losses that it causes", async (solver) => {
    const price = (await optimumOf(solver, feeder(0.4))).rowDuals![1]!;
    const step = 0.05;
    const rise =
      (await optimumOf(solver, feeder(0.4 + step))).objective - (await optimumOf(solver, feeder(0.4 - step))).objective;
    expectAbove("price", price, 1.01);
    expectClose("price", price, rise / (2 * step), 2);
  }),

  needing({ secondOrderCone: true, quadratic: true })("a quadratic objective over a cone", async (solver) => {
    // The nearest point of the unit disc to (3, 4): at a distance of 4, squared.
    const program = { ...turned(disc(1)), sense: "minimize" as const, offset: 25, colCost: floats(-6, -8) };
    const hessian = sparseOf([
      [2, 0],
      [0, 2],
    ]);
    const optimum = await optimumOf(solver, { ...program, hessian });
    expectConic(optimum, { objective: 16, values: [0.6, 0.8], reducedCosts: [0, 0], cones: [8, -4.8, -6.4] });
  }),
];
