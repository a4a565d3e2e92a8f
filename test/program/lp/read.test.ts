import { expect, test } from "vitest";
import { ClearwattError } from "../../../src/errors.ts";
import { readLp } from "../../../src/program/index.ts";
import { describe } from "../describe.ts";

const INFINITY = Number.POSITIVE_INFINITY;
const read = (text: string) => describe(readLp(text, "model.lp"));
const rowsOf = (rows: string) => read(`min obj: 0 x + 0 y + 0 z\nsubject to\n${rows}\nend`).rows;
const boundsOf = (bounds: string) =>
  read(`min obj: x + y + z\nsubject to\n c: x + y + z >= 1\nbounds\n${bounds}\nend`).bounds;

test.each([
  ["min", "minimize"],
  ["MIN", "minimize"],
  ["Minimum", "minimize"],
  ["Minimise", "minimize"],
  ["minimize", "minimize"],
  ["max", "maximize"],
  ["Maximum", "maximize"],
  ["MAXIMISE", "maximize"],
  ["Maximize", "maximize"],
])("%s opens a file to %s", (word, sense) => {
  expect(readLp(`${word}\n x\nst\n x >= 1\nend`).sense).toBe(sense);
});

test.each(["st", "ST", "s.t.", "S.T.", "subject to", "Subject  To", "SUCH THAT", "such that"])(
  "%s opens the rows",
  (word) => {
    expect(read(`min\n obj: x\n${word}\n c: x >= 1\nend`).rows).toEqual({ c: [1, { x: 1 }, INFINITY] });
  },
);

test("an objective holds constants, repeated variables and every spelling of a coefficient", () => {
  const program = readLp("min\n cost: 3 x - 2y + 4 + 3.5e-2z\n - - 3 x + -1.5 y - 1 + 2 * w\nst\n c: x >= 1\nend");
  expect(describe(program).columns).toEqual(["x", "y", "z", "w"]);
  expect([...program.colCost]).toEqual([6, -3.5, 0.035, 2]);
  expect(program.offset).toBe(3);
});

test.each(["min\n obj:\nst\n c: x >= 1\nend", "min\nst\n c: x >= 1\nend", "min\n obj: 0\nst\n c: x >= 1\nend"])(
  "an objective may be empty: %j",
  (text) => {
    expect([...readLp(text).colCost]).toEqual([0]);
  },
);

test("a quadratic objective is halved where the file says so", () => {
  const halved = readLp("min obj: x + [ x^2 + 2 x*y - 4 y ^ 2 ] / 2 st c: x + y >= 1 end").hessian!;
  expect([...halved.values]).toEqual([1, 1, -4]);
  expect([...halved.starts]).toEqual([0, 2, 3]);
  expect([...halved.indices]).toEqual([0, 1, 1]);
  const whole = readLp("min obj: x - [ x^2 + 2 x * y ] + 3 [y*y]/2\nst c: x + y >= 1 end").hessian!;
  expect([...whole.values]).toEqual([-2, -2, 3]);
});

test("comparisons come in every spelling", () => {
  const below = [-INFINITY, { x: 1 }, 4];
  const above = [4, { x: 1 }, INFINITY];
  expect(rowsOf("a: x <= 4\nb: x < 4\nc: x =< 4\nd: x >= 4\ne: x > 4\nf: x => 4\ng: x = 4")).toEqual({
    ...{ a: below, b: below, c: below, d: above, e: above, f: above },
    g: [4, { x: 1 }, 4],
  });
});

test("constants move to the right and variables to the left", () => {
  expect(rowsOf("a: x + 2 <= 8\nb: 2 x - 1 >= y + 3 - x\nc: 8 >= x + y\nd: 3 = x\ne: 4 <= 2 y")).toEqual({
    a: [-INFINITY, { x: 1 }, 6],
    b: [4, { x: 3, y: -1 }, INFINITY],
    c: [-INFINITY, { x: 1, y: 1 }, 8],
    d: [3, { x: 1 }, 3],
    e: [4, { y: 2 }, INFINITY],
  });
});

test("a row may have two bounds, whichever way it is written", () => {
  expect(rowsOf("-5 <= x + y <= 8\nR1: 2 <= x + 1 <= 4\nR2: 9 >= x >= - 3\n -inf <= y <= 7")).toEqual({
    c1: [-5, { x: 1, y: 1 }, 8],
    R1: [1, { x: 1 }, 3],
    R2: [-3, { x: 1 }, 9],
    c4: [-INFINITY, { y: 1 }, 7],
  });
});

test("rows need no names, no line of their own and no blanks", () => {
  expect(rowsOf(" x\n + y\n <=\n 8\n -x + y <= 3\n x+2y>=-4\n -3x-2z>=1\n c9:x>=1")).toEqual({
    c1: [-INFINITY, { x: 1, y: 1 }, 8],
    c2: [-INFINITY, { x: -1, y: 1 }, 3],
    c3: [-4, { x: 1, y: 2 }, INFINITY],
    c4: [1, { x: -3, z: -2 }, INFINITY],
    c9: [1, { x: 1 }, INFINITY],
  });
});

