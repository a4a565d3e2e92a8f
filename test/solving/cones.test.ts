import { describe, expect, test } from "vitest";
import { plainNames } from "../../src/program/names.ts";
import type { Cones, Program } from "../../src/program/program.ts";
import { type Answer, openProgram, type ProgramOutcome, type Solver } from "../../src/solving/index.ts";
import { type DenseProgram, programOf, sparseOf } from "../program-of.ts";

/** Claims everything and answers what it is told to. */
function stub(values: readonly number[], rowDuals: readonly number[] | null = null): Solver {
  const answer: Answer = {
    status: "optimal",
    values: Float64Array.from(values),
    rowDuals: rowDuals === null ? null : Float64Array.from(rowDuals),
    reducedCosts: null,
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

async function outcomeOf(program: Program, values: readonly number[], duals?: readonly number[]) {
  await using session = await openProgram(stub(values, duals), program);
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
  test("is optimal, and what would need duals of cones is not checked and not handed out", async () => {
    const outcome = await outcomeOf(apparentPower, [5, 3, 1], [0.6, 0.8]);
    expect(outcome).toMatchObject({
      status: "optimal",
      objective: 5,
      rowDuals: null,
      reducedCosts: null,
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
