import { expect, test } from "vitest";
import { optimumOf } from "../../conformance/solvers/solve.ts";
import { highs } from "../../solvers/highs.ts";
import {
  continuousFeasibilityProblem,
  continuousRelaxation,
  feasibilityProblem,
} from "../../src/reformulation/index.ts";
import { programOf } from "../program-of.ts";

const dense = {
  sense: "maximize",
  costs: [5, 4, -1],
  lower: [0, 0, 2],
  upper: [9, 9, 6],
  kinds: [1, 1, 2],
  rows: [
    [-Infinity, [6, 4, 1], 24],
    [-Infinity, [1, 2, 0], 6],
  ],
} as const;
const program = programOf(dense);

test("the continuous relaxation bounds the optimum, and semi-continuous columns reach from 0 on in it", async () => {
  const relaxed = continuousRelaxation(program);
  const [bound, optimum] = [await optimumOf(highs(), relaxed.program), await optimumOf(highs(), program)];
  expect(bound.objective).toBeCloseTo(21, 6);
  expect(optimum.objective).toBeCloseTo(20, 6);
  expect(relaxed.program.colLower[2]).toBe(0);
  expect(program.colLower[2]).toBe(2);
});

test("duals of a relaxation are those of the program only where that is continuous", async () => {
  const relaxed = continuousRelaxation(program);
  expect(relaxed.back(await optimumOf(highs(), relaxed.program)).rowDuals).toBeNull();
  const linear = programOf({ ...dense, lower: [0, 0, 0], kinds: [0, 0, 0] });
  const same = continuousRelaxation(linear);
  expect(same.back(await optimumOf(highs(), same.program)).rowDuals![0]).toBeCloseTo(0.75, 6);
});

test("the feasibility problem keeps rows, bounds and kinds, and nothing to optimise", () => {
  const plain = feasibilityProblem({ ...program, offset: 3 }).program;
  expect([...plain.colCost, plain.offset]).toEqual([0, 0, 0, 0]);
  expect(plain.hessian).toBeNull();
  expect(plain.colKind).toEqual(program.colKind);
  expect(continuousFeasibilityProblem(program).program.colKind).toEqual(new Uint8Array(3));
});
