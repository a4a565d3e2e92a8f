import { expect, test } from "vitest";
import { highs } from "../../solvers/highs.ts";
import { ClearwattError } from "../../src/errors.ts";
import { within } from "../../src/language/declaring/declaring.ts";
import { type Affine, type Index, model, relation, set, sum } from "../../src/language/index.ts";
import { testMistakes } from "../mistakes.ts";

const user = set("user", ["ann", "bea", "cem"]);
const hour = set("hour", 3);
const bus = set("bus", ["1", "2"]);

const m = model("homes");
const power = m.variable("power", [user, hour], { unit: "kW", upper: 5 });
const load = m.parameter("load", [user], [1, 2, 3], "kW");
const price = m.parameter("price", [hour], 1, "EUR/kWh");

/** One variable and one row, open in HiGHS. */
async function opened(kind: "continuous" | "integer" = "continuous") {
  const own = model("own");
  const x = own.variable("x", [user], { kind, upper: 4 });
  const row = own.constraint("row", [user], (u) => x(u).ge(1));
  own.minimize(sum([user], (u) => x(u)));
  return { own, x, row, session: await own.open(highs()) };
}

testMistakes([
  [
    "a step past the end in a bound",
    () => {
      const own = model("own");
      const cap = own.parameter("cap", [hour], 1);
      own.variable("x", [hour], { upper: (t) => cap(t.next) });
      own.compile();
    },
    "absent-member",
    { name: "x", labels: ["3"] },
  ],
  [
    "a variable used where it was not declared",
    () => {
      const own = model("own");
      const x = own.variable("x", [hour], { where: (t) => t.after(1) });
      own.constraint("row", [hour], (t) => x(t).ge(1));
      own.compile();
    },
    "absent-member",
    { name: "x", inRow: ["1"] },
  ],
  [
    "a member asked of a solution that where took away",
    async () => {
      const own = model("own");
      const x = own.variable("x", [hour], { where: (t) => t.after(1) });
      own.minimize(sum([hour], (t) => x(t), { where: (t) => t.after(1) }));
      await using session = await own.open(highs());
      const outcome = await session.solve();
      if (outcome.status === "optimal") outcome.solution.value(x).at(1);
    },
    "absent-member",
    { name: "x", labels: [1] },
  ],
  [
    "bounds that cross",
    () => {
      const own = model("own");
      own.variable("x", [user], { lower: 3, upper: 2 });
      own.compile();
    },
    "contradiction",
    { name: "x", labels: ["ann"], lower: 3, upper: 2 },
  ],
  [
    "limits that are infinite on the wrong side",
    () => {
      const own = model("own");
      const x = own.variable("x", []);
      const low = own.parameter("low", [], Number.POSITIVE_INFINITY);
      own.constraint("row", [], () => x().ge(low()));
      own.compile();
    },
    "contradiction",
    { name: "row", labels: [], lower: "Infinity", upper: "Infinity" },
  ],
  [
    "a label that stands twice",
    () => set("bus", ["1", "2", "1"]),
    "duplicate",
    { what: "label", set: "bus", found: "1" },
  ],
  [
    "a name that is taken",
    () => m.variable("power", []),
    "duplicate",
    { what: "name", found: "power", model: "homes" },
  ],
  [
    "a variable of another model",
    () => {
      const other = model("shops");
      other.constraint("limit", [user, hour], (u, t) => power(u, t).le(1));
    },
    "foreign-handle",
    { name: "power", declaredIn: "homes", model: "shops", declaration: 'constraint "limit"' },
  ],
  [
    "a member without data",
    () => m.parameter("area", [user], { ann: 1, bea: 2 }),
    "missing-data",
    { name: "area", labels: ["cem"], declaration: 'parameter "area"' },
  ],
  ["a set without labels", () => set("bus", []), "missing-data", { what: "labels", set: "bus" }],
  [
    "JavaScript's own operators on an index",
    () => m.constraint("odd", [hour], (t) => power(user.first, t).ge(Number(t))),
    "misuse",
    { index: "t", set: "hour", declaration: 'constraint "odd"' },
  ],
  [
    "a comparison that is lost",
    () => m.constraint("two", [hour], (t) => power(user.first, t).ge(0) && power(user.last, t).ge(0)),
    "misuse",
    { what: "comparisons", found: 2, declaration: 'constraint "two"' },
  ],
  [
    "duals of an integer program",
    async () => {
      const { session, row } = await opened("integer");
      await using _ = session;
      const outcome = await session.solve();
      if (outcome.status === "optimal") outcome.solution.dual(row);
    },
    "no-duals",
    { name: "row", because: "integers" },
  ],
  [
    "data that are NaN",
    () => m.parameter("height", [user], [1, Number.NaN, 2]),
    "not-a-number",
    { name: "height", labels: ["bea"], found: "NaN", declaration: 'parameter "height"' },
  ],
  [
    "a set of half a member",
    () => set("hour", 0.5),
    "out-of-range",
    { what: "size", set: "hour", found: 0.5, least: 1 },
  ],
  [
    "an infinite number in an expression",
    () => m.constraint("wide", [], () => power(user.first, hour.first).le(Number.POSITIVE_INFINITY)),
    "out-of-range",
    { what: "le", found: "Infinity", declaration: 'constraint "wide"' },
  ],
  [
    "a model that has grown since it was opened",
    async () => {
      const { session, own } = await opened();
      await using _ = session;
      own.variable("y", []);
      await session.solve();
    },
    "outdated",
    { model: "own", what: "variable" },
  ],
  [
    "rows that have been dropped",
    async () => {
      const { session, x } = await opened();
      await using _ = session;
      const cut = session.addConstraint("cut", [], () => x(user.first).ge(2));
      session.drop(cut);
      session.drop(cut);
    },
    "outdated",
    { name: "cut" },
  ],
  [
    "a unit that cannot be read",
    () => m.parameter("odd", [], 1, "kW per"),
    "syntax",
    { unit: "kW per", owner: 'the parameter "odd"', declaration: 'parameter "odd"' },
  ],
  [
    "more members than can be compiled",
    () => m.parameter("large", [set("i", 20_000), set("j", 20_000)], 0),
    "too-large",
    { name: "large", found: 4e8, most: 2 ** 28, declaration: 'parameter "large"' },
  ],
  [
    "a power and a price that are added",
    () => m.constraint("mixed", [user, hour], (u, t) => power(u, t).plus(price(t)).le(1)),
    "unit-mismatch",
    { found: "EUR/kWh", expected: "kW", declaration: 'constraint "mixed"' },
  ],
  ["a label that a set does not have", () => user.at("dan"), "unknown-label", { set: "user", found: "dan" }],
  [
    "data for a member that there is not",
    () => m.parameter("depth", [user], { ann: 1, bea: 2, cem: 3, dan: 4 }),
    "unknown-label",
    { name: "depth", set: "user", found: "dan", declaration: 'parameter "depth"' },
  ],
  [
    "a relation that leads nowhere",
    () => relation(user, bus, { ann: "1", bea: "2", cem: "3" }),
    "unknown-label",
    { name: "busOf", member: "cem", set: "bus", found: "3" },
  ],
  [
    "an option that is misspelt",
    () => m.variable("spelt", [], { uper: 1 } as object),
    "unknown-name",
    {
      kind: "option",
      found: "uper",
      known: ["lower", "upper", "kind", "unit", "where"],
      owner: "a variable",
      declaration: 'variable "spelt"',
    },
  ],
  [
    "new data for a parameter in a filter",
    async () => {
      const own = model("own");
      const here = own.parameter("here", [user], 1);
      const x = own.variable("x", [user], { where: (u) => here(u).above(0) });
      own.minimize(sum([user], (u) => x(u)));
      await using session = await own.open(highs());
      session.set(here, 2);
    },
    "unsupported",
    { what: "change of a filter", name: "here" },
  ],
  [
    "a product in a constraint",
    () => m.constraint("bent", [user, hour], (u, t) => (power(u, t).squared() as never as Affine).le(1)),
    "wrong-degree",
    { what: "constraint", found: 2, most: 1, declaration: 'constraint "bent"' },
  ],
  [
    "an index of another set",
    () => load(bus.at("1") as never as Index<"user">),
    "wrong-set",
    { index: "1", found: "bus", expected: "user" },
  ],
  [
    "too few values",
    () => m.parameter("width", [user, hour], [1, 2, 3]),
    "wrong-size",
    { name: "width", what: "numbers", found: 3, expected: 9, declaration: 'parameter "width"' },
  ],
  [
    "a closure that returns nothing",
    () => m.constraint("empty", [hour], () => undefined as never),
    "wrong-type",
    { expected: "a comparison", found: "nothing", declaration: 'constraint "empty"' },
  ],
  [
    "a text where sets are due",
    () => m.variable("loose", "hour" as never),
    "wrong-type",
    { what: '"loose"', expected: "a list of sets", found: 'the text "hour"', declaration: 'variable "loose"' },
  ],
]);

test("a declaration adds its name, and code, data and cause of what went wrong in it survive", () => {
  const cause = new Error("the disk is full");
  const inner = new ClearwattError("no table.", { code: "missing-data", data: { file: "load.csv" }, cause });
  const wrapped = () =>
    within('parameter "load"', () => {
      throw inner;
    });
  expect(wrapped).toThrow(ClearwattError);
  expect(wrapped).toThrow(
    expect.objectContaining({
      message: 'In the parameter "load": no table.',
      code: "missing-data",
      data: { file: "load.csv", declaration: 'parameter "load"' },
      cause,
    }),
  );
});
