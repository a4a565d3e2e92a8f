import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glpk } from "../../solvers/glpk.ts";
import { highs } from "../../solvers/highs.ts";
import { model, openProgram, relation, type Session, set, sum } from "../../src/index.ts";

const hour = set("hour", 3);
const unit = set("unit", ["wind", "gas"]);

/** Merit order: wind at 1 up to 18 kWh, gas at 3 up to 18 kWh; demand 10, 20, 30. */
function dispatch() {
  const m = model("dispatch");
  const demand = m.parameter("demand", [hour], [10, 20, 30], "kWh");
  const cost = m.parameter("cost", [unit], { wind: 1, gas: 3 }, "EUR/kWh");
  const yieldOf = m.parameter("yield", [unit], 1, "1");
  const limit = m.parameter("limit", [unit], 18, "kWh");
  const made = m.variable("made", [unit, hour], { upper: (u) => limit(u), unit: "kWh" });
  const balance = m.constraint("balance", [hour], (t) =>
    sum([unit], (u) => made(u, t).times(yieldOf(u))).eq(demand(t)),
  );
  const total = m.expression("total", [unit], (u) => sum([hour], (t) => made(u, t)));
  m.minimize(
    sum([unit, hour], (u, t) => made(u, t).times(cost(u))),
    "EUR",
  );
  return { m, demand, cost, yieldOf, limit, made, balance, total };
}

describe.each([
  ["HiGHS", highs],
  ["GLPK", glpk],
] as const)("a session in %s", (_, solver) => {
  test("reads values, duals, reduced costs, slacks and expressions by label, each in its unit", async () => {
    const { m, made, balance, total, demand } = dispatch();
    await using session = await m.open(solver());
    const outcome = await session.solve();
    if (outcome.status !== "optimal") throw new Error(outcome.reason);
    const { solution } = outcome;
    expect(outcome.objective).toBeCloseTo(46 + 3 * 14, 9);
    expect(solution.value(made).at("gas", 3)).toBeCloseTo(12, 9);
    expect(solution.value(total).at("wind")).toBeCloseTo(46, 9);
    expect([...solution.dual(balance)].map(([, price]) => price)).toEqual([1, 3, 3]);
    expect(solution.dual(balance).unit).toBe("EUR/kWh");
    expect(solution.reducedCost(made).at("wind", 2)).toBeCloseTo(-2, 9);
    expect(solution.slack(balance).at(1)).toBeCloseTo(0, 9);
    expect(solution.value(demand).data).toEqual(Float64Array.of(10, 20, 30));
    expect(() => solution.value(made).at("coal", 3)).toThrow('"coal" is not in the set "unit"');
  });

  test("takes new data for right-hand sides, costs, bounds and coefficients", async () => {
    const { m, demand, cost, limit, yieldOf } = dispatch();
    await using session = await m.open(solver());
    const objective = async () => {
      const outcome = await session.solve();
      return outcome.status === "optimal" ? outcome.objective : outcome.status;
    };
    session.set(demand, [10, 20, 25]);
    expect(await objective()).toBeCloseTo(46 + 3 * 9, 9);
    session.set(cost, { wind: 5, gas: 3 });
    expect(await objective()).toBeCloseTo(3 * 46 + 5 * 9, 9);
    session.set(limit, 14);
    expect(await objective()).toBeCloseTo(3 * 38 + 5 * 17, 9);
    session.set(yieldOf, { wind: 1, gas: 2 });
    expect(await objective()).toBeCloseTo(3 * 27.5, 9);
  });

  test("takes cuts and columns, gives their duals, and drops them again", async () => {
    const { m, made, balance, demand } = dispatch();
    await using session = await m.open(solver());
    const cap = session.addConstraint("cap", [hour], (t) => made(unit.at("gas"), t).le(5), {
      where: (t) => t.after(1),
    });
    expect((await session.solve()).status).toBe("infeasible");
    const shed = session.addVariable("shed", { cost: 100, entries: [[balance, [3], 1]], unit: "kWh" });
    const outcome = await session.solve();
    if (outcome.status !== "optimal") throw new Error(outcome.reason);
    expect(outcome.solution.value(shed).at()).toBeCloseTo(7, 9);
    expect(outcome.solution.dual(cap).at(3)).toBeCloseTo(3 - 100, 9);
    expect(outcome.solution.reducedCost(shed).at()).toBeCloseTo(0, 9);
    expect(() => outcome.solution.dual(cap).at(1)).toThrow('"dual of cap" has no member [1]');
    session.drop(cap);
    session.drop(shed);
    const after = await session.solve();
    expect(after.status === "optimal" && after.objective).toBeCloseTo(88, 9);
    expect(() => session.drop(cap)).toThrow('"cap" was not added to this session, or has been dropped already');
    session.set(demand, [0, 0, 0]);
    expect((await session.solve()).status).toBe("optimal");
  });
});

