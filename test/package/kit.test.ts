/** The device, the network and the market of CONTRIBUTING.md, compiled and run outside of the package. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examplesIn } from "../docs/extract.ts";
import { type UserFolder, userFolder } from "./user-folder.ts";

const page = "CONTRIBUTING.md";
/** By the file names in their first lines. */
const modules = Object.fromEntries(
  examplesIn(page, readFileSync(page, "utf8")).map(({ where, code }) => {
    const name = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1];
    if (name === undefined) throw new Error(`${where}: begin the example with its file name: // heat-pump.ts`);
    return [name, code];
  }),
);

let user: UserFolder;
beforeAll(() => {
  user = userFolder("package");
}, 120_000);
afterAll(() => user[Symbol.dispose]());

/** What a user's module prints as JSON, beside those of the page. */
function printed(main: string): unknown {
  return JSON.parse(user.run({ ...modules, "main.ts": main }, "main.js"));
}

test("the page has a heat pump, a network and a market, of which the heat pump knows models and markets only", () => {
  expect(Object.keys(modules)).toEqual(["heat-pump.ts", "two-zones.ts", "peak-charge.ts"]);
  const imported = [...modules["heat-pump.ts"]!.matchAll(/ from "([^"]+)"/g)].map(([, from]) => from);
  expect(imported).toEqual(["clearwatt/market", "clearwatt/models"]);
});

test("the heat pump is cleared with a generator on a copper plate, by code and by a market file", {
  timeout: 120_000,
}, () => {
  const found = printed(`
    import { enter, type LocalMarket, optimalPowerFlow, scope, scopeOf } from "clearwatt/market";
    import { copperPlate, generator, marketFileSchema, readMarketFile, resourceKinds } from "clearwatt/models";
    import { highs } from "clearwatt/solvers/highs";
    import { heatPump, heatPumps } from "./heat-pump.js";

    const row = { name: "cellar", bus: "b", heatDemand: [6, 9], coefficientOfPerformance: [3, 2], highestActive: 5 };
    const market = scope({ name: "two buses", buses: ["a", "b"], hours: 2, hourLength: 0.5, money: "EUR" });
    generator(market, "units", [{ name: "CHP", bus: "a", highestActive: 10, cost: [0.2, 0.3] }]);
    const pumps = heatPump(market, "pumps", [row]);
    const { grid } = optimalPowerFlow(market, copperPlate());
    await using session = await market.model.open(highs());
    const outcome = await session.solve();
    if (outcome.status !== "optimal") throw new Error(outcome.status);
    const power = Array.from(outcome.solution.value(pumps.power).data);
    const price = Array.from(grid.prices(outcome.solution).active.data);

    const refused = (own: object) => {
      try {
        heatPump(scope({ name: "m", buses: ["b"], hours: 2, money: "EUR" }), "pumps", [{ ...row, ...own }]);
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };

    const file = {
      name: "a file", buses: ["a", "b"], hours: 2, hourLength_h: 0.5, money: "EUR",
      participants: [
        { name: "works", generators: [{ name: "CHP", bus: "a", highestActive: 10, cost: [0.2, 0.3] }] },
        { name: "home", "heat pumps": [row] },
      ],
    };
    const resources = [...resourceKinds, heatPumps];
    const read: LocalMarket = readMarketFile("m.json", { "m.json": JSON.stringify(file) }, { resources }).market;
    const whole = scopeOf(read);
    for (const participant of read.participants) enter(participant, whole);
    optimalPowerFlow(whole, read.network);
    await using second = await whole.model.open(highs());
    const again = await second.solve();
    console.log(JSON.stringify({
      power, price, objective: outcome.objective,
      ofFile: again.status === "optimal" ? again.objective : again.status,
      refused: [refused({ coefficientOfPerformance: [3, 0] }), refused({ heatDemand: [1] })],
      inSchema: JSON.stringify(marketFileSchema({ resources })).includes("Heat that is to be given. In kW."),
    }));
  `) as Record<string, unknown>;
  expect(found.power).toEqual([2, 4.5]);
  // Half an hour each: 0.5 (2 x 0.2 + 4.5 x 0.3).
  expect(found.objective).toBeCloseTo(0.875, 9);
  expect(found.ofFile).toBeCloseTo(0.875, 9);
  expect(found.price).toEqual([0.2, 0.3, 0.2, 0.3].map((euros) => expect.closeTo(euros, 9)));
  expect(found.refused).toEqual([
    'In "pumps", the device "cellar" has coefficientOfPerformance 0 in hour "2", which must be above 0.',
    'In "pumps", the device "cellar" has 1 values of heatDemand, and the market has 2 hours. Give one number, or one for each hour.',
  ]);
  expect(found.inSchema).toBe(true);
});

