import { expect, test } from "vitest";
import { highs } from "../../solvers/highs.ts";
import { model, type Parameter, set, sum, writeLp } from "../../src/index.ts";
import { complaint } from "./written.ts";

const unit = set("unit", ["wind", "gas"]);

/** Meets 30 kWh at 1 and 3 EUR/kWh, up to 20 kWh each. */
function dispatch() {
  const m = model("dispatch");
  const demand = m.parameter("demand", [], 30, "kWh");
  const cost = m.parameter("cost", [unit], [1, 3], "EUR/kWh");
  const made = m.variable("made", [unit], { upper: 20, unit: "kWh" });
  const balance = m.constraint("balance", [], () => sum([unit], (u) => made(u)).eq(demand()));
  m.minimize(
    sum([unit], (u) => made(u).times(cost(u))),
    "EUR",
  );
  return { m, demand, made, balance };
}

test("an extended model has more in its objective, and the model is left as it was", async () => {
  const { m, demand, made, balance } = dispatch();
  const before = writeLp(m.compile());
  let tax!: Parameter<readonly [typeof unit]>;
  const taxed = m.extended((extra) => {
    tax = extra.parameter("tax", [unit], [4, 0], "EUR/kWh");
    return sum([unit], (u) => made(u).times(tax(u)));
  });
  expect(writeLp(m.compile())).toBe(before);
  expect(taxed.name).toBe("dispatch, extended");
  expect(taxed.toText()).toContain("tax[u] * made[u]");
  expect(m.toText()).not.toContain("tax");

  await using plain = await m.open(highs());
  await using session = await taxed.open(highs());
  const [first, second] = [await plain.solve(), await session.solve()];
  if (first.status !== "optimal" || second.status !== "optimal") throw new Error("not solved");
  expect(first.objective).toBeCloseTo(20 + 30, 9);
  expect(second.objective).toBeCloseTo(60 + 10 * 5, 9);
  expect([...second.solution.value(made).data]).toEqual([10, 20]);
  expect(second.solution.dual(balance).at()).toBeCloseTo(5, 9);
  session.set(tax, 0);
  session.set(demand, 10);
  const third = await session.solve();
  expect(third.status === "optimal" && third.objective).toBeCloseTo(10, 9);
});

test("an extended model takes variables, constraints and cones of its own, and can be extended in turn", () => {
  const { m, made } = dispatch();
  const elastic = m.extended((extra) => {
    const shed = extra.variable("shed", [unit], { unit: "kWh" });
    extra.constraint("half", [unit], (u) => made(u).minus(shed(u)).le(10));
    return sum([unit], (u) => shed(u).times(extra.parameter("penalty", [], 100, "EUR/kWh")()));
  }, "elastic");
  const again = elastic.extended((extra) => {
    const weight = extra.parameter("weight", [], 1);
    return made(unit.first).squared().times(weight());
  }, "again");
  expect(elastic.compile()).toMatchObject({ name: "elastic", numCols: 4, numRows: 3 });
  expect([...elastic.compile().colCost]).toEqual([1, 3, 100, 100]);
  expect(again.compile().hessian?.values).toEqual(Float64Array.of(2));
  expect(elastic.compile().hessian).toBeNull();
  expect(m.compile()).toMatchObject({ name: "dispatch", numCols: 2, numRows: 1 });
  expect([again.owns(made), elastic.owns(made)]).toEqual([true, true]);
});

test("what is returned is added as it stands, also where the objective is maximized", async () => {
  const m = model("welfare");
  const x = m.variable("x", [], { upper: 10 });
  m.maximize(x().times(5));
  const extended = m.extended(() => x().squared().times(-1));
  expect(extended.compile()).toMatchObject({ sense: "maximize" });
  await using session = await extended.open(highs());
  const outcome = await session.solve();
  expect(outcome.status === "optimal" && outcome.objective).toBeCloseTo(6.25, 6);
});

test("a model without an objective minimizes what an extension adds, or goes the way that it says", () => {
  const m = model("free");
  const x = m.variable("x", [], { upper: 10 });
  expect(m.extended(() => x()).compile()).toMatchObject({ sense: "minimize" });
  const other = m.extended((extra) => {
    extra.maximize(x().times(2));
    return x();
  });
  expect(other.compile()).toMatchObject({ sense: "maximize", colCost: Float64Array.of(3) });
  expect([...m.compile().colCost]).toEqual([0]);
});

test("names of an extension are not those of the model", () => {
  const { m } = dispatch();
  expect(
    complaint(() =>
      m.extended((extra) => {
        extra.parameter("cost", [], 1);
        return 0;
      }),
    ),
  ).toBe('The name "cost" is taken: the model "dispatch, extended" has a parameter of that name. Choose another.');
  expect(complaint(() => m.extended((() => {}) as never))).toBe(
    'In the model "dispatch, extended": What is added to the objective needs a number or an expression and got nothing. Does the closure return its expression?',
  );
});

test("what an extension adds is checked for its unit", () => {
  const { m, made } = dispatch();
  expect(complaint(() => m.extended(() => made(unit.first)))).toContain(
    '"made" is in kWh, and the objective is in EUR.',
  );
});

test("what is declared only in the extension, or in the model afterwards, is not of the other", async () => {
  const { m, made } = dispatch();
  let tax!: Parameter<readonly []>;
  const taxed = m.extended((extra) => {
    tax = extra.parameter("tax", [], 4);
    return 0;
  });
  const late = m.parameter("late", [], 1);
  await using session = await m.open(highs());
  expect(complaint(() => session.set(tax, 1))).toContain(
    '"tax" belongs to the model "dispatch, extended", not to this session of the model "dispatch".',
  );
  expect(complaint(() => taxed.constraint("row", [unit], (u) => made(u).le(late())))).toContain(
    '"late" was declared in the model "dispatch" after the model "dispatch, extended" was made from it. Extend the model anew.',
  );
});
