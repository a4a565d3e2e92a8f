/** Good programs compile, and their types say what they are. */
import { expectTypeOf, test } from "vitest";
import {
  type Affine,
  type Comparison,
  type Constant,
  type Constraint,
  type Index,
  type IndexSet,
  model,
  type NamedExpression,
  type Quadratic,
  type Relation,
  type Solution,
  set,
  sum,
  tuples,
  type Variable,
} from "../../src/language/index.ts";

const user = set("user", ["a", "b"]);
const hour = set("hour", 24, { cyclic: true });
const line = tuples("line", { from: user, to: user }, [["a", "b"]]);

test("sets, subsets and indices carry the name of the set", () => {
  expectTypeOf(user).toEqualTypeOf<IndexSet<"user">>();
  expectTypeOf(user.subset("some", ["a"])).toEqualTypeOf<IndexSet<"user">>();
  expectTypeOf(hour.first).toEqualTypeOf<Index<"hour">>();
  expectTypeOf(hour.last.previous.shifted(2)).toEqualTypeOf<Index<"hour">>();
  expectTypeOf(line.from).toEqualTypeOf<Relation<"line", "user">>();
  expectTypeOf(line.to.of(user.first)).toEqualTypeOf<IndexSet<"line">>();
  expectTypeOf(line.from(line.first)).toEqualTypeOf<Index<"user">>();
});

test("arithmetic knows data, affine and quadratic expressions apart", () => {
  const m = model("m");
  const load = m.parameter("load", [user], 1)(user.first);
  const x = m.variable("x", [user])(user.first);
  expectTypeOf(load.times(load).plus(1)).toEqualTypeOf<Constant>();
  expectTypeOf(load.times(x).minus(load)).toEqualTypeOf<Affine>();
  expectTypeOf(load.plus(x)).toEqualTypeOf<Affine>();
  expectTypeOf(x.times(load).dividedBy(2)).toEqualTypeOf<Affine>();
  expectTypeOf(x.times(x)).toEqualTypeOf<Quadratic>();
  expectTypeOf(x.plus(x.squared())).toEqualTypeOf<Quadratic>();
  expectTypeOf(load.minus(x.squared()).times(load)).toEqualTypeOf<Quadratic>();
  expectTypeOf(x.le(load)).toEqualTypeOf<Comparison>();
  expectTypeOf(load.ge(x)).toEqualTypeOf<Comparison>();
  expectTypeOf(sum([user], () => load)).toEqualTypeOf<Constant>();
  expectTypeOf(sum([user, hour], () => x)).toEqualTypeOf<Affine>();
  expectTypeOf(sum([user], () => x.squared())).toEqualTypeOf<Quadratic>();
  expectTypeOf(hour.first.number).toEqualTypeOf<Constant>();
});

test("declarations carry their sets, and solutions take as many labels", () => {
  const m = model("m");
  const x = m.variable("x", [user, hour], {
    kind: "semi-continuous",
    upper: 3,
    where: (j, t) => t.isNot(1).or(j.is("a")),
  });
  const cost = m.expression("cost", [user], (j) => sum([hour], (t) => x(j, t)));
  const rows = m.constraint("rows", [line, hour], (l, t) => x(line.from(l), t).le(x(line.to(l), t.next)));
  expectTypeOf(x).toEqualTypeOf<Variable<readonly [IndexSet<"user">, IndexSet<"hour">]>>();
  expectTypeOf(cost).toEqualTypeOf<NamedExpression<readonly [IndexSet<"user">], Affine>>();
  expectTypeOf(rows.over).toMatchTypeOf<readonly [IndexSet<"line">, IndexSet<"hour">]>();
  expectTypeOf(rows).toMatchTypeOf<Constraint>();
  const cones = m.cone("cones", [user], (j) => ({ norm: [x(j, hour.first)], bound: 5 }));
  const read = (solution: Solution): void => {
    expectTypeOf(solution.value(x).at("a", 1)).toEqualTypeOf<number>();
    expectTypeOf(solution.value(cost).at("a")).toEqualTypeOf<number>();
    expectTypeOf(solution.dual(rows).at("a-b", "1")).toEqualTypeOf<number>();
    expectTypeOf(solution.dual(cones).at("a")).toEqualTypeOf<number>();
    expectTypeOf(solution.slack(cones).over).toEqualTypeOf<readonly [IndexSet<"user">]>();
    expectTypeOf(solution.reducedCost(x).data).toEqualTypeOf<Float64Array>();
  };
  read satisfies unknown;
});
