import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CaseName, cases, type Scenario, scenarios } from "../../../cases/gazafroudi2019/data.ts";
import { hourlyFlows } from "../../../cases/gazafroudi2019/flows.ts";
import { type Reproduction, reproduce, type Settlement } from "../../../cases/gazafroudi2019/reproduce.ts";
import { glpk } from "../../../solvers/glpk.ts";
import { highs } from "../../../solvers/highs.ts";
import type { PipelineEvent } from "../../../src/pipeline/index.ts";
import { type Inputs, reference } from "./reference.ts";
import { inputsOf, settlementOf, studyData } from "./study.ts";

const data = studyData();
const { figures, settlements } = await reproduce(data, highs());
const runs = cases.flatMap((name) => scenarios.map((scenario) => [name, scenario] as const));
const of = (name: CaseName, scenario: Scenario) => settlementOf(settlements, name, scenario);

/** Compares a whole reproduction with the reference computation: every cost, round and hourly energy. */
function expectAsReference({ settlements: ours }: Reproduction, inputs: Inputs): void {
  const scale = Math.max(1e-3, ...inputs.profile);
  for (const [name, scenario] of runs) {
    const settlement = settlementOf(ours, name, scenario);
    const expected = reference(inputs, name === "case2", scenario === "S2");
    const near = (value: number, wanted: number) => expect(Math.abs(value - wanted)).toBeLessThan(1e-4 * scale);
    near(settlement.costs.end_users, expected.users);
    near(settlement.costs.aggregators, expected.aggregators);
    near(settlement.costs.disco, expected.disco);
    near(settlement.discoFirstTermFlipped, expected.flipped);
    near(settlement.state.paidOnMarket, expected.market);
    expect(settlement.history).toHaveLength(expected.rounds);
    hourlyFlows([settlement]).forEach((flow, t) => {
      near(flow.discoToUsers, expected.soldToUsers[t]!);
      near(flow.marketToDisCo, expected.boughtOnMarket[t]!);
      for (const [k, energy] of flow.throughAggregator.entries()) near(energy, expected.pooled[k]![t]!);
    });
  }
}

test.each(scenarios)("Case 1 %s agrees with Table 2 to 0.001 EUR", (scenario) => {
  const printed = {
    S1: { end_users: -2394.438, aggregators: -239.444, disco: -2273.819 },
    S2: { end_users: -714.291, aggregators: 733.548, disco: -1461.078 },
  }[scenario];
  const ours = figures.case1[scenario];
  expect(Math.abs(ours.end_users - printed.end_users)).toBeLessThan(1e-3);
  expect(Math.abs(ours.aggregators - printed.aggregators)).toBeLessThan(1e-3);
  expect(Math.abs(ours.disco - printed.disco)).toBeLessThan(1e-3);
});

test("the least sums that Case 2 can reach lie above what Table 2 prints", () => {
  // -max_t |lambda_M - mu| / lambda_M x 4907.701 at the best mu, where the cheapest and the dearest hour tie
  const mu = 2 / (1 / 0.11 + 1 / 0.74);
  expect(figures.bounds.S1.least_possible).toBeCloseTo(-4907.701, 6);
  expect(figures.bounds.S2.least_possible).toBeCloseTo(-4907.701 * (1 - mu / 0.74), 4);
  expect(figures.bounds.S2.least_possible).toBeCloseTo(-3637.47, 2);
  expect(figures.bounds.S1.printed_sum).toBeCloseTo(-8686.908, 9);
  expect(figures.bounds.S2.printed_sum).toBeCloseTo(-4600.382, 9);
});

test("the assumed profile gives what the closed forms give, in two and three rounds", () => {
  expectAsReference({ figures, settlements }, inputsOf(data));
  expect(figures.case2.S1.rounds).toBe(2);
  expect(figures.case2.S2.rounds).toBe(3);
});

test("the DisCo's cost with its first term flipped comes within 0.3 % of the printed one in Case 2 S1", () => {
  expect(Math.abs(figures.case2.S1.disco_first_term_flipped / -8607.231 - 1)).toBeLessThan(0.003);
});

