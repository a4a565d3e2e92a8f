/** Random feeders with several sources, voltage levels, taps, charging and shunts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GeneratorRow } from "../../../models/index.ts";
import { conicDistFlow } from "../../../models/network/conic-distflow.ts";
import { distFlowAround } from "../../../models/network/distflow-around.ts";
import { exactness } from "../../../models/network/exactness.ts";
import { linearDistFlow } from "../../../models/network/linear-distflow.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Feeder, type FeederData, feeder, generatedFeeder, powerFlow } from "../../../src/feeder/index.ts";
import type { Labelled } from "../../../src/language/index.ts";
import type { GridLimits, Network } from "../../../src/market/index.ts";
import type { Solver } from "../../../src/solving/index.ts";
import { randomForest } from "../../feeder/flow/sweep/random-forest.ts";
import { clear, type Given, largest, stateOf, unaccounted } from "./market.ts";

/** The same with loads of constant power, which is what a market's loads are. */
function constantPower(data: FeederData): FeederData {
  return { ...data, loads: data.loads!.map((load) => ({ ...load, kind: "power" })) };
}

type Row = Omit<GeneratorRow, "name">;

function supplies({ sources }: FeederData): Row[] {
  return sources.map(({ bus }, k) => ({
    bus,
    cost: 0.1 + 0.02 * k,
    lowestActive: -1e5,
    highestActive: 1e5,
    lowestReactive: -1e5,
    highestReactive: 1e5,
  }));
}

function expectNear(own: Labelled, theirs: ArrayLike<number>, within: number): void {
  own.data.forEach((value, k) => {
    expect(Math.abs(value - theirs[k]!)).toBeLessThan(within);
  });
}

const loaded = randomForest(0.8).map(constantPower);

test("where nothing can be decided, the conic optimum is the power flow", async () => {
  await fc.assert(
    fc.asyncProperty(loaded, async (data) => {
      const net = feeder(data);
      const cleared = await clear({
        feeder: net,
        network: conicDistFlow(net),
        generators: supplies(data),
        solver: clarabel(),
      });
      const flow = powerFlow(net);
      if (flow.status !== "solved") throw new Error(flow.reason);
      const state = stateOf(cleared);
      expect(exactness(state).exact).toBe(true);
      expectNear(state.voltage, flow.voltage, 1e-6);
      const lines = Array.from(state.loss.over[0].labels, (name) => net.branchNames.indexOf(name));
      expectNear(
        state.current,
        Float64Array.from(lines, (k) => flow.current[k]!),
        1e-3,
      );
      expectNear(
        state.loss,
        Float64Array.from(lines, (k) => flow.activeLoss[k]!),
        1e-4,
      );
      const supplied = cleared.solution.value(cleared.generators.power);
      expectNear(supplied, flow.sourceActive, 1e-3);
    }),
    { numRuns: 15 },
  );
});

test("around the power flow, a linear program has its losses, and the prices of the conic one", async () => {
  await fc.assert(
    fc.asyncProperty(loaded, async (data) => {
      const net = feeder(data);
      const flow = powerFlow(net);
      if (flow.status !== "solved") throw new Error(flow.reason);
      const generators = supplies(data);
      const linear = await clear({ feeder: net, network: distFlowAround(net, flow), generators, solver: highs() });
      const conic = await clear({ feeder: net, network: conicDistFlow(net), generators, solver: clarabel() });
      expect(Math.abs(linear.objective - conic.objective)).toBeLessThan(1e-6);
      const [own, theirs] = [linear, conic].map(({ grid, solution }) => grid.prices(solution));
      expectNear(own!.active, theirs!.active.data, 1e-6);
      expectNear(own!.reactive, theirs!.reactive.data, 1e-6);
      expect(own!.remainder).toBeLessThan(1e-12);
    }),
    { numRuns: 10 },
  );
});

interface Draw {
  readonly data: FeederData;
  readonly bus: number;
  /** Per unit, where voltages are limited and not lines. */
  readonly band: number | null;
  /** Share of the load. */
  readonly rating: number;
}

/** A fifth of the loads, lines turned round, with charging, and some as transformers with taps; shunts here and there. */
function varied(data: FeederData): FeederData {
  const { lines, buses } = data;
  const turned = lines.map((line, k) => (k % 3 === 1 ? { ...line, from: line.to, to: line.from } : line));
  const base = buses[0]!.voltage ** 2;
  return {
    ...data,
    loads: data.loads!.map((load) => ({ ...load, active: load.active / 5, reactive: load.reactive / 5 })),
    lines: turned.filter((_, k) => k % 4 !== 2).map((line) => ({ ...line, susceptance: 3e3 / base })),
    transformers: turned
      .filter((_, k) => k % 4 === 2)
      .map(({ from, to, resistance, reactance }, k) => ({
        ...{ from, to, resistance, reactance },
        ratio: k % 2 === 0 ? 0.99 : 1.01,
        susceptance: -2e3 / base,
        conductance: 1e3 / base,
      })),
    shunts: buses.filter((_, k) => k % 3 === 2).map(({ name }) => ({ bus: name, active: 1, reactive: 20 })),
  };
}

