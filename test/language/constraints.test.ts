import { expect, test } from "vitest";
import { model, set, sum } from "../../src/language/index.ts";
import { complaint, rowsOf } from "./written.ts";

const hour = set("hour", 2);

test("constants of both sides meet on the right of every sense and range", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const y = m.variable("y", []);
  const p = m.parameter("p", [hour], [10, 20]);
  m.constraint("le", [hour], (t) =>
    x(t)
      .plus(1)
      .le(y().plus(p(t))),
  );
  m.constraint("ge", [hour], (t) => x(t).minus(p(t)).ge(y().minus(2)));
  m.constraint("eq", [], () => x(hour.first).plus(y()).plus(3).eq(3));
  m.constraint("between", [hour], (t) => x(t).times(2).plus(1).between(p(t).times(-1), p(t)));
  m.constraint("data first", [hour], (t) => p(t).ge(x(t).dividedBy(2)));
  expect(rowsOf(m)).toEqual([
    "le[1]: 1 x[1] -1 y <= 9",
    "le[2]: 1 x[2] -1 y <= 19",
    "ge[1]: 1 x[1] -1 y >= 8",
    "ge[2]: 1 x[2] -1 y >= 18",
    "eq: 1 x[1] 1 y = 0",
    "between[1]: -11 <= 2 x[1] <= 9",
    "between[2]: -21 <= 2 x[2] <= 19",
    "data first[1]: -0.5 x[1] >= -10",
    "data first[2]: -0.5 x[2] >= -20",
  ]);
});

test("a column that stands several times in a row has the sum of its coefficients, also where it is 0", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const p = m.parameter("p", [hour], [10, 20]);
  m.constraint("twice", [hour], (t) =>
    x(t)
      .plus(x(t).times(p(t)))
      .minus(x(hour.first))
      .le(x(t).times(2)),
  );
  m.constraint("sums", [], () =>
    sum([hour], (t) => x(t))
      .plus(sum([hour], (t) => x(t).times(t.number)))
      .le(0),
  );
  m.constraint("one column", [], () => sum([hour, hour], (_s, t) => x(t)).le(0));
  expect(rowsOf(m)).toEqual([
    "twice[1]: 8 x[1] <= 0",
    "twice[2]: 19 x[2] -1 x[1] <= 0",
    "sums: 2 x[1] 3 x[2] <= 0",
    "one column: 2 x[1] 2 x[2] <= 0",
  ]);
});

test("a named expression is written out where it is used, with the indices it is used at", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const p = m.parameter("p", [hour], [10, 20]);
  const change = m.expression("change", [hour], (t) => x(t).minus(x(t.previous)));
  const cost = m.expression("cost", [hour], (t) => p(t).times(2));
  m.constraint("here", [hour], (t) => change(t).le(cost(t)));
  m.constraint("later", [hour], (t) => change(t.next).times(cost(t)).le(0));
  m.constraint("last", [], () => change(hour.last).le(cost(hour.first)));
  expect(rowsOf(m)).toEqual([
    "here[2]: 1 x[2] -1 x[1] <= 40",
    "later[1]: 20 x[2] -20 x[1] <= 0",
    "last: 1 x[2] -1 x[1] <= 20",
  ]);
});

test("a row with infinite or huge coefficients, or with limits that nothing meets, is refused by name", () => {
  const infinite = model("m");
  const p = infinite.parameter("p", [hour], [1, Infinity]);
  const x = infinite.variable("x", [hour]);
  infinite.constraint("c", [hour], (t) => x(t).times(p(t)).le(1));
  expect(complaint(() => infinite.compile())).toMatch(
    /^The row "c\[2\]" has the coefficient Infinity; solvers take magnitudes below 1e15 only\. Check the data it uses for infinite values and for divisions by 0\./,
  );
  const divided = model("m");
  const q = divided.parameter("q", [hour], [1, 0]);
  const y = divided.variable("y", [hour]);
  divided.constraint("c", [hour], (t) => y(t).dividedBy(q(t)).le(1));
  expect(complaint(() => divided.compile())).toContain('The row "c[2]" has the coefficient Infinity');
  const crossed = model("m");
  const z = crossed.variable("z", [hour]);
  const least = crossed.parameter("least", [hour], [1, 5]);
  crossed.constraint("range", [hour], (t) => z(t).between(least(t), 4));
  expect(complaint(() => crossed.compile())).toContain(
    'The row "range[2]" cannot hold: its lower limit 5 is above its upper limit 4. Check the data it uses.',
  );
  const impossible = model("m");
  const w = impossible.variable("w", []);
  const endless = impossible.parameter("endless", [], -Infinity);
  impossible.constraint("low", [], () => w().le(endless()));
  expect(complaint(() => impossible.compile())).toContain(
    'The row "low" cannot hold: its limits are -Infinity and -Infinity.',
  );
  const nan = model("m");
  const v = nan.variable("v", []);
  const none = nan.parameter("none", [], 0);
  nan.constraint("half", [], () => v().le(none().dividedBy(none())));
  expect(complaint(() => nan.compile())).toContain('The row "half" cannot hold: its limits are -Infinity and NaN.');
});

