/** The same market on any network by one call: optima, prices, what everyone is paid, and what could not be cleared. */
import { describe, expect, test } from "vitest";
import {
  battery,
  central,
  conicDistFlow,
  copperPlate,
  distFlowAround,
  flexibleLoad,
  generator,
  linearDistFlow,
  photovoltaic,
} from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { type FeederData, feeder, powerFlow } from "../../../src/feeder/index.ts";
import {
  type Cleared,
  type Clearing,
  clear,
  type LocalMarket,
  type Participant,
  traits,
} from "../../../src/market/index.ts";

const data: FeederData = {
  name: "two buses",
  origin: "made up",
  buses: ["1", "2"].map((name) => ({ name, voltage: 10, lowestVoltage: 0.9, highestVoltage: 1.1 })),
  lines: [{ from: "1", to: "2", resistance: 10, reactance: 0 }],
  sources: [{ bus: "1", voltage: 1 }],
};
const net = feeder(data);

const grid: Participant = {
  name: "Grid",
  enter: (s) =>
    generator(s, "upstream", [
      { name: "grid", bus: "1", highestActive: 5000, cost: 0.1, lowestReactive: -5000, highestReactive: 5000 },
    ]),
};
const town: Participant = {
  name: "Town",
  enter: (s) => flexibleLoad(s, "load", [{ name: "town", bus: "2", active: 475 }]),
};
const market: LocalMarket = {
  name: "two",
  buses: net.busNames,
  hours: 1,
  money: "EUR",
  participants: [grid, town],
  network: copperPlate(),
};

function clearing(cleared: Cleared): Clearing {
  if (cleared.status === "cleared") return cleared.clearing;
  throw new Error(`${cleared.status}: ${cleared.reason}`);
}

const solver = outerApproximation(highs());
const on = (network: LocalMarket["network"], other = market) => clear(other, { method: central(), solver, network });

test("one market on three networks: what each says of the same trade", async () => {
  const plate = clearing(await on(copperPlate()));
  expect(plate.welfare).toBeCloseTo(-47.5, 9);
  expect([plate.state, plate.network, plate.method]).toEqual([null, "copper plate", "central"]);
  const linear = clearing(await on(linearDistFlow(net)));
  expect(linear.welfare).toBeCloseTo(-47.5, 9);
  expect(linear.prices!.active.at("2", 1)).toBeCloseTo(0.1, 9);
  // r = 0.1 per unit on 1 MVA: 500 kW lose 25, and v_2 = 0.95 (see by-hand.test.ts).
  const conic = clearing(await on(conicDistFlow(net)));
  expect(conic.welfare).toBeCloseTo(-50, 5);
  expect(conic.state!.voltage.at("2", 1)).toBeCloseTo(0.95, 7);
  expect(conic.prices!.active.at("2", 1)).toBeCloseTo(0.1 / 0.9, 6);
});

test("who is paid what, and what the network keeps of it for its losses", async () => {
  const { participants, networkRent, lossCost, welfare } = clearing(await on(conicDistFlow(net)));
  const [upstream, load] = participants;
  expect(upstream).toMatchObject({ name: "Grid", cost: expect.closeTo(50, 5), paid: expect.closeTo(50, 5) });
  expect(load!.paid).toBeCloseTo((-475 * 0.1) / 0.9, 4);
  expect(load!.surplus).toBe(load!.paid - load!.cost);
  expect(networkRent).toBeCloseTo((475 * 0.1) / 0.9 - 50, 4);
  expect(lossCost).toBeCloseTo(2.5, 5);
  expect(welfare).toBeCloseTo(-participants.reduce((sum, { cost }) => sum + cost, 0), 12);
  expect(load!.decisions.map(({ name }) => name)).toContain("Town load shed");
});

test("quarters of an hour: energies are a quarter, prices are not", async () => {
  const quarters = { ...market, hours: 4, hourLength: 0.25 };
  const { welfare, prices, hourLength, participants } = clearing(await on(linearDistFlow(net), quarters));
  expect([welfare, prices!.active.at("2", 3), hourLength]).toEqual([
    expect.closeTo(-47.5, 9),
    expect.closeTo(0.1, 9),
    0.25,
  ]);
  expect(participants[1]!.paid).toBeCloseTo(-47.5, 9);
});

test("a market with whole steps has the prices of the rest, and a bound", async () => {
  const store: Participant = {
    name: "Ann",
    enter: (s) => battery(s, "battery", [{ name: "B", bus: "2", capacity: 10, chargingPower: 5 }]),
  };
  const whole = { ...market, hours: 2, participants: [grid, town, store] };
  expect(traits(whole)).toEqual({ convex: false, integer: true, separable: true, strategic: false });
  const { certificate, prices } = clearing(await on(copperPlate(), whole));
  expect(certificate).toEqual({
    kind: "bound",
    bound: expect.closeTo(-95, 6),
    gap: 0,
    by: expect.stringContaining("HiGHS"),
  });
  expect(prices!.active.at("1", 2)).toBeCloseTo(0.1, 9);
});

