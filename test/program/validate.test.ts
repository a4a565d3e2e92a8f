import { expect, test } from "vitest";
import { ClearwattError } from "../../src/errors.ts";
import { type Program, plainNames, validateProgram } from "../../src/program/index.ts";

/** minimise x + 2 y subject to balance: x + y = 3, limit: x - 4 y <= 8. */
const sound: Program = {
  name: "p",
  sense: "minimize",
  numCols: 2,
  numRows: 2,
  offset: 0,
  colCost: Float64Array.of(1, 2),
  colLower: Float64Array.of(0, -Infinity),
  colUpper: Float64Array.of(Infinity, 5),
  colKind: Uint8Array.of(0, 1),
  rowLower: Float64Array.of(3, -Infinity),
  rowUpper: Float64Array.of(3, 8),
  starts: Int32Array.of(0, 2, 4),
  indices: Int32Array.of(0, 1, 0, 1),
  values: Float64Array.of(1, 1, 1, -4),
  hessian: { starts: Int32Array.of(0, 2, 3), indices: Int32Array.of(0, 1, 1), values: Float64Array.of(2, 1, 2) },
  cones: {
    rotated: Uint8Array.of(0, 1),
    starts: Int32Array.of(0, 2, 5),
    rows: {
      starts: Int32Array.of(0, 1, 2, 3, 3, 4),
      indices: Int32Array.of(0, 1, 0, 1),
      values: Float64Array.of(1, 1, 1, 1),
    },
    constants: new Float64Array(5),
    names: plainNames(["norm", "branch flow"]),
  },
  colNames: plainNames(["x", "y"]),
  rowNames: plainNames(["balance", "limit"]),
};

test("a sound program passes, with zeros, fractional bounds of integers and cones", () => {
  expect(() => validateProgram(sound)).not.toThrow();
  expect(() =>
    validateProgram({ ...sound, values: Float64Array.of(0, 1, 1, 0), colUpper: Float64Array.of(Infinity, 2.5) }),
  ).not.toThrow();
  const empty = new Float64Array(0);
  const nothing = {
    numCols: 0,
    numRows: 0,
    colCost: empty,
    colLower: empty,
    colUpper: empty,
    colKind: new Uint8Array(0),
    rowLower: empty,
    rowUpper: empty,
  };
  const none = { starts: Int32Array.of(0), indices: new Int32Array(0), values: empty, hessian: null, cones: null };
  expect(() => validateProgram({ ...sound, ...nothing, ...none })).not.toThrow();
});

const rows = (values: number[], indices = [0, 1, 0, 1]) => ({
  values: Float64Array.from(values),
  indices: Int32Array.from(indices),
});
const hessian = (starts: number[], indices: number[], values: number[]) => ({
  hessian: { starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
});
const cones = sound.cones!;

test.each<[string, Partial<Program>, readonly string[]]>([
  ["a NaN offset", { offset: NaN }, ["objective", "NaN"]],
  ["a NaN cost", { colCost: Float64Array.of(1, NaN) }, ['cost of column "y"', "NaN"]],
  ["an infinite cost", { colCost: Float64Array.of(-Infinity, 1) }, ['cost of column "x"', "-Infinity"]],
  ["a NaN bound", { colLower: Float64Array.of(NaN, 0) }, ['lower bound of column "x"', "NaN"]],
  ["a NaN row bound", { rowUpper: Float64Array.of(3, NaN) }, ['upper bound of row "limit"', "NaN"]],
  ["crossed bounds of a column", { colLower: Float64Array.of(0, 6) }, ['column "y"', "crossed", "6", "5"]],
  ["crossed bounds of a row", { rowLower: Float64Array.of(4, -1) }, ['row "balance"', "crossed", "4", "3"]],
  ["a lower bound of infinity", { colLower: Float64Array.of(Infinity, 0) }, ['column "x"', "no value"]],
  [
    "an upper bound of minus infinity",
    { rowLower: Float64Array.of(3, -Infinity), rowUpper: Float64Array.of(3, -Infinity) },
    ['row "limit"', "no value"],
  ],
  ["a NaN coefficient", rows([1, 1, NaN, 1]), ['column "x"', 'row "limit"', "NaN"]],
  ["an infinite coefficient", rows([1, Infinity, 1, 1]), ['column "y"', 'row "balance"', "Infinity"]],
  ["a coefficient of 1e15", rows([1, 1, 1, -1e15]), ['column "y"', 'row "limit"', "-1000000000000000"]],
  ["a coefficient that HiGHS drops", rows([1e-9, 1, 1, 1]), ['column "x"', 'row "balance"', "1e-9", "zero"]],
  ["a column twice in a row", rows([1, 1, 1, 1], [0, 1, 1, 1]), ['column "y" stands twice in row "limit"']],
  ["a column that is not there", rows([1, 1, 1, 1], [0, 2, 0, 1]), ['row "balance"', "column 2", "0 to 1"]],
  ["a negative column", rows([1, 1, 1, 1], [0, -1, 0, 1]), ['row "balance"', "column -1"]],
  ["costs of the wrong length", { colCost: new Float64Array(3) }, ["colCost", "3", "2 columns"]],
  ["row bounds of the wrong length", { rowUpper: new Float64Array(1) }, ["rowUpper", "1", "2 rows"]],
  ["starts of the wrong length", { starts: Int32Array.of(0, 4) }, ["starts", "2", "3"]],
  ["starts that decrease", { starts: Int32Array.of(0, 5, 4) }, ['row "limit"', "must not decrease"]],
  ["starts that end early", { starts: Int32Array.of(0, 2, 3) }, ["3", "4 entries"]],
  ["values of the wrong length", { values: new Float64Array(3) }, ["values", "3", "4"]],
  [
    "a semi-continuous column without an upper bound",
    { colKind: Uint8Array.of(2, 0) },
    ['column "x"', "finite upper bound"],
  ],
  ["a semi-integer column below zero", { colKind: Uint8Array.of(0, 3) }, ['column "y"', "lower bound of 0"]],
  ["a kind that is not there", { colKind: Uint8Array.of(0, 4) }, ['column "y"', "kind 4"]],
  [
    "an upper triangle",
    hessian([0, 1, 3], [0, 0, 1], [2, 1, 2]),
    ['row of column "x"', 'column of column "y"', "lower triangle"],
  ],
  ["rows of a Hessian column in disorder", hessian([0, 2, 3], [1, 0, 1], [1, 2, 2]), ["lower triangle"]],
  ["a NaN in the Hessian", hessian([0, 1, 1], [0], [NaN]), ["Hessian", '"x"', "NaN"]],
  [
    "a NaN in a cone",
    { cones: { ...cones, rows: { ...cones.rows, values: Float64Array.of(1, 1, NaN, 1) } } },
    ['expression 1 of cone "branch flow"', "NaN"],
  ],
  [
    "a NaN constant in a cone",
    { cones: { ...cones, constants: Float64Array.of(0, 0, 0, NaN, 0) } },
    ['expression 2 of cone "branch flow"', "NaN"],
  ],
  [
    "a rotated cone of one expression",
    { cones: { ...cones, starts: Int32Array.of(0, 4, 5) } },
    ['cone "branch flow"', "1 expressions", "2 or more"],
  ],
])("%s is refused by name", (_, change, parts) => {
  const validating = () => validateProgram({ ...sound, ...change });
  expect(validating).toThrow(ClearwattError);
  for (const part of parts) expect(validating).toThrow(part);
});
