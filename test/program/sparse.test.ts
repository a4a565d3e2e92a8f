import { expect, test } from "vitest";
import { compress, select, transpose } from "../../src/program/index.ts";

/** [[1, 0, 2], [0, 0, 0], [3, 4, 0]] */
const matrix = {
  starts: Int32Array.of(0, 2, 2, 4),
  indices: Int32Array.of(0, 2, 0, 1),
  values: Float64Array.of(1, 2, 3, 4),
};

test("a transposed matrix holds the same entries by its other direction", () => {
  expect(transpose(matrix, 3)).toEqual({
    starts: Int32Array.of(0, 2, 3, 4),
    indices: Int32Array.of(0, 2, 2, 0),
    values: Float64Array.of(1, 3, 4, 2),
  });
});

test("loose entries are sorted by major, added where they meet, and left out where they cancel", () => {
  const entries = {
    count: 7,
    majors: Int32Array.of(2, 0, 2, 0, 2, 1, 1, 9),
    minors: Int32Array.of(0, 0, 1, 2, 0, 1, 1, 9),
    values: Float64Array.of(2, 1, 4, 2, 1, 5, -5, 9),
  };
  expect(compress(entries, 3, 3)).toEqual(matrix);
});

test("a selection keeps the majors listed and renumbers their minors", () => {
  expect(select(matrix, Int32Array.of(2, 0), Int32Array.of(-1, 0, 1))).toEqual({
    starts: Int32Array.of(0, 1, 2),
    indices: Int32Array.of(0, 1),
    values: Float64Array.of(4, 2),
  });
});
