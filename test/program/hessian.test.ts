import { expect, test } from "vitest";
import {
  hessianBlocks,
  hessianTimes,
  objectiveAt,
  withoutColumns,
  withTrailingColumns,
} from "../../src/program/index.ts";
import { lowerTriangleOf, programOf } from "../program-of.ts";

const whole = [
  [2, 0, -1, 0],
  [0, 0, 0, 0],
  [-1, 0, 4, 0],
  [0, 0, 0, 6],
];
const program = programOf({ costs: [1, 1, 0, 0], offset: 5, hessian: whole });
const point = Float64Array.of(1, 2, 3, 0.5);

test("its products are those of the whole symmetric matrix, though one triangle is kept", () => {
  expect([...hessianTimes(program, point)]).toEqual([-1, 0, 11, 3]);
  expect([...hessianTimes(programOf({ costs: [1, 1, 0, 0] }), point)]).toEqual([0, 0, 0, 0]);
});

test("the objective is offset + c'x + 1/2 x'Qx", () => {
  expect(objectiveAt(program, point)).toBe(5 + 3 + (-1 + 33 + 1.5) / 2);
});

test("columns that products link, directly or through others, are one block; those without an entry are in none", () => {
  expect([...hessianBlocks(program.hessian!)]).toEqual([0, -1, 0, 1]);
  const chain = lowerTriangleOf([
    [0, 0, 0, 1],
    [0, 1, 0, 0],
    [0, 0, 0, 1],
    [1, 0, 1, 0],
  ]);
  expect([...hessianBlocks(chain)]).toEqual([0, 1, 0, 0]);
});

test("columns come behind the last and go with their rows", () => {
  const longer = withTrailingColumns(program.hessian!, 6);
  expect([...hessianTimes({ hessian: longer, numCols: 6 }, Float64Array.of(1, 2, 3, 0.5, 7, 7))]).toEqual([
    -1, 0, 11, 3, 0, 0,
  ]);
  const shorter = withoutColumns(longer, 1, 2);
  expect(shorter).toEqual({
    starts: Int32Array.of(0, 1, 2, 2, 2),
    indices: Int32Array.of(0, 1),
    values: Float64Array.of(2, 6),
  });
});