test("a limit may be infinite on the side where it does not bind", () => {
  const m = model("m");
  const p = m.parameter("p", [hour], [1, Infinity]);
  const x = m.variable("x", [hour]);
  m.constraint("c", [hour], (t) => x(t).le(p(t)));
  m.constraint("d", [hour], (t) => x(t).between(0, p(t)));
  expect(rowsOf(m)).toEqual([
    "c[1]: 1 x[1] <= 1",
    "c[2]: 1 x[2] <= Infinity",
    "d[1]: 0 <= 1 x[1] <= 1",
    "d[2]: 1 x[2] >= 0",
  ]);
});

test("what is no linear comparison is refused where it is written", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const bad = (row: (t: typeof hour.first) => unknown) => complaint(() => m.constraint("c", [hour], row as never));
  const own = 'In the constraint "c": ';
  const ending = "End it with .le(...), .ge(...), .eq(...) or .between(...).";
  expect(bad((t) => x(t))).toBe(
    `${own}The closure must return a comparison and returned an expression without one. ${ending}`,
  );
  expect(bad(() => undefined)).toBe(`${own}The closure must return a comparison and returned nothing. ${ending}`);
  expect(bad(() => true)).toContain("returned the boolean true.");
  expect(bad((t) => (x(t).squared() as never as { le(n: number): unknown }).le(1))).toBe(
    `${own}A constraint must be linear; a product of variables belongs into a convex objective or a cone.`,
  );
  expect(bad((t) => x(t).between(0, x(t) as never))).toBe(
    `${own}between(lower, upper) takes data as its limits. Write two constraints for limits with variables.`,
  );
  expect(
    bad((t) =>
      x(t)
        .plus(x(t).le(1) as never)
        .le(1),
    ),
  ).toBe(`${own}plus needs a number or an expression and got a comparison.`);
  expect(bad((t) => x(t).le(Number.NaN))).toBe(`${own}le was handed NaN. Numbers in expressions must be finite.`);
  expect(bad((t) => x(t).times(Infinity).le(1))).toContain("times was handed Infinity.");
  expect(bad((t) => x(t).dividedBy(0).le(1))).toBe(`${own}An expression is divided by 0.`);
  expect(
    bad((t) =>
      x(t)
        .dividedBy(x(t) as never)
        .le(1),
    ),
  ).toBe(`${own}An expression can be divided by data only, not by one with variables.`);
  expect(bad((t) => Number(x(t)) <= 5)).toBe(
    `${own}An expression has no value before a solve, so JavaScript's own operators do not work on it. Write plus, minus, times, dividedBy, le, ge and eq.`,
  );
  expect(
    bad((t) =>
      x(t)
        .squared()
        .times(x(t) as never),
    ),
  ).toBe(`${own}A product of three variables is neither affine nor quadratic, and no solver here takes it.`);
  expect(rowsOf(m)).toEqual([]);
});

test("names of rows are taken once, by constraints and cones together", () => {
  const m = model("m");
  const x = m.variable("x", []);
  m.constraint("x", [], () => x().le(1));
  expect(complaint(() => m.constraint("x", [], () => x().le(2)))).toBe(
    'The name "x" is taken: the model "m" has a constraint of that name. Choose another.',
  );
  expect(complaint(() => m.cone("x", [], () => ({ norm: [x()], bound: 1 })))).toContain('The name "x" is taken');
  expect(complaint(() => m.constraint("", [], () => x().le(2)))).toBe("A constraint needs a name.");
});
