import { expect, test } from "vitest";
import { model, relation, set, sum, tuples } from "../../src/language/index.ts";
import { complaint, rowsOf } from "./written.ts";

const user = set("user", ["bus 2", "bus 3", "bus 4"]);
const aggregator = set("aggregator", ["A1", "A2"]);
const hour = set("hour", 3);

test("a set is made of labels, of numbers as labels, or of the numbers from 1", () => {
  expect(user.labels).toEqual(["bus 2", "bus 3", "bus 4"]);
  expect(set("year", [2030, 2040]).labels).toEqual(["2030", "2040"]);
  expect(hour.labels).toEqual(["1", "2", "3"]);
  expect(hour.size).toBe(3);
});

test("fixed members are asked for by label, as the first and as the last", () => {
  const m = model("m");
  const x = m.variable("x", [user, hour]);
  m.constraint("fixed", [], () =>
    x(user.first, hour.last)
      .plus(x(user.at("bus 3"), hour.at(2)))
      .le(1),
  );
  m.constraint("beside", [], () => x(user.at("bus 3").next, hour.last.previous).le(1));
  expect(rowsOf(m)).toEqual(["fixed: 1 x[bus 2, 3] 1 x[bus 3, 2] <= 1", "beside: 1 x[bus 4, 2] <= 1"]);
});

test("a subset keeps the order of its set, whether chosen by labels or by a test", () => {
  const byLabels = user.subset("ends", ["bus 4", "bus 2"]);
  const byTest = user.subset("later", (label, position) => label !== "bus 2" && position > 0);
  expect(byLabels.labels).toEqual(["bus 2", "bus 4"]);
  expect(byTest.labels).toEqual(["bus 3", "bus 4"]);
  expect(byTest.subset("last", (_, position) => position === 1).labels).toEqual(["bus 4"]);
  expect([byLabels.first, byLabels.last].map((index) => index.set)).toEqual(["user", "user"]);
});

test("variables, rows and sums run over subsets", () => {
  const m = model("m");
  const ends = user.subset("ends", ["bus 2", "bus 4"]);
  const x = m.variable("x", [ends]);
  m.constraint("each", [ends], (j) => x(j).le(1));
  m.constraint("all", [], () => sum([ends], (j) => x(j)).le(2));
  expect(rowsOf(m)).toEqual([
    "each[bus 2]: 1 x[bus 2] <= 1",
    "each[bus 4]: 1 x[bus 4] <= 1",
    "all: 1 x[bus 2] 1 x[bus 4] <= 2",
  ]);
});

test("sets that cannot be are refused", () => {
  expect(complaint(() => set("hour", 0))).toBe(
    'The set "hour" cannot have 0 members. Give a whole number of 1 or more, or a list of labels.',
  );
  expect(complaint(() => set("hour", 2.5))).toContain("cannot have 2.5 members");
  expect(complaint(() => set("hour", Number.NaN))).toContain("cannot have NaN members");
  expect(complaint(() => set("user", []))).toBe('The set "user" is empty. Give it at least one label.');
  expect(complaint(() => set("user", ["a", "b", "a"]))).toBe(
    'The label "a" stands twice in the set "user", at positions 1 and 3. Labels must differ.',
  );
  expect(complaint(() => set("user", ["1", 1]))).toContain('The label "1" stands twice');
  expect(complaint(() => set("user", ["a", " "]))).toBe(
    'Label 2 of the set "user" is the text " ". Labels are texts or numbers, and none is empty.',
  );
  expect(complaint(() => set("user", [1, Number.NaN]))).toContain('Label 2 of the set "user" is the number NaN');
  expect(complaint(() => set("", 3))).toBe("A set needs a name.");
});

test("a member that is not there is refused with what is there", () => {
  expect(complaint(() => user.at("bus 9"))).toBe(
    '"bus 9" is not in the set "user", which has 3 members: "bus 2", "bus 3", "bus 4".',
  );
  expect(complaint(() => set("hour", 24).at(25))).toBe(
    '"25" is not in the set "hour", which has 24 members, from "1" to "24".',
  );
  expect(complaint(() => hour.at("01"))).toContain('"01" is not in the set "hour"');
  expect(complaint(() => hour.subset("late", [2, 3]).at(1))).toBe(
    '"1" is in the set "hour" but not in its subset "late".',
  );
  expect(complaint(() => hour.last.next)).toBe('There is no 3+1: "hour" has 3 members: "1", "2", "3".');
  expect(complaint(() => hour.first.shifted(0.5))).toBe(
    'An index of "hour" cannot be shifted by 0.5: give a whole number.',
  );
});

