/**
 * All three in one model. By hand: the village consumes 160 and 280 kWh, of which it may shed or add 16 and 28. The market
 * asks 0.5 and 0.8, so it sheds all it may: -0.5 * 16 - 0.8 * 28 = -30.4. Where it may only shift, 10 + 5 + 1 kWh go from
 * the second hour into the first: (0.5 - 0.8) * 16 = -4.8.
 */
import { expect, test } from "vitest";
import {
  type AggregatorHour,
  aggregators,
  conicDistFlow,
  copperPlate,
  disCo,
  type EnteredVirtualOrganization,
  endUsers,
  linearDistFlow,
  type OrganizationMembers,
  type UserHour,
  virtualOrganization,
} from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { checkGrid, type Feeder, feeder } from "../../../src/feeder/index.ts";
import type { Solution, Variable } from "../../../src/language/index.ts";
import { enter, type Network, optimalPowerFlow, type Scope, scope } from "../../../src/market/index.ts";
import type { Solver } from "../../../src/solving/index.ts";
import { byHour, optimal, village } from "./village.ts";

const loads = byHour([100, 200], [50, 70], [10, 10]);
const marketPrice = Float64Array.of(0.5, 0.8);
const noTies = new Float64Array(2);

interface Given {
  readonly shiftOnly: boolean;
  /** kVAr with each kW, and whether the network has losses. */
  readonly reactiveShare?: number;
  readonly losses?: boolean;
}

function members({ shiftOnly, reactiveShare, losses = false }: Given): OrganizationMembers {
  const trading = { ...village, aggregatorPrice: byHour([0.2, 0.2], [0.4, 0.4]), load: loads, tieBreak: noTies };
  const share = reactiveShare === undefined ? {} : { reactiveShare: new Float64Array(3).fill(reactiveShare) };
  return {
    users: endUsers({
      ...trading,
      ...share,
      buses: ["2", "3", "4"],
      priceFromDisCo: 0.6,
      flexibleDown: 0.1,
      flexibleUp: 0.1,
      shiftOnly,
    }),
    aggregators: aggregators(trading),
    disco: disCo({
      ...trading,
      bus: "1",
      coversLosses: losses,
      ...(reactiveShare === undefined ? {} : { mostReactive: 1e4 }),
      marketPrice,
      priceToUsers: 0.6,
      leastPriceRatio: 0.5,
      saleLimit: loads.map((load) => 0.1 * load),
    }),
  };
}

/** A line of four buses at 10 kV. */
const net = feeder({
  name: "village",
  origin: "made up",
  buses: ["1", "2", "3", "4"].map((name) => ({ name, voltage: 10, lowestVoltage: 0.9, highestVoltage: 1.1 })),
  lines: [
    { from: "1", to: "2", resistance: 5, reactance: 3 },
    { from: "2", to: "3", resistance: 8, reactance: 4 },
    { from: "3", to: "4", resistance: 8, reactance: 4 },
  ],
  loads: [],
  sources: [{ bus: "1", voltage: 1 }],
});

function marketOf({ busNames }: Feeder, hourLength = 1): Scope {
  return scope({ name: "market", buses: busNames, hours: 2, hourLength, money: "EUR" });
}

async function central(given: Given, network: Network, solver: Solver, hourLength = 1) {
  const market = marketOf(net, hourLength);
  const organization = virtualOrganization(members(given)).enter(market);
  const { grid } = optimalPowerFlow(market, network);
  market.refuseLoose();
  await using session = await market.model.open(solver);
  const { objective, solution } = optimal(await session.solve());
  return { objective, solution, organization, injections: grid.injections(solution) };
}

