import { expect, test } from "vitest";
import { conicProgram } from "../../conformance/solvers/cone-programs.ts";
import { optimumOf } from "../../conformance/solvers/solve.ts";
import { highs } from "../../solvers/highs.ts";
import type { Inequality } from "../../src/program/index.ts";
import { elastic, subsystem } from "../../src/reformulation/index.ts";
import { provesInfeasible } from "../../src/solving/certificate/farkas.ts";
import { programOf } from "../program-of.ts";

const infinity = Number.POSITIVE_INFINITY;
const lower = (of: Inequality["of"], index: number): Inequality => ({ of, index, at: "lower" });
const upper = (of: Inequality["of"], index: number): Inequality => ({ of, index, at: "upper" });

const program = programOf({
  costs: [1, 2, 3],
  lower: [1, 2, 3],
  upper: [4, 5, 6],
  rows: [
    [0, [1, 1, 0], 9],
    [2, [0, 0, 1], 8],
    [20, [0, 2, 3], 40],
  ],
});

test("has the rows that are asked for, their columns as they are met, and no other sides", () => {
  const part = subsystem(program, [lower("row", 2), upper("column", 2), upper("column", 0)]);
  expect(part.members).toEqual({ row: Int32Array.of(2), column: Int32Array.of(1, 2), cone: new Int32Array(0) });
  expect([...part.program.rowLower, ...part.program.rowUpper]).toEqual([20, infinity]);
  expect([...part.program.colLower]).toEqual([-infinity, -infinity]);
  expect([...part.program.colUpper]).toEqual([infinity, 6]);
  expect([...part.program.colCost]).toEqual([0, 0]);
});

test("its inequalities are known by where they stand in the whole", () => {
  const cone = {
    members: [
      [[0, 1], 0],
      [[1, 0], 2],
    ],
  } as const;
  const whole = conicProgram({ costs: [1, 1] }, { first: cone, second: cone });
  const { origin, program: part } = subsystem(whole, [lower("cone", 1), lower("column", 0)]);
  expect(part.cones!.rotated).toHaveLength(1);
  expect(origin(lower("cone", 0))).toEqual(lower("cone", 1));
  expect(origin(lower("column", 0))).toEqual(lower("column", 1));
});

test("a proof that a part is infeasible is one of the whole", async () => {
  const rows = [
    [7, [1, 1, 0], infinity],
    [0, [0, 0, 1], 1],
    [-infinity, [1, 0, 0], 2],
  ] as const;
  const whole = programOf({ costs: [0, 0, 0], upper: [9, 4, 9], rows });
  const part = subsystem(whole, [lower("row", 0), upper("row", 2), upper("column", 1)]);
  const soft = elastic(part.program);
  const { values, rowDuals } = part.back(soft.back(await optimumOf(highs(), soft.program)));
  expect([...rowDuals!].map((dual) => Math.round(dual * 1e9) / 1e9)).toEqual([1, 0, -1]);
  expect(provesInfeasible(whole, { rows: rowDuals!, cones: new Float64Array(0) })).toBe(true);
  expect(values[2]).toBe(0);
});
