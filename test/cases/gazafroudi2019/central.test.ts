/** The study's participants in one model on its feeder: what they could pay together on the market, at least. */
import { expect, test } from "vitest";
import { readGrid } from "../../../cases/gazafroudi2019/grid.ts";
import { participants } from "../../../cases/gazafroudi2019/markets.ts";
import { reproduce } from "../../../cases/gazafroudi2019/reproduce.ts";
import { copperPlate, linearDistFlow, virtualOrganization } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Network, optimalPowerFlow, scope } from "../../../src/market/index.ts";
import { optimal } from "../../models/participants/village.ts";
import { reference } from "./reference.ts";
import { inputsOf, settlementOf, studyData, texts } from "./study.ts";

const data = studyData();
const net = readGrid(texts);
const { settlements } = await reproduce(data, highs());

async function leastPaid(scenario: "S1" | "S2", network: Network): Promise<number> {
  const market = scope({ name: "central", buses: net.busNames, hours: 24, money: "EUR" });
  virtualOrganization(participants(data, { case: "case2", scenario })).enter(market);
  optimalPowerFlow(market, network);
  await using session = await market.model.open(highs());
  return optimal(await session.solve()).objective;
}

/** So wide that no voltage leaves it: the network only carries what is traded. */
const openBand = { lowestVoltage: 0.5, highestVoltage: 1.5 };

const networks: readonly (readonly [string, Network])[] = [
  ["a copper plate", copperPlate()],
  ["the 33 buses", linearDistFlow(net, openBand)],
];

test.each(networks)(
  "on %s nothing is better in S1 than to sell all flexibility, as in Case 1 of Table 2",
  async (_, network) => {
    // -2394.438 - 239.444 - 2273.819
    expect(Math.abs((await leastPaid("S1", network)) - -4907.701)).toBeLessThan(1e-3);
  },
);

test.each(networks)(
  "on %s the least of S2 is what users would choose who are paid the market price",
  async (_, network) => {
    const { marketPrice, ...rest } = inputsOf(data);
    const paidByMarket = { ...rest, marketPrice, aggregatorPrice: rest.aggregatorPrice.map(() => marketPrice) };
    const { market } = reference(paidByMarket, false, true);
    expect(Math.abs((await leastPaid("S2", network)) / market - 1)).toBeLessThan(1e-7);
    expect(market).toBeLessThan(-1000);
  },
);

/**
 * Entered side by side, each takes what the others decided as data. Where the loop has settled each is at its own best, and
 * its decisions agree with the others' data: the network's balance holds there, and nothing can be better.
 */
test.each(["S1", "S2"] as const)(
  "in Case 2 %s the point where the loop settles is the optimum of all three in one scope on the 33 buses",
  async (scenario) => {
    const { state, costs } = settlementOf(settlements, "case2", scenario);
    const market = scope({ name: "side by side", buses: net.busNames, hours: 24, money: "EUR" });
    const members = participants(data, { case: "case2", scenario });
    const part = (name: string) => market.child(name, { owner: name });
    const users = members.users.enter(part("end-users"));
    const pooling = members.aggregators.enter(part("aggregators"));
    const disco = members.disco.enter(part("DisCo"));
    optimalPowerFlow(market, linearDistFlow(net, openBand));
    await using session = await market.model.open(highs());
    session.set(users.fromDisCo, state.soldToUsers);
    session.set(pooling.soldByUsers, state.soldToAggregator);
    session.set(pooling.priceFromDisCo, state.priceToAggregators);
    session.set(disco.offered, state.soldToDisCo);
    const { objective, solution } = optimal(await session.solve());
    const near = (value: number, wanted: number) => expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-7);
    near(objective, state.paidOnMarket);
    near(solution.value(users.cost).at(), costs.end_users);
    near(solution.value(pooling.cost).at(), costs.aggregators);
    near(solution.value(disco.paidOnMarket).at(), state.paidOnMarket);
  },
);
