import { describe, expect, test } from "vitest";
import { plainNames } from "../../../src/program/names.ts";
import type { Cones, Program } from "../../../src/program/program.ts";
import { type Answer, openProgram, type ProgramOutcome, type Solver } from "../../../src/solving/index.ts";
import { type DenseProgram, programOf, sparseOf } from "../../program-of.ts";

/** Claims everything and answers what it is told to. */
function stub(values: readonly number[], rowDuals: readonly number[] | null, coneDuals?: readonly number[]): Solver {
  const answer: Answer = {
    status: "optimal",
    values: Float64Array.from(values),
    rowDuals: rowDuals === null ? null : Float64Array.from(rowDuals),
    reducedCosts: null,
    ...(coneDuals === undefined ? {} : { coneDuals: Float64Array.from(coneDuals) }),
    iterations: 0,
  };
  const ignore = (): void => {};
  return {
    name: "the stub",
    capabilities: {
      integer: true,
      semiContinuous: true,
      quadratic: true,
      integerQuadratic: true,
      secondOrderCone: true,
      warmStart: false,
      mipStart: false,
    },
    open: async () => ({
      changeCosts: ignore,
      changeColumnBounds: ignore,
      changeRowBounds: ignore,
      changeCoefficients: ignore,
      changeOffset: ignore,
      changeHessian: ignore,
      addRows: ignore,
      addColumns: ignore,
      dropRows: ignore,
      dropColumns: ignore,
      run: async () => answer,
      [Symbol.asyncDispose]: async () => {},
    }),
  };
}

async function outcomeOf(
  program: Program,
  values: readonly number[],
  duals?: readonly number[],
  cones?: readonly number[],
) {
  await using session = await openProgram(stub(values, duals ?? null, cones), program);
  return await session.solve();
}

const cone = (name: string, rotated: boolean, rows: number[][], constants: number[]): Cones => ({
  rotated: Uint8Array.of(rotated ? 1 : 0),
  starts: Int32Array.of(0, rows.length),
  rows: sparseOf(rows),
  constants: Float64Array.from(constants),
  names: plainNames([name]),
});

const withCone = (dense: DenseProgram, cones: Cones): Program => ({ ...programOf(dense), cones });

/** min s,  s >= || p, q + 3 ||,  p = 3, q = 1: optimum 5. */
const apparentPower = withCone(
  {
    costs: [1, 0, 0],
    rows: [
      [3, [0, 1, 0], 3],
      [1, [0, 0, 1], 1],
    ],
  },
  cone(
    "apparent power",
    false,
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [0, 0, 3],
  ),
);

/** min l,  l v >= p^2 (rotated),  p = 6, v = 4: optimum 9. */
const current = withCone(
  {
    costs: [1, 0, 0],
    rows: [
      [6, [0, 1, 0], 6],
      [4, [0, 0, 1], 4],
    ],
    lower: [Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY],
  },
  cone(
    "current",
    true,
    [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ],
    [0, 0, 0],
  ),
);

const reasonOf = (outcome: ProgramOutcome): string => ("reason" in outcome ? outcome.reason : "");

describe("an answer in its cones", () => {
  test("is optimal, and without duals of the cones the others are not checked and not handed out", async () => {
    const outcome = await outcomeOf(apparentPower, [5, 3, 1], [0.6, 0.8]);
    expect(outcome).toMatchObject({
      status: "optimal",
      objective: 5,
      rowDuals: null,
      reducedCosts: null,
      coneDuals: null,
      residuals: { cone: 0, largestViolation: 0, stationarity: null, dual: null, complementarity: null },
    });
  });

  test("may be off by what solvers and rounding are", async () => {
    expect((await outcomeOf(apparentPower, [5 - 1e-7, 3, 1])).status).toBe("optimal");
    expect((await outcomeOf(current, [9, 6, 4])).status).toBe("optimal");
    expect((await outcomeOf(current, [9 - 1e-7, 6, 4])).status).toBe("optimal");
  });
});

