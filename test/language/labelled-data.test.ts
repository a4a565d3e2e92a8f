import fc from "fast-check";
import { expect, test } from "vitest";
import { highs } from "../../solvers/highs.ts";
import { type AnySet, type Labelled, labelledOver, model, type Session, set, sum, tuples } from "../../src/index.ts";
import { complaint } from "./written.ts";

const user = set("user", ["a", "b", "c"]);
const hour = set("hour", 2);

/** What a parameter over some sets takes from numbers over others, as a list. */
function taken(over: readonly AnySet[], numbers: Labelled): number[] {
  const m = model("m");
  const parameter = m.parameter("p", over, numbers);
  return [...m.declarations().parameters.find(({ name }) => name === parameter.name)!.data];
}

test("numbers by label go where their labels stand, not where they come", () => {
  const shuffled = set("user", ["c", "a", "b"]);
  const numbers = labelledOver("q", [shuffled, hour], "kW", Float64Array.of(31, 32, 11, 12, 21, 22));
  expect(taken([user, hour], numbers)).toEqual([11, 12, 21, 22, 31, 32]);
  expect(taken([user], labelledOver("q", [set("user", ["a", "b", "c"])], null, Float64Array.of(1, 2, 3)))).toEqual([
    1, 2, 3,
  ]);
  expect(taken([], labelledOver("q", [], null, Float64Array.of(7)))).toEqual([7]);
});

test("a subset takes its own members, as it does from records and tables", () => {
  const some = user.subset("some", ["a", "c"]);
  const numbers = labelledOver("q", [user, hour], null, Float64Array.of(11, 12, 21, 22, 31, 32));
  expect(taken([some, hour], numbers)).toEqual([11, 12, 31, 32]);
  expect(taken([some, hour], labelledOver("q", [some, hour], null, Float64Array.of(1, 2, 3, 4)))).toEqual([1, 2, 3, 4]);
});

test("missing and foreign labels are errors that name them", () => {
  const numbers = (labels: readonly string[]) =>
    labelledOver(
      "q",
      [set("user", labels)],
      null,
      Float64Array.from(labels, (_, k) => k),
    );
  expect(complaint(() => taken([user], numbers(["a", "c"])))).toBe(
    'In the parameter "p": "p"["b"] is missing: "q" has numbers for 2 of the 3 members of user. Every member needs one.',
  );
  expect(complaint(() => taken([user], numbers(["a", "b", "d"])))).toBe(
    'In the parameter "p": "p"["d"] is for no member: "q" has a number there, and "user" has 3 members: "a", "b", "c".',
  );
  expect(complaint(() => taken([user], numbers(["a", "b", "c", "d"])))).toContain('"p"["d"] is for no member');
});

test("numbers over other sets, or over the same in another order, are refused", () => {
  const bus = set("bus", ["a", "b", "c"]);
  const numbers = labelledOver("q", [bus], null, Float64Array.of(1, 2, 3));
  expect(complaint(() => taken([user], numbers))).toBe(
    'In the parameter "p": "p" is over user, and "q" over bus. Hand over its .data where the order is known to be the same.',
  );
  const square = labelledOver("q", [hour, user], null, new Float64Array(6));
  expect(complaint(() => taken([user, hour], square))).toContain('"p" is over user x hour, and "q" over hour x user.');
  expect(complaint(() => taken([user, hour], numbers))).toContain('"p" is over user x hour, and "q" over bus.');
  expect(complaint(() => taken([user], labelledOver("q", [], null, Float64Array.of(1))))).toContain(
    '"q" over a single value',
  );
});

test("a sparse variable gives the members that it has", async () => {
  const line = tuples("line", { from: user, to: user }, [
    ["a", "b"],
    ["b", "c"],
  ]);
  const m = model("sparse");
  const x = m.variable("x", [line, hour], { where: (l, t) => l.is("a-b").or(t.is(2)), lower: 1 });
  m.minimize(sum([line, hour], (l, t) => x(l, t).times(t.number), { where: (l, t) => x.has(l, t) }));
  await using session = await m.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  const found = outcome.solution.value(x);
  expect(taken([line.subset("first", ["a-b"]), hour], found)).toEqual([1, 1]);
  expect(complaint(() => taken([line, hour], found))).toContain(
    '"p"["b-c", "1"] is missing: "x" has numbers for 3 of the 4 members of line x hour.',
  );
});

test("sessions align what they are set, and what is refused changes nothing", async () => {
  const m = model("dispatch");
  const price = m.parameter("price", [user], [1, 2, 3]);
  const x = m.variable("x", [user], { lower: 1 });
  m.minimize(sum([user], (j) => x(j).times(price(j))));
  await using session: Session = await m.open(highs());
  const shuffled = set("user", ["c", "a", "b"]);
  session.set(price, labelledOver("q", [shuffled], null, Float64Array.of(30, 10, 20)));
  expect([...session.program.colCost]).toEqual([10, 20, 30]);
  expect(complaint(() => session.set(price, labelledOver("q", [hour], null, Float64Array.of(1, 2))))).toContain(
    '"price" is over user, and "q" over hour.',
  );
  expect([...session.program.colCost]).toEqual([10, 20, 30]);
});

test("whatever the order, every member gets its own number", () => {
  const labels = ["a", "b", "c", "d", "e"];
  const shuffle = fc.shuffledSubarray(labels, { minLength: 5 });
  fc.assert(
    fc.property(shuffle, shuffle, fc.subarray(labels, { minLength: 1 }), (own, given, chosen) => {
      const target = set("n", own).subset("chosen", chosen);
      const source = set("n", given);
      const worth = (label: string) => labels.indexOf(label) + 1;
      const data = Float64Array.from(given.flatMap((i) => given.map((j) => 10 * worth(i) + worth(j))));
      const wanted = target.labels.flatMap((i) => own.map((j) => 10 * worth(i) + worth(j)));
      expect(taken([target, set("n", own)], labelledOver("q", [source, source], null, data))).toEqual(wanted);
    }),
  );
});