test("subsets without members or with one twice are refused", () => {
  expect(complaint(() => user.subset("none", () => false))).toBe(
    'The subset "none" of "user" is empty: no member was chosen from 3 members: "bus 2", "bus 3", "bus 4".',
  );
  expect(complaint(() => user.subset("twice", ["bus 2", "bus 2"]))).toBe(
    '"bus 2" stands twice among the members of the subset "twice".',
  );
  expect(complaint(() => user.subset("foreign", ["bus 7"]))).toContain('"bus 7" is not in the set "user"');
});

test("targets of a relation are labels, positions in a typed array, a record or a function", () => {
  const relations = [
    relation(user, aggregator, ["A1", "A1", "A2"]),
    relation(user, aggregator, Int32Array.of(0, 0, 1)),
    relation(user, aggregator, { "bus 4": "A2", "bus 2": "A1", "bus 3": "A1" }),
    relation(user, aggregator, (label) => (label === "bus 4" ? "A2" : "A1")),
  ];
  for (const of of relations) expect(user.labels.map((label) => of.target(label))).toEqual(["A1", "A1", "A2"]);
  expect(relation(user, hour, [3, 3, 1]).target("bus 2")).toBe("3");
});

test("a relation leads to targets, of(...) back to their members, also from fixed ones and through others", () => {
  const m = model("m");
  const country = set("country", ["X", "Y", "Z"]);
  const aggregatorOf = relation(user, aggregator, ["A1", "A1", "A2"]);
  const countryOf = relation(aggregator, country, ["Y", "X"]);
  const x = m.variable("x", [user]);
  const y = m.variable("y", [aggregator]);
  const z = m.variable("z", [country]);
  m.constraint("to", [user], (j) => x(j).le(y(aggregatorOf(j))));
  m.constraint("twice", [user], (j) => z(countryOf(aggregatorOf(j))).le(1));
  m.constraint("back", [aggregator], (k) => y(k).eq(sum([aggregatorOf.of(k)], (j) => x(j))));
  m.constraint("fixed", [], () => sum([aggregatorOf.of(aggregator.last)], (j) => x(j)).le(y(aggregatorOf(user.first))));
  m.constraint("nested", [country], (c) =>
    z(c).eq(sum([countryOf.of(c)], (k) => sum([aggregatorOf.of(k)], (j) => x(j)))),
  );
  expect(rowsOf(m)).toEqual([
    "to[bus 2]: 1 x[bus 2] -1 y[A1] <= 0",
    "to[bus 3]: 1 x[bus 3] -1 y[A1] <= 0",
    "to[bus 4]: 1 x[bus 4] -1 y[A2] <= 0",
    "twice[bus 2]: 1 z[Y] <= 1",
    "twice[bus 3]: 1 z[Y] <= 1",
    "twice[bus 4]: 1 z[X] <= 1",
    "back[A1]: 1 y[A1] -1 x[bus 2] -1 x[bus 3] = 0",
    "back[A2]: 1 y[A2] -1 x[bus 4] = 0",
    "fixed: 1 x[bus 4] -1 y[A1] <= 0",
    "nested[X]: 1 z[X] -1 x[bus 4] = 0",
    "nested[Y]: 1 z[Y] -1 x[bus 2] -1 x[bus 3] = 0",
    "nested[Z]: 1 z[Z] = 0",
  ]);
});

test("a relation from a subset has targets for its members only", () => {
  const served = user.subset("served", ["bus 3", "bus 4"]);
  const aggregatorOf = relation(served, aggregator, ["A2", "A1"]);
  expect(aggregatorOf.target("bus 4")).toBe("A1");
  expect(complaint(() => aggregatorOf.target("bus 2"))).toBe(
    '"bus 2" is in the set "user" but not in its subset "served".',
  );
  expect(complaint(() => aggregatorOf(user.first))).toContain("There is no aggregatorOf(bus 2)");
});

