/** Mistakes that do not compile. Every one is a line that someone will write one day. */
import { test } from "vitest";
import {
  type Constraint,
  type IndexSet,
  model,
  type Parameter,
  relation,
  type Session,
  type Solution,
  set,
  sum,
  tuples,
  type Variable,
} from "../../src/language/index.ts";

const user = set("user", ["bus 2", "bus 3", "bus 4"]);
const aggregator = set("aggregator", ["A1", "A2"]);
const hour = set("hour", 24);
const bus = set("bus", ["1", "2", "3"]);
const line = tuples("line", { from: bus, to: bus }, [
  ["1", "2"],
  ["2", "3"],
]);
const aggregatorOf = relation(user, aggregator, ["A1", "A1", "A2"]);
const evening = hour.subset("evening", (_, k) => k >= 18);

const m = model("end users");
const load = m.parameter("load", [user, hour], new Float64Array(72), "kW");
const price = m.parameter("aggregator price", [aggregator, hour], new Float64Array(48), "EUR/kWh");
const flexible = m.parameter("flexible share", [], 0.1);
const net = m.variable("net load", [user, hour], { unit: "kW" });
const sold = m.variable("sold to aggregator", [user, hour], { lower: -Infinity, unit: "kW" });
const pooled = m.variable("aggregator to DisCo", [aggregator, hour], { lower: -Infinity, unit: "kW" });
const flow = m.variable("flow", [line, hour]);
const cost = m.expression("cost", [user], (j) => sum([hour], (t) => sold(j, t)));
const balance = m.constraint("balance", [user, hour], (j, t) => sold(j, t).eq(net(j, t)));
const limit = m.cone("limit", [user, hour], (j, t) => ({ norm: [sold(j, t)], bound: net(j, t) }));

test("indices of a variable or a parameter must be of its sets, in their order and number", () => {
  // @ts-expect-error  hour and user swapped
  m.constraint("swapped", [user, hour], (j, t) => sold(t, j).eq(0));
  // @ts-expect-error  an aggregator is not a user
  m.constraint("foreign", [aggregator, hour], (k, t) => sold(k, t).eq(0));
  // @ts-expect-error  an index is missing
  m.constraint("missing", [user, hour], (j, _) => sold(j).eq(0));
  // @ts-expect-error  an index too many
  m.constraint("one too many", [user, hour], (j, t) => sold(j, t, t).eq(0));
  // @ts-expect-error  a label is not an index: user.at("bus 2") is
  m.constraint("label", [hour], (t) => sold("bus 2", t).eq(0));
  // @ts-expect-error  a position is not an index either
  m.constraint("position", [hour], (t) => sold(0, t).eq(0));
  // @ts-expect-error  a parameter of aggregators at a user
  m.constraint("foreign price", [user, hour], (j, t) => sold(j, t).times(price(j, t)).eq(0));
  // @ts-expect-error  a scalar takes no index
  m.constraint("scalar", [user, hour], (j, t) => sold(j, t).times(flexible(j)).eq(0));
  // @ts-expect-error  a named expression at an hour
  m.constraint("named", [hour], (t) => cost(t).eq(0));
  // @ts-expect-error  the closure takes three indices of two sets
  m.constraint("three", [user, hour], (j, t, k) => sold(j, t).eq(pooled(k, t)));
  // @ts-expect-error  a fixed member of another set
  m.constraint("fixed", [user], (j) => sold(j, user.first).eq(0));
  // @ts-expect-error  a step along the wrong set
  m.constraint("stepped", [user, hour], (j, t) => sold(t.next, j).eq(0));
});

test("a variable is not an expression before it has its indices", () => {
  // @ts-expect-error  sold(j, t)
  m.constraint("bare", [user, hour], (_j, _t) => sold.eq(0));
  // @ts-expect-error  flexible()
  m.constraint("bare factor", [user, hour], (j, t) => sold(j, t).times(flexible).eq(0));
  // @ts-expect-error  a set is not a list of sets
  m.variable("set", hour);
  // @ts-expect-error  a set by its name
  m.variable("name", ["hour"]);
  // @ts-expect-error  an index is not a set
  m.constraint("index for a set", [user], (j) => sum([j], () => sold(j, hour.first)).eq(0));
});