test("the network of two zones has a price on each side of its link, and its share of congestion", {
  timeout: 120_000,
}, () => {
  const found = printed(`
    import { optimalPowerFlow, scope } from "clearwatt/market";
    import { flexibleLoad, generator } from "clearwatt/models";
    import { highs } from "clearwatt/solvers/highs";
    import { twoZones } from "./two-zones.js";

    const market = scope({ name: "two zones", buses: ["a", "b", "c"], hours: 2, hourLength: 2, money: "EUR" });
    generator(market, "units", [
      { name: "cheap", bus: "a", highestActive: 100, cost: 0.1 },
      { name: "dear", bus: "c", highestActive: 100, cost: 0.3 },
    ]);
    flexibleLoad(market, "load", [{ name: "town", bus: "b", active: [10, 3] }]);
    const { grid } = optimalPowerFlow(market, twoZones(["a"], 4));
    await using session = await market.model.open(highs());
    const outcome = await session.solve();
    if (outcome.status !== "optimal") throw new Error(outcome.status);
    const prices = grid.prices(outcome.solution);
    console.log(JSON.stringify({
      objective: outcome.objective,
      injected: Array.from(grid.injections(outcome.solution).active),
      price: Array.from(prices.active.data),
      congestion: Array.from(prices.activeParts.congestion.data),
    }));
  `) as Record<string, readonly number[]>;
  // In the first hour the link is full: 4 kW from a, 6 from c. In the second all comes from a. Two hours each.
  expect(found.objective).toBeCloseTo(2 * (4 * 0.1 + 6 * 0.3) + 2 * 3 * 0.1, 9);
  expect(found.injected).toEqual([4, 3, -10, -3, 6, 0].map((kW) => expect.closeTo(kW, 9)));
  expect(found.price).toEqual([0.1, 0.1, 0.3, 0.1, 0.3, 0.1].map((euros) => expect.closeTo(euros, 9)));
  expect(found.congestion).toEqual([0, 0, 0.2, 0, 0.2, 0].map((euros) => expect.closeTo(euros, 9)));
});

test("the market with a charge on the peak is flat, on any network", { timeout: 120_000 }, () => {
  const found = printed(`
    import type { LocalMarket, Network } from "clearwatt/market";
    import { copperPlate, flexibleLoad, generator } from "clearwatt/models";
    import { highs } from "clearwatt/solvers/highs";
    import { peakCharged } from "./peak-charge.js";
    import { twoZones } from "./two-zones.js";

    const market = (network: Network): LocalMarket => ({
      name: "peaks", buses: ["a", "b"], hours: 2, money: "EUR", network,
      participants: [
        { name: "upstream", enter: (scope) => void generator(scope, "grid", [{ name: "grid", bus: "a", highestActive: 20, cost: [0.1, 0.2] }]) },
        { name: "home", enter: (scope) => void flexibleLoad(scope, "load", [{ name: "car", bus: "b", active: [2, 6], lowestActive: 0, highestActive: 10 }]) },
      ],
    });
    const found = [];
    for (const [network, charge] of [[copperPlate(), 0], [copperPlate(), 1], [twoZones(["a"], 6), 0], [twoZones(["a"], 6), 1]] as const) {
      const { model, peak } = peakCharged(market(network), "upstream", charge);
      await using session = await model.open(highs());
      const outcome = await session.solve();
      if (outcome.status !== "optimal") throw new Error(outcome.status);
      found.push([outcome.objective, ...(charge === 0 ? [] : [outcome.solution.value(peak).data[0]])]);
    }
    console.log(JSON.stringify(found));
  `);
  // 8 kWh: all in the cheap hour, or 4 and 4 under a charge of 1 EUR/kW; through the link at most 6.
  const close = (...values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));
  expect(found).toEqual([close(0.8), close(5.2, 4), close(1), close(5.2, 4)]);
});

test("the heat pump and the two zones pass the conformance suites", { timeout: 120_000 }, () => {
  const found = printed(`
    import { type Check, type DeviceToCheck, deviceChecks, type NetworkToCheck, networkChecks } from "clearwatt/conformance";
    import { highs } from "clearwatt/solvers/highs";
    import { type HeatPumpRow, heatPump } from "./heat-pump.js";
    import { twoZones } from "./two-zones.js";

    const pumps: DeviceToCheck<HeatPumpRow> = {
      name: "heat pumps",
      traits: { injects: true, rows: true, integer: false, quarters: true },
      rows: [{ name: "cellar", bus: "2", heatDemand: [6, 9, 3, 4], coefficientOfPerformance: [3, 2, 3, 3], highestActive: 5 }],
      enter: heatPump,
    };
    const zones: NetworkToCheck = {
      name: "two zones",
      traits: { feeder: false, losses: false, exact: false },
      make: () => twoZones(["1"], 1e6),
    };
    async function failures(checks: readonly Check<unknown>[]): Promise<string[]> {
      const failed: string[] = [];
      for (const { name, applies, run } of checks) if (applies) await run().catch((error) => failed.push(\`\${name}: \${error}\`));
      return failed;
    }
    const solver = highs();
    console.log(JSON.stringify({
      pumps: await failures(deviceChecks(pumps, solver)),
      zones: await failures(networkChecks(zones, solver)),
    }));
  `);
  expect(found).toEqual({ pumps: [], zones: [] });
});