test("relations with missing or unknown targets are refused", () => {
  expect(complaint(() => relation(user, aggregator, ["A1", "A1"]))).toBe(
    'The relation aggregatorOf has 2 targets for the 3 members of "user". Give one for each.',
  );
  expect(complaint(() => relation(user, aggregator, ["A1", "A1", "A9"], "poolOf"))).toBe(
    'The relation poolOf sends "bus 4" of "user" to "A9", and "aggregator" has 2 members: "A1", "A2".',
  );
  expect(complaint(() => relation(user, aggregator, { "bus 2": "A1", "bus 3": "A1" }))).toBe(
    'The relation aggregatorOf sends "bus 4" of "user" to nothing, and "aggregator" has 2 members: "A1", "A2".',
  );
  expect(complaint(() => relation(user, aggregator, Int32Array.of(0, 1, 2)))).toBe(
    'The relation aggregatorOf sends "bus 4" of "user" to position 2, and "aggregator" has positions 0 to 1.',
  );
});

test("the members behind a target are summed over and are nothing else", () => {
  const aggregatorOf = relation(user, aggregator, ["A1", "A1", "A2"]);
  const m = model("m");
  const x = m.variable("x", [user]);
  const misuse = (use: (pool: ReturnType<typeof aggregatorOf.of>) => unknown) => () =>
    m.constraint("misused", [aggregator], (k) => {
      use(aggregatorOf.of(k));
      return x(user.first).le(1);
    });
  expect(complaint(misuse((pool) => pool.first))).toBe(
    'In the constraint "misused": aggregatorOf.of(k) has no first: its members differ from row to row. It can only be summed over.',
  );
  expect(complaint(misuse((pool) => pool.labels))).toContain("aggregatorOf.of(k) has no labels");
  expect(complaint(misuse((pool) => pool.at("bus 2")))).toContain("aggregatorOf.of(k) has no at");
  expect(complaint(misuse((pool) => pool.subset("s", () => true)))).toContain("aggregatorOf.of(k) has no subset");
  expect(complaint(misuse((pool) => user.first.in(pool)))).toContain("Compare the targets: relation(i).is(k).");
  expect(complaint(misuse((pool) => m.variable("y", [pool])))).toContain(
    "aggregatorOf.of(k) depends on an index: sum over it. Declarations range over whole sets and subsets.",
  );
});

test("tuples are members of a sparse set, and each component is a relation", () => {
  const m = model("m");
  const bus = set("bus", ["1", "2", "3"]);
  const line = tuples("line", { from: bus, to: bus }, [
    ["1", "2"],
    ["2", "3"],
  ]);
  const flow = m.variable("flow", [line]);
  const voltage = m.variable("voltage", [bus]);
  m.constraint("balance", [bus], (n) =>
    sum([line.to.of(n)], (l) => flow(l)).eq(sum([line.from.of(n)], (l) => flow(l))),
  );
  m.constraint("drop", [line], (l) =>
    voltage(line.from(l))
      .minus(voltage(line.to(l)))
      .eq(flow(l)),
  );
  expect(line.labels).toEqual(["1-2", "2-3"]);
  expect(rowsOf(m)).toEqual([
    "balance[1]: -1 flow[1-2] = 0",
    "balance[2]: 1 flow[1-2] -1 flow[2-3] = 0",
    "balance[3]: 1 flow[2-3] = 0",
    "drop[1-2]: 1 voltage[1] -1 voltage[2] -1 flow[1-2] = 0",
    "drop[2-3]: 1 voltage[2] -1 voltage[3] -1 flow[2-3] = 0",
  ]);
});

test("tuples that do not fit their components are refused", () => {
  const bus = set("bus", ["1", "2", "1-2", "2-1"]);
  const ends = { from: bus, to: bus };
  expect(complaint(() => tuples("line", ends, [["1", "2"], ["1"]]))).toBe(
    'Tuple 2 of "line" is (1) and needs 2 labels: from, to.',
  );
  expect(complaint(() => tuples("line", ends, [["1", "9"]]))).toContain(
    'The relation line.to sends "1-9" of "line" to "9", and "bus" has 4 members',
  );
  expect(
    complaint(() =>
      tuples("line", ends, [
        ["1", "2"],
        ["1", "2"],
      ]),
    ),
  ).toContain('The label "1-2" stands twice in the set "line", at positions 1 and 2.');
  expect(
    complaint(() =>
      tuples("line", ends, [
        ["1", "2-1"],
        ["1-2", "1"],
      ]),
    ),
  ).toBe('The tuples (1, 2-1) and (1-2, 1) of "line" would both be called "1-2-1". Rename a label.');
  expect(complaint(() => tuples("line", ends, []))).toBe('The set "line" is empty. Give it at least one label.');
  expect(complaint(() => tuples("line", { size: bus }, [["1"]]))).toBe(
    'A component of "line" cannot be called "size": every set has that already.',
  );
});