/** What each pays, EUR. */
function costs({ users, aggregators: pooling, disco }: EnteredVirtualOrganization, solution: Solution): number[] {
  const [paidToAggregators, received, paidOnMarket] = [
    disco.paidToAggregators,
    disco.receivedFromUsers,
    disco.paidOnMarket,
  ].map((term) => solution.value(term).at());
  return [
    solution.value(users.cost).at(),
    solution.value(pooling.cost).at(),
    paidToAggregators! - received! + paidOnMarket!,
  ];
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const lossless: readonly (readonly [string, Network])[] = [
  ["a copper plate", copperPlate()],
  ["linear DistFlow", linearDistFlow(net)],
];

test.each(lossless)("on %s the three pay together what is paid on the market, as by hand", async (_, network) => {
  for (const [shiftOnly, byHand] of [
    [false, -30.4],
    [true, -4.8],
  ] as const) {
    const { objective, solution, organization } = await central({ shiftOnly }, network, highs());
    expect(objective).toBeCloseTo(byHand, 6);
    expect(solution.value(organization.disco.paidOnMarket).at()).toBeCloseTo(byHand, 6);
    expect(total(costs(organization, solution))).toBeCloseTo(byHand, 6);
  }
});

test("what one sells the other buys, hour by hour", async () => {
  const { solution, organization } = await central({ shiftOnly: true }, copperPlate(), highs());
  const { users, aggregators: pooling, disco } = organization;
  const data = <Sets extends UserHour | AggregatorHour>(decision: Variable<Sets>) => [...solution.value(decision).data];
  expect(data(users.fromDisCo)).toEqual(data(disco.soldToUsers));
  expect(data(pooling.soldByUsers)).toEqual(data(users.soldToAggregator));
  expect(data(disco.offered)).toEqual(data(pooling.soldToDisCo));
  expect(data(pooling.priceFromDisCo)).toEqual(data(disco.priceToAggregators));
});

test.each(lossless)(
  "on %s the bus of the market gives what the users consume, in kW: kWh by the length of an hour",
  async (_, network) => {
    const { injections } = await central({ shiftOnly: true }, network, highs(), 0.5);
    const wanted = [352, 528, -220, -380, -110, -130, -22, -18];
    expect(injections.bus).toEqual(["1", "2", "3", "4"]);
    wanted.forEach((kW, at) => {
      expect(injections.active[at]).toBeCloseTo(kW, 6);
    });
    expect(Array.from(injections.reactive)).toEqual(new Array(8).fill(0));
  },
);

test("a rated line lets through what it may: 5 kWh of the 16 are shifted", async () => {
  const network = linearDistFlow(net, { ratedPower: { "1-2": Float64Array.of(165, 1000) } });
  const { objective, injections } = await central({ shiftOnly: true }, network, highs());
  expect(objective).toBeCloseTo((0.5 - 0.8) * 5, 6);
  expect(injections.active[0]).toBeCloseTo(165, 6);
  expect(injections.active[1]).toBeCloseTo(275, 6);
});

test("in a network with losses the DisCo buys those that the power flow has", async () => {
  const given = { shiftOnly: false, reactiveShare: 0.5, losses: true };
  const { objective, solution, organization, injections } = await central(given, conicDistFlow(net), clarabel());
  const { activeLoss } = checkGrid(net, injections).batch;
  const { boughtForLosses } = organization.disco;
  activeLoss.forEach((loss, t) => {
    expect(solution.value(boughtForLosses!).data[t]).toBeCloseTo(loss, 4);
  });
  expect(activeLoss[1]).toBeGreaterThan(1);
  expect(objective).toBeCloseTo(-30.4 + total(Array.from(activeLoss, (loss, t) => loss * marketPrice[t]!)), 4);
  expect(injections.reactive[2]).toBeCloseTo(-0.5 * 90, 5);
});

test("a DisCo that does not cover the losses of a network leaves its balance without a solution", async () => {
  const market = marketOf(net);
  virtualOrganization(members({ shiftOnly: false })).enter(market);
  optimalPowerFlow(market, conicDistFlow(net));
  await using session = await market.model.open(clarabel());
  expect((await session.solve()).status).toBe("infeasible");
});

test("two organizations in one model cost what both cost alone, and what each declared is its own", async () => {
  const market = marketOf(net);
  const shedding = members({ shiftOnly: false });
  const shifting = members({ shiftOnly: true });
  enter(virtualOrganization(shedding, "north"), market);
  enter(virtualOrganization(shifting, "south"), market);
  optimalPowerFlow(market, copperPlate());
  await using session = await market.model.open(highs());
  expect(optimal(await session.solve()).objective).toBeCloseTo(-30.4 - 4.8, 6);
  expect(market.entered("south end-users").resources.map(({ name }) => name)).toEqual(["end-users"]);
  const names = market.declared({ owner: "north DisCo" }).variables.map(({ name }) => name);
  expect(names).toContain("north DisCo bought on market");
  expect(names.every((name) => name.startsWith("north DisCo "))).toBe(true);
});
