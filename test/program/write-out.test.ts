import { expect, test } from "vitest";
import { type Program, plainNames, readLp, writeColumn, writeRow } from "../../src/program/index.ts";

const read = readLp(`min obj: - 0.03 sold + [ 2 sold^2 + 3 sold * net ] / 2
st
 balance: sold + net = 0
 limit: 2 <= - 2.5 sold + 3 net <= 8
 upper: sold - net <= 4
 lower: net >= -1
 open: net >= -inf
 empty: 0 net >= -1
bounds
 sold free
 1 <= net <= 6
 kept = 2
 general
 kept
 semi-continuous
 net
end`);
const program: Program = {
  ...read,
  rowNames: [
    {
      name: "energy balance",
      first: 0,
      count: 1,
      axes: [{ set: "hour", size: 24, labels: null }],
      positions: Int32Array.of(17),
    },
    { ...plainNames(["limit", "upper", "lower", "open", "empty"])[0]!, first: 1 },
  ],
};

test("a row is written with its numbers and names", () => {
  expect(Array.from({ length: 6 }, (_, row) => writeRow(program, row))).toEqual([
    "energy balance[18]: sold + net = 0",
    "limit: 2 <= -2.5 sold + 3 net <= 8",
    "upper: sold - net <= 4",
    "lower: net >= -1",
    "open: net is free",
    "empty: 0 >= -1",
  ]);
});

test("a column is written with its kind, bounds, cost and every place where it stands", () => {
  expect(writeColumn(program, 0)).toBe(
    [
      "sold: continuous, sold is free, cost -0.03",
      "energy balance[18]: 1",
      "limit: -2.5",
      "upper: 1",
      "Hessian with sold: 2",
      "Hessian with net: 1.5",
    ].join("\n  "),
  );
  expect(writeColumn(program, 1)).toBe(
    [
      "net: semi-continuous, net = 0 or 1 <= net <= 6, cost 0",
      "energy balance[18]: 1",
      "limit: 3",
      "upper: -1",
      "lower: 1",
      "open: 1",
      "Hessian with sold: 1.5",
    ].join("\n  "),
  );
  expect(writeColumn(program, 2)).toBe("kept: integer, kept = 2, cost 0");
});

test("a column says in which cones it stands", () => {
  const rows = { starts: Int32Array.of(0, 0, 1, 2), indices: Int32Array.of(0, 2), values: Float64Array.of(1, -3) };
  const cones = {
    rotated: Uint8Array.of(0, 0),
    starts: Int32Array.of(0, 1, 3),
    rows,
    constants: new Float64Array(3),
    names: plainNames(["a", "b"]),
  };
  expect(writeColumn({ ...program, cones }, 2)).toBe("kept: integer, kept = 2, cost 0\n  cone b, expression 2: -3");
});

test("what is not there is refused", () => {
  expect(() => writeRow(program, 6)).toThrow("rows 0 to 5");
  expect(() => writeColumn(program, -1)).toThrow("columns 0 to 2");
});
