import { expect, test } from "vitest";
import { model, set, sum } from "../../src/language/index.ts";
import { complaint, rowsOf } from "./written.ts";

const hour = set("hour", 3);
const round = set("hour", 3, { cyclic: true });

test("a row whose index steps past an end is absent", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  m.constraint("ramp", [hour], (t) => x(t).minus(x(t.previous)).le(1));
  m.constraint("far", [hour], (t) => x(t).le(x(t.shifted(2))));
  expect(rowsOf(m)).toEqual([
    "ramp[2]: 1 x[2] -1 x[1] <= 1",
    "ramp[3]: 1 x[3] -1 x[2] <= 1",
    "far[1]: 1 x[1] -1 x[3] <= 0",
  ]);
});

test("in a cyclic set the last member is followed by the first", () => {
  const m = model("m");
  const x = m.variable("x", [round]);
  m.constraint("next", [round], (t) => x(t).le(x(t.next)));
  m.constraint("far", [round], (t) => x(t).le(x(t.shifted(-4))));
  expect(rowsOf(m)).toEqual([
    "next[1]: 1 x[1] -1 x[2] <= 0",
    "next[2]: 1 x[2] -1 x[3] <= 0",
    "next[3]: 1 x[3] -1 x[1] <= 0",
    "far[1]: 1 x[1] -1 x[3] <= 0",
    "far[2]: 1 x[2] -1 x[1] <= 0",
    "far[3]: 1 x[3] -1 x[2] <= 0",
  ]);
});

test("a step there and back is absent where the way leads past an end", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  m.constraint("back", [hour], (t) => x(t.next.previous).le(1));
  expect(rowsOf(m)).toEqual(["back[1]: 1 x[1] <= 1", "back[2]: 1 x[2] <= 1"]);
});

test("inside a sum it is the whole summand that is absent, not one of its terms", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  m.constraint("change", [], () => sum([hour], (t) => x(t).minus(x(t.previous))).le(1));
  expect(rowsOf(m)).toEqual(["change: 0 x[2] 1 x[3] -1 x[1] <= 1"]);
});

test("a step that data take past an end removes the row or the summand as well", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const p = m.parameter("p", [hour], [10, 20, 30]);
  m.constraint("factor", [hour], (t) => x(t).times(p(t.previous)).le(1));
  m.constraint("right", [hour], (t) => x(t).le(p(t.next)));
  m.constraint("range", [hour], (t) => x(t).between(p(t.previous), 100));
  expect(rowsOf(m)).toEqual([
    "factor[2]: 10 x[2] <= 1",
    "factor[3]: 20 x[3] <= 1",
    "right[1]: 1 x[1] <= 20",
    "right[2]: 1 x[2] <= 30",
    "range[2]: 10 <= 1 x[2] <= 100",
    "range[3]: 20 <= 1 x[3] <= 100",
  ]);
});

test("a bound that steps past an end is refused", () => {
  const m = model("m");
  const p = m.parameter("p", [hour], [10, 20, 30]);
  m.variable("x", [hour], { upper: (t) => p(t.previous) });
  expect(complaint(() => m.compile())).toContain('"x[1]"');
});

test("a numbered label is a number, one that is none is refused", () => {
  const m = model("m");
  const year = set("year", [2030, 2040]);
  const user = set("user", ["a"]);
  const x = m.variable("x", [year]);
  const y = m.variable("y", [user]);
  m.constraint("linear", [year], (t) => x(t).times(t.number.minus(2000)).le(t.number));
  expect(rowsOf(m)).toEqual(["linear[2030]: 30 x[2030] <= 2030", "linear[2040]: 40 x[2040] <= 2040"]);
  m.constraint("text", [user], (j) => y(j).le(j.number));
  expect(complaint(() => m.compile())).toBe(
    'index.number was asked of "user", and its label "a" is not a number. Use a parameter over "user".',
  );
});

