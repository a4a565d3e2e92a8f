import { expect, test } from "vitest";
import { highs } from "../../solvers/highs.ts";
import { type Model, model, set, sum } from "../../src/index.ts";
import { complaint } from "./written.ts";

const hour = set("hour", 2);

function supply(name: string) {
  const m = model(name);
  const price = m.parameter("price", [hour], [2, 3]);
  const sold = m.variable("sold", [hour], { upper: 10 });
  const value = m.expression("value", [hour], (t) => sold(t).times(price(t)));
  const least = m.constraint("least", [hour], (t) => sold(t).ge(4));
  m.minimize(sum([hour], (t) => value(t)));
  return { m, price, sold, value, least };
}

test("what belongs to another model is refused wherever a model uses it, and both models are named", () => {
  const { price, sold, value } = supply("seller");
  const uses: ((m: Model) => unknown)[] = [
    (m) => m.constraint("row", [hour], (t) => sold(t).le(1)),
    (m) => m.constraint("row", [hour], (t) => m.variable("x", [hour])(t).le(price(t))),
    (m) => m.constraint("row", [hour], (t) => m.variable("x", [hour])(t).le(1), { where: (t) => sold.has(t) }),
    (m) => m.constraint("row", [], () => sum([hour], (t) => m.variable("x", [hour])(t).times(price(t))).le(1)),
    (m) => m.variable("x", [hour], { upper: (t) => price(t) }),
    (m) => m.variable("x", [hour], { where: (t) => price(t).above(2) }),
    (m) => m.expression("e", [hour], (t) => value(t)),
    (m) => m.cone("c", [hour], (t) => ({ norm: [m.variable("x", [hour])(t)], bound: sold(t) })),
    (m) => m.minimize(sum([hour], (t) => value(t))),
    (m) => m.extended(() => sum([hour], (t) => value(t))),
  ];
  for (const use of uses)
    expect(complaint(() => use(model("buyer")))).toMatch(
      /"(sold|price)" belongs to the model "seller", not to the model "buyer(, extended)?"\. Models share sets and relations only/,
    );
  expect(complaint(() => model("seller").minimize(sold(hour.first)))).toContain(
    '"sold" belongs to another model that is also called "seller", not to the model "seller".',
  );
});

test("sessions and solutions refuse handles of other models", async () => {
  const own = supply("own");
  const other = supply("other");
  await using session = await own.m.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  const { solution } = outcome;
  const uses = [
    () => session.set(other.price, 1),
    () => session.addConstraint("cut", [hour], (t) => other.sold(t).le(1)),
    () => session.addConstraint("cut", [hour], (t) => own.sold(t).le(other.price(t))),
    () => session.addVariable("column", { cost: 1, entries: [[other.least, [1], 1]] }),
    () => solution.value(other.sold),
    () => solution.value(other.price),
    () => solution.value(other.value),
    () => solution.dual(other.least),
    () => solution.slack(other.least),
    () => solution.reducedCost(other.sold),
  ];
  for (const use of uses)
    expect(complaint(use)).toMatch(
      /"(sold|price|value|least)" belongs to the model "other", not to this session of the model "own"\. Hand over what the model "own" returned\./,
    );
});

test("what was added to one session belongs to that session", async () => {
  const { m, least } = supply("own");
  await using first = await m.open(highs());
  await using second = await m.open(highs());
  const column = first.addVariable("column", { cost: 1, entries: [[least, [1], 1]] });
  const before = await first.solve();
  if (before.status !== "optimal") throw new Error(before.reason);
  expect(complaint(() => second.addConstraint("cut", [], () => column().le(1)))).toContain(
    '"column" belongs to another session of that model, not to this session of the model "own".',
  );
  expect(complaint(() => m.constraint("row", [], () => column().le(1)))).toContain(
    '"column" belongs to a session of the model "own", not to the model "own".',
  );
  first.drop(column);
  expect(complaint(() => first.addConstraint("cut", [], () => column().le(1)))).toContain(
    '"column" has been dropped from this session.',
  );
  expect(before.solution.value(column).at()).toBe(4);
  const after = await first.solve();
  if (after.status !== "optimal") throw new Error(after.reason);
  expect(complaint(() => after.solution.value(column))).toContain('"column" has been dropped from this session.');
});

test("a solution does not know what came after it", async () => {
  const { m, least } = supply("own");
  await using session = await m.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  const column = session.addVariable("column", { cost: 1, entries: [[least, [1], 1]] });
  expect(complaint(() => outcome.solution.value(column))).toBe(
    '"column" was not in the program that was solved: it came later.',
  );
});

test("a model knows its own", () => {
  const { m, sold, least } = supply("own");
  const other = supply("other");
  expect([m.owns(sold), m.owns(least), m.owns(other.sold), other.m.owns(other.least)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});
