/** Who is paid what: prices, bids, Vickrey-Clarke-Groves; and what a re-dispatch leaves everyone. */
import { expect, test } from "vitest";
import { central, conicDistFlow, copperPlate, flexibleLoad, generator, linearDistFlow } from "../../models/index.ts";
import { clarabel } from "../../solvers/clarabel.ts";
import { highs } from "../../solvers/highs.ts";
import { feeder } from "../../src/feeder/index.ts";
import {
  type Cleared,
  checkClearing,
  clear,
  type LocalMarket,
  type Outturn,
  type Participant,
  payAsBid,
  payVcg,
  redispatch,
} from "../../src/market/index.ts";
import { run } from "../../src/pipeline/index.ts";

const supplier = (name: string, bus: string, highestActive: number, cost: number): Participant => ({
  name,
  enter: (s) => generator(s, "unit", [{ name, bus, highestActive, cost, lowestReactive: -1e4, highestReactive: 1e4 }]),
});
const consumer = (name: string, bus: string, active: number): Participant => ({
  name,
  enter: (s) => flexibleLoad(s, "load", [{ name, bus, active, mostShed: active, shedCost: 1 }]),
});
const market = (participants: readonly Participant[]): LocalMarket => ({
  name: "street",
  buses: ["1", "2"],
  hours: 1,
  money: "EUR",
  participants,
  network: copperPlate(),
});

/** 60 kW wanted; 50 at 0.1, 50 at 0.3: the second supplier sets the price. */
const street = market([supplier("A", "1", 50, 0.1), supplier("B", "2", 50, 0.3), consumer("Town", "2", 60)]);
const asked = { method: central(), solver: highs() };

function named(cleared: Cleared): Record<string, Outturn> {
  if (cleared.status !== "cleared") throw new Error(cleared.reason);
  return Object.fromEntries(cleared.clearing.participants.map((own) => [own.name, own]));
}
const money = (value: number) => expect.closeTo(value, 9);

test("at prices everyone is paid the price at its bus, and nothing is left over", async () => {
  const cleared = await clear(street, asked);
  const { A, B, Town } = named(cleared);
  expect([A!.paid, B!.paid, Town!.paid]).toEqual([money(15), money(3), money(-18)]);
  expect([A!.surplus, B!.surplus]).toEqual([money(10), money(0)]);
  if (cleared.status === "cleared") expect(cleared.clearing.networkRent).toBeCloseTo(0, 9);
});

test("as bid the suppliers are paid their costs, which the consumer pays", async () => {
  const { A, B, Town } = named(await run(payAsBid(), await clear(street, asked)));
  expect([A!.paid, B!.paid, Town!.paid]).toEqual([money(5), money(3), money(-8)]);
  expect([A!.surplus, B!.surplus]).toEqual([money(0), money(0)]);
});

/**
 * Without A: B gives 50 at 0.3 and 10 are shed at 1: 25 in place of 8, so A gains 17. Without B: 50 at 0.1 and 10 shed: 15,
 * so B gains 7. Without the town nothing is traded: the market is 8 better off, as that load need not be served: it pays 8.
 */
test("by Vickrey, Clarke and Groves everyone's surplus is what the market gains by them", async () => {
  const settled = await run(payVcg(asked), await clear(street, asked));
  const { A, B, Town } = named(settled);
  expect([A!.surplus, B!.surplus, Town!.surplus]).toEqual([money(17), money(7), money(-8)]);
  expect([A!.paid, B!.paid, Town!.paid]).toEqual([money(22), money(10), money(-8)]);
  if (settled.status !== "cleared") throw new Error(settled.reason);
  expect(settled.clearing.settlement).toBe("VCG");
  expect(settled.clearing.networkRent).toBeCloseTo(-24, 9);
});

test("someone without whom there is no clearing has no payment by VCG", async () => {
  const load: Participant = {
    name: "Town",
    enter: (s) => flexibleLoad(s, "load", [{ name: "town", bus: "2", active: 60 }]),
  };
  const cleared = await clear(market([supplier("A", "1", 100, 0.1), load]), asked);
  await expect(run(payVcg(asked), cleared)).rejects.toThrow('Without "A" the market "street" is infeasible');
});

const net = feeder({
  name: "narrow",
  origin: "made up",
  buses: ["1", "2"].map((name) => ({ name, voltage: 10, lowestVoltage: 0.9, highestVoltage: 1.1 })),
  lines: [{ from: "1", to: "2", resistance: 0.1, reactance: 0.1, ratedPower: 30 }],
  sources: [{ bus: "1", voltage: 1 }],
});

test("a trade that the grid does not carry is re-dispatched at cost, and nobody gains or loses by it", async () => {
  const conic = { network: conicDistFlow(net), method: central(), solver: clarabel() };
  const stages = checkClearing(net).to(redispatch(conic));
  const before = await clear(street, asked);
  const after = await run(stages, before);
  const [was, is] = [named(before), named(after)];
  for (const name of ["A", "B", "Town"]) expect(is[name]!.surplus).toBeCloseTo(was[name]!.surplus, 5);
  expect(is.A!.injections.active[0]).toBeLessThan(30.01);
  if (after.status !== "cleared") throw new Error(after.reason);
  // 20 kW come from B at 0.3 in place of A at 0.1, and a little is lost.
  expect(after.clearing.networkRent).toBeCloseTo(-4, 1);
  expect(after.clearing.settlement).toBe("price at the bus, re-dispatched at cost");
});

test("a trade that the grid carries is handed on as it is, and what was not cleared too", async () => {
  const small = market([supplier("A", "1", 50, 0.1), consumer("Town", "2", 20)]);
  const conic = { network: conicDistFlow(net), method: central(), solver: clarabel() };
  const stages = checkClearing(net).to(redispatch(conic)).to(payAsBid());
  const before = await clear(small, asked);
  expect(named(await run(checkClearing(net).to(redispatch(conic)), before))).toEqual(named(before));
  const load: Participant = {
    name: "Town",
    enter: (s) => flexibleLoad(s, "load", [{ name: "town", bus: "2", active: 60 }]),
  };
  const lost = await clear({ ...market([supplier("A", "1", 5, 0.1), load]), network: linearDistFlow(net) }, asked);
  expect(await run(stages, lost)).toBe(lost);
});

test("of a market with a single participant VCG says what it gains by itself", async () => {
  const alone = market([
    {
      name: "Alone",
      enter(s) {
        generator(s, "unit", [{ name: "unit", bus: "1", highestActive: 50, cost: 0.1 }]);
        flexibleLoad(s, "load", [{ name: "need", bus: "2", active: 20 }]);
      },
    },
  ]);
  const { Alone } = named(await run(payVcg(asked), await clear(alone, asked)));
  expect([Alone!.cost, Alone!.paid]).toEqual([money(2), money(0)]);
});
