import { expect, test } from "vitest";
import { clarabel } from "../../solvers/clarabel.ts";
import { branchFlow, published } from "./branch-flow.ts";

test.each(["A", "B", "D", "E"] as const)(
  "prices of scenario %s on 33 buses are those of an AC interior point method, proven far beyond the tolerances",
  async (name) => {
    const { model, balance } = branchFlow(published[name]);
    await using session = await model.open(clarabel());
    const outcome = await session.solve();
    if (outcome.status !== "optimal") throw new Error(outcome.reason);
    expect(Math.abs(outcome.objective / published[name].objective - 1)).toBeLessThan(1e-8);
    const prices = outcome.solution.dual(balance);
    for (const [bus, price] of published[name].prices) {
      expect(Math.abs(1000 * prices.at(bus, 1) - price), `bus ${bus}`).toBeLessThan(1e-3);
    }
    const { stationarity, dual, complementarity, largestViolation } = outcome.residuals;
    for (const residual of [stationarity!, dual!, complementarity!]) expect(residual).toBeLessThan(1e-8);
    expect(largestViolation).toBeLessThan(1e-6);
  },
);

test("a voltage band that 33 buses cannot keep is named at the bus where it breaks, among flows and cones", async () => {
  // All power comes from bus 1: the lowest voltage of this feeder is 0.9131 at bus 18 (Baran and Wu 1989).
  const { model } = branchFlow({ ...published.A, voltage: [0.95, 1.1] });
  await using session = await model.open(clarabel());
  const outcome = await session.solve();
  if (outcome.status !== "infeasible") throw new Error(outcome.status);
  const [conflict] = await outcome.explain();
  expect(conflict!.irreducible).toBe(true);
  const bounds = conflict!.inequalities.filter((text) => / >= 902\.5$/.test(text));
  expect(bounds).toHaveLength(1);
  expect(conflict!.text).toContain(bounds[0]);
  expect(conflict!.cones.length).toBeGreaterThan(0);
});
