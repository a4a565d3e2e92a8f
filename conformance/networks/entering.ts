/** What a network takes, and that it keeps apart what stands in parts of a model. */
import { type IndexSet, set } from "../../src/language/index.ts";
import type { Resource, Scope, TapChangers } from "../../src/market/index.ts";
import { CheckFailed, expectAllClose, expectClose, expectEqual, expectThrow } from "../assertions.ts";
import { chain, chainLoads, twoBuses } from "../market/feeders.ts";
import { namesOutside } from "../market/names.ts";
import { optimumOf } from "../market/optimum.ts";
import { enterLoads, enterUnits } from "../market/units.ts";
import { cleared, enterAll, type Given, makeFor, scopeOf, setObjective, stateOf, sumByHour } from "./cleared.ts";
import { check, type NetworkCheck, needing } from "./network-check.ts";

const upstream = { name: "grid", bus: "1", cost: 0.1, most: 1e4, reactive: 1e4 };
const market: Given = { feeder: chain, units: [upstream] };

/** The same at half the load, with a price of its own. */
const other: Given = { feeder: chain, units: [{ ...upstream, cost: 0.3 }], profile: [0.5] };

const nothing: Omit<Resource, "name"> = { buses: [], active: null, reactive: null, cost: () => 0 };

export const entering: readonly NetworkCheck[] = [
  check("what was entered into its scope and the parts of it is served, each once", async (subject) => {
    const whole = scopeOf(market);
    const units = enterUnits(whole.child("Ann"), market.units);
    const town = whole.child("town");
    enterLoads(town.child("centre"), chainLoads.slice(0, 1));
    enterLoads(town, chainLoads.slice(1));
    const grid = makeFor(subject, market).addTo(whole);
    setObjective(whole, [units]);
    const { solution } = await optimumOf(whole.model, subject.solver);
    const given = solution.value(units.power).at("grid", 1);
    const state = grid.state(solution);
    const lost = state === null ? 0 : sumByHour(state.loss.data, 1)[0]!;
    expectClose("kW given, less what is lost", given - lost, 500, 3);
    expectAllClose("kW injected", grid.injections(solution).active, [given, -300, -200], 6);
  }),

  check("what was entered is in a network then: nothing stands loose", async (subject) => {
    const whole = scopeOf(market);
    enterAll(whole, market, makeFor(subject, market));
    whole.refuseLoose();
  }),

  check("a second network in the same scope is refused", async (subject) => {
    const whole = scopeOf(market);
    enterAll(whole, market, makeFor(subject, market));
    expectThrow(() => makeFor(subject, market).addTo(whole), "has a network already");
  }),

  check("what is entered after it is refused by name", async (subject) => {
    const whole = scopeOf(market);
    enterAll(whole, market, makeFor(subject, market));
    expectThrow(() => whole.enter({ name: "late", ...nothing }), '"late"');
  }),

  check("two in the parts of one model are each as they are alone", async (subject) => {
    const network = makeFor(subject, market);
    const whole = scopeOf(market);
    const parts = ([market, other] as const).map((given, k) =>
      enterAll(whole.child(k === 0 ? "north" : "south"), given, network),
    );
    setObjective(
      whole,
      parts.map(({ units }) => units),
    );
    const both = await optimumOf(whole.model, subject.solver);
    let sum = 0;
    for (const [k, given] of [market, other].entries()) {
      const alone = await cleared(subject, given);
      const own = { ...parts[k]!, solution: both.solution };
      const where = k === 0 ? "north" : "south";
      expectAllClose(
        `${where}: active price`,
        own.grid.prices(both.solution).active.data,
        alone.grid.prices(alone.solution).active.data,
        5,
      );
      expectAllClose(
        `${where}: injections`,
        own.grid.injections(both.solution).active,
        alone.grid.injections(alone.solution).active,
        3,
      );
      if (subject.kind.traits.feeder)
        expectAllClose(`${where}: voltage`, stateOf(own).voltage.data, stateOf(alone).voltage.data, 6);
      sum += alone.objective;
    }
    expectClose("objective of both together", both.objective, sum, 4);
  }),

  check("all that it declares carries the name of its scope", async (subject) => {
    const whole = scopeOf(market);
    enterAll(whole.child("north"), market, makeFor(subject, market));
    expectEqual("names without that of the scope", namesOutside(whole, "north"), []);
  }),

  check("its grid has its name, and another one is made for every model", async (subject) => {
    const network = makeFor(subject, market);
    const grids = [scopeOf(market), scopeOf(market)].map((whole) => enterAll(whole, market, network).grid);
    expectEqual(
      "the names of the grids",
      grids.map((grid) => grid.network),
      [network.name, network.name],
    );
    if (grids[0] === grids[1]) throw new CheckFailed("the grids of two models", "two", "one");
  }),

  needing({ feeder: false })("tap changers are refused by name: it has no branches", async (subject) => {
    const whole = scopeOf(market);
    enterUnits(whole, market.units);
    whole.enterTapChangers(ratio(whole, 0.95));
    expectThrow(() => makeFor(subject, market).addTo(whole), '"taps"');
  }),

  // 1 / 0.95^2 before an impedance that takes 2 r p = 0.02 of it away.
  needing({ feeder: true })("tap changers are taken: the voltage behind them is what they say", async (subject) => {
    const given: Given = { feeder: twoBuses({ resistance: 1, reactance: 0 }, { active: 1000 }), units: [upstream] };
    const whole = scopeOf(given);
    whole.enterTapChangers(ratio(whole, 0.95));
    const { grid, units } = enterAll(whole, given, makeFor(subject, given));
    setObjective(whole, [units]);
    const { solution } = await optimumOf(whole.model, subject.solver);
    const { voltage, loss } = stateOf({ grid, solution });
    const [behind, r] = [1 / 0.95 ** 2, 0.01];
    const lost = loss.data[0]! / 1000;
    const reached = behind - 2 * r * (1 + lost) + r * lost;
    expectClose("voltage at bus 2", voltage.at("2", 1), Math.sqrt(reached), 5);
  }),
];

/** Tap changers with one ratio for ever, in the line of two buses. */
function ratio(whole: Scope, value: number): TapChangers {
  const unit: IndexSet<string> = set("taps", ["T"]);
  const scale = whole.parameter("scale of the taps", [unit], 1 / value ** 2);
  return {
    name: "taps",
    unit,
    branches: ["1-2"],
    addTo: (before) => (k, t) => before(k, t).times(scale(k)),
    cost: () => 0,
  };
}
