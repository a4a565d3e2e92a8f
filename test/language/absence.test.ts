import { expect, test } from "vitest";
import { glpk } from "../../solvers/glpk.ts";
import { model, relation, set, sum } from "../../src/index.ts";
import { complaint, rowsOf } from "./written.ts";

const user = set("user", ["a", "b", "c"]);
const zone = set("zone", ["Z1", "Z2"]);
const hour = set("hour", 4);

test("a relation from a subset is an error where other members use it, never a zero", () => {
  const some = user.subset("some", ["a", "b"]);
  const zoneOf = relation(some, zone, ["Z1", "Z2"]);
  const m = model("m");
  const x = m.variable("x", [user]);
  const y = m.variable("y", [zone]);
  const price = m.parameter("price", [zone], [5, 7]);
  m.constraint("kept", [user], (j) => x(j).le(y(zoneOf(j))), { where: (j) => j.in(some) });
  expect(rowsOf(m)).toEqual(["kept[a]: 1 x[a] -1 y[Z1] <= 0", "kept[b]: 1 x[b] -1 y[Z2] <= 0"]);
  m.minimize(sum([user], (j) => x(j).times(price(zoneOf(j)))));
  expect(complaint(() => m.compile())).toContain('"price" has no member at zoneOf(j)');
  const rows = model("rows");
  const z = rows.variable("z", [user]);
  const same = rows.parameter("price", [zone], [5, 7]);
  rows.constraint("all", [user], (j) =>
    z(j)
      .times(same(zoneOf(j)))
      .le(1),
  );
  expect(complaint(() => rows.compile())).toContain("The row [c] uses zoneOf(j), and the relation has no target there");
});

test("a step in the filter of an inner sum is refused where it would empty the sum", () => {
  const m = model("min up");
  const on = m.variable("on", [hour]);
  const start = m.variable("start", [hour]);
  m.constraint("min up", [hour], (t) =>
    on(t).ge(sum([hour], (s) => start(s), { where: (s) => s.before(t.next).and(s.after(t.shifted(-2).next)) })),
  );
  expect(complaint(() => m.compile())).toContain("The filter of a sum uses t");
});

test("upTo and from say at or before and at or after", () => {
  const m = model("window");
  const x = m.variable("x", [hour]);
  m.constraint("window", [hour], (t) => sum([hour], (s) => x(s), { where: (s) => s.upTo(t).and(s.from(2)) }).le(1));
  expect(rowsOf(m).slice(1)).toEqual([
    "window[2]: 1 x[2] <= 1",
    "window[3]: 1 x[2] 1 x[3] <= 1",
    "window[4]: 1 x[2] 1 x[3] 1 x[4] <= 1",
  ]);
});

test("a step in a row's own filter takes the row away, also behind not", () => {
  const m = model("m");
  const load = m.parameter("load", [hour], [1, 3, 1, 3]);
  const x = m.variable("x", [hour]);
  m.constraint("low", [hour], (t) => x(t).le(1), { where: (t) => load(t.next).above(2).not() });
  expect(rowsOf(m)).toEqual(["low[2]: 1 x[2] <= 1"]);
});

test("a named expression is used only where it is declared", () => {
  const late = hour.subset("late", [3, 4]);
  const m = model("m");
  const x = m.variable("x", [hour]);
  const twice = m.expression("twice", [late], (t) => x(t).times(2));
  m.constraint("kept", [late], (t) => twice(t).le(1));
  expect(rowsOf(m)).toEqual(["kept[3]: 2 x[3] <= 1", "kept[4]: 2 x[4] <= 1"]);
  m.constraint("all", [hour], (t) => twice(t).le(1));
  expect(complaint(() => m.compile())).toContain('"twice" has no member at t in the row [1]');
});

test("a variable over a subset summed over the whole set is an error", () => {
  const m = model("m");
  const x = m.variable("x", [hour.subset("late", [3, 4])]);
  m.constraint("all", [], () => sum([hour], (t) => x(t)).le(1));
  expect(complaint(() => m.compile())).toContain('"x" has no member at t');
});

test("data that are not a number are no answer to a filter", () => {
  const m = model("m");
  const [a, b] = [m.parameter("a", [hour], [0, 1, 1, 1]), m.parameter("b", [hour], [0, 1, 1, 1])];
  const x = m.variable("x", [hour]);
  m.constraint("row", [hour], (t) => x(t).le(1), { where: (t) => a(t).dividedBy(b(t)).above(-1) });
  expect(complaint(() => m.compile())).toContain("compares data that are not a number at [1]");
});

test("a binary variable's bounds stay within 0 and 1, also when data set them", async () => {
  const m = model("m");
  const limit = m.parameter("limit", [], 1);
  const x = m.variable("x", [], { kind: "binary", upper: () => limit() });
  m.maximize(x());
  await using session = await m.open(glpk());
  expect(() => session.set(limit, 5)).toThrow('The variable "x" is binary, and cannot leave 0 and 1');
});

test("a product of sets that cannot be counted is refused by name", () => {
  const [i, j] = [set("i", 100_000), set("j", 100_000)];
  expect(complaint(() => model("huge").parameter("p", [i, j], 1))).toContain('"p" would have 10000000000 values');
  const m = model("huge");
  m.variable("x", [i, j]);
  expect(complaint(() => m.compile())).toContain("i (100000) x j (100000) has 10000000000 members");
});