test("a relation goes one way, and of(...) the other", () => {
  // @ts-expect-error  the aggregator of an aggregator
  m.constraint("of target", [aggregator, hour], (k, t) => pooled(aggregatorOf(k), t).eq(0));
  // @ts-expect-error  the users of a user
  m.constraint("backwards", [user, hour], (j, t) => sum([aggregatorOf.of(j)], (i) => sold(i, t)).eq(0));
  // @ts-expect-error  the members behind a target are users, not aggregators
  m.constraint("members", [aggregator, hour], (k, t) => sum([aggregatorOf.of(k)], (i) => pooled(i, t)).eq(0));
  // @ts-expect-error  the target of a user is not a user
  m.constraint("target", [user, hour], (j, t) => sold(aggregatorOf(j), t).eq(0));
  // @ts-expect-error  a relation is not a set to sum over
  m.constraint("relation", [hour], (t) => sum([aggregatorOf], (j) => sold(j, t)).eq(0));
  // @ts-expect-error  targets are labels, positions, a record or a function, not members
  relation(user, aggregator, [aggregator.first, aggregator.first, aggregator.last]);
});

test("components of tuples belong to their sets", () => {
  // @ts-expect-error  a bus is not a line
  m.constraint("line at a bus", [bus, hour], (n, t) => flow(n, t).eq(0));
  // @ts-expect-error  the sending bus of a bus
  m.constraint("from a bus", [bus, hour], (n, t) => sum([line.from.of(line.from(n))], (l) => flow(l, t)).eq(0));
  // @ts-expect-error  the lines that leave a line
  m.constraint("of a line", [line, hour], (l, t) => sum([line.from.of(l)], (k) => flow(k, t)).eq(0));
  // @ts-expect-error  a component that there is not
  m.constraint("via", [line, hour], (l, t) => flow(line.via(l), t).eq(0));
  // @ts-expect-error  components are sets
  tuples("link", { from: "bus", to: "bus" }, [["1", "2"]]);
  // @ts-expect-error  a tuple is a list of labels
  tuples("link", { from: bus, to: bus }, ["1-2"]);
});

test("sums run over their own sets and add terms", () => {
  // @ts-expect-error  the sum's index is an hour
  m.constraint("wrong sum", [user], (j) => sum([hour], (t) => sold(t, j)).eq(0));
  // @ts-expect-error  the term is missing
  m.constraint("empty", [user], () => sum([hour], () => {}).eq(0));
  // @ts-expect-error  a sum of comparisons
  m.constraint("comparisons", [user], (j) => sum([hour], (t) => sold(j, t).le(1)));
  // @ts-expect-error  a sum of plain numbers: multiply by the size of the set
  m.constraint("numbers", [user], (j) => sold(j, hour.first).eq(sum([hour], () => 1)));
  // @ts-expect-error  the loops are a list
  m.constraint("loops", [user], (j) => sum(hour, (t) => sold(j, t)).eq(0));
});

