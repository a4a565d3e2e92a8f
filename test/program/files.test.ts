import { expect, test } from "vitest";
import { type Program, plainNames, readLp, readMps, readProgram, writeLp, writeMps } from "../../src/program/index.ts";
import { fileNames, legalName } from "../../src/program/text/file-names.ts";
import { solveText } from "./highs.ts";

const lp = "min obj: x st c: x >= 2 end";
const mps = "NAME\nROWS\n N obj\n G c\nCOLUMNS\n x obj 1 c 1\nRHS\n RHS c 2\nENDATA\n";

test.each([
  ["net load[bus 2, 18]", "net_load(bus_2,18)"],
  ["énergie", "energie"],
  ["a-b*c", "a_b_c"],
  ["3rd", "_3rd"],
  [".5", "_.5"],
  ["e5", "_e5"],
  ["E", "_E"],
  ["energy", "energy"],
  ["inflow", "_inflow"],
  ["Nanny", "_Nanny"],
  ["free", "_free"],
  ["Bounds", "_Bounds"],
  ["", "_"],
  ["[x]", "_(x)"],
  ["range[a]", "_range(a)"],
])("%j is called %s in a file", (name, expected) => {
  expect(legalName(name)).toBe(expected);
});

test("names that collide are numbered, also where a name looks like a number of another", () => {
  expect(fileNames(plainNames(["a b", "a_b", "a-b", "a_b~2", "c"]), 5)).toEqual([
    "a_b",
    "a_b~2",
    "a_b~3",
    "a_b~2~2",
    "c",
  ]);
});

test("long names are cut and stay unique", () => {
  const [first, second] = fileNames(plainNames(["x".repeat(300), `${"x".repeat(300)}y`]), 2);
  expect(first).toHaveLength(200);
  expect(second).toBe(`${first}~2`);
});

test("an LP file reads as its author would write it", () => {
  const program: Program = {
    ...readLp(
      "\\ Problem name: end users\nmax obj: -0.03 a + b + 2.5 st r: a + b = 0 s: 2 <= -2 a + 0.1 b <= 8 bounds a free b <= 1 c <= 4 general b c end",
    ),
    colNames: plainNames(["sold[bus 2, 18]", "on[bus 2]", "spare"]),
    rowNames: plainNames(["energy balance[bus 2, 18]", "limit"]),
  };
  expect(writeLp(program)).toBe(`\\ Problem name: end users
maximize
 obj: - 0.03 sold(bus_2,18) + on(bus_2) + 0 spare + 2.5
subject to
 energy_balance(bus_2,18): + sold(bus_2,18) + on(bus_2) = 0
 limit: - 2 sold(bus_2,18) + 0.1 on(bus_2) - range(limit) = 0
bounds
 sold(bus_2,18) free
 0 <= spare <= 4
 2 <= range(limit) <= 8
binary
 on(bus_2)
general
 spare
end
`);
});

test("lines stay below 255 characters, and HiGHS reads the wrapped ones", () => {
  const size = 400;
  const terms = Array.from({ length: size }, (_, k) => `+ ${k + 0.1} quite_a_long_name_of_a_column(${k})`);
  const text = writeLp(readLp(`min obj: ${terms.join(" ")}\nst\n c: ${terms.join(" ")} >= 1\nend`));
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(255);
  expect(solveText("lp", text).objective).toBeCloseTo(1, 6);
});

test("the two bounds of a row survive MPS where their distance is exact, and to the last digit where it is not", () => {
  const bounds = (lower: string, upper: string) => {
    const back = readMps(writeMps(readLp(`min st c: ${lower} <= x <= ${upper} end`)));
    return [back.rowLower[0]!, back.rowUpper[0]!];
  };
  expect(bounds("1e-20", "1")).toEqual([1e-20, 1]);
  expect(bounds("-1", "1e-20")).toEqual([-1, 1e-20]);
  const [lower, upper] = bounds("-0.1", "0.3");
  expect(lower).toBe(-0.1);
  expect(Math.abs(upper! - 0.3)).toBeLessThan(1e-16);
});

test("the format follows from the ending, and from the text where the ending says nothing", () => {
  for (const [text, name] of [
    [lp, "a.lp"],
    [lp, "a.LP"],
    [lp, "a.txt"],
    [lp, "model"],
    [mps, "a.mps"],
    [mps, "a.QPS"],
    [mps, "a"],
    [`* c\n\n${mps}`, "a.txt"],
  ] as const) {
    expect(readProgram(text, name).rowLower).toEqual(Float64Array.of(2));
  }
});

test("an error carries the file's name", () => {
  expect(() => readProgram(lp, "a.mps")).toThrow("a.mps, line 1");
  expect(() => readProgram(mps, "a.lp")).toThrow("a.lp, line 1");
  expect(() => readProgram(" \n", "a.lp")).toThrow("a.lp is empty");
  expect(() => readProgram("\u001f\u008b", "a.mps.gz")).toThrow("compressed");
});

test("cones and NaN cannot be written", () => {
  const program = readLp(lp);
  const rows = { starts: Int32Array.of(0, 1), indices: Int32Array.of(0), values: Float64Array.of(1) };
  const cones = {
    rotated: Uint8Array.of(0),
    starts: Int32Array.of(0, 1),
    rows,
    constants: new Float64Array(1),
    names: plainNames(["cone"]),
  };
  for (const write of [writeLp, writeMps]) {
    expect(() => write({ ...program, cones })).toThrow("second-order cones");
    expect(() => write({ ...program, colCost: Float64Array.of(NaN) })).toThrow("NaN");
  }
});