test("a right-hand side may go on behind a line break if no other row begins there", () => {
  expect(rowsOf("a: x <= 3 y\n + 2 z\nb: x >= 8\n - 2 y\nend")).toEqual({
    a: [-INFINITY, { x: 1, y: -3, z: -2 }, 0],
    b: [8, { x: 1, y: 2 }, INFINITY],
  });
});

test("what cancels leaves the row, and a row may be empty", () => {
  expect(rowsOf("a: x + y - x >= 1\nb: 0 x >= -2\nc: 0 >= -3")).toEqual({
    a: [1, { y: 1 }, INFINITY],
    b: [-2, {}, INFINITY],
    c: [-3, {}, INFINITY],
  });
});

test("an unnamed row steps aside for a row of its name", () => {
  expect(Object.keys(rowsOf("x >= 1\nc1: y >= 1\nz >= 1"))).toEqual(["c1~", "c1", "c3"]);
});

test("comments, semicolons at line ends, carriage returns and a byte order mark are skipped", () => {
  const text =
    "\ufeff\\ first\r\nmin \\ here\r\n obj: x;\r\nst\r\n \\ c: y >= 2\r\n /* and\r\n this */ c: x >= 1;\r\nend\r\n";
  expect(read(text).rows).toEqual({ c: [1, { x: 1 }, INFINITY] });
});

test("the name of the problem stands in the first comment", () => {
  expect(readLp("\\Problem name: end users\nmin x st x >= 1 end").name).toBe("end users");
  expect(readLp("\\* dispatch *\\\nmin x st x >= 1 end").name).toBe("dispatch");
});

test("names hold every character that CPLEX, GLPK or Gurobi lets them", () => {
  const names = [
    "x!",
    'a"b',
    "#1",
    "$",
    "%p",
    "&q",
    "f(1,2)",
    "a.b",
    "u;v",
    "w?",
    "@home",
    "_",
    "it's",
    "`",
    "{s}",
    "a|b",
    "~",
    "x[1,2]",
    "x[a][b]",
    "load/kW",
    "größe",
    "e_1",
  ];
  expect(read(`min\n obj: ${names.map((name) => `2 ${name}`).join(" + ")}\nst\n c: x! >= 1\nend`).columns).toEqual(
    names,
  );
});

test("keywords may be names where no section can begin", () => {
  expect(
    read("min obj: 3 gen + 4 bin - end\nst\n gen + bin >= 2\n c: 2 gen - st >= 1\nbounds\n gen <= 4\nend").columns,
  ).toEqual(["gen", "bin", "end", "st"]);
});

test("a whole file may stand on one line", () => {
  expect(read("min obj: x st R: x >= 8 bounds x <= 10 general x end")).toMatchObject({
    kinds: [1],
    bounds: { x: [0, 10] },
    rows: { R: [8, { x: 1 }, INFINITY] },
  });
});

test.each([
  ["", [0, INFINITY]],
  ["x free", [-INFINITY, INFINITY]],
  ["x FREE", [-INFINITY, INFINITY]],
  ["-inf <= x <= 5", [-INFINITY, 5]],
  ["-Infinity <= x <= +infinity", [-INFINITY, INFINITY]],
  ["x >= -infinity", [-INFINITY, INFINITY]],
  ["x = 3", [3, 3]],
  ["x = -3", [-3, -3]],
  ["3 <= x", [3, INFINITY]],
  ["3 >= x", [0, 3]],
  ["5 >= x >= 2", [2, 5]],
  ["x <= 1e30", [0, INFINITY]],
  ["x >= -1e+20", [-INFINITY, INFINITY]],
  ["x <= 4 x >= 1", [1, 4]],
  ["x <= 4\nx <= 3", [0, 3]],
  ["x free\nx <= 4", [-INFINITY, 4]],
  ["2 <= x\n <= 4", [2, 4]],
])("the bound %j leaves %j", (bound, expected) => {
  expect(boundsOf(bound).x).toEqual(expected);
});

test("columns are integer, binary, semi-continuous and both by their sections, in any order", () => {
  const program = read(
    "min obj: a + b + c + d + e + f\nst\n r: a + b + c + d + e + f >= 1\nGenerals\n a d\nBounds\n c <= 5\n d <= 9\n f = 0\nBIN\n b\n f\nSemi-Continuous\n c d\nend",
  );
  expect(program.kinds).toEqual([1, 1, 2, 3, 0, 1]);
  expect(program.bounds).toEqual({ a: [0, INFINITY], b: [0, 1], c: [0, 5], d: [0, 9], e: [0, INFINITY], f: [0, 0] });
});

