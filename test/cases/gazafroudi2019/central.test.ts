/** The study's participants in one model on its feeder: what they could pay together on the market, at least. */
import { expect, test } from "vitest";
import { readGrid } from "../../../cases/gazafroudi2019/grid.ts";
import { participants } from "../../../cases/gazafroudi2019/markets.ts";
import { copperPlate, linearDistFlow, optimalPowerFlow, virtualOrganization } from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { type Network, scope } from "../../../src/market/index.ts";
import { optimal } from "../../models/participants/village.ts";
import { reference } from "./reference.ts";
import { inputsOf, studyData, texts } from "./study.ts";

const data = studyData();
const net = readGrid(texts);

async function leastPaid(scenario: "S1" | "S2", network: Network): Promise<number> {
  const market = scope({ name: "central", buses: net.busNames, hours: 24, money: "EUR" });
  virtualOrganization(participants(data, { case: "case2", scenario })).enter(market);
  optimalPowerFlow(market, network);
  await using session = await market.model.open(highs());
  return optimal(await session.solve()).objective;
}

/** Without losses, and with a band so wide that no voltage leaves it, the network only carries what is traded. */
const networks: readonly (readonly [string, Network])[] = [
  ["a copper plate", copperPlate()],
  ["the 33 buses", linearDistFlow(net, { lowestVoltage: 0.5, highestVoltage: 1.5 })],
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
