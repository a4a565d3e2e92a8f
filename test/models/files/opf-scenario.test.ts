/** Scenarios of optimal power flows, which are read as market files. */
import { describe, expect, test } from "vitest";
import { readMarketFile } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { optimalPowerFlow } from "../../../src/market/index.ts";
import { optimal, refusal } from "../resources/copper-plate.ts";
import { case33bw, entered } from "./example.ts";

const grid = { bus: 1, cost_c2_c1_c0: [0, 50, 7], p_kW: [-10000, 10000], q_kVAr: [-10000, 10000] };
const dispersed = (bus: number, c2: number, c1: number) => ({
  bus,
  cost_c2_c1_c0: [c2, c1, 0],
  p_kW: [0, 1000],
  q_kVAr: [-500, 500],
});
const scenario = {
  name: "three generators",
  description: "with a rated line",
  feeder: "case33bw",
  generators: [grid, dispersed(18, 20, 30), dispersed(25, 0, 45)],
  rated_lines: [{ from: 2, to: 1, MVA: 2.2 }],
  voltage_pu: { source: 1, min: 0.9, max: 1.1 },
};

function read(found: unknown, options: object = { feeder: case33bw }) {
  return readMarketFile("s.json", { "s.json": typeof found === "string" ? found : JSON.stringify(found) }, options);
}

test("everything that a scenario says is in the market: a participant for each generator, and one for the loads", () => {
  const { market, description, limits, network, notes } = read(scenario);
  expect([market.name, description, network.name, notes]).toEqual([
    "three generators",
    "with a rated line",
    "conic",
    [],
  ]);
  expect([market.hours, market.hourLength, market.money]).toEqual([1, 1, "EUR"]);
  expect(limits).toEqual({ lowestVoltage: 0.9, highestVoltage: 1.1, sourceVoltage: 1, ratedPower: { "1-2": 2200 } });
  expect(market.participants.map(({ name }) => name)).toEqual(["1 at 1", "2 at 18", "3 at 25", "loads"]);
  const [first, second] = market.participants.map(({ devices }) => devices[0]!);
  const reactive = { lowestReactive: -10000, highestReactive: 10000 };
  const active = { lowestActive: -10000, highestActive: 10000 };
  expect(first).toEqual({
    kind: "generators",
    rows: [{ name: "1 at 1", bus: 1, ...active, ...reactive, cost: 0.05, quadraticCost: 0, fixedCost: 7 }],
    options: {},
  });
  expect(second!.rows[0]).toMatchObject({ bus: 18, cost: 0.03, quadraticCost: 20e-6, fixedCost: 0 });
  expect(market.participants[3]!.devices).toEqual([{ kind: "feeder load", rows: [], options: {} }]);
});

test("a name, a source voltage and rated lines may be left away, and an optimum beside the scenario is not read", () => {
  const { generators } = scenario;
  const { market, limits } = read({ generators, voltage_pu: { min: 0.9, max: 1.1 }, optimum: { objective: 3 } });
  expect(market.name).toBe("optimal power flow of case33bw");
  expect(limits).toEqual({ lowestVoltage: 0.9, highestVoltage: 1.1, ratedPower: {} });
});

test("a scenario on the linear network has the published objective", async () => {
  const published = {
    generators: [
      { ...grid, cost_c2_c1_c0: [0, 50, 0] },
      dispersed(18, 0, 40),
      dispersed(25, 0, 45),
      dispersed(33, 0, 52),
    ],
    voltage_pu: { source: 1, min: 0.9, max: 1.1 },
  };
  const { market } = read(published, { feeder: case33bw, network: "linear" });
  const whole = entered(market);
  optimalPowerFlow(whole, market.network);
  await using session = await whole.model.open(highs());
  expect(optimal(await session.solve()).objective).toBeCloseTo(170.75, 8);
});

test("it is solved on another feeder with a note, and open lines have no ratings", () => {
  expect(read({ ...scenario, feeder: "case69" }).notes).toEqual([
    "The scenario was written for case69, and is solved on case33bw.",
  ]);
  expect(read({ ...scenario, rated_lines: [{ from: 8, to: 21, MVA: 0.001 }] }).notes).toEqual([
    "Ratings without effect, for these lines are open: 21-8.",
  ]);
});

test("without a feeder there is no market", () => {
  expect(refusal(() => read(scenario, {}))).toBe(
    "s.json is a scenario of an optimal power flow on case33bw, and no feeder was handed in. Give one.",
  );
});

test("half a scenario and half a market file is refused", () => {
  const mixed = { ...scenario, participants: [{ name: "home" }], hours: 2 };
  expect(refusal(() => read(mixed))).toBe(
    "s.json is written half as a scenario (generators, rated_lines, voltage_pu) and half as a market file (participants, hours). Write it as a market file: generators as those of participants, rated_lines and voltage_pu as limits.",
  );
});

describe("the errors of scenarios are those that they had", () => {
  test.each<[string, unknown, RegExp]>([
    ["a file that is not JSON", '{"generators": [', /^s\.json is not JSON/],
    [
      "a list of scenarios",
      { scenarios: [scenario] },
      /^s\.json holds several scenarios\. Give a file with one of them\.$/,
    ],
    [
      "a misspelt key",
      { ...scenario, rated_line: [] },
      /^s\.json is not a scenario:\n {2}- "rated_line" is no key of a scenario here\. These are: name, description, feeder, generators, rated_lines, voltage_pu\.$/,
    ],
    ["no generator", { ...scenario, generators: [] }, /no generator, not even one at the source/],
    [
      "a generator at an unknown bus",
      { ...scenario, generators: [grid, dispersed(34, 0, 40)] },
      /^s\.json: generator 2 stands at bus 34, which case33bw does not have\. Its buses are 1,/,
    ],
    [
      "a cost that is not convex",
      { ...scenario, generators: [dispersed(1, -1, 40)] },
      /generators\[0\]\.cost_c2_c1_c0: c2 is negative/,
    ],
    [
      "a range upside down",
      { ...scenario, generators: [{ ...grid, p_kW: [10, 0] }] },
      /generators\[0\]\.p_kW: the first number is the lowest/,
    ],
    ["a band upside down", { ...scenario, voltage_pu: { min: 1.1, max: 0.9 } }, /voltage_pu: min is above max/],
    [
      "a rated line that does not exist",
      { ...scenario, rated_lines: [{ from: 1, to: 9, MVA: 1 }] },
      /bus "1" to bus "9"/,
    ],
    [
      "a power that is no number",
      { ...scenario, generators: [{ ...grid, p_kW: [0, "much"] }] },
      /generators\[0\]\.p_kW\[1\]: "much" is no number\./,
    ],
    [
      "several mistakes, each on a line of its own,",
      { generators: [{ bus: 1, cost: [0, 50, 0], p_kW: [0, 1], q_kVAr: [0, 1] }] },
      /is not a scenario:\n {2}- generators\[0\]\.cost_c2_c1_c0 is missing\.\n {2}- generators\[0\]: "cost" is no key .*bus, cost_c2_c1_c0, p_kW, q_kVAr\.\n {2}- voltage_pu is missing\.$/,
    ],
    [
      "several unknown buses",
      { ...scenario, generators: [dispersed(34, 0, 40)], rated_lines: [{ from: 1, to: "x", MVA: 1 }] },
      /\.json:\n {2}- generator 1 stands at bus 34, .*\n {2}- rated line 1 ends at bus x, which case33bw does not have\.\nIts buses/,
    ],
  ])("%s", (_, found, message) => {
    expect(refusal(() => read(found))).toMatch(message);
  });
});