test("data that are wrong change nothing, and the error says what is wrong", async () => {
  const { m, limit, demand } = dispatch();
  await using session = await m.open(highs());
  expect(() => session.set(limit, -1)).toThrow(/"made\[wind, 1\]" can take no value/);
  expect(() => session.set(demand, [1, 2])).toThrow(/"demand" has 2 values for the 3 members of hour/);
  expect(() => session.set(demand, [1, 2, Number.NaN])).toThrow(/"demand"\["3"\] is not a number/);
  const outcome = await session.solve();
  expect(outcome.status === "optimal" && outcome.objective).toBeCloseTo(88, 9);
});

test("two sessions of one model do not see each other's data", async () => {
  const { m, demand } = dispatch();
  await using one = await m.open(highs());
  await using other = await m.open(highs());
  one.set(demand, [0, 0, 0]);
  const [a, b] = [await one.solve(), await other.solve()];
  expect(a.status === "optimal" && a.objective).toBeCloseTo(0, 9);
  expect(b.status === "optimal" && b.objective).toBeCloseTo(88, 9);
});

test("a solution keeps the numbers of its solve when the session goes on", async () => {
  const { m, demand, total } = dispatch();
  await using session = await m.open(highs());
  const before = await session.solve();
  session.set(demand, [1, 1, 1]);
  await session.solve();
  if (before.status !== "optimal") throw new Error(before.reason);
  expect(before.solution.value(total).at("wind")).toBeCloseTo(46, 9);
  expect(before.solution.value(demand).at(1)).toBe(10);
});

test("a parameter that decides which rows there are cannot be changed in an open session", async () => {
  const m = model("filtered");
  const wanted = m.parameter("wanted", [hour], [1, 0, 1]);
  const x = m.variable("x", [hour]);
  m.constraint("row", [hour], (t) => x(t).ge(1), { where: (t) => wanted(t).above(0) });
  m.minimize(sum([hour], (t) => x(t)));
  await using session = await m.open(highs());
  expect(() => session.set(wanted, 1)).toThrow('"wanted" decides in a where filter');
});

test("duals of an integer program do not exist, and asking for them says what to do", async () => {
  const m = model("integer");
  const x = m.variable("x", [], { kind: "integer", upper: 5 });
  const row = m.constraint("row", [], () => x().times(2).le(7));
  m.maximize(x());
  await using session = await m.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  expect(outcome.solution.value(x).at()).toBe(3);
  expect(() => outcome.solution.dual(row)).toThrow("the program has integer variables");
  expect(() => outcome.solution.reducedCost(x)).toThrow("session.solveFixed(solution)");
});

type Data = [load: number[], price: number[], share: number];

/** A small market with every way in which data enter a program. */
function market(...[load, price, share]: Data) {
  const user = set("user", 3);
  const zone = set("zone", 2);
  const zoneOf = relation(user, zone, [1, 2, 2]);
  const m = model("market");
  const l = m.parameter("load", [user, hour], load);
  const p = m.parameter("price", [zone, hour], price);
  const s = m.parameter("share", [], share);
  const x = m.variable("x", [user, hour], { lower: -5, upper: (j, t) => l(j, t).times(s()) });
  m.constraint("pool", [zone, hour], (z, t) => sum([zoneOf.of(z)], (j) => x(j, t).times(l(j, t))).le(p(z, t).times(4)));
  m.constraint("ramp", [user, hour], (j, t) => x(j, t).minus(x(j, t.previous)).between(-3, s().plus(2)));
  m.maximize(sum([user, hour], (j, t) => x(j, t).times(p(zoneOf(j), t).minus(0.5))).plus(s()));
  const change = (session: Session, data: Data): void => {
    session.set(l, data[0]);
    session.set(p, data[1]);
    session.set(s, data[2]);
  };
  return { m, change };
}

test("changing data in place gives what a new model with these data gives", async () => {
  const numbers = (length: number) =>
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: length, maxLength: length });
  const data = fc.tuple(numbers(9), numbers(6), fc.integer({ min: 1, max: 4 }));
  const solver = highs();
  const check = async (first: Data, second: Data) => {
    const { m, change } = market(...first);
    await using session = await m.open(solver);
    await session.solve();
    change(session, second);
    await using fresh = await openProgram(solver, market(...second).m.compile());
    const [changed, built] = [await session.solve(), await fresh.solve()];
    if (changed.status !== "optimal" || built.status !== "optimal") throw new Error("not optimal");
    expect(changed.objective).toBeCloseTo(built.objective, 6);
    const { values, rowLower, rowUpper, colCost, colLower, colUpper, offset } = fresh.program;
    expect(session.program).toMatchObject({ values, rowLower, rowUpper, colCost, colLower, colUpper, offset });
  };
  await fc.assert(fc.asyncProperty(data, data, check), { numRuns: 40 });
});

