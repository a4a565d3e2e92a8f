/** Successive linear programming: power flows with the figures of an AC interior point (MATPOWER), in open programs. */
import { expect, test } from "vitest";
import { feeders } from "../../../cases/index.ts";
import { loadFeeder } from "../../../cases/texts.node.ts";
import {
  battery,
  conicDistFlow,
  copperPlate,
  feederLoad,
  generator,
  linearDistFlow,
  photovoltaic,
  successiveLinear,
} from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Feeder, feeder, powerFlow } from "../../../src/feeder/index.ts";
import {
  type Cleared,
  type Clearing,
  clear,
  type GridLimits,
  type LocalMarket,
  type Participant,
} from "../../../src/market/index.ts";

const net = feeder(await loadFeeder("case33bw"));

function unit(name: string, bus: string, c1: number, c2: number, most = 1000): Participant {
  const limits = { lowestActive: most === 1000 ? 0 : -most, highestActive: most };
  const kVAr = most === 1000 ? 500 : most;
  const row = {
    name,
    bus,
    ...limits,
    lowestReactive: -kVAr,
    highestReactive: kVAr,
    cost: c1 / 1e3,
    quadraticCost: c2 / 1e6,
  };
  return { name, enter: (s) => generator(s, "unit", [row]) };
}

const loads = (of: Feeder, profile?: readonly number[]): Participant => ({
  name: "loads",
  enter: (s) => feederLoad(s, of, profile === undefined ? {} : { profile }),
});

function marketOn(of: Feeder, participants: readonly Participant[], limits: GridLimits, hours = 1): LocalMarket {
  return { name: "market", buses: of.busNames, hours, money: "EUR", participants, network: linearDistFlow(of, limits) };
}

function clearing(cleared: Cleared): Clearing {
  if (cleared.status === "cleared") return cleared.clearing;
  throw new Error(`${cleared.status}: ${cleared.reason}`);
}

const congested = marketOn(
  net,
  [
    unit("grid", "1", 50, 0, 10000),
    unit("A", "18", 30, 20),
    unit("B", "25", 35, 15),
    unit("C", "33", 40, 10),
    loads(net),
  ],
  { lowestVoltage: 0.9, highestVoltage: 1.1, sourceVoltage: 1, ratedPower: { "1-2": 2200 } },
);

test.each([highs(), clarabel()])(
  "a dispatch within its range has the figures of an AC interior point, $name",
  async (solver) => {
    const found = clearing(await clear(congested, { method: successiveLinear(), solver }));
    expect(Math.abs(-found.welfare / 176.83750009250187 - 1)).toBeLessThan(1e-6);
    const loss = found.state!.loss.data.reduce((sum, own) => sum + own, 0);
    expect(Math.abs(loss - 41.022402420384466)).toBeLessThan(2e-3);
    expect(Math.abs(1000 * found.prices!.active.at("33", 1) - 52.62840178404199)).toBeLessThan(1e-3);
    expect(Math.abs(1000 * found.prices!.reactive.at("33", 1) - 1.794422119758406)).toBeLessThan(1e-3);
    expect(found.rounds.length).toBeGreaterThan(5);
    expect(found.certificate.kind).toBe("none");
  },
);

test("three hours with a battery: the state is the power flow of the injections in every hour", async () => {
  const store: Participant = {
    name: "store",
    enter: (s) =>
      battery(s, "battery", [
        {
          name: "B",
          bus: "18",
          capacity: 1000,
          chargingPower: 500,
          chargingEfficiency: 0.9,
          dischargingEfficiency: 0.9,
        },
      ]),
  };
  const sun: Participant = {
    name: "sun",
    enter: (s) => photovoltaic(s, "PV", [{ name: "roof", bus: "33", capacity: 3000, profile: [0, 1, 0.2] }]),
  };
  const day = marketOn(
    net,
    [unit("grid", "1", 50, 0, 10000), store, sun, loads(net, [0.5, 0.4, 1])],
    {
      lowestVoltage: 0.9,
      highestVoltage: 1.02,
    },
    3,
  );
  const { injections, state } = clearing(await clear(day, { method: successiveLinear(), solver: highs() }));
  for (let t = 0; t < 3; t++) {
    const consumed = (kW: ArrayLike<number>) =>
      Float64Array.from(net.busNames, (_, bus) => -kW[bus * 3 + t]! / net.basePower);
    const flow = powerFlow({
      ...net,
      constantPower: { active: consumed(injections.active), reactive: consumed(injections.reactive) },
    });
    if (flow.status !== "solved") throw new Error(flow.reason);
    net.busNames.forEach((bus, i) => {
      expect(Math.abs(state!.voltage.at(bus, t + 1) - flow.voltage[i]!)).toBeLessThan(1e-7);
    });
  }
});

test("passes that do not settle are no clearing, and keep what is known", async () => {
  const cleared = await clear(congested, { method: successiveLinear({ mostPasses: 2 }), solver: highs() });
  if (cleared.status !== "not settled") throw new Error(cleared.status);
  expect(cleared.reason).toMatch(/^after 2 passes the dispatch still changed by/);
  expect(cleared.best!.rounds).toHaveLength(2);
});

test("a time limit ends it with what is known", async () => {
  const cleared = await clear(congested, { method: successiveLinear({ timeLimitS: 1e-9 }), solver: highs() });
  expect(["at a limit"]).toContain(cleared.status);
});

test("a signal between two passes ends it with what is known", async () => {
  const controller = new AbortController();
  const onEvent = ({ kind }: { kind: string }) => {
    if (kind === "round") controller.abort();
  };
  const cleared = await clear(congested, {
    method: successiveLinear(),
    solver: highs(),
    signal: controller.signal,
    onEvent,
  });
  if (cleared.status !== "stopped") throw new Error(cleared.status);
  expect(cleared.best!.rounds).toHaveLength(1);
});

test("a copper plate has no power flow to go around", async () => {
  const plate = { ...congested, network: copperPlate() };
  await expect(clear(plate, { method: successiveLinear(), solver: highs() })).rejects.toThrow("has none");
});

test("its welfare is never above the bound of the conic network", async () => {
  expect(feeders.length).toBeGreaterThan(5);
  const conic = clearing(
    await clear(
      { ...congested, network: conicDistFlow(net, congested.network.feederModel!.limits) },
      {
        method: (await import("../../../models/index.ts")).central(),
        solver: clarabel(),
      },
    ),
  );
  const passes = clearing(await clear(congested, { method: successiveLinear(), solver: highs() }));
  expect(passes.welfare).toBeLessThan(conic.welfare + 1e-4);
});