describe("what any implementation must show", () => {
  test("all gain in Case 1 S1, and the aggregators lose in Case 1 S2", () => {
    expect(Math.max(...Object.values(figures.case1.S1))).toBeLessThan(0);
    expect(figures.case1.S2.aggregators).toBeGreaterThan(0);
  });

  test("the DisCo sells nothing to end-users in Case 1, and users trade both ways in Case 1 S2", () => {
    const sold = (settlement: Settlement) => settlement.state.soldToUsers.reduce((sum, x) => sum + x, 0);
    expect(scenarios.map((scenario) => sold(of("case1", scenario)))).toEqual([0, 0]);
    const traded = of("case1", "S2").state.soldToDisCo;
    expect(Math.min(...traded)).toBeLessThan(-1);
    expect(Math.max(...traded)).toBeGreaterThan(1);
  });

  test.each(scenarios)("in Case 2 %s end-users pay more and the DisCo earns more than in Case 1", (scenario) => {
    expect(figures.case2[scenario].end_users).toBeGreaterThan(figures.case1[scenario].end_users);
    expect(figures.case2[scenario].disco).toBeLessThan(figures.case1[scenario].disco);
  });

  test("the aggregators' cost in S1 is the same in both cases", () => {
    expect(figures.case2.S1.aggregators).toBeCloseTo(figures.case1.S1.aggregators, 6);
  });
});

test.each(runs)("in %s %s the three costs add up to what is paid on the market", (name, scenario) => {
  const { costs, state } = of(name, scenario);
  const paid = state.boughtOnMarket.reduce((sum, energy, t) => sum + data.marketPrice[t]! * energy, 0);
  expect(costs.end_users + costs.aggregators + costs.disco).toBeCloseTo(paid, 6);
});

test.each(runs)(
  "in %s %s the DisCo pays the floor of (7) to who sells and charges the ceiling to who buys",
  (name, scenario) => {
    const { soldToDisCo, priceToAggregators } = of(name, scenario).state;
    soldToDisCo.forEach((energy, k) => {
      if (Math.abs(energy) < 1e-6) return;
      const wanted = energy > 0 ? 1.1 * data.aggregatorPrice[k]! : data.marketPrice[k % 24]!;
      expect(priceToAggregators[k]).toBeCloseTo(wanted, 6);
    });
  },
);

test("equal prices sell in the hour with the higher market price: A2 in hour 19 and not 18, A3 in 20 and not 18", () => {
  const { soldToDisCo } = of("case1", "S2").state;
  expect(data.aggregatorPrice[24 + 17]).toBe(data.aggregatorPrice[24 + 18]);
  expect(soldToDisCo[24 + 17]).toBeLessThan(soldToDisCo[24 + 18]!);
  expect(data.aggregatorPrice[48 + 17]).toBe(data.aggregatorPrice[48 + 19]);
  expect(soldToDisCo[48 + 17]).toBeLessThanOrEqual(soldToDisCo[48 + 19]!);
});

test("HiGHS and GLPK give the same figures", async () => {
  const other = await reproduce(data, glpk());
  expectAsReference(other, inputsOf(data));
  expect(other.figures.bounds.S2.least_possible).toBeCloseTo(figures.bounds.S2.least_possible, 6);
});

/** Loads that differ by bus in nothing but size, flat hours and hours without load among them. */
const profiles = fc.array(
  fc.oneof({ weight: 5, arbitrary: fc.double({ min: 0.05, max: 3, noNaN: true }) }, fc.constant(0)),
  {
    minLength: 24,
    maxLength: 24,
  },
);

test("random profiles give what the closed forms give", { timeout: 60_000 }, async () => {
  const check = async (profile: number[]) => {
    const own = studyData(profile);
    expectAsReference(await reproduce(own, highs()), inputsOf(own));
  };
  await fc.assert(fc.asyncProperty(profiles, check), { numRuns: 15 });
});

test("the bounds do not depend on the load", async () => {
  const flat = await reproduce(studyData(new Array(24).fill(1)), highs());
  expect(flat.figures.bounds).toEqual(figures.bounds);
});

test("the rounds can be watched, and the study stops when it is asked to", async () => {
  const controller = new AbortController();
  const seen: PipelineEvent[] = [];
  const onEvent = (event: PipelineEvent) => {
    seen.push(event);
    if (event.kind === "round") controller.abort(new Error("seen enough"));
  };
  await expect(reproduce(data, highs(), { signal: controller.signal, onEvent })).rejects.toThrow("seen enough");
  const rounds = seen.filter((event) => event.kind === "round");
  expect(rounds).toHaveLength(1);
  expect(rounds[0]?.path).toEqual(["Table 2", "case2 S1", "clear", "rounds"]);
  expect(rounds[0]?.changes["sold to users"]).toBeGreaterThan(1);
});