describe("what could not be cleared is an outcome", () => {
  test("infeasible, with a reason", async () => {
    const { status } = await on(linearDistFlow(net, { lowestVoltage: 0.99 }));
    expect(status).toBe("infeasible");
  });

  test("not exact, with what is known: sun at a bus that cannot pass it on", async () => {
    const sun: Participant = {
      name: "Sun",
      enter: (s) => photovoltaic(s, "PV", [{ name: "roof", bus: "2", capacity: 4000, profile: 1 }]),
    };
    const sells: Participant = {
      ...grid,
      enter: (s) =>
        generator(s, "upstream", [
          {
            name: "grid",
            bus: "1",
            lowestActive: -9000,
            highestActive: 9000,
            cost: 0.1,
            lowestReactive: -9000,
            highestReactive: 9000,
          },
        ]),
    };
    const sunny = { ...market, participants: [sells, sun, town] };
    const short = feeder({ ...data, lines: [{ from: "1", to: "2", resistance: 1, reactance: 2 }] });
    const cleared = await on(conicDistFlow(short, { highestVoltage: 1.03 }), sunny);
    if (cleared.status !== "not exact") throw new Error(cleared.status);
    expect(cleared.reason).toContain('line "1-2"');
    expect(cleared.best!.welfare).toBeGreaterThan(0);
  });

  test("unbounded", async () => {
    const gift: Participant = {
      name: "Gift",
      enter: (s) =>
        generator(s, "sink", [{ name: "sink", bus: "2", lowestActive: -Infinity, highestActive: 0, cost: 0.2 }]),
    };
    const free: Participant = {
      ...grid,
      enter: (s) => generator(s, "upstream", [{ name: "grid", bus: "1", highestActive: Infinity, cost: 0.1 }]),
    };
    expect((await on(copperPlate(), { ...market, participants: [free, gift] })).status).toBe("unbounded");
  });
});

test("a strategic participant is refused in a sentence", async () => {
  const shark: Participant = { ...grid, behaviour: "strategic" };
  await expect(on(copperPlate(), { ...market, participants: [shark, town] })).rejects.toThrow(
    'The method "central" does not fit the market "two": someone in it acts strategically, and the method requires that nobody in it acts strategically.',
  );
});

test("no participants, or two of one name, are refused", async () => {
  await expect(on(copperPlate(), { ...market, participants: [] })).rejects.toThrow("has no participants");
  await expect(on(copperPlate(), { ...market, participants: [grid, grid] })).rejects.toThrow(
    'has two participants called "Grid"',
  );
});

test("a participant that needs another one's handles is not separable", () => {
  let taken: ReturnType<typeof generator> | undefined;
  const giver: Participant = {
    ...grid,
    enter: (s) => (taken = generator(s, "u", [{ name: "g", bus: "1", highestActive: 9 }])),
  };
  const taker: Participant = {
    name: "Taker",
    enter: (s) => s.constraint("needs the other", [s.hour], (t) => taken!.power(taken!.unit.first as never, t).le(3)),
  };
  expect(traits({ ...market, participants: [giver, taker] })).toMatchObject({ convex: true, integer: false });
});

test("around another flow an optimum is no bound: a power flow has more, and nothing else is claimed", async () => {
  const flow = powerFlow(net); // nothing flows: no losses
  if (flow.status !== "solved") throw new Error(flow.reason);
  const around = await on(distFlowAround(net, flow));
  if (around.status !== "not exact") throw new Error(around.status);
  expect(around.reason).toMatch(/linear around another flow.*welfare is no bound.*successiveLinear/);
  expect(around.best!.certificate).toEqual({ kind: "none", why: "Its losses are not those of its flow." });
  expect(around.best!.welfare).toBeGreaterThan(clearing(await on(conicDistFlow(net))).welfare);
});

test("what is no method, solver or network is named, and what to give in its place", async () => {
  const wrong = { method: central as never, solver };
  await expect(clear(market, wrong)).rejects.toThrow(
    "The method is a function that was not called. Give one, such as central().",
  );
  await expect(clear(market, { method: central(), solver: highs as never })).rejects.toThrow("such as highs()");
  await expect(on(copperPlate as never)).rejects.toThrow(/network of "two" is a function that was not called/);
});

test("what stands on a network of its own, or is heat, is neither injected at the market's buses nor paid there", async () => {
  const apart = (carrier: string | null, buses?: readonly string[]): Participant => ({
    name: "Apart",
    enter(s) {
      const own = s.child("own", {
        ...(carrier === null ? {} : { carrier }),
        ...(buses === undefined ? {} : { buses }),
      });
      const bus = own.bus.labels[0]!;
      generator(own, "boiler", [{ name: "boiler", bus, highestActive: 100, cost: 0.5 }]);
      flexibleLoad(own, "need", [{ name: "need", bus, active: 40 }]);
      copperPlate().addTo(own);
    },
  });
  const alone = clearing(await on(linearDistFlow(net)));
  for (const own of [apart("heat", ["1", "2"]), apart("heat", ["everywhere"]), apart(null)]) {
    const both = clearing(await on(linearDistFlow(net), { ...market, participants: [...market.participants, own] }));
    const outturn = both.participants[2]!;
    expect([outturn.paid, ...Array.from(outturn.injections.active)]).toEqual([0, 0, 0]);
    expect(outturn.cost).toBeCloseTo(20, 9);
    expect(both.welfare).toBeCloseTo(alone.welfare - 20, 9);
    expect(both.networkRent).toBeCloseTo(alone.networkRent, 9);
  }
});
