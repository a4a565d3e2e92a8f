import fc from "fast-check";
import { expect, test } from "vitest";
import { conicProgram } from "../../conformance/solvers/cone-programs.ts";
import { optimumOf, outcomeOf } from "../../conformance/solvers/solve.ts";
import { clarabel } from "../../solvers/clarabel.ts";
import { highs } from "../../solvers/highs.ts";
import { recessionProgram } from "../../src/reformulation/index.ts";
import { programOf } from "../program-of.ts";
import { linearPrograms } from "./random-linear.ts";

const infinity = Number.POSITIVE_INFINITY;

test("is infeasible where an optimum exists", async () => {
  await fc.assert(
    fc.asyncProperty(linearPrograms, async (program) => {
      expect((await outcomeOf(highs(), recessionProgram(program).program)).status).toBe("infeasible");
    }),
    { numRuns: 30 },
  );
});

test("finds the shortest direction in which the objective improves for ever", async () => {
  // Selling y needs x, of which there is no end; z improves faster, but is bounded.
  const rows = [
    [0, [1, -2, 0], infinity],
    [-4, [0, 0, 1], 4],
  ] as const;
  const program = programOf({ sense: "maximize", costs: [-1, 5, 9], rows, colNames: ["x", "y", "z"] });
  const { program: directions, back } = recessionProgram(program);
  const { values, rowDuals } = back(await optimumOf(highs(), directions));
  const [x, y, z] = values;
  expect(x! / y!).toBeCloseTo(2, 6);
  expect(z).toBe(0);
  expect((-x! + 5 * y!) / 9).toBeCloseTo(1, 6);
  expect(rowDuals).toBeNull();
});

test("columns without a lower bound move down, and squares hold what they are in", async () => {
  const program = programOf({
    costs: [1, 1],
    lower: [-infinity, -infinity],
    hessian: [
      [2, 0],
      [0, 0],
    ],
  });
  const { program: directions, back } = recessionProgram(program);
  const { values } = back(await optimumOf(highs(), directions));
  expect(values[0]).toBeCloseTo(0, 9);
  expect(values[1]).toBeCloseTo(-1, 9);
});

test("directions stay in the cones", async () => {
  const members = [
    [[0, 1], 3],
    [[1, 0], 0],
  ] as const;
  const dense = { sense: "maximize" as const, costs: [1, 0], lower: [-infinity, -infinity] };
  const { program: directions, back } = recessionProgram(conicProgram(dense, { reach: { members } }));
  const { values } = back(await optimumOf(clarabel(), directions));
  expect(values[0]).toBeCloseTo(1, 6);
  expect(values[1]).toBeCloseTo(1, 6);
});