describe("what would leave a session half changed changes nothing", () => {
  /** p feeds a coefficient, a limit and a product, so that what is wrong with one of them must undo the others. */
  async function open() {
    const m = model("all or nothing");
    const p = m.parameter("p", [], 1);
    const x = m.variable("x", [], { upper: 10 });
    m.constraint("row", [], () => x().times(p()).le(p().times(2)));
    m.minimize(x().squared().times(p()).minus(x()));
    return { p, session: await m.open(highs()) };
  }

  test.each([2e15, -1, 1e-12])("p = %d", async (wrong) => {
    const { p, session } = await open();
    const before = structuredClone(session.program);
    expect(() => session.set(p, wrong)).toThrow();
    expect(session.program).toEqual(before);
    const outcome = await session.solve();
    expect(outcome.status === "optimal" && outcome.solution.value(p).at()).toBe(1);
    await session.dispose();
    expect(() => session.set(p, 3)).toThrow("disposed");
  });
});

test("a quadratic objective takes new data after a column was added", async () => {
  const m = model("quadratic");
  const p = m.parameter("p", [], 1);
  const x = m.variable("x", [], { lower: -10 });
  const row = m.constraint("row", [], () => x().ge(2));
  m.minimize(x().squared().times(p()));
  await using session = await m.open(highs());
  const slackBought = session.addVariable("bought", { cost: 1, upper: 1, entries: [[row, [], 1]] });
  session.set(p, 3);
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  expect(outcome.objective).toBeCloseTo(3 + 1, 6);
  expect(outcome.solution.value(slackBought).at()).toBeCloseTo(1, 6);
});

test("a cut that a parameter filters keeps that parameter from changing", async () => {
  const { m, made, demand } = dispatch();
  const wanted = m.parameter("wanted", [hour], [0, 0, 1]);
  await using session = await m.open(highs());
  const cut = session.addConstraint("cut", [hour], (t) => made(unit.at("gas"), t).le(11), {
    where: (t) => wanted(t).above(0),
  });
  expect(() => session.set(wanted, 1)).toThrow('"wanted" stands in "cut"');
  session.drop(cut);
  session.set(wanted, 1);
  session.set(demand, 1);
});

test("what is not of the model, or was added to it later, is refused by name", async () => {
  const { m, made } = dispatch();
  await using session = await m.open(highs());
  const foreign = model("other").parameter("foreign", [], 1);
  expect(() => session.set(foreign, 2)).toThrow(
    '"foreign" belongs to the model "other", not to this session of the model "dispatch".',
  );
  expect(() => session.addConstraint("cut", [hour], (t) => made(unit.first, t) as never)).toThrow(
    'In the constraint "cut"',
  );
  m.constraint("late", [hour], (t) => made(unit.first, t).le(1));
  await expect(session.solve()).rejects.toThrow(
    'The model "dispatch" has been given another constraint since it was opened',
  );
});

test("prices of an integer program are the duals of the rest with its integers fixed", async () => {
  const m = model("unit commitment");
  const load = m.parameter("load", [hour], [10, 30, 10]);
  const on = m.variable("on", [unit, hour], { kind: "binary" });
  const made = m.variable("made", [unit, hour]);
  const cost = m.parameter("cost", [unit], { wind: 1, gas: 3 });
  m.constraint("runs", [unit, hour], (u, t) => made(u, t).le(on(u, t).times(18)));
  const balance = m.constraint("balance", [hour], (t) => sum([unit], (u) => made(u, t)).eq(load(t)));
  m.minimize(sum([unit, hour], (u, t) => made(u, t).times(cost(u)).plus(on(u, t).times(5))));
  await using session = await m.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  const rest = await session.solveFixed(outcome.solution);
  if (rest.status !== "optimal") throw new Error(rest.reason);
  expect(rest.objective).toBeCloseTo(outcome.objective, 9);
  expect([...rest.solution.dual(balance).data]).toEqual([1, 3, 1]);
});

test("values of a solution are data for another model", async () => {
  const { m, made } = dispatch();
  await using session = await m.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  const next = model("next");
  const done = next.parameter("done", [unit, hour], outcome.solution.value(made), "kWh");
  const x = next.variable("x", [unit, hour], { lower: (u, t) => done(u, t), unit: "kWh" });
  expect([...next.compile().colLower]).toEqual([...outcome.solution.value(made).data]);
  expect(x.name).toBe("x");
});

test("a time limit hands out the best point so far, which is no optimum", async () => {
  const item = set("item", 60);
  const m = model("market split");
  const weight = m.parameter("weight", [item], (i) => (Number(i) * 7919) % 97);
  const taken = m.variable("taken", [item], { kind: "binary" });
  const [over, under] = [m.variable("over", []), m.variable("under", [])];
  const split = m.constraint("split", [], () =>
    sum([item], (i) => taken(i).times(weight(i)))
      .plus(under())
      .minus(over())
      .eq(1234.5),
  );
  m.minimize(over().plus(under()));
  await using session = await m.open(highs({ options: { mip_max_improving_sols: 1 } }));
  const outcome = await session.solve();
  if (outcome.status !== "time limit") throw new Error(outcome.status);
  expect("solution" in outcome).toBe(false);
  const { solution, objective } = outcome.incumbent!;
  expect(solution.value(over).at() + solution.value(under).at()).toBeCloseTo(objective, 6);
  expect(() => solution.dual(split)).toThrow('"split" has no duals');
  expect(() => solution.slack(split)).toThrow("this is a best point so far, and has values only");
});
