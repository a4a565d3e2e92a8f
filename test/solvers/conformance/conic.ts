import { expect, test } from "vitest";
import { nameOf } from "../../../src/program/names.ts";
import { ColumnKind, type Program } from "../../../src/program/program.ts";
import { type Conflict, type OptimalOutcome, openProgram } from "../../../src/solving/index.ts";
import type { Solver } from "../../../src/solving/solver.ts";
import { sparseOf } from "../../program-of.ts";
import { conicProgram, turned } from "./cone-programs.ts";
import {
  type Figures,
  floats,
  infinity,
  integers,
  type MakeSolver,
  optimumOf,
  outcomeOf,
  resolved,
} from "./helpers.ts";

const free = (count: number): number[] => new Array<number>(count).fill(-infinity);

/** min s,  s >= || p, q + 3 ||,  p = 3, q = 1:  s = 5, d s / d p = 3/5, d s / d q = 4/5. */
const apparentPower = conicProgram(
  {
    costs: [1, 0, 0],
    lower: [0, -infinity, -infinity],
    rows: [
      [3, [0, 1, 0], 3],
      [1, [0, 0, 1], 1],
    ],
    colNames: ["s", "p", "q"],
    rowNames: ["active", "reactive"],
  },
  {
    "apparent power": {
      members: [
        [[1, 0, 0], 0],
        [[0, 1, 0], 0],
        [[0, 0, 1], 3],
      ],
    },
  },
);

/** min l,  l v >= p^2,  p = 6, v = 4:  l = 9, d l / d p = 2 p / v = 3, d l / d v = -l / v = -9/4. */
const current = conicProgram(
  {
    costs: [1, 0, 0],
    lower: free(3),
    rows: [
      [6, [0, 1, 0], 6],
      [4, [0, 0, 1], 4],
    ],
  },
  {
    current: {
      rotated: true,
      members: [
        [[1, 0, 0], 0],
        [[0, 0, 1], 0],
        [[0, 1, 0], 0],
      ],
    },
  },
);

/** max x + y,  || x, y || <= radius: the square root of 2 times the radius, whose price that root is. */
const disc = (radius: number): Program =>
  conicProgram(
    { sense: "maximize", costs: [1, 1], lower: free(2) },
    {
      disc: {
        members: [
          [[0, 0], radius],
          [[1, 0], 0],
          [[0, 1], 0],
        ],
      },
    },
  );

const root2 = Math.SQRT2;

interface ConicFigures extends Figures {
  readonly cones?: readonly number[];
}

/**
 * Agreement of the objective to 1e-6, which is what an answer proves by its duals; of values and duals to the root of
 * that, as across a curve the objective hardly changes.
 */
function expectConic(outcome: OptimalOutcome, figures: ConicFigures): void {
  expect(Math.abs(outcome.objective - figures.objective)).toBeLessThanOrEqual(2e-6 * (1 + Math.abs(figures.objective)));
  expectNear(outcome.values, figures.values);
  expectNear(outcome.rowDuals, figures.duals);
  expectNear(outcome.reducedCosts, figures.reducedCosts);
  expectNear(outcome.coneDuals, figures.cones);
  for (const residual of ["primal", "bound", "cone", "stationarity", "dual", "complementarity"] as const) {
    expect(outcome.residuals[residual]).toBeLessThanOrEqual(outcome.residuals.tolerances[residual]);
  }
}

function expectNear(found: Float64Array | null, expected: readonly number[] | undefined): void {
  if (expected === undefined) return;
  expect(found).toHaveLength(expected.length);
  for (const [k, value] of expected.entries()) {
    expect(Math.abs(found![k]! - value), `${found![k]} for ${value}`).toBeLessThanOrEqual(2e-3 * (1 + Math.abs(value)));
  }
}

const negative = (numbers: readonly number[]): number[] => numbers.map((number) => -number);

