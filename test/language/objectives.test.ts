import { expect, test } from "vitest";
import { update } from "../../src/language/compile/update.ts";
import { parameterBehind } from "../../src/language/declaring/registry.ts";
import { model, set, sum } from "../../src/language/index.ts";
import { complaint, objectiveOf } from "./written.ts";

const hour = set("hour", 3);

test("costs, constants and repeated terms of a linear objective", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const y = m.variable("y", []);
  const price = m.parameter("price", [hour], [1, 2, 4]);
  m.minimize(
    sum([hour], (t) => x(t).times(price(t)).plus(price(t)))
      .plus(x(hour.last).times(2))
      .minus(y().dividedBy(4)),
  );
  expect(objectiveOf(m)).toEqual({ "x[1]": 1, "x[2]": 2, "x[3]": 6, y: -0.25, "": 7 });
  expect(m.compile().sense).toBe("minimize");
});

test("squares and products stand in the lower triangle of the Hessian", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const y = m.variable("y", []);
  const weight = m.parameter("weight", [hour], [1, 2, 4]);
  m.maximize(
    sum([hour], (t) => x(t).squared().times(weight(t)).times(-1))
      .minus(x(hour.first).times(y()))
      .plus(y().times(3)),
  );
  expect(objectiveOf(m)).toEqual({ "x[1] * x[1]": -1, "x[2] * x[2]": -2, "x[3] * x[3]": -4, "x[1] * y": -1, y: 3 });
  const { hessian, sense } = m.compile();
  expect(sense).toBe("maximize");
  expect([...hessian!.values]).toEqual([-2, -1, -4, -8]);
});

test("the square of a sum has every product, with its constants in the costs and the offset", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  m.minimize(
    sum([hour], (t) => x(t))
      .minus(5)
      .squared(),
  );
  expect(objectiveOf(m)).toEqual({
    "x[1] * x[1]": 1,
    "x[1] * x[2]": 2,
    "x[1] * x[3]": 2,
    "x[2] * x[2]": 1,
    "x[2] * x[3]": 2,
    "x[3] * x[3]": 1,
    "x[1]": -10,
    "x[2]": -10,
    "x[3]": -10,
    "": 25,
  });
});

test("a sum of squared changes leaves out the member without a previous one", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  m.minimize(sum([hour], (t) => x(t).minus(x(t.previous)).squared()));
  expect(objectiveOf(m)).toEqual({
    "x[1] * x[1]": 1,
    "x[1] * x[2]": -2,
    "x[2] * x[2]": 2,
    "x[2] * x[3]": -2,
    "x[3] * x[3]": 1,
  });
});

test("without an objective all costs are 0; a second one is refused", () => {
  const m = model("m");
  const x = m.variable("x", []);
  expect(objectiveOf(m)).toEqual({});
  m.maximize(x());
  expect(complaint(() => m.minimize(x()))).toBe(
    'The model "m" has an objective already. A model has one; add the terms up.',
  );
});

test("objectives that are no finite expression are refused", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const p = m.parameter("p", [hour], [1, 2, Infinity]);
  expect(complaint(() => m.minimize(x as never))).toBe(
    'minimize needs a number or an expression and got the function "x". Call it at its indices, as in load(j, t).',
  );
  expect(complaint(() => m.maximize(x(hour.first).le(1) as never))).toBe(
    "maximize needs a number or an expression and got a comparison.",
  );
  m.minimize(sum([hour], (t) => x(t).times(p(t))));
  expect(complaint(() => m.compile())).toContain('The cost of "x[3]" in the objective is Infinity');
  const constant = model("m");
  constant.variable("x", []);
  const q = constant.parameter("q", [], Infinity);
  constant.minimize(q());
  expect(complaint(() => constant.compile())).toBe(
    "The constant of the objective is Infinity. Check the data it uses.",
  );
});

test("a parameter that filters the objective cannot be changed in place", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const open = m.parameter("open", [hour], [1, 0, 1]);
  m.minimize(sum([hour], (t) => x(t), { where: (t) => open(t).above(0) }));
  const compilation = m.compilation();
  expect(complaint(() => update(compilation, parameterBehind(open), Float64Array.of(0, 1, 1), () => {}))).toBe(
    '"open" decides in a where filter which rows or summands there are, so it cannot be changed in an open session. Open the model anew with the new data.',
  );
});
