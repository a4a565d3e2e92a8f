import { expect, test } from "vitest";
import { model, set, sum } from "../../src/language/index.ts";
import { columnsOf, complaint, objectiveOf, rowsOf } from "./written.ts";

const hour = set("hour", 4);
const bus = set("bus", ["a", "b", "c"]);

/** Labels of the hours for which a condition holds. */
function hoursWhere(where: (t: typeof hour.first) => ReturnType<typeof hour.first.is>): string {
  const m = model("m");
  const x = m.variable("x", []);
  m.constraint("c", [hour], () => x().le(1), { where });
  return rowsOf(m)
    .map((row) => row.charAt(2))
    .join("");
}

test("members are compared with labels, with fixed members and with subsets", () => {
  expect(hoursWhere((t) => t.is(2))).toBe("2");
  expect(hoursWhere((t) => t.isNot("2"))).toBe("134");
  expect(hoursWhere((t) => t.before(3))).toBe("12");
  expect(hoursWhere((t) => t.after(hour.first))).toBe("234");
  expect(hoursWhere((t) => t.in(hour.subset("some", [1, 4])))).toBe("14");
  expect(hoursWhere((t) => t.after(1).and(t.before(4)))).toBe("23");
  expect(hoursWhere((t) => t.is(1).or(t.is(4)).not())).toBe("23");
});

test("no test of a member past an end holds", () => {
  expect(hoursWhere((t) => t.previous.before(4))).toBe("234");
  expect(hoursWhere((t) => t.next.is(t.next))).toBe("123");
  expect(hoursWhere((t) => t.previous.is(t.shifted(-2)))).toBe("");
  expect(hoursWhere((t) => t.next.after(1))).toBe("123");
  expect(hoursWhere((t) => t.previous.in(hour))).toBe("234");
});

test("data are compared with numbers and with data; past an end nothing holds", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const load = m.parameter("load", [hour], [5, 0, 7, 7]);
  m.constraint("above", [hour], (t) => x(t).le(1), { where: (t) => load(t).above(4) });
  m.constraint("rising", [hour], (t) => x(t).le(1), { where: (t) => load(t).above(load(t.previous)) });
  m.constraint("same", [hour], (t) => x(t).le(1), { where: (t) => load(t).equals(load(t.next)) });
  m.constraint("below mean", [hour], (t) => x(t).le(1), {
    where: (t) => load(t).below(sum([hour], (s) => load(s)).dividedBy(4)),
  });
  expect(rowsOf(m).map((row) => row.split(":")[0])).toEqual([
    "above[1]",
    "above[3]",
    "above[4]",
    "rising[3]",
    "same[3]",
    "below mean[2]",
  ]);
});

test("a variable exists where its filter holds, and has(...) asks for it", () => {
  const m = model("m");
  const link = m.variable("link", [bus, bus], { where: (i, j) => i.before(j) });
  const twin = m.variable("twin", [bus, bus], { where: (i, j) => link.has(i, j).and(i.is("a")), upper: 2 });
  m.constraint("out", [bus], (i) => sum([bus], (j) => link(i, j), { where: (j) => link.has(i, j) }).le(1));
  m.constraint("each", [bus, bus], (i, j) => link(i, j).ge(twin(i, j)), { where: (i, j) => twin.has(i, j) });
  m.minimize(sum([bus, bus], (i, j) => link(i, j), { where: (i, j) => link.has(i, j) }));
  expect(columnsOf(m)).toEqual([
    "0 <= link[a, b] <= Infinity",
    "0 <= link[a, c] <= Infinity",
    "0 <= link[b, c] <= Infinity",
    "0 <= twin[a, b] <= 2",
    "0 <= twin[a, c] <= 2",
  ]);
  expect(rowsOf(m)).toEqual([
    "out[a]: 1 link[a, b] 1 link[a, c] <= 1",
    "out[b]: 1 link[b, c] <= 1",
    "out[c]:  <= 1",
    "each[a, b]: 1 link[a, b] -1 twin[a, b] >= 0",
    "each[a, c]: 1 link[a, c] -1 twin[a, c] >= 0",
  ]);
  expect(objectiveOf(m)).toEqual({ "link[a, b]": 1, "link[a, c]": 1, "link[b, c]": 1 });
});