const limited: fc.Arbitrary<Draw> = fc
  .tuple(fc.integer({ min: 4, max: 14 }), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 9 }), fc.boolean())
  .map(([n, seed, bus, tenth, voltage]) => ({
    data: varied(generatedFeeder(n, seed)),
    bus,
    band: voltage ? tenth * 0.0008 : null,
    rating: 0.1 * tenth,
  }));

/** At every bus something dearer than the grid, something that would take more, and reactive power. */
function flexible({ data, band }: Draw): Row[] {
  // Free reactive power would hold all voltages, and none of it leave lines overloaded.
  const reactive = band === null ? 600 : 0;
  const local = data.buses.flatMap(({ name }, k): Row[] => [
    {
      bus: name,
      cost: 0.2 + 0.013 * (k % 7),
      highestActive: 1000,
      lowestReactive: -reactive,
      highestReactive: reactive,
    },
    { bus: name, cost: 0.05 - 0.003 * (k % 5), lowestActive: -1000, highestActive: 0 },
  ]);
  return [...supplies(data), ...local];
}

/** Ratings in kVA, in A and of reverse flow by turns, over some of the lines; or voltages near those without load. */
function limitsOf(net: Feeder, { band, rating, data }: Draw): GridLimits {
  const { baseVoltage, branchNames, from } = net;
  if (band !== null) {
    const idle = powerFlow(net, { scale: 0 });
    if (idle.status !== "solved") throw new Error(idle.reason);
    return { lowestVoltage: idle.voltage.map((v) => v - band), highestVoltage: idle.voltage.map((v) => v + band) };
  }
  const power = 15 + rating * data.loads!.reduce((sum, { active }) => sum + active, 0);
  const every = (third: number, value: (k: number) => number): Record<string, number> =>
    Object.fromEntries(branchNames.flatMap((name, k) => (k % 3 === third ? [[name, value(k)]] : [])));
  return {
    ratedPower: every(0, () => power),
    ratedCurrent: every(1, (k) => power / (Math.sqrt(3) * baseVoltage[from[k]!]!)),
    reverseFlow: every(2, () => power / 4),
  };
}

/** A band or a rating that no dispatch can keep: there is no price to look at. */
function leaveOutInfeasible(error: Error): void {
  if (!error.message.startsWith("infeasible:")) throw error;
}

/** In how many nets a voltage band and a limit of a line made a price. */
interface Seen {
  voltage: number;
  congestion: number;
}

/** The objective is convex in the load: its slopes to the left and to the right have the price between them. */
async function expectPricesBetweenSlopes(given: Given, bus: string, within: number, seen: Seen): Promise<void> {
  const middle = await clear(given);
  const prices = middle.grid.prices(middle.solution);
  expect(unaccounted(prices)).toBeLessThan(1e-9);
  expect(prices.remainder).toBeLessThan(within);
  const { voltage, congestion } = prices.activeParts;
  if (largest(voltage) > 1e-4) seen.voltage++;
  if (largest(congestion) > 1e-4) seen.congestion++;
  for (const kind of ["active", "reactive"] as const) {
    const at = async (kW: number): Promise<number> =>
      (await clear({ ...given, extra: { bus, active: 0, reactive: 0, [kind]: kW } })).objective;
    const step = 5;
    const [below, above] = [await at(-step), await at(step)];
    const price = prices[kind].at(bus, 1);
    // An interior-point method's objective is good to some 1e-8 of itself, and two of them are subtracted.
    const rounding = within + (1e-7 * Math.abs(middle.objective)) / step;
    expect(price).toBeGreaterThan((middle.objective - below) / step - rounding);
    expect(price).toBeLessThan((above - middle.objective) / step + rounding);
  }
}

const networks: readonly (readonly [string, (net: Feeder, limits: GridLimits) => Network, () => Solver, number])[] = [
  ["linear", linearDistFlow, highs, 1e-6],
  ["conic", conicDistFlow, clarabel, 1e-5],
];

test.each(networks)(
  "%s: prices are what one more kW and one more kvar cost, and add up",
  async (_, make, solver, within) => {
    const seen: Seen = { voltage: 0, congestion: 0 };
    await fc.assert(
      fc.asyncProperty(limited, async (draw) => {
        const net = feeder(draw.data);
        const network = make(net, limitsOf(net, draw));
        const given = { feeder: net, network, generators: flexible(draw), solver: solver() };
        await expectPricesBetweenSlopes(given, net.busNames[draw.bus % net.numBuses]!, within, seen).catch(
          leaveOutInfeasible,
        );
      }),
      { numRuns: 12, endOnFailure: true },
    );
    expect(Math.min(seen.voltage, seen.congestion)).toBeGreaterThan(1);
  },
);

test("without binding limits, neither voltage nor congestion is in a price", async () => {
  await fc.assert(
    fc.asyncProperty(loaded, async (data) => {
      const net = feeder(data);
      const limits = { lowestVoltage: 0.5, highestVoltage: 2 };
      const cleared = await clear({
        feeder: net,
        network: conicDistFlow(net, limits),
        generators: supplies(data),
        solver: clarabel(),
      });
      const { activeParts, reactiveParts } = cleared.grid.prices(cleared.solution);
      for (const { voltage, congestion } of [activeParts, reactiveParts]) {
        expect(largest(voltage)).toBeLessThan(1e-6);
        expect(largest(congestion)).toBe(0);
      }
    }),
    { numRuns: 5 },
  );
});
