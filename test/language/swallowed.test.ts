import { describe, expect, test } from "vitest";
import { model, set, sum } from "../../src/index.ts";
import { complaint } from "./written.ts";

const hour = set("hour", 2);

function rated() {
  const m = model("m");
  const limit = m.parameter("limit", [hour], [0, 5]);
  const x = m.variable("x", [hour]);
  return { m, limit, x };
}

describe("what JavaScript would decide once for all members is an error", () => {
  const { m, limit, x } = rated();
  const noLimit = 99 as never;
  test.each<[string, () => unknown]>([
    ["a branch on data", () => m.constraint("c", [hour], (t) => x(t).le(limit(t) ? limit(t) : noLimit))],
    ["an && on data", () => m.constraint("c", [hour], (t) => x(t).le((limit(t) && 3) as number))],
    ["a not of data", () => m.constraint("c", [hour], (t) => x(t).le(!limit(t) ? 1 : 2))],
    [
      "a sum that is not taken",
      () =>
        m.constraint("c", [hour], (t) => {
          const all = x(t).plus(0);
          all.plus(limit(t));
          return all.le(7);
        }),
    ],
    ["a branch in a bound", () => m.variable("y", [hour], { upper: (t) => (limit(t) ? limit(t) : noLimit) })],
    ["a branch in a sum", () => m.constraint("c", [], () => sum([hour], (t) => (limit(t) ? x(t) : x(t))).le(1))],
    ["a branch in a sum of an objective", () => m.minimize(sum([hour], (t) => (limit(t) ? x(t) : x(t))))],
  ])("%s", (_, declare) => {
    expect(complaint(declare)).toMatch(/An expression of "(limit|x)" was made and not used: it has no truth value/);
  });

  test.each<[string, () => unknown]>([
    ["limit(t)", () => m.constraint("c", [hour], (t) => x(t).le(limit(t) || noLimit))],
    ["limit(t)", () => m.variable("y", [hour], { upper: (t) => limit(t) || noLimit })],
    ["t.is(1)", () => m.constraint("c", [hour], (t) => x(t).le(1), { where: (t) => t.is(1) || t.is(2) })],
    ["limit(t).above(1)", () => m.variable("y", [hour], { where: (t) => limit(t).above(1) || t.is(2) })],
    ["limit(s)", () => m.minimize(sum([hour], (s) => x(s).times(limit(s) || noLimit)))],
  ])("%s before ||", (operand, declare) => {
    expect(complaint(declare)).toContain(`${operand} stands before ||. What is made of an index is an object`);
  });
});

test("a || on the user's own values stands", () => {
  const { m, limit, x } = rated();
  const options: { readonly most?: number } = {};
  const known = new Map([["a", 0]]);
  m.constraint("a", [hour], (t) => x(t).le(options.most || 5));
  m.constraint("b", [hour], (t) => x(t).le(known.get("a") || 5));
  m.constraint("c", [hour], (t) =>
    x(t)
      .plus(Number("limit(t) || 1".length > 3 || 0))
      .le(/* limit(t) || */ limit(t)),
  );
  m.variable("y", [hour], { upper: (t) => ((options.most || 0) > 1 || known.size > 2 ? limit(t) : limit(t)) });
  expect(m.compile()).toMatchObject({ numRows: 6, rowUpper: Float64Array.of(5, 5, 5, 5, -1, 4) });
});

test("options that a declaration does not have are refused", () => {
  const { m, x } = rated();
  const asked = (options: object) => options as never;
  expect(complaint(() => m.variable("y", [hour], asked({ cost: 5 })))).toBe(
    'In the variable "y": "cost" is no option of a variable. It takes lower, upper, kind, unit, where.',
  );
  expect(complaint(() => m.variable("y", [hour], asked({ entries: [] })))).toContain('"entries" is no option');
  const expression = m.expression.bind(m) as (...parts: unknown[]) => unknown;
  expect(complaint(() => expression("e", [hour], () => 1, { where: () => true }))).toBe(
    'In the expression "e": "where" is no option of a named expression, which stands where it is used. It takes none.',
  );
  expect(complaint(() => m.cone("k", [hour], (t) => ({ norm: [x(t)], bound: 1 }), asked({ when: 1 })))).toContain(
    '"when" is no option of a cone. It takes where.',
  );
  expect(complaint(() => sum([hour], (t) => x(t), asked({ when: 1 })))).toBe(
    '"when" is no option of a sum. It takes where.',
  );
});
