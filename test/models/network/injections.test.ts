import { expect, test } from "vitest";
import { loadFeeder } from "../../../cases/texts.node.ts";
import { conicDistFlow, copperPlate } from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { checkGrid, feeder, generatedFeeder } from "../../../src/feeder/index.ts";
import { gridCheck } from "../../../src/market/index.ts";
import { run } from "../../../src/pipeline/index.ts";
import { clear } from "./market.ts";

const net = feeder(generatedFeeder(12, 4));
const generators = [
  { bus: "1", cost: 0.1, lowestActive: -1e5, highestActive: 1e5, lowestReactive: -1e5, highestReactive: 1e5 },
  { bus: "7", cost: 0.05, highestActive: 300, lowestReactive: -100, highestReactive: 100 },
];
const profile = [0.5, 1];

test("what a market on a conic network injects has the power flow that the network found", async () => {
  const { grid, solution } = await clear({
    feeder: net,
    network: conicDistFlow(net),
    generators,
    solver: clarabel(),
    hours: 2,
    profile,
  });
  const { batch } = checkGrid(net, grid.injections(solution));
  const state = grid.state(solution)!;
  for (let hour = 0; hour < 2; hour++) {
    net.busNames.forEach((bus, i) => {
      expect(batch.voltage[hour * net.numBuses + i]!).toBeCloseTo(state.voltage.at(bus, hour + 1), 6);
    });
  }
});

test("a check of a market in quarters of an hour adds up energy, not power", async () => {
  const net33 = feeder(await loadFeeder("case33bw"));
  const grid = { bus: "1", cost: 0.1, highestActive: 9000, lowestReactive: -5000, highestReactive: 5000 };
  const quarters = { feeder: net33, network: conicDistFlow(net33), generators: [grid], solver: clarabel() };
  const cleared = await clear({ ...quarters, hours: 4, hourLength: 0.25 });
  const injections = cleared.grid.injections(cleared.solution);
  expect(injections.hourLength).toBe(0.25);
  // Of MATPOWER: 202.677126 kW at full load, for an hour.
  expect(checkGrid(net33, injections).lossSum).toBeCloseTo(202.677126, 2);
});

test("a market on a copper plate injects its loads and generators, and the grid check takes them as they are", async () => {
  const cleared = await clear({
    feeder: net,
    network: copperPlate(),
    generators,
    solver: clarabel(),
    hours: 2,
    profile,
  });
  const check = gridCheck(net, ({ grid, solution }: typeof cleared) => grid.injections(solution));
  const { grid, result } = await run(check, cleared);
  const { bus, active, reactive } = cleared.grid.injections(cleared.solution);
  expect(result).toBe(cleared);
  expect(bus).toEqual(net.busNames);
  const load = net.constantPower.active[2]! * net.basePower;
  expect(active[2 * 2]!).toBeCloseTo(-0.5 * load, 6);
  expect(active[2 * 2 + 1]!).toBeCloseTo(-load, 6);
  expect(reactive.length).toBe(2 * net.numBuses);
  const seven = net.busNames.indexOf("7");
  expect(active[2 * seven]!).toBeCloseTo(300 - 0.5 * net.constantPower.active[seven]! * net.basePower, 4);
  expect(grid.batch.numFailed).toBe(0);
});
