import { describe, expect, test } from "vitest";
import { clarabel } from "../../solvers/clarabel.ts";
import { glpk } from "../../solvers/glpk.ts";
import { highs } from "../../solvers/highs.ts";
import { outerApproximation } from "../../solvers/outer-approximation.ts";
import { type Affine, type Constant, type Index, model, set, sum } from "../../src/index.ts";

const hour = set("hour", 3);

/** A fixed load alone: what it costs is known, and a rating holds or does not. */
function fixedLoad(rating: number) {
  const m = model("fixed load");
  const load = m.parameter("load", [hour], [0.1, 0.2, 0.3], "kW");
  const limit = m.parameter("limit", [], rating, "kW");
  const price = m.parameter("price", [hour], [10, 20, 30]);
  const total = m.expression("total", [], () => sum([hour], (t) => load(t)));
  const injected: readonly ((t: Index<"hour">) => Affine | Constant)[] = [load];
  const rated = m.constraint("rating", [hour], (t) => sum(injected.map((part) => part(t))).le(limit()));
  m.minimize(sum([hour], (t) => load(t).times(price(t))));
  return { m, load, limit, total, rated };
}

describe.each([
  ["HiGHS", () => highs()],
  ["GLPK", () => glpk()],
  ["Clarabel", () => clarabel()],
  ["outer approximation", () => outerApproximation(highs())],
] as const)("a model without variables in %s", (_, solver) => {
  test("is optimal with its constant objective where its constant rows hold", async () => {
    const { m, load, total, rated } = fixedLoad(0.5);
    await using session = await m.open(solver());
    const outcome = await session.solve();
    if (outcome.status !== "optimal") throw new Error(outcome.reason);
    expect(outcome.objective).toBeCloseTo(14, 12);
    expect(outcome.solution.value(total).at()).toBeCloseTo(0.6, 12);
    expect([...outcome.solution.dual(rated).data]).toEqual([0, 0, 0]);
    expect(outcome.solution.slack(rated).at(3)).toBeCloseTo(0.2, 12);
    session.set(load, 0);
    const without = await session.solve();
    expect(without.status === "optimal" && without.objective).toBe(0);
  });

  test("is infeasible where a constant row does not hold, which is explained, and feasible again with other data", async () => {
    const { m, limit } = fixedLoad(0.25);
    await using session = await m.open(solver());
    const outcome = await session.solve();
    if (outcome.status !== "infeasible") throw new Error(outcome.status);
    expect(outcome.reason).toContain('"rating[3]"');
    expect((await outcome.explain()).map(({ text }) => text)).toEqual([
      expect.stringContaining('"rating[3]" cannot hold'),
    ]);
    session.set(limit, 1);
    expect((await session.solve()).status).toBe("optimal");
  });

  test("takes rounding for what it is", async () => {
    const m = model("thirds");
    const part = m.parameter("part", [hour], [0.1, 0.2, -0.3]);
    const parts: readonly (Affine | Constant)[] = [part(hour.at(1)), part(hour.at(2)), part(hour.at(3))];
    m.constraint("balance", [], () => sum(parts).eq(0));
    expect(m.compile().rowLower[0]).not.toBe(0);
    await using session = await m.open(solver());
    expect((await session.solve()).status).toBe("optimal");
  });
});