export function conic(solver: MakeSolver): void {
  const can = solver().capabilities;
  const taken = test.skipIf(!can.secondOrderCone);

  test.skipIf(can.secondOrderCone)("cones are refused by name, with solvers that take them", async () => {
    await expect(outcomeOf(solver(), apparentPower)).rejects.toThrow(
      /second-order cones, and "apparent power" is one.*Clarabel/,
    );
  });

  taken.each([
    ["ordinary", apparentPower, { objective: 5, values: [5, 3, 1], duals: [0.6, 0.8], cones: [1, -0.6, -0.8] }],
    ["rotated", current, { objective: 9, values: [9, 6, 4], duals: [3, -2.25], cones: [1, 2.25, -3] }],
  ] as const)(
    "a minimum with its duals, and the same as a maximum with all signs turned (%s)",
    async (_, program, figures) => {
      expectConic(await optimumOf(solver(), program), figures);
      const { objective, duals, cones, values } = figures;
      const maximum = { objective: -objective, values, duals: negative(duals), cones: negative(cones) };
      expectConic(await optimumOf(solver(), turned(program)), maximum);
    },
  );

  taken("a bound that is a number, whose price is what the objective gains with it", async () => {
    const unit = await optimumOf(solver(), disc(1));
    expectConic(unit, {
      objective: root2,
      values: [1 / root2, 1 / root2],
      reducedCosts: [0, 0],
      cones: [-root2, 1, 1],
    });
    const larger = await optimumOf(solver(), disc(1.5));
    expect((larger.objective - unit.objective) / 0.5).toBeCloseTo(-unit.coneDuals![0]!, 2);
  });

  taken("an optimum at the apex of a cone", async () => {
    const apex = { ...apparentPower, colCost: floats(1, 0.3, 0.4), ...withoutRows(3) };
    const noConstant = { ...apex, cones: { ...apex.cones!, constants: floats(0, 0, 0) } };
    expectConic(await optimumOf(solver(), noConstant), { objective: 0, values: [0, 0, 0], cones: [1, 0.3, 0.4] });
  });

  taken("constants in both factors of a product and in the norm: (l + 1) v >= (p + 2)^2", async () => {
    const shifted = { ...current.cones!, constants: floats(1, 0, 2) };
    const program = {
      ...current,
      cones: shifted,
      rowLower: floats(4, 2),
      rowUpper: floats(4, 2),
    };
    expectConic(await optimumOf(solver(), program), { objective: 17, values: [17, 4, 2], duals: [6, -9] });
  });

  taken("a fixed column in a cone has the reduced cost that its bound is worth", async () => {
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
    const optimum = await optimumOf(solver(), conicProgram(dense, members));
    expectConic(optimum, { objective: 9, values: [9, 6, 4], reducedCosts: [0, 3, -2.25] });
  });

  taken("a cone that does not bind has multipliers of 0", async () => {
    const dense = { costs: [1, 0, 0], lower: [8, -infinity, -infinity] };
    const optimum = await optimumOf(solver(), { ...apparentPower, colLower: floats(...dense.lower) });
    expectConic(optimum, { objective: 8, duals: [0, 0], reducedCosts: [1, 0, 0], cones: [0, 0, 0] });
  });

  taken("cones of a bound alone, and of two factors alone, are signs", async () => {
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
    const optimum = await optimumOf(solver(), program);
    expectConic(optimum, { objective: 2 - 2 + 12, values: [2, -1, 4], cones: [1, 2, 3] });
  });

  taken("a column in several expressions of one cone: the least v with v (5 - v) >= 4 is 1", async () => {
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
    const optimum = await optimumOf(solver(), conicProgram({ costs: [1], lower: [-infinity] }, members));
    expectConic(optimum, { objective: 1, values: [1], cones: [4 / 3, 1 / 3, -4 / 3] });
  });

  taken("an offset, a price on a cone's side and a bound that binds together with the cone", async () => {
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
    const optimum = await optimumOf(solver(), conicProgram(dense, members));
    // At x = 1/2, y = 2: y rises by 4 for each unit that x falls.
    expectConic(optimum, { objective: 13, values: [0.5, 2], reducedCosts: [-2, 0], cones: [4, 1, -4] });
  });

  taken.each([
    ["in small units", 1e-3],
    ["in large units", 1e4],
  ] as const)("the same answer whatever the units (%s)", async (_, unit) => {
    const program = { ...apparentPower, rowLower: floats(3 * unit, 4 * unit), rowUpper: floats(3 * unit, 4 * unit) };
    const cones = { ...apparentPower.cones!, constants: floats(0, 0, 0) };
    const optimum = await optimumOf(solver(), { ...program, cones });
    expectConic({ ...optimum, objective: optimum.objective / unit }, { objective: 5, duals: [0.6, 0.8] });
  });

  taken("factors in very unlike units: a current of 1e-4 at a voltage of 1e4", async () => {
    const program = { ...current, rowLower: floats(1, 1e4), rowUpper: floats(1, 1e4) };
    const scaled = { ...program, colCost: floats(1e4, 0, 0) };
    expectConic(await optimumOf(solver(), scaled), { objective: 1, duals: [2, -1e-4] });
  });

  taken("two lines in a row: the price of a load holds the losses that it causes", async () => {
    const price = (await optimumOf(solver(), feeder(0.4))).rowDuals![1]!;
    const step = 0.05;
    const rise =
      (await optimumOf(solver(), feeder(0.4 + step))).objective -
      (await optimumOf(solver(), feeder(0.4 - step))).objective;
    expect(price).toBeGreaterThan(1.01);
    expect(price).toBeCloseTo(rise / (2 * step), 2);
  });

  taken("infeasible by a cone, rows and bounds: all of them are named, and nothing else", async () => {
    const conflict = await conflictOf(solver(), tooSmall(4.9));
    expect(conflict.rows).toEqual(["active", "reactive"]);
    expect(conflict.columns).toEqual([]);
    expect(conflict.cones).toEqual(["rating"]);
    expect(conflict.inequalities).toContain('"rating": || p, q || <= 4.9');
    expect(conflict.irreducible).toBe(true);
    await expectConicallyIrreducible(solver(), tooSmall(4.9), conflict);
  });

  taken("a voltage band that the losses cannot keep is named", async () => {
    const conflict = await conflictOf(solver(), withBand(feeder(0.4), 0.97));
    expect(conflict.columns).toContain("v2");
    expect(conflict.text).toContain("v2 >= 0.97");
    expect(conflict.text).toContain("p2^2 <= l2 * v1");
    await expectConicallyIrreducible(solver(), withBand(feeder(0.4), 0.97), conflict);
    expect((await outcomeOf(solver(), withBand(feeder(0.4), 0.7))).status).toBe("optimal");
  });

  taken("no cone is blamed for what rows and bounds cannot do alone", async () => {
    const rows = { rowLower: floats(3, 1), rowUpper: floats(3, 1), colUpper: floats(infinity, 2, infinity) };
    const conflict = await conflictOf(solver(), { ...apparentPower, ...rows });
    expect(conflict).toMatchObject({ rows: ["active"], columns: ["p"], cones: [], irreducible: true });
  });

  taken.each([
    ["inside by 1e-4", 5.0001, "optimal"],
    ["outside by 1e-4", 4.9999, "infeasible"],
  ] as const)("a program at the edge of what is feasible: %s", async (_, radius, status) => {
    expect((await outcomeOf(solver(), tooSmall(radius))).status).toBe(status);
  });

  taken("cones that contradict each other without any row", async () => {
    const apart = (name: string, centre: number) => ({
      [name]: {
        members: [
          [[0, 0], 1],
          [[1, 0], -centre],
          [[0, 1], 0],
        ],
      } as const,
    });
    const program = conicProgram(
      { costs: [0, 1], lower: free(2) },
      { ...apart("left", 0), ...apart("right", 3), ...apart("near", 1) },
    );
    const conflict = await conflictOf(solver(), program);
    expect(conflict).toMatchObject({ rows: [], columns: [], cones: ["left", "right"] });
  });

  taken("no columns, and a cone of numbers that are in it or not", async () => {
    const program = (bound: number) =>
      conicProgram(
        { costs: [] },
        {
          fixed: {
            members: [
              [[], bound],
              [[], 3],
              [[], 4],
            ],
          },
        },
      );
    expect((await optimumOf(solver(), program(5))).objective).toBe(0);
    expect((await outcomeOf(solver(), program(4.9))).status).toBe("infeasible");
  });

  taken("unbounded along a ray of the cone, by name", async () => {
    const rows = { ...withoutRows(3), colCost: floats(0, -1, 0) };
    const outcome = await outcomeOf(solver(), { ...apparentPower, ...rows });
    expect(outcome).toMatchObject({ status: "unbounded", reason: expect.stringContaining('"s" and "p" rise') });
    expect(outcome).not.toHaveProperty("values");
  });

  taken("a cone holds what rows and bounds would let go", async () => {
    expectConic(await optimumOf(solver(), disc(5)), { objective: 5 * root2 });
  });

  taken("a direction that improves for ever does not hide that there is no feasible point", async () => {
    const grown = conicProgram(
      {
        costs: [-1, 0, 0],
        lower: free(3),
        rows: [
          [3, [0, 1, 0], infinity],
          [4, [0, 0, 1], infinity],
        ],
      },
      {
        rating: {
          members: [
            [[0, 0, 0], 4.9],
            [[0, 1, 0], 0],
            [[0, 0, 1], 0],
          ],
        },
      },
    );
    expect((await outcomeOf(solver(), grown)).status).toBe("infeasible");
  });

  taken("what grows without end along a curve, with no direction in which it does, is not called optimal", async () => {
    // max p,  p^2 <= v * 1.
    const members = {
      curve: {
        rotated: true,
        members: [
          [[0, 1], 0],
          [[0, 0], 1],
          [[1, 0], 0],
        ],
      },
    } as const;
    const outcome = await outcomeOf(solver(), conicProgram({ sense: "maximize", costs: [1, 0] }, members), {
      timeLimitS: 10,
    });
    expect(["unbounded", "numerical trouble", "time limit"]).toContain(outcome.status);
  });

  test.skipIf(!can.secondOrderCone || !can.quadratic)("a quadratic objective over a cone", async () => {
    // The nearest point of the unit disc to (3, 4): at a distance of 4, squared.
    const program = { ...turned(disc(1)), sense: "minimize" as const, offset: 25, colCost: floats(-6, -8) };
    const hessian = sparseOf([
      [2, 0],
      [0, 2],
    ]);
    const optimum = await optimumOf(solver(), { ...program, hessian });
    expectConic(optimum, { objective: 16, values: [0.6, 0.8], reducedCosts: [0, 0], cones: [8, -4.8, -6.4] });
  });

  taken("edits in place: ranges of rows, costs, bounds and coefficients", async () => {
    await using session = await openProgram(solver(), apparentPower);
    expectConic(await resolved(session), { objective: 5 });
    session.changeRowBounds(0, floats(6, 5), floats(6, 5));
    expectConic(await resolved(session), { objective: 10, duals: [0.6, 0.8] });
    session.changeCosts(0, floats(2));
    expectConic(await resolved(session), { objective: 20, duals: [1.2, 1.6], cones: [2, -1.2, -1.6] });
    session.changeCoefficients(integers(0), floats(2));
    expectConic(await resolved(session), { objective: 2 * Math.sqrt(73), values: [Math.sqrt(73), 3, 5] });
    session.changeColumnBounds(0, floats(0), floats(8));
    expect((await session.solve()).status).toBe("infeasible");
    session.changeColumnBounds(0, floats(12), floats(infinity));
    expectConic(await resolved(session), { objective: 24, reducedCosts: [2, 0, 0], cones: [0, 0, 0] });
  });

  taken("rows and columns that are added and dropped beside cones", async () => {
    await using session = await openProgram(solver(), apparentPower);
    session.changeRowBounds(0, floats(6), floats(6));
    expectConic(await resolved(session), { objective: Math.sqrt(52) });
    const local = session.addColumns({
      name: "local",
      matrix: sparseOf([[1, 0]]),
      cost: floats(0.1),
      lower: floats(0),
      upper: floats(3),
      kind: new Uint8Array(1),
    });
    expectConic(await resolved(session), { objective: 5.3, values: [5, 3, 1, 3], reducedCosts: [0, 0, 0, 0.1 - 0.6] });
    const cap = session.addRows({
      name: "cap",
      matrix: sparseOf([[0, 0, 0, 1]]),
      lower: floats(0),
      upper: floats(3 - 1e-9),
    });
    session.changeRowBounds(cap.first, floats(0), floats(0));
    expectConic(await resolved(session), { objective: Math.sqrt(52), values: [Math.sqrt(52), 6, 1, 0] });
    session.drop(cap);
    session.drop(local);
    expectConic(await resolved(session), { objective: Math.sqrt(52), values: [Math.sqrt(52), 6, 1] });
  });

  test.skipIf(!can.secondOrderCone || !can.integer)(
    "whole numbers over a cone, and the duals of what is left when they are fixed",
    async () => {
      // min n + p,  n whole,  n >= || p, 3 ||,  p >= 1:  n = 4, though 3.17 would do.
      const program = conicProgram(
        { costs: [1, 1], kinds: [ColumnKind.integer, 0], lower: [0, -infinity], rows: [[1, [0, 1], infinity]] },
        {
          whole: {
            members: [
              [[1, 0], 0],
              [[0, 1], 0],
              [[0, 0], 3],
            ],
          },
        },
      );
      await using session = await openProgram(solver(), program);
      const optimum = await resolved(session);
      expect(optimum.objective).toBeCloseTo(5, 5);
      expect([optimum.rowDuals, optimum.coneDuals]).toEqual([null, null]);
      const fixed = await session.solveFixed(optimum.values);
      if (fixed.status !== "optimal") throw new Error(fixed.reason);
      expectConic(fixed, { objective: 5, values: [4, 1], duals: [1] });
    },
  );
}

