/** What scopes keep apart and together: names, owners, networks, and what was entered. */
import { expect, test } from "vitest";
import {
  battery,
  conicDistFlow,
  copperPlate,
  feederLoad,
  flexibleLoad,
  generator,
  linearDistFlow,
  onLoadTapChanger,
} from "../../models/index.ts";
import { highs } from "../../solvers/highs.ts";
import { type Feeder, feeder } from "../../src/feeder/index.ts";
import { optimalPowerFlow, type Scope, scope } from "../../src/market/index.ts";
import { writeLp } from "../../src/program/index.ts";

const marketOf = (hours = 1): Scope => scope({ name: "village", buses: ["1", "2"], hours, money: "EUR" });

function feederOf(name: string, load: number): Feeder {
  return feeder({
    name,
    origin: "made up",
    buses: ["1", "2"].map((bus) => ({ name: bus, voltage: 10 })),
    lines: [{ from: "1", to: "2", resistance: 1, reactance: 1 }],
    loads: [{ bus: "2", active: load, reactive: 0 }],
    sources: [{ bus: "1", voltage: 1 }],
  });
}

const grid = { name: "grid", bus: "1", highestActive: 1e4, lowestReactive: -1e4, highestReactive: 1e4 };

async function optimum(market: Scope) {
  await using session = await market.model.open(highs());
  const outcome = await session.solve();
  if (outcome.status !== "optimal") throw new Error(outcome.reason);
  return outcome;
}

/** A community with a network of its own in a part of a market. */
function enterCommunity(market: Scope, name: string, load: number, cost: number) {
  const own = market.child(name, { owner: name });
  const units = generator(own, "units", [{ ...grid, cost }]);
  const net = feederOf(name, load);
  feederLoad(own, net);
  return { own, units, grid: linearDistFlow(net).addTo(own) };
}

test("two communities with a network each stand in one model, and have the optima that they have alone", async () => {
  const market = marketOf();
  const north = enterCommunity(market, "north", 300, 0.1);
  const south = enterCommunity(market, "south", 500, 0.3);
  const ofSouth = market.expression("cost of the south", [], () => market.cost("south"));
  market.model.minimize(market.cost(), "EUR");
  const { solution, objective } = await optimum(market);
  expect(objective).toBeCloseTo(300 * 0.1 + 500 * 0.3, 6);
  expect(solution.value(ofSouth).data[0]).toBeCloseTo(500 * 0.3, 6);
  expect(solution.value(north.units.power).at("grid", 1)).toBeCloseTo(300, 6);
  expect(north.grid.prices(solution).active.at("2", 1)).toBeCloseTo(0.1, 9);
  expect(south.grid.prices(solution).active.at("2", 1)).toBeCloseTo(0.3, 9);
  for (const [name, load, cost] of [
    ["north", 300, 0.1],
    ["south", 500, 0.3],
  ] as const) {
    const alone = marketOf();
    const { units } = enterCommunity(alone, name, load, cost);
    alone.model.minimize(units.cost(), "EUR");
    expect((await optimum(alone)).objective).toBeCloseTo(load * cost, 6);
  }
});

test("names say whose something is, in the model and in LP files", () => {
  const market = marketOf();
  const ann = market.child("Ann", { owner: "Ann" });
  const store = battery(ann, "battery", [{ name: "B", bus: "2", capacity: 10, chargingPower: 5 }], {
    exclusive: "never",
  });
  expect(store.charged.name).toBe("Ann battery charged");
  expect(() => ann.variable("x", [market.hour], { lower: Number.NaN })).toThrow('In the variable "Ann x"');
  market.model.minimize(store.cost());
  expect(writeLp(market.model.compile())).toContain("Ann_battery_charged");
});

test("what an owner declared is found by owner, and by scenario", async () => {
  const market = marketOf();
  for (const owner of ["Ann", "Bob"]) {
    for (const scenario of ["sunny", "dull"]) {
      const own = market.child(`${owner}, ${scenario}`, { owner, scenario });
      generator(own, "unit", [{ name: owner, bus: "1", highestActive: 5, cost: 0.1 }]);
    }
  }
  const named = (found: { variables: readonly { name: string }[] }) => found.variables.map(({ name }) => name);
  expect(named(market.declared({ owner: "Ann" }))).toEqual(["Ann, sunny unit power", "Ann, dull unit power"]);
  expect(named(market.declared({ owner: "Bob", scenario: "dull" }))).toEqual(["Bob, dull unit power"]);
  expect(market.entered("Bob").resources).toHaveLength(2);
  expect(market.declared()).toMatchObject({ cones: [], constraints: [] });
});

