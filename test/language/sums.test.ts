import { expect, test } from "vitest";
import { type Affine, type Constant, model, type Quadratic, set, sum, writeColumn } from "../../src/index.ts";
import { complaint } from "./written.ts";

const unit = set("unit", ["a", "b"]);

function costs() {
  const m = model("costs");
  const price = m.parameter("price", [unit], [2, 3], "EUR/kWh");
  const x = m.variable("x", [unit], { unit: "kWh" });
  return { m, price, x };
}

test("the sum of a list has each of its terms once, whatever their kinds", () => {
  const m = model("costs");
  const price = m.parameter("price", [unit], [2, 3]);
  const x = m.variable("x", [unit]);
  const terms: (Constant | Affine | Quadratic | number)[] = [
    0,
    price(unit.first),
    sum([unit], (u) => x(u).times(price(u))),
    x(unit.last).squared(),
    4,
  ];
  const total = m.expression("total", [], () => sum(terms));
  m.minimize(total());
  const program = m.compile();
  expect(program.offset).toBe(6);
  expect([...program.colCost]).toEqual([2, 3]);
  expect([...program.hessian!.values]).toEqual([2]);
  expect(writeColumn(program, 0)).toContain("cost 2");
});

test("the sum of nothing is 0, and a 0 among terms leaves no trace", () => {
  const { m, x } = costs();
  m.expression("none", [], () => sum([] as (Affine | Constant)[]));
  m.constraint("row", [unit], (u) => sum([0, x(u), 0]).le(1));
  m.minimize(sum([0, 0]));
  expect(m.compile().offset).toBe(0);
  expect(m.toText()).toContain("none = 0");
  expect(m.toText()).toContain("x[u] <= 1");
});

test("units of the terms are compared", () => {
  const { m, price, x } = costs();
  expect(complaint(() => m.minimize(sum([x(unit.first), price(unit.first)])))).toContain("They cannot be added.");
});

test("what is no term is refused", () => {
  const { x } = costs();
  expect(complaint(() => sum([unit] as never))).toContain("A sum of terms needs a number or an expression");
  expect(complaint(() => sum([x] as never))).toContain("Call it at its indices");
  expect(complaint(() => sum([Number.NaN]))).toContain("Numbers in expressions must be finite.");
  expect(complaint(() => sum(x(unit.first) as never))).toBe("sum needs a list of sets and a term, or a list of terms.");
});