const withoutRows = (
  numCols: number,
): Pick<Program, "numRows" | "starts" | "indices" | "values" | "rowLower" | "rowUpper" | "rowNames" | "colLower"> => ({
  numRows: 0,
  ...sparseOf([]),
  rowLower: floats(),
  rowUpper: floats(),
  rowNames: [],
  colLower: floats(...free(numCols)),
});

/** p >= 3, q >= 4, || p, q || <= radius. */
function tooSmall(radius: number): Program {
  return conicProgram(
    {
      costs: [1, 1],
      lower: free(2),
      rows: [
        [3, [1, 0], infinity],
        [4, [0, 1], infinity],
      ],
      colNames: ["p", "q"],
      rowNames: ["active", "reactive"],
    },
    {
      rating: {
        members: [
          [[0, 0], radius],
          [[1, 0], 0],
          [[0, 1], 0],
        ],
      },
    },
  );
}

/** A source at v0 = 1, two lines of r = 0.1, loads of 0.2 and `load` behind them: branch flow, v_k = v - 2 r p + r^2 l. */
function feeder(load: number): Program {
  const r = 0.1;
  // Columns: p1, p2, l1, l2, v1, v2; the source delivers p1.
  const line = (name: string, p: number, l: number, before: number | null) => {
    const unit = (col: number) => [0, 1, 2, 3, 4, 5].map((own) => (own === col ? 1 : 0));
    const voltage = before === null ? ([[0, 0, 0, 0, 0, 0], 1] as const) : ([unit(before), 0] as const);
    return { [name]: { rotated: true, members: [[unit(l), 0], voltage, [unit(p), 0]] } as const };
  };
  return conicProgram(
    {
      costs: [1, 0, 0, 0, 0, 0],
      lower: [-infinity, -infinity, 0, 0, 0, 0],
      upper: [infinity, infinity, infinity, infinity, 2, 2],
      rows: [
        [0.2, [1, -1, -r, 0, 0, 0], 0.2],
        [load, [0, 1, 0, -r, 0, 0], load],
        [1, [2 * r, 0, -r * r, 0, 1, 0], 1],
        [0, [0, 2 * r, 0, -r * r, -1, 1], 0],
      ],
      colNames: ["p1", "p2", "l1", "l2", "v1", "v2"],
      rowNames: ["load 1", "load 2", "drop 1", "drop 2"],
    },
    { ...line("line 1", 0, 2, null), ...line("line 2", 1, 3, 4) },
  );
}