test("a constraint is one comparison of affine expressions", () => {
  // @ts-expect-error  forgot .eq, .le or .ge
  m.constraint("no comparison", [user, hour], (j, t) => sold(j, t).plus(net(j, t)));
  // @ts-expect-error  forgot to return
  m.constraint("no return", [user, hour], (j, t) => {
    sold(j, t).eq(0);
  });
  // @ts-expect-error  a product of two variables is not affine
  m.constraint("bilinear", [user, hour], (j, t) => sold(j, t).times(net(j, t)).le(1));
  // @ts-expect-error  nor is a square
  m.constraint("square", [user, hour], (j, t) => sold(j, t).squared().le(1));
  // @ts-expect-error  nor on the other side
  m.constraint("square on the right", [user, hour], (j, t) => sold(j, t).ge(net(j, t).squared()));
  // @ts-expect-error  adding a comparison
  m.constraint("added", [user, hour], (j, t) => sold(j, t).plus(net(j, t).le(1)));
  // @ts-expect-error  comparing a comparison
  m.constraint("chained", [user, hour], (j, t) => sold(j, t).ge(0).le(1));
  // @ts-expect-error  a double inequality is between(lower, upper)
  m.constraint("three sides", [user, hour], (j, t) => sold(j, t).le(net(j, t).le(1)));
  // @ts-expect-error  comparing data with a number decides nothing
  m.constraint("data and number", [user, hour], (j, t) => load(j, t).le(5));
  // @ts-expect-error  comparing data with data neither
  m.constraint("data", [user, hour], (j, t) => load(j, t).eq(load(j, t.next)));
  // @ts-expect-error  limits of between are data
  m.constraint("between", [user, hour], (j, t) => sold(j, t).between(0, net(j, t)));
  // @ts-expect-error  a condition is not a comparison
  m.constraint("condition", [user, hour], (j, t) => load(j, t).above(0));
  // @ts-expect-error  JavaScript's own comparison
  m.constraint("operator", [user, hour], (j, t) => sold(j, t) <= 5);
  // @ts-expect-error  a boolean is not a comparison
  m.constraint("boolean", [user, hour], () => true);
  // @ts-expect-error  the closure, not the comparison
  m.constraint("closure", [], sold(user.first, hour.first).eq(0));
});

test("arithmetic keeps to affine and quadratic expressions", () => {
  // @ts-expect-error  JavaScript's own arithmetic
  m.constraint("plus", [user, hour], (j, t) => (sold(j, t) + net(j, t)).eq(0));
  // @ts-expect-error  JavaScript's own arithmetic
  m.constraint("times", [], () => sold(2 * user.first, hour.first).eq(0));
  // @ts-expect-error  JavaScript's own arithmetic
  m.minimize(2 * sold(user.first, hour.first));
  // @ts-expect-error  divided by a variable
  m.constraint("divided", [user, hour], (j, t) => sold(j, t).dividedBy(net(j, t)).eq(0));
  // @ts-expect-error  a product of three variables
  m.minimize(sum([user, hour], (j, t) => sold(j, t).times(net(j, t)).times(net(j, t))));
  // @ts-expect-error  a square of a square
  m.minimize(sum([user, hour], (j, t) => sold(j, t).squared().squared()));
  // @ts-expect-error  a number as text
  m.constraint("text", [user, hour], (j, t) => sold(j, t).le("5"));
  // @ts-expect-error  an index as a number: t.number
  m.constraint("index", [user, hour], (j, t) => sold(j, t).times(t).le(5));
});

test("an index cannot be computed with, compared or looked up", () => {
  const loads = [1, 2, 3];
  // @ts-expect-error  t + 1 is t.next
  m.constraint("sum", [user, hour], (j, t) => sold(j, t + 1).eq(0));
  // @ts-expect-error  t > 5 is where
  m.constraint("branch", [user, hour], (j, t) => (t > 5 ? sold(j, t).eq(0) : net(j, t).eq(0)));
  // @ts-expect-error  t === "18" is where, t.is("18")
  m.constraint("label", [user, hour], (j, t) => (t === "18" ? sold(j, t).eq(0) : net(j, t).eq(0)));
  // @ts-expect-error  an array at an index is a parameter
  m.constraint("array", [user, hour], (j, t) => sold(j, t).le(loads[t]));
  // @ts-expect-error  an index is not a plain object that one can make
  m.constraint("made", [user], (j) => sold(j, { set: "hour" }).eq(0));
});