test("has(...) also filters sums of data, in rows and in bounds", () => {
  const m = model("m");
  const load = m.parameter("load", [bus], [1, 2, 4]);
  const x = m.variable("x", [bus], { where: (i) => i.isNot("b") });
  const served = () => sum([bus], (i) => load(i), { where: (i) => x.has(i) });
  const y = m.variable("y", [], { upper: () => served() });
  m.constraint("factor", [], () => y().times(served()).le(served()));
  expect(columnsOf(m).at(-1)).toBe("0 <= y <= 5");
  expect(rowsOf(m)).toEqual(["factor: 5 y <= 5"]);
});

test("a row that uses a member which a variable does not have is refused", () => {
  const m = model("m");
  const x = m.variable("x", [hour], { where: (t) => t.isNot(3) });
  m.constraint("all", [hour], (t) => x(t).le(1));
  expect(complaint(() => m.compile())).toBe(
    '"x" has no member at t in the row [3]: it is declared for a part of its sets only. Filter the rows or the sum with where, or declare it for all.',
  );
});

test("data over a subset may be used in rows that a filter keeps to it", () => {
  const m = model("m");
  const peak = hour.subset("peak", [2, 3]);
  const x = m.variable("x", [hour]);
  const premium = m.parameter("premium", [peak], [10, 20]);
  const inPeak = { where: (t: typeof hour.first) => t.in(peak) };
  m.constraint("alone", [hour], (t) => x(t).times(premium(t)).le(1), inPeak);
  m.constraint("right", [hour], (t) => x(t).le(premium(t)), inPeak);
  m.constraint("range", [hour], (t) => x(t).between(premium(t), 30), inPeak);
  expect(rowsOf(m)).toEqual([
    "alone[2]: 10 x[2] <= 1",
    "alone[3]: 20 x[3] <= 1",
    "right[2]: 1 x[2] <= 10",
    "right[3]: 1 x[3] <= 20",
    "range[2]: 10 <= 1 x[2] <= 30",
    "range[3]: 20 <= 1 x[3] <= 30",
  ]);
});

test("such data may be combined with others before they meet a variable", () => {
  const m = model("m");
  const peak = hour.subset("peak", [2, 3]);
  const x = m.variable("x", [hour]);
  const premium = m.parameter("premium", [peak], [10, 20]);
  const base = m.parameter("base", [hour], [1, 2, 3, 4]);
  const inPeak = { where: (t: typeof hour.first) => t.in(peak) };
  m.constraint(
    "added",
    [hour],
    (t) =>
      x(t)
        .times(premium(t).plus(base(t)))
        .le(1),
    inPeak,
  );
  m.constraint("divided", [hour], (t) => x(t).dividedBy(premium(t)).le(1), inPeak);
  expect(rowsOf(m)).toEqual([
    "added[2]: 12 x[2] <= 1",
    "added[3]: 23 x[3] <= 1",
    "divided[2]: 0.1 x[2] <= 1",
    "divided[3]: 0.05 x[3] <= 1",
  ]);
});

test("what is not a condition is refused", () => {
  const m = model("m");
  const x = m.variable("x", [hour]);
  const handed = (value: unknown) => (): never => value as never;
  expect(complaint(() => m.constraint("c", [hour], (t) => x(t).le(1), { where: handed(true) }))).toBe(
    'In the constraint "c": where needs a condition such as i.isNot(j) or load(j).above(0) and got the boolean true.',
  );
  expect(complaint(() => m.variable("y", [hour], { where: handed(undefined) }))).toBe(
    'In the variable "y": where needs a condition such as i.isNot(j) or load(j).above(0) and got nothing.',
  );
  expect(complaint(() => sum([hour], (t) => x(t), { where: handed(3) }))).toContain("and got the number 3.");
  expect(complaint(() => m.constraint("c", [hour], (t) => x(t).le(1), { where: (t) => t.is("9") }))).toBe(
    'In the constraint "c": "9" is not in the set "hour", which has 4 members: "1", "2", "3", "4".',
  );
  expect(complaint(() => m.constraint("c", [hour], (t) => x(t).le(1), { where: (t) => t.in(bus as never) }))).toBe(
    'In the constraint "c": t is an index of "hour", and "bus" is a subset of "bus".',
  );
});