test("an index used as a number, a text, a key or a condition is refused", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const loads: Record<string, number> = { 1: 5 };
  const branch = 'of "hour" has no value: the closure is called once for all members, so it cannot be compared';
  const uses: ((t: unknown) => unknown)[] = [
    (t) => Number(t) > 5,
    (t) => `${t}`,
    (t) => loads[String(t)],
    (t) => (t as number) + 1,
    (t) => [t].join(),
    (t) => JSON.stringify({ t }),
  ];
  for (const [k, use] of uses.entries()) {
    const message = complaint(() => m.constraint(`c${k}`, [hour], (t) => (use(t) ? x(t).le(1) : x(t).ge(1))));
    expect(message).toContain(`In the constraint "c${k}": The index t ${branch}`);
    expect(message).toContain("Filter with where, step with previous and next, and read data with a parameter.");
  }
});

test("branching on a condition is refused, as JavaScript would take it for true in every row", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const lost =
    "A condition was made and not used: it has no truth value, so if, ?:, && and || do not see it. " +
    "Hand it to where, and combine conditions with .and(...), .or(...) and .not().";
  expect(complaint(() => m.constraint("a", [hour], (t) => (t.is("1") ? x(t).le(1) : x(t).ge(1))))).toBe(
    `In the constraint "a": ${lost}`,
  );
  const both = { where: (t: typeof hour.first) => t.after("1") && t.before("3") };
  expect(complaint(() => m.constraint("b", [hour], (t) => x(t).le(1), both))).toBe(`In the constraint "b": ${lost}`);
  expect(complaint(() => m.variable("y", [hour], both))).toBe(`In the variable "y": ${lost}`);
  expect(complaint(() => m.constraint("c", [], () => sum([hour], (t) => x(t), both).le(1)))).toContain(lost);
  expect(
    complaint(() =>
      m.constraint("d", [hour], (t) => x(t).le(1), { where: (t) => (+t.is("1") ? t.is("1") : t.is("2")) }),
    ),
  ).toContain("has no truth value here");
  m.constraint("e", [hour], (t) => x(t).le(1), { where: (t) => t.after("1").and(t.before("3")) });
  expect(rowsOf(m)).toEqual(["e[2]: 1 x[2] <= 1"]);
});

test("a comparison that && drops is refused", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  expect(complaint(() => m.constraint("range", [hour], (t) => x(t).ge(1) && x(t).le(2)))).toBe(
    'In the constraint "range": The closure makes 2 comparisons, and a constraint is one. Write a constraint for each, or between(lower, upper).',
  );
});

test("an index of another set, of a namesake or from another closure is refused", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const other = set("hour", 3);
  const user: ReturnType<typeof set<string>> = set("user", ["a"]);
  expect(complaint(() => m.constraint("namesake", [other], (t) => x(t).le(1)))).toBe(
    'In the constraint "namesake": "x" needs an index of "hour" and got t, an index of another set that is also called "hour".',
  );
  const loose = m.variable("loose", [user]);
  const wide: ReturnType<typeof set<string>> = hour;
  expect(complaint(() => m.constraint("foreign", [wide], (t) => loose(t).le(1)))).toBe(
    'In the constraint "foreign": "loose" needs an index of "user" and got t, an index of "hour".',
  );
  let kept = hour.first;
  m.constraint("first", [hour], (t) => x((kept = t)).le(1));
  expect(complaint(() => m.constraint("second", [hour], (t) => x(t).le(x(kept))))).toBe(
    'In the constraint "second": The index t of "hour" is used outside the closure that it was made for. Use the indices that the closure is called with.',
  );
});

test("an index that is compared with === or tested with ?: gives itself away", () => {
  const hours = set("hour", 4);
  const m = model("branches");
  const x = m.variable("x", [hours]);
  const complaints = [
    () => m.constraint("first", [hours], (t) => (t === hours.first ? x(t).le(1) : x(t).le(2))),
    () => m.constraint("earlier", [hours], (t) => (t.previous ? x(t).le(1) : x(t).le(2))),
  ].map(complaint);
  expect(complaints[0]).toContain('The index 1 of "hour" was made and not used');
  expect(complaints[1]).toContain('The index t-1 of "hour" was made and not used');
  m.constraint("fine", [hours], (t) => x(t).plus(x(hours.first)).plus(x(t.previous.previous)).le(1));
});
