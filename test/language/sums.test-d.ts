/** The sum of a list is typed by what is in it. */
import { expectTypeOf, test } from "vitest";
import { type Affine, type Constant, model, type Quadratic, set, sum } from "../../src/language/index.ts";

const hour = set("hour", 2);
const m = model("m");
const load = m.parameter("load", [hour], 1)(hour.first);
const x = m.variable("x", [hour])(hour.first);

test("data, affine and quadratic terms add up to the widest of them", () => {
  expectTypeOf(sum([load, load])).toEqualTypeOf<Constant>();
  expectTypeOf(sum([load, x])).toEqualTypeOf<Affine>();
  expectTypeOf(sum([load, x, x.squared()])).toEqualTypeOf<Quadratic>();
  expectTypeOf(sum([0, x])).toEqualTypeOf<Affine>();
  expectTypeOf(sum([0, 1])).toEqualTypeOf<Constant>();
  expectTypeOf(sum([])).toEqualTypeOf<Constant>();
});

test("lists of unknown terms add up to what they may be", () => {
  expectTypeOf(sum([] as (Affine | Constant)[])).toEqualTypeOf<Affine>();
  expectTypeOf(sum([] as (Affine | Constant | Quadratic)[])).toEqualTypeOf<Quadratic>();
  expectTypeOf(sum([] as (0 | Quadratic)[])).toEqualTypeOf<Quadratic>();
  expectTypeOf(sum([hour], () => x)).toEqualTypeOf<Affine>();
});

test("sets and terms are not mixed", () => {
  // @ts-expect-error a sum over sets needs a term
  sum([hour]);
  // @ts-expect-error terms need no closure
  sum([x], () => x);
  // @ts-expect-error a quadratic sum is no row
  sum([x, x.squared()]).le(1);
  // @ts-expect-error a variable is called at its indices
  sum([m.variable("y", [hour])]);
});