const withBand = (program: Program, least: number): Program => ({
  ...program,
  colLower: program.colLower.map((bound, col) => (col >= 4 ? least : bound)),
});

async function conflictOf(solver: Solver, program: Program): Promise<Conflict> {
  const outcome = await outcomeOf(solver, program);
  if (outcome.status !== "infeasible") throw new Error(`expected infeasible, got ${outcome.status}`);
  const conflicts = await outcome.explain();
  expect(conflicts).toHaveLength(1);
  return conflicts[0]!;
}

/** The rows, bounds and cones of the conflict alone are infeasible, and feasible without any one of them. */
async function expectConicallyIrreducible(solver: Solver, program: Program, conflict: Conflict): Promise<void> {
  const statusWithout = async (absent: string | null): Promise<string> => {
    const has = (kept: readonly string[], name: string) => kept.includes(name) && name !== absent;
    const { rowNames, colNames } = program;
    const cones = program.cones!;
    const alone = {
      ...program,
      colCost: new Float64Array(program.numCols),
      rowLower: program.rowLower.map((bound, row) => (has(conflict.rows, nameOf(rowNames, row)) ? bound : -infinity)),
      rowUpper: program.rowUpper.map((bound, row) => (has(conflict.rows, nameOf(rowNames, row)) ? bound : infinity)),
      colLower: program.colLower.map((bound, col) =>
        has(conflict.columns, nameOf(colNames, col)) ? bound : -infinity,
      ),
      colUpper: program.colUpper.map((bound, col) => (has(conflict.columns, nameOf(colNames, col)) ? bound : infinity)),
      // A cone is let go by a bound, or two factors, that are large enough.
      cones: {
        ...cones,
        constants: cones.constants.map(
          (constant, at) => constant + (has(conflict.cones, coneAt(program, at)) ? 0 : roomAt(program, at)),
        ),
      },
    };
    return (await outcomeOf(solver, alone)).status;
  };
  expect(conflict.irreducible).toBe(true);
  expect(await statusWithout(null)).toBe("infeasible");
  for (const name of [...conflict.rows, ...conflict.columns, ...conflict.cones]) {
    expect(await statusWithout(name), `without ${name}`).toBe("optimal");
  }
}

const coneOf = ({ cones }: Program, at: number): number => cones!.starts.findLastIndex((start) => start <= at);
const coneAt = (program: Program, at: number): string => nameOf(program.cones!.names, coneOf(program, at));

function roomAt(program: Program, at: number): number {
  const cone = coneOf(program, at);
  const sides = program.cones!.rotated[cone] === 1 ? 2 : 1;
  return at - program.cones!.starts[cone]! < sides ? 100 : 0;
}