test.each(["general", "Generals", "GEN", "integer", "integers", "int"])("%s makes columns integer", (word) => {
  expect(read(`min x st c: x >= 1\n${word}\n x\nend`).kinds).toEqual([1]);
});
test.each(["binary", "Binaries", "BIN"])("%s makes columns binary", (word) => {
  expect(read(`min x st c: x >= 1\n${word}\n x\nend`)).toMatchObject({ kinds: [1], bounds: { x: [0, 1] } });
});
test.each(["semi-continuous", "semis", "semi", "SEC"])("%s makes columns semi-continuous", (word) => {
  expect(read(`min x st c: x >= 1\nbounds\n x <= 3\n${word}\n x\nend`).kinds).toEqual([2]);
});

test("a column of a row with two bounds, as writeLp makes it, folds back into the row", () => {
  const folded = read("min obj: x\nst\n total: x + y - range(total) = 0\nbounds\n 2 <= range(total) <= 8\nend");
  expect(folded).toMatchObject({ columns: ["x", "y"], rows: { total: [2, { x: 1, y: 1 }, 8] } });
  const kept = read("min obj: x + range(total)\nst\n total: x + y - range(total) = 0\nend");
  expect(kept.columns).toEqual(["x", "range(total)", "y"]);
});

test.each([
  ["hello", 1, "begins with"],
  ["", 1, "end of the file"],
  ["min: 3 x;\nc1: x >= 2;", 1, "lp_solve"],
  ["min\n obj: x\n c: x >= 1\nend", 3, '"subject to"'],
  ["min\n obj: x\nst\n c: x y >= 1\nend", 4, "a sign is missing"],
  ["min\n obj: x\nst\n c: x + >= 1\nend", 4, "a number or a variable is missing"],
  ["min\n obj: x\nst\n c: >= 1\nend", 4, "missing before"],
  ["min\n obj: x\nst\n c: x + 3\nend", 5, "<=, >= or = is missing"],
  ["min\n obj: x\nst\n c: x >=\nend", 5, "missing before"],
  ["min\n obj: x\nst\n c: (x + y) >= 1\nend", 4, "parenthesis"],
  ["min\n obj: x\nst\n c: x >= 1\n\n c: x >= 2\nend", 6, "already on line 4"],
  ["min\n obj: x\nst\n c: y <= x <= 4\nend", 5, "numbers on both ends"],
  ["min\n obj: x\nst\n c: 1 <= x >= 4\nend", 5, "cannot stand in one row"],
  ["min\n obj: x\nst\n c: 4 <= x <= 1\nend", 5, "no value"],
  ["min\n obj: inf x\nst\n c: x >= 1\nend", 2, "infinite coefficient"],
  ["min\n obj: 1e999 x\nst\n c: x >= 1\nend", 2, "too large"],
  ["min\n obj: x\nst\n c: x + [ x^2 ] <= 1\nend", 4, "quadratic rows"],
  ["min\n obj: [ x^3 ]\nst\n c: x >= 1\nend", 2, "only squares"],
  ["min\n obj: x * y\nst\n c: x >= 1\nend", 2, '"*"'],
  ["min\n obj: x\nst\n c: b = 1 -> x >= 1\nend", 4, "indicator"],
  ["min\n obj: x\nst\n c: x >= 1\nSOS1\n s: x:1\nend", 5, "SOS"],
  ["min\n obj: x\nst\n c: x >= 1\nLazy Constraints\n d: x >= 2\nend", 5, "lazy constraints"],
  ["min\n obj: x\nst\n c: x >= 1\nPWLObj\n x: (0,0)\nend", 5, "piecewise"],
  ["min\n obj: x\nst\n c: x >= 1\nbounds\n y <= 3\n x <= -5\nend", 7, "-inf <="],
  ["min\n obj: x\nst\n c: x >= 1\nbounds\n 4 <= x <= 3\nend", 6, "leaves no value"],
  ["min\n obj: x\nst\n c: x >= 1\nbounds\n x >= inf\nend", 6, "leaves no value"],
  ["min\n obj: x\nst\n c: x >= 1\nbounds\n 2 x <= 5\nend", 6, "is missing before"],
  ["min\n obj: x\nst\n c: x >= 1\nbounds\n x <= y\nend", 6, "one variable"],
  ["min\n obj: x\nst\n c: x >= 1\nbounds\n x <= 5\nbinary\n x\nend", 8, "line 6"],
  ["min\n obj: x\nst\n c: x >= 1\ngeneral\n 3\nend", 6, "name of a variable"],
  ["min\n obj: x\nst\n c: x } ] >= 1\nend", 4, "a sign is missing"],
])("%j is refused at line %i", (text, line, message) => {
  const reading = () => readLp(text, "model.lp");
  expect(reading).toThrow(ClearwattError);
  expect(reading).toThrow(`model.lp, line ${line}: `);
  expect(reading).toThrow(message);
});
