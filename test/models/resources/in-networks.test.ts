/** Devices in linear DistFlow. Drops by hand: 2 (r P + x Q) / V^2 with 10 kV; 1 ohm and 1 MW make 0.02. */
import { expect, test } from "vitest";
import { capacitorBank, feederLoad, generator, onLoadTapChanger, softOpenPoint } from "../../../models/index.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Feeder, type FeederData, feeder } from "../../../src/feeder/index.ts";
import { optimalPowerFlow, type Scope, scope } from "../../../src/market/index.ts";
import { optimal } from "./copper-plate.ts";

const made: Omit<FeederData, "lines" | "loads"> = {
  name: "three buses",
  origin: "made up",
  buses: ["1", "2", "3"].map((name) => ({ name, voltage: 10, lowestVoltage: 0.95, highestVoltage: 1.05 })),
  sources: [{ bus: "1", voltage: 1 }],
};

/** 2 MW and 0.5 Mvar at the end: v3 = 1 - 0.03 - 0.09 = 0.88, below 0.95^2 = 0.9025. */
const long = feeder({
  ...made,
  lines: [
    { from: "1", to: "2", resistance: 0.5, reactance: 1 },
    { from: "2", to: "3", resistance: 2, reactance: 1 },
  ],
  loads: [{ bus: "3", active: 2000, reactive: 500 }],
});

const forked = feeder({
  ...made,
  lines: [
    { from: "1", to: "2", resistance: 0.1, reactance: 0.1, ratedPower: 500 },
    { from: "1", to: "3", resistance: 0.1, reactance: 0.1 },
  ],
  loads: [{ bus: "2", active: 700, reactive: 0 }],
});

function marketOf({ busNames }: Feeder, hours: number): Scope {
  return scope({ name: "market", buses: busNames, hours, money: "EUR" });
}

async function solve(market: Scope, net: Feeder, profile: readonly number[]) {
  feederLoad(market, net, { profile });
  const any = { lowestActive: -1e4, highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 };
  const source = generator(market, "upstream", [{ name: "grid", bus: "1", ...any, cost: 0.1 }]);
  const { grid } = optimalPowerFlow(market, linearDistFlow(net));
  await using session = await market.model.open(highs());
  const outcome = await session.solve();
  return { outcome, source, grid };
}

test("a feeder whose end is below the band has no solution by itself", async () => {
  const { outcome } = await solve(marketOf(long, 1), long, [1]);
  expect(outcome.status).toBe("infeasible");
});

test("a tap changer lifts the voltage by as many steps as are needed", async () => {
  const market = marketOf(long, 2);
  const taps = onLoadTapChanger(market, "OLTC", [
    { name: "T", branch: "1-2", lowestStep: -8, highestStep: 8, stepSize: 0.0125, mostSwitchings: 1, stepBefore: 0 },
  ]);
  const { outcome, grid } = await solve(market, long, [1, 0.1]);
  const { solution } = optimal(outcome);
  expect([...solution.value(taps.step).data]).toEqual([-1, -1]);
  const { voltage } = grid.state(solution)!;
  expect(voltage.at("2", 1)).toBeCloseTo(Math.sqrt(1 / 0.9875 ** 2 - 0.03), 6);
  expect(voltage.at("3", 1)).toBeCloseTo(Math.sqrt(1 / 0.9875 ** 2 - 0.12), 6);
  expect(voltage.at("3", 2)).toBeCloseTo(Math.sqrt(1 / 0.9875 ** 2 - 0.012), 6);
});

test("a capacitor bank lifts the voltage by as many steps as are needed", async () => {
  // Each of 300 kVAr lifts v3 by 2 * 2 ohm * 0.3 Mvar / 100 kV^2 = 0.012; 0.0225 are missing.
  const market = marketOf(long, 1);
  const banks = capacitorBank(market, "capacitors", [
    { name: "C", bus: "3", steps: 5, reactivePerStep: 300, switchingCost: 5, stepBefore: 0 },
  ]);
  const { outcome, grid } = await solve(market, long, [1]);
  const { solution, objective } = optimal(outcome);
  expect(solution.value(banks.steps).at("C", 1)).toBeCloseTo(2, 9);
  expect(grid.state(solution)!.voltage.at("3", 1)).toBeCloseTo(Math.sqrt(0.904), 6);
  expect(objective).toBeCloseTo(0.1 * 2000 + 2 * 5, 6);
});

test("a soft open point relieves a line that is too small, and the source gives what it loses", async () => {
  expect((await solve(marketOf(forked, 1), forked, [1])).outcome.status).toBe("infeasible");
  const market = marketOf(forked, 1);
  const points = softOpenPoint(
    market,
    "SOP",
    [{ name: "S", from: "3", to: "2", ratedPower: 400, lossCoefficient: 0.01 }],
    { apparentPower: { sides: 16 } },
  );
  const { outcome, grid } = await solve(market, forked, [1]);
  const { solution, objective } = optimal(outcome);
  // 500 kW by the line, 200 by the converters: y - 0.01 (y + 200) = 200.
  const taken = 202 / 0.99;
  const { activeFlow } = grid.state(solution)!;
  expect(activeFlow.at("1-2", 1)).toBeCloseTo(500, 4);
  expect(activeFlow.at("1-3", 1)).toBeCloseTo(taken, 4);
  expect(points.lossGap(solution)).toBeCloseTo(0, 6);
  expect(objective).toBeCloseTo(0.1 * (500 + taken), 4);
});
