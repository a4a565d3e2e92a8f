/** Handles over any sets can be kept in lists, set and read; those over known sets say so wherever they are read. */
import { expectTypeOf, test } from "vitest";
import {
  type AnyConstraint,
  type AnyExpression,
  type AnyParameter,
  type AnySet,
  type AnyVariable,
  type IndexSet,
  type Labelled,
  model,
  type Parameter,
  type Session,
  type Solution,
  set,
  sum,
  type Variable,
} from "../../src/language/index.ts";

const hour = set("hour", 2);
const user = set("user", ["a", "b"]);
const m = model("m");
const load = m.parameter("load", [user, hour], 1);
const price = m.parameter("price", [], 1);
const sold = m.variable("sold", [user, hour]);
const cost = m.expression("cost", [hour], (t) => sum([user], (j) => sold(j, t).squared()));
const row = m.constraint("row", [hour], (t) => sold(user.first, t).le(1));
const cone = m.cone("cone", [user], (j) => ({ norm: [sold(j, hour.first)], bound: 1 }));
declare const session: Session;
declare const solution: Solution;

test("handles over any sets take those over known ones", () => {
  expectTypeOf([load, price]).toExtend<AnyParameter[]>();
  expectTypeOf(sold).toExtend<AnyVariable>();
  expectTypeOf(cost).toExtend<AnyExpression>();
  expectTypeOf(row).toExtend<AnyConstraint>();
  expectTypeOf(cone).toExtend<AnyConstraint>();
  expectTypeOf(sold).not.toExtend<Variable>();
  expectTypeOf(sold).not.toExtend<AnyParameter>();
  expectTypeOf(load).not.toExtend<AnyVariable>();
  expectTypeOf(cost).not.toExtend<AnyVariable>();
  expectTypeOf(row).not.toExtend<AnyExpression>();
});

test("sessions and solutions take them", () => {
  const parameters: readonly AnyParameter[] = [load, price];
  for (const parameter of parameters) session.set(parameter, 1);
  const handles: readonly (AnyVariable | AnyExpression | AnyParameter)[] = [sold, cost, load];
  for (const handle of handles) expectTypeOf(solution.value(handle)).toEqualTypeOf<Labelled<readonly AnySet[]>>();
  const constraints: readonly AnyConstraint[] = [row, cone];
  for (const constraint of constraints) {
    expectTypeOf(solution.dual(constraint)).toEqualTypeOf<Labelled<readonly AnySet[]>>();
    expectTypeOf(solution.slack(constraint)).toEqualTypeOf<Labelled<readonly AnySet[]>>();
  }
  expectTypeOf(solution.reducedCost(sold as AnyVariable)).toEqualTypeOf<Labelled<readonly AnySet[]>>();
});

test("what is known of the sets is kept", () => {
  type Hour = IndexSet<"hour">;
  type User = IndexSet<"user">;
  expectTypeOf(solution.value(sold)).toEqualTypeOf<Labelled<readonly [User, Hour]>>();
  expectTypeOf(solution.value(cost)).toEqualTypeOf<Labelled<readonly [Hour]>>();
  expectTypeOf(solution.value(load)).toEqualTypeOf<Labelled<readonly [User, Hour]>>();
  expectTypeOf(solution.dual(row)).toEqualTypeOf<Labelled<readonly [Hour]>>();
  expectTypeOf(solution.slack(cone)).toEqualTypeOf<Labelled<readonly [User]>>();
  expectTypeOf(solution.reducedCost(sold)).toEqualTypeOf<Labelled<readonly [User, Hour]>>();
});

test("a handle over any sets cannot be called, and numbers by label are no handle", () => {
  const any: AnyParameter = load;
  // @ts-expect-error at which indices?
  any(user.first, hour.first);
  // @ts-expect-error it may be over no sets
  const none: Parameter<readonly []> = load;
  // @ts-expect-error a variable is not data
  session.set(sold, 1);
  // @ts-expect-error values have been read already
  solution.value(solution.value(sold));
  // @ts-expect-error rows have duals
  solution.dual(sold);
  expectTypeOf(none).toExtend<AnyParameter>();
});

test("an extended model is written over the handles of the first", () => {
  const extended = m.extended((extra) => {
    const slope = extra.parameter("slope", [hour], 1);
    return sum([user, hour], (j, t) => sold(j, t).times(slope(t)));
  });
  expectTypeOf(extended).toEqualTypeOf(m);
  // @ts-expect-error what is added is returned
  m.extended((extra) => {
    extra.parameter("slope 2", [hour], 1);
  });
});
