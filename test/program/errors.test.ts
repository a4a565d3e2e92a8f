import { packProgram, readLp, readMps, readProgram, unpackProgram, validateProgram } from "../../src/program/index.ts";
import { writeLp } from "../../src/program/lp/write.ts";
import { testMistakes } from "../mistakes.ts";
import { programOf } from "../program-of.ts";

const small = programOf({ costs: [1, 2], rows: [[3, [1, 1], 9]] });
const lp = (text: string) => () => readLp(text, "model.lp");
const mps = (...lines: readonly string[]) => {
  return () =>
    readMps(["NAME small", "ROWS", " N cost", " L row", "COLUMNS", " x row 1", ...lines].join("\n"), "model.mps");
};

testMistakes([
  [
    "bounds of a column that cross",
    () => validateProgram({ ...small, colLower: Float64Array.of(0, 4), colUpper: Float64Array.of(1, 3) }),
    "contradiction",
    { of: 'column "x2"', lower: 4, upper: 3 },
  ],
  [
    "a bound in a file that leaves no value",
    lp("min x\nst x >= 1\nbounds\nx <= -2\nend"),
    "contradiction",
    { file: "model.lp", line: 4, column: "x", lower: 0, upper: -2 },
  ],
  [
    "a row that is called as another",
    lp("min x\nst\na: x >= 1\na: x >= 2\nend"),
    "duplicate",
    { file: "model.lp", line: 4, what: "row", found: "a", lines: [3, 4] },
  ],
  [
    "an entry that stands twice",
    () =>
      validateProgram({
        ...small,
        starts: Int32Array.of(0, 2),
        indices: Int32Array.of(1, 1),
        values: Float64Array.of(1, 1),
      }),
    "duplicate",
    { what: 'column "x2"', in: 'row "r1"' },
  ],
  [
    "a bound without its number",
    mps("BOUNDS", " UP set x"),
    "missing-data",
    { file: "model.mps", line: 8, what: 'number of the bound of "x"' },
  ],
  ["an empty file", () => readProgram(" \n", "model.lp"), "missing-data", { file: "model.lp" }],
  [
    "a word where a number is due",
    mps("RHS", " rhs row many"),
    "not-a-number",
    { file: "model.mps", line: 8, what: 'row "row"', found: "many" },
  ],
  [
    "a bound that is NaN",
    () => validateProgram({ ...small, rowUpper: Float64Array.of(Number.NaN) }),
    "not-a-number",
    { what: 'upper bound of row "r1"', found: "NaN" },
  ],
  [
    "a cost that is infinite",
    () => validateProgram({ ...small, colCost: Float64Array.of(1, Number.POSITIVE_INFINITY) }),
    "out-of-range",
    { what: "cost", of: 'column "x2"', found: "Infinity" },
  ],
  [
    "a coefficient that solvers do not take",
    () => validateProgram({ ...small, values: Float64Array.of(1, 1e20) }),
    "out-of-range",
    { what: "coefficient", of: 'column "x2"', in: 'row "r1"', found: 1e20 },
  ],
  ["a sign that is missing", lp("min x\nst x y >= 1\nend"), "syntax", { file: "model.lp", line: 2 }],
  ["bytes that are no program", () => unpackProgram(new Uint8Array(40)), "syntax", { format: "packed program" }],
  [
    "a row that ROWS does not have",
    mps(" y column 1"),
    "unknown-name",
    { file: "model.mps", line: 7, kind: "row", found: "column" },
  ],
  [
    "a kind of bound that there is not",
    mps("BOUNDS", " XX set x 1"),
    "unknown-name",
    {
      file: "model.mps",
      line: 8,
      kind: "bound",
      found: "XX",
      known: ["UP", "LO", "FX", "LI", "UI", "SC", "SI", "FR", "MI", "PL", "BV"],
    },
  ],
  [
    "a section that is not read",
    lp("min x\nst x >= 1\nsos\ns1: x:1\nend"),
    "unsupported",
    { file: "model.lp", line: 3, what: "sos" },
  ],
  [
    "a quadratic row",
    lp("min x\nst [ x^2 ] <= 1\nend"),
    "unsupported",
    { file: "model.lp", line: 2, what: "quadratic rows" },
  ],
  [
    "cones in an LP file",
    () => {
      const rows = { starts: Int32Array.of(0, 0), indices: new Int32Array(0), values: new Float64Array(0) };
      const cones = {
        rotated: Uint8Array.of(0),
        starts: Int32Array.of(0, 1),
        rows,
        constants: new Float64Array(1),
        names: [],
      };
      return writeLp({ ...small, cones });
    },
    "unsupported",
    { what: "cones", format: "LP" },
  ],
  [
    "fewer costs than columns",
    () => validateProgram({ ...small, colCost: Float64Array.of(1) }),
    "wrong-size",
    { what: "colCost", found: 1, expected: 2 },
  ],
  [
    "a packed program that was cut short",
    () => unpackProgram(packProgram(small).subarray(0, 200)),
    "wrong-size",
    { what: "bytes", found: 200, expected: packProgram(small).length },
  ],
]);