describe("an answer outside a cone is numerical trouble", () => {
  test.each<[string, Program, number[], RegExp]>([
    ["ordinary", apparentPower, [4.9, 3, 1], /cone "apparent power" has a length of 5 and allows 4\.9/],
    ["ordinary, by little", apparentPower, [5 - 1e-4, 3, 1], /allows 4\.9999/],
    ["rotated", current, [8.9, 6, 4], /cone "current" has squares of 36 and allows the product of 8\.9 and 4/],
    ["a number that is none", apparentPower, [Number.NaN, 3, 1], /NaN/],
  ])("%s", async (_, program, values, message) => {
    const outcome = await outcomeOf(program, values);
    expect(outcome.status).toBe("numerical trouble");
    expect(reasonOf(outcome)).toMatch(message);
  });

  test("rotated, with two negative factors whose product is large enough", async () => {
    const free = { ...current, rowLower: Float64Array.of(6, -100), rowUpper: Float64Array.of(6, 100) };
    expect(reasonOf(await outcomeOf(free, [-9, 6, -4]))).toContain("both 0 or more");
  });

  test("rotated, where one factor is a million times the other", async () => {
    const far = { ...current, rowLower: Float64Array.of(6, 1e6), rowUpper: Float64Array.of(6, 1e6) };
    expect((await outcomeOf(far, [36e-6, 6, 1e6])).status).toBe("optimal");
    expect((await outcomeOf(far, [20e-6, 6, 1e6])).status).toBe("numerical trouble");
  });
});

/** The same program to be maximised: its objective and all duals change their sign. */
const turned = (program: Program): Program => ({
  ...program,
  sense: "maximize",
  colCost: program.colCost.map((cost) => -cost),
});
const negative = (duals: readonly number[]): number[] => duals.map((dual) => -dual);

/** d s / d p = 3/5 and d s / d q = 4/5;  d l / d p = 2 p / v = 3 and d l / d v = -l / v = -9/4. */
const known = {
  ordinary: { program: apparentPower, values: [5, 3, 1], rows: [0.6, 0.8], cones: [1, -0.6, -0.8] },
  rotated: { program: current, values: [9, 6, 4], rows: [3, -2.25], cones: [1, 2.25, -3] },
};

describe("duals of cones", () => {
  test.each(Object.entries(known))("are checked and handed out (%s)", async (_, { program, values, rows, cones }) => {
    const outcome = await outcomeOf(program, values, rows, cones);
    if (outcome.status !== "optimal") throw new Error(outcome.reason);
    expect([...outcome.rowDuals!]).toEqual(rows);
    expect([...outcome.coneDuals!]).toEqual(cones);
    for (const reduced of outcome.reducedCosts!) expect(reduced).toBeCloseTo(0, 12);
    const { stationarity, dual, complementarity } = outcome.residuals;
    for (const residual of [stationarity, dual, complementarity]) expect(residual).toBeLessThan(1e-12);
    const maximum = await outcomeOf(turned(program), values, negative(rows), negative(cones));
    expect(maximum).toMatchObject({ status: "optimal", coneDuals: Float64Array.from(negative(cones)) });
  });

  test.each(Object.entries(known))(
    "of the other sign are found out (%s)",
    async (_, { program, values, rows, cones }) => {
      expect((await outcomeOf(turned(program), values, rows, cones)).status).toBe("numerical trouble");
      const { colCost, ...rest } = turned(program);
      const other = { ...rest, colCost: colCost.map((cost) => -cost) };
      expect(reasonOf(await outcomeOf(other, values, rows, cones))).toMatch(/outside the negative of its dual cone/);
    },
  );

  test("that are steeper than the cone are outside its dual, by however little", async () => {
    const steep = await outcomeOf(apparentPower, [5, 3, 1], [0.6, 0.9], [1, -0.6, -0.9]);
    expect(reasonOf(steep)).toMatch(
      /multipliers \(1, -0\.6, -0\.9\) of cone "apparent power" are outside its dual cone/,
    );
    expect((await outcomeOf(apparentPower, [5, 3, 1], [0.6, 0.8 + 1e-4], [1, -0.6, -0.8 - 1e-4])).status).toBe(
      "numerical trouble",
    );
    expect((await outcomeOf(current, [9, 6, 4], [3.1, -2.25], [1, 2.25, -3.1])).status).toBe("numerical trouble");
  });

  test("prove nothing inside the cone: s = 6 is feasible and not the least", async () => {
    const reason = reasonOf(await outcomeOf(apparentPower, [6, 3, 1], [0.6, 0.8], [1, -0.6, -0.8]));
    expect(reason).toMatch(/objective and duals differ .* most of it at cone "apparent power", whose multipliers/);
  });

  test("that are missing in part, or no numbers, are found out", async () => {
    expect((await outcomeOf(apparentPower, [5, 3, 1], [0.6, 0.8], [1])).status).toBe("numerical trouble");
    expect((await outcomeOf(apparentPower, [5, 3, 1], [0.6, 0.8], [1, Number.NaN, -0.8])).status).toBe(
      "numerical trouble",
    );
  });
});