test("a load that was entered is served, and cannot be forgotten or counted twice", async () => {
  const market = marketOf();
  const unit = generator(market, "unit", [{ name: "g", bus: "1", highestActive: 100, cost: 0.1 }]);
  const load = flexibleLoad(market, "load", [{ name: "l", bus: "2", active: 10 }]);
  expect(() => market.enter(load)).toThrow(
    '"load" was entered into the market "village" before. It would count twice.',
  );
  optimalPowerFlow(market, copperPlate());
  const { solution, objective } = await optimum(market);
  expect(solution.value(unit.power).at("g", 1)).toBeCloseTo(10, 9);
  expect(objective).toBeCloseTo(1, 9);
});

test("what is entered after the network has taken the scope is refused", () => {
  const market = marketOf();
  generator(market, "unit", [{ name: "g", bus: "1", highestActive: 100 }]);
  optimalPowerFlow(market, copperPlate());
  expect(() => flexibleLoad(market, "load", [{ name: "l", bus: "2", active: 10 }])).toThrow(
    '"load" is entered into "load" after the network, copper plate, has taken what stands there. Enter it before.',
  );
  expect(() => copperPlate().addTo(market)).toThrow('the market "village" has a network already, copper plate');
});

test("what stands in a part that no network has taken is found", () => {
  const market = marketOf();
  const heat = market.child("heat", { carrier: "heat", buses: ["boiler"] });
  generator(heat, "boiler", [{ name: "b", bus: "boiler", highestActive: 10 }]);
  generator(market, "unit", [{ name: "g", bus: "1", highestActive: 100 }]);
  optimalPowerFlow(market, copperPlate());
  expect(() => market.refuseLoose()).toThrow(
    '"boiler" was entered into "heat boiler", and no network of heat has taken it',
  );
});

test("heat and electricity have balances of their own in one model", async () => {
  const market = marketOf();
  const heat = market.child("heat", { carrier: "heat", buses: ["boiler"] });
  generator(heat, "boiler", [{ name: "b", bus: "boiler", highestActive: 10, cost: 0.05 }]);
  flexibleLoad(heat, "houses", [{ name: "h", bus: "boiler", active: 4 }]);
  generator(market, "unit", [{ name: "g", bus: "1", highestActive: 100, cost: 0.2 }]);
  flexibleLoad(market, "load", [{ name: "l", bus: "2", active: 10 }]);
  const warm = copperPlate().addTo(heat);
  const { grid: onFeeder } = optimalPowerFlow(market, copperPlate());
  const { solution, objective } = await optimum(market);
  expect(objective).toBeCloseTo(4 * 0.05 + 10 * 0.2, 9);
  expect(warm.prices(solution).active.at("boiler", 1)).toBeCloseTo(0.05, 9);
  expect(onFeeder.prices(solution).active.at("1", 1)).toBeCloseTo(0.2, 9);
  expect(() => market.child("gas", { carrier: "gas" })).toThrow("has no buses");
});

test("a tap changer is taken by the network of a feeder, and refused by a copper plate", async () => {
  const net = feederOf("one line", 500);
  const market = scope({ name: "taps", buses: net.busNames, hours: 1, money: "EUR" });
  generator(market, "unit", [{ ...grid, cost: 0.1 }]);
  feederLoad(market, net);
  const row = { name: "t", branch: "1-2", lowestStep: -2, highestStep: 2, stepSize: 0.01 };
  const tap = onLoadTapChanger(market, "tap", [row]);
  const { grid: onFeeder } = optimalPowerFlow(market, linearDistFlow(net, { lowestVoltage: 0.9, highestVoltage: 1.1 }));
  const { solution } = await optimum(market);
  const ratio = solution.value(tap.ratio).at("t", 1);
  const drop = (2 * 500) / 1e5;
  expect(onFeeder.state(solution)!.voltage.at("2", 1)).toBeCloseTo(Math.sqrt(1 / ratio ** 2 - drop), 6);
  const plate = marketOf();
  onLoadTapChanger(plate, "tap", [row]);
  expect(() => optimalPowerFlow(plate, copperPlate())).toThrow("sits in branches, and a copper plate has none");
  expect(conicDistFlow(net).feederModel?.feeder).toBe(net);
});