test("conditions compare members of one set, and data", () => {
  const where = <Result>(condition: Result): Result => condition;
  m.constraint("c", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  an hour and a user
    where: (j, t) => t.isNot(j),
  });
  m.constraint("d", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  a subset of hours, and a user
    where: (j) => j.in(evening),
  });
  m.constraint("e", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  an index is missing
    where: (j) => load(j).above(0),
  });
  m.constraint("f", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  an index is missing
    where: (j) => net.has(j),
  });
  m.constraint("g", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  values of variables are not known
    where: (j, t) => net(j, t).above(0),
  });
  m.constraint("h", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  a row is not a condition
    where: (j, t) => net(j, t).le(0),
  });
  m.constraint("i", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  a boolean is not a condition
    where: () => true,
  });
  m.constraint("k", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  conditions combine with conditions
    where: (j, t) => load(j, t).above(0).and(true),
  });
  m.constraint("l", [user, hour], (j, t) => sold(j, t).eq(0), {
    // @ts-expect-error  data, not a parameter without its indices
    where: (j, t) => load(j, t).above(flexible),
  });
  // @ts-expect-error  misspelt option
  m.constraint("m", [user, hour], (j, t) => sold(j, t).eq(0), { when: (j, t) => load(j, t).above(0) });
  where(null);
});

test("bounds are numbers or data at the variable's own indices", () => {
  // @ts-expect-error  a bound with a variable is a constraint
  m.variable("a", [user, hour], { upper: (j, t) => net(j, t) });
  // @ts-expect-error  an index is missing
  m.variable("b", [user, hour], { upper: (j) => load(j) });
  // @ts-expect-error  swapped
  m.variable("c", [user, hour], { upper: (j, t) => load(t, j) });
  // @ts-expect-error  a parameter over other sets
  m.variable("d", [user], { upper: price });
  // @ts-expect-error  a list of bounds is a parameter
  m.variable("e", [user], { upper: [1, 2, 3] });
  // @ts-expect-error  a rule that gives a plain number does not know its member
  m.variable("f", [user], { upper: () => 3 });
  // @ts-expect-error  kinds misspelt
  m.variable("g", [user], { kind: "int" });
  // @ts-expect-error  kinds misspelt
  m.variable("h", [user], { kind: "semicontinuous" });
  // @ts-expect-error  options misspelt
  m.variable("i", [user], { min: 0 });
  // @ts-expect-error  a unit is a text
  m.variable("j", [user], { unit: 1 });
});

test("data of a parameter are numbers", () => {
  // @ts-expect-error  texts
  m.parameter("a", [user], ["1", "2", "3"]);
  // @ts-expect-error  a text
  m.parameter("b", [], "0.1");
  // @ts-expect-error  nothing
  m.parameter("c", [user], null);
  // @ts-expect-error  a map is not a record
  m.parameter("d", [user], new Map([["bus 2", 1]]));
  // @ts-expect-error  a function that gives texts
  m.parameter("e", [user], (label: string) => label);
  // @ts-expect-error  a record of texts
  m.parameter("f", [user], { "bus 2": "1", "bus 3": "2", "bus 4": "3" });
  // @ts-expect-error  a promise: await it first
  m.parameter("g", [user], Promise.resolve([1, 2, 3]));
  // @ts-expect-error  truth is not a number
  m.parameter("h", [user], [true, false, true]);
  // @ts-expect-error  big integers are not numbers
  m.parameter("i", [user], new BigInt64Array(3));
  // @ts-expect-error  nested lists are flattened first
  m.parameter("j", [user, hour], [[1], [2], [3]]);
  // @ts-expect-error  data are not another parameter
  m.parameter("k", [user, hour], load);
});

test("an objective is an expression", () => {
  // @ts-expect-error  a comparison
  m.minimize(sold(user.first, hour.first).le(1));
  // @ts-expect-error  a closure
  m.minimize(() => sold(user.first, hour.first));
  // @ts-expect-error  a variable without its indices
  m.maximize(sold);
  // @ts-expect-error  a number
  m.minimize(0);
  // @ts-expect-error  a condition
  m.minimize(load(user.first, hour.first).above(0));
});

