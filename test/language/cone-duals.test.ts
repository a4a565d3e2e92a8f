import { describe, expect, test } from "vitest";
import { clarabel } from "../../solvers/clarabel.ts";
import { type Model, model, type Solution, set } from "../../src/index.ts";

const line = set("line", ["a", "b"]);

async function solved(m: Model): Promise<{ readonly objective: number; readonly solution: Solution }> {
  await using session = await m.open(clarabel());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  return outcome;
}

/** min l,  p^2 <= l v + delta on the first of two lines,  p^2 <= v l on the other:  p = 6, v = 4 and 9. */
function lossy(delta = 0, sense: "minimize" | "maximize" = "minimize") {
  const m = model("lossy");
  const voltage = m.parameter("voltage", [line], [4, 9], "V");
  const l = m.variable("l", [line], { lower: -Infinity, unit: "A" });
  const p = m.variable("p", [line], { lower: -Infinity });
  const flow = m.constraint("flow", [line], (k) => p(k).eq(6));
  // For delta <= 0 it is a square on the smaller side.
  const root = m.variable("root", [], { lower: Math.sqrt(-delta), upper: Math.sqrt(-delta) });
  const cone = m.rotatedCone("current", [line], (k) => ({ norm: [p(k), root()], product: [l(k), voltage(k)] }), {
    where: (k) => k.is("b").not(),
  });
  const other = m.rotatedCone("other current", [line], (k) => ({ norm: [p(k)], product: [voltage(k), l(k)] }), {
    where: (k) => k.is("b"),
  });
  const sign = sense === "minimize" ? 1 : -1;
  const total = l(line.first).plus(l(line.last)).times(sign);
  if (sense === "minimize") m.minimize(total, "A");
  else m.maximize(total, "A");
  return { m, cone, other, flow, l };
}

describe("the dual of a cone", () => {
  test("of a product is what a unit on the larger side saves: l = (36 - delta) / v", async () => {
    const { m, cone, other, flow } = lossy();
    const { objective, solution } = await solved(m);
    expect(objective).toBeCloseTo(9 + 4, 6);
    expect(solution.dual(cone).at("a")).toBeCloseTo(-1 / 4, 6);
    expect(solution.dual(other).at("b")).toBeCloseTo(-1 / 9, 6);
    expect(solution.dual(flow).at("a")).toBeCloseTo(3, 6);
    expect(solution.slack(cone).at("a")).toBeCloseTo(0, 6);
    expect(solution.dual(cone).unit).toBe("A/(A V)");
    expect(solution.slack(cone).unit).toBe("A V");
    expect(() => solution.dual(cone).at("b")).toThrow(/no .*b|"b"/);
  });

  test("agrees with finite differences, and turns with the objective", async () => {
    const step = 0.01;
    const { objective, solution } = await solved(lossy().m);
    const { m, cone } = lossy();
    const dearer = await solved(lossy(-step).m);
    expect((dearer.objective - objective) / -step).toBeCloseTo(-1 / 4, 6);
    expect((await solved(m)).solution.dual(cone).at("a")).toBeCloseTo((dearer.objective - objective) / -step, 5);
    const turned = lossy(0, "maximize");
    const maximum = await solved(turned.m);
    expect(maximum.objective).toBeCloseTo(-objective, 6);
    expect(maximum.solution.dual(turned.cone).at("a")).toBeCloseTo(1 / 4, 6);
    expect(solution.columns).toHaveLength(5);
  });

  test("of a norm is what a unit more of its bound brings, in the objective's unit per that of the bound", async () => {
    const m = model("rating");
    const rating = m.parameter("rating", [line], [5, 10], "kW");
    const p = m.variable("p", [line], { unit: "kW" });
    const q = m.variable("q", [line], { unit: "kW" });
    const cone = m.cone("rating of lines", [line], (k) => ({ norm: [p(k), q(k)], bound: rating(k) }));
    const price = m.parameter("price", [], 1, "EUR/kW");
    // 3 p + 4 q on a disc of radius r comes to 5 r; the second line sells p alone and only 2 of it.
    m.constraint("demand", [], () => p(line.last).le(2));
    m.constraint("no reactive", [], () => q(line.last).le(0));
    m.maximize(p(line.first).times(3).plus(q(line.first).times(4)).plus(p(line.last)).times(price()), "EUR");
    const { objective, solution } = await solved(m);
    expect(objective).toBeCloseTo(25 + 2, 6);
    expect(solution.dual(cone).at("a")).toBeCloseTo(5, 6);
    expect(solution.dual(cone).at("b")).toBeCloseTo(0, 6);
    expect(solution.slack(cone).at("a")).toBeCloseTo(0, 6);
    expect(solution.slack(cone).at("b")).toBeCloseTo(8, 6);
    expect(solution.dual(cone).unit).toBe("EUR/kW");
    expect(solution.slack(cone).unit).toBe("kW");
  });

  test("is infinite where both factors are 0: no rate holds at the apex", async () => {
    const m = model("apex");
    const [one, other, none] = [m.variable("one", []), m.variable("other", []), m.variable("none", [], { upper: 0 })];
    const cone = m.rotatedCone("product", [], () => ({ norm: [none()], product: [one(), other()] }));
    m.minimize(one().plus(other()));
    const { solution } = await solved(m);
    const dual = solution.dual(cone).at();
    // 4 u0 u1 >= 0 is all that is asked of the multipliers here: any of them will do, 0 too.
    expect(dual === 0 || dual === -Infinity).toBe(true);
    expect(solution.slack(cone).at()).toBeCloseTo(0, 9);
  });
});

test("a cone has no value, and the cone of another model no place in the solution", async () => {
  const { m, cone } = lossy();
  const { solution } = await solved(m);
  expect(() => solution.value(cone as never)).toThrow('"current" is a constraint. Read its dual or its slack.');
  expect(() => solution.dual(lossy().cone)).toThrow(
    '"current" belongs to another model that is also called "lossy", not to this session of the model "lossy".',
  );
  expect(() => solution.slack({ name: "nothing", over: [] } as never)).toThrow("A constraint was expected");
});
