import { expect, test } from "vitest";
import { model, set } from "../../src/language/index.ts";
import { ColumnKind } from "../../src/program/program.ts";
import { columnsOf, complaint } from "./written.ts";

const hour = set("hour", 2);

test("bounds are numbers, data or rules; 0 and no limit where none are given", () => {
  const m = model("m");
  const load = m.parameter("load", [hour], [5, Infinity], "kW");
  const share = m.parameter("share", [], 0.5);
  m.variable("plain", []);
  m.variable("free", [], { lower: -Infinity });
  m.variable("fixed", [], { lower: 3, upper: 3 });
  m.variable("ruled", [hour], { lower: (t) => load(t).times(share()).times(-1), upper: (t) => load(t), unit: "kW" });
  m.variable("on", [], { kind: "binary" });
  m.variable("off", [], { kind: "binary", upper: 0 });
  expect(columnsOf(m)).toEqual([
    "0 <= plain <= Infinity",
    "-Infinity <= free <= Infinity",
    "3 <= fixed <= 3",
    "-2.5 <= ruled[1] <= 5",
    "-Infinity <= ruled[2] <= Infinity",
    "0 <= on <= 1",
    "0 <= off <= 0",
  ]);
});

test("kinds are those of the program", () => {
  const m = model("m");
  m.variable("a", []);
  m.variable("b", [hour], { kind: "integer" });
  m.variable("c", [], { kind: "binary" });
  m.variable("d", [], { kind: "semi-continuous", lower: 2, upper: 5 });
  const { continuous, integer, semiContinuous } = ColumnKind;
  expect([...m.compile().colKind]).toEqual([continuous, integer, integer, integer, semiContinuous]);
});

test("bounds that leave no value are refused by name, label and place", () => {
  const crossed = model("m");
  const least = crossed.parameter("least", [hour], [1, 4]);
  crossed.variable("x", [hour], { lower: (t) => least(t), upper: 3 });
  expect(complaint(() => crossed.compile())).toMatch(
    /^The variable "x\[2\]" can take no value: its lower bound 4 is above its upper bound 3\. \(declared at variables\.test\.ts:\d+\)$/,
  );
  const infinite = model("m");
  infinite.variable("x", [], { lower: Infinity });
  expect(complaint(() => infinite.compile())).toContain(
    'The variable "x" can take no value: its bounds are Infinity and Infinity.',
  );
});

test("bounds, kinds and names that make no sense are refused where they are written", () => {
  const m = model("end users");
  const x = m.variable("x", [hour]);
  const odd = (options: object) => complaint(() => m.variable("y", [hour], options));
  expect(odd({ upper: Number.NaN })).toBe('In the variable "y": A bound is NaN.');
  expect(odd({ upper: "3" })).toContain(
    'In the variable "y": A bound needs a number or an expression and got the text "3"',
  );
  expect(odd({ upper: null })).toContain('In the variable "y": A bound needs a number or an expression and got null');
  expect(odd({ kind: "int" })).toBe(
    'In the variable "y": The kind of "y" is "int". Choose one of continuous, integer, binary, semi-continuous.',
  );
  expect(odd({ kind: "binary", upper: 5 })).toBe(
    'In the variable "y": "y" is binary, 0 or 1, and has the bound 5. Make it an integer variable.',
  );
  expect(odd({ upper: (t: typeof hour.first) => x(t) })).toBe(
    'In the variable "y": A bound must be data. Write a constraint for a limit with variables.',
  );
  expect(odd({ upper: () => undefined })).toBe(
    'In the variable "y": A bound needs a number or an expression and got nothing. Does the closure return its expression?',
  );
  expect(complaint(() => m.variable("x", []))).toBe(
    'The name "x" is taken: the model "end users" has a variable of that name. Choose another.',
  );
  expect(complaint(() => m.parameter("x", [], 1))).toContain('The name "x" is taken');
  expect(complaint(() => m.variable(" ", []))).toBe("A variable needs a name.");
  expect(complaint(() => m.variable("y", hour as never))).toBe(
    'In the variable "y": "y" needs a list of sets, as in [user, hour].',
  );
  expect(complaint(() => m.variable("y", ["hour"] as never))).toBe(
    'In the variable "y": "y" ranges over something that is not a set. Make sets with set(name, labels).',
  );
  m.variable("y", [], { upper: 1 });
});

test("a model without variables is a program without columns", () => {
  expect(model("empty").compile()).toMatchObject({ numCols: 0, numRows: 0, offset: 0 });
});