test("cones hold affine expressions", () => {
  // @ts-expect-error  the cone takes the squares itself
  m.cone("a", [user, hour], (j, t) => ({ norm: [sold(j, t).squared()], bound: net(j, t) }));
  // @ts-expect-error  no bound
  m.cone("b", [user, hour], (j, t) => ({ norm: [sold(j, t)] }));
  // @ts-expect-error  a product has two factors
  m.rotatedCone("c", [user, hour], (j, t) => ({ norm: [sold(j, t)], product: [net(j, t)] }));
  // @ts-expect-error  a list
  m.rotatedCone("d", [user, hour], (j, t) => ({ norm: sold(j, t), product: [net(j, t), 1] }));
});

test("a solution is asked for values of quantities, duals of rows, and with as many labels as there are sets", () => {
  const read = (solution: Solution): void => {
    // @ts-expect-error  a constraint has a dual and a slack, and no value
    solution.value(balance);
    // @ts-expect-error  a variable has a reduced cost, and no dual
    solution.dual(sold);
    // @ts-expect-error  a variable has no slack
    solution.slack(sold);
    // @ts-expect-error  data have no dual
    solution.dual(load);
    // @ts-expect-error  a named expression has no dual
    solution.dual(cost);
    // @ts-expect-error  a cone has a dual and a slack, and no value
    solution.value(limit);
    // @ts-expect-error  a cone has no reduced cost
    solution.reducedCost(limit);
    // @ts-expect-error  a cone is over as many sets as it was declared over
    solution.dual(limit).at("bus 2");
    // @ts-expect-error  data have no reduced cost
    solution.reducedCost(load);
    // @ts-expect-error  a named expression has no reduced cost
    solution.reducedCost(cost);
    // @ts-expect-error  a constraint has no reduced cost
    solution.reducedCost(balance);
    // @ts-expect-error  a label is missing
    solution.value(sold).at("bus 2");
    // @ts-expect-error  a label too many
    solution.dual(balance).at("bus 2", "1", "1");
    // @ts-expect-error  labels, not indices
    solution.value(sold).at(user.first, hour.first);
    // @ts-expect-error  one list of labels
    solution.value(sold).at(["bus 2", "1"]);
  };
  read satisfies unknown;
});

test("a session sets data of parameters", () => {
  const change = (session: Session): void => {
    // @ts-expect-error  a variable has no data
    session.set(sold, 0);
    const twice = m.expression("twice", [user], (j) => load(j, hour.first).times(2));
    // @ts-expect-error  a named expression of data has none of its own
    session.set(twice, 0);
    // @ts-expect-error  texts
    session.set(load, ["1"]);
    // @ts-expect-error  by handle, not by name
    session.set("load", 0);
  };
  change satisfies unknown;
});

test("handles over other sets are not interchangeable", () => {
  const overUsers = (_: Variable<readonly [IndexSet<"user">]>): void => {};
  const overHours = (_: Parameter<readonly [IndexSet<"hour">]>): void => {};
  const rows = (_: Constraint<readonly [IndexSet<"user">]>): void => {};
  const users = m.variable("users", [user]);
  // @ts-expect-error  over users and hours
  overUsers(sold);
  // @ts-expect-error  a parameter is not a variable
  overUsers(m.parameter("of users", [user], 0));
  // @ts-expect-error  a variable is not a parameter
  overHours(m.variable("of hours", [hour]));
  // @ts-expect-error  over users
  overHours(m.parameter("of users again", [user], 0));
  // @ts-expect-error  over hours
  rows(m.constraint("of hours", [hour], (t) => sold(user.first, t).eq(0)));
  // @ts-expect-error  a variable is not a constraint
  rows(users);
});

test("a set whose name is not known to the compiler does not fit one whose name is", () => {
  const name: string = "user";
  const unnamed = set(name, 3);
  // @ts-expect-error  it may be another set
  m.constraint("unnamed", [unnamed, hour], (j, t) => sold(j, t).eq(0));
});

test("sets are made of labels or of a number", () => {
  // @ts-expect-error  a text
  set("hour", "24");
  // @ts-expect-error  no labels
  set("hour");
  // @ts-expect-error  truths
  set("hour", [true]);
  // @ts-expect-error  misspelt option
  set("hour", 24, { cycle: true });
  // @ts-expect-error  members of a subset are labels
  hour.subset("evening", [hour.last]);
});
