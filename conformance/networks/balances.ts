/** What is given, taken and lost adds up, in every hour and in hours of any length. */
import { expectAbove, expectAllClose, expectClose, expectEqual } from "../assertions.ts";
import { chain, chainLoads, loadsOf, sentFor, twoBuses } from "../market/feeders.ts";
import { cleared, type Given, stateOf, sumByHour } from "./cleared.ts";
import { check, type NetworkCheck, needing } from "./network-check.ts";

const upstream = { name: "grid", bus: "1", cost: 0.1, most: 1e4, reactive: 1e4 };
const near = { name: "near", bus: "3", cost: 0.05, most: 120 };
const profile = [0.4, 1, 0.7];
const day: Given = { feeder: chain, units: [upstream, near], hours: 3, profile };
/** 0.1 per unit. */
const resistive = twoBuses({ resistance: 10, reactance: 0 }, { active: 475 });

export const balances: readonly NetworkCheck[] = [
  check("injections are those of the buses in their order, and of hours of their length", async (subject) => {
    const { grid, solution } = await cleared(subject, { ...day, hourLength: 0.25 });
    const { bus, active, reactive, hourLength } = grid.injections(solution);
    const at = (powers: ArrayLike<number>, position: number) =>
      Array.from(powers).slice(3 * position, 3 * position + 3);
    expectEqual("buses", bus, chain.busNames);
    expectEqual("hour length", hourLength, 0.25);
    const taken = profile.map((factor) => -factor * chainLoads[0]!.active);
    expectAllClose("kW injected at bus 2", at(active, 1), taken, 9);
    const given = profile.map((factor) => 120 - factor * chainLoads[1]!.active);
    expectAllClose("kW injected at bus 3", at(active, 2), given, 4);
    expectAllClose(
      "kVAr injected at bus 2",
      at(reactive, 1),
      profile.map((factor) => -factor * 100),
      9,
    );
  }),

  needing({ losses: false })("without losses injections add up to nothing in every hour", async (subject) => {
    const { grid, solution } = await cleared(subject, day);
    expectAllClose("sum of kW", sumByHour(grid.injections(solution).active, 3), [0, 0, 0], 5);
  }),

  needing({ losses: true })("injections add up to the losses in every hour", async (subject) => {
    const { grid, solution } = await cleared(subject, day);
    const lost = sumByHour(stateOf({ grid, solution }).loss.data, 3);
    expectAllClose("sum of kW", sumByHour(grid.injections(solution).active, 3), lost, 3);
  }),

  needing({ exact: true })("every line loses power in every hour", async (subject) => {
    for (const kW of stateOf(await cleared(subject, day)).loss.data) expectAbove("kW lost", kW, 1e-3);
  }),

  needing({ losses: false })("the cheapest give first: 120 kW nearby at 0.05, the rest at 0.1", async (subject) => {
    const { objective, units, solution } = await cleared(subject, { feeder: chain, units: [upstream, near] });
    expectClose("objective", objective, 120 * 0.05 + 380 * 0.1, 5);
    expectAllClose("kW given", solution.value(units.power).data, [380, 120], 4);
  }),

  // x = 0 and v_1 = 1: P = p + r P^2. With r = 0.1 and P = 0.5 per unit, p = 0.475.
  needing({ exact: true })("475 kW at the end of 0.1 per unit take 500 kW at the source", async (subject) => {
    const { objective, grid, solution } = await cleared(subject, { feeder: resistive, units: [upstream] });
    expectClose("objective", objective, sentFor(475, 0.1) * 0.1, 4);
    expectClose("loss", stateOf({ grid, solution }).loss.at("1-2", 1), 25, 3);
  }),

  check("in quarters of an hour all costs a quarter", async (subject) => {
    const [hours, quarters] = [await cleared(subject, day), await cleared(subject, { ...day, hourLength: 0.25 })];
    expectClose("objective", quarters.objective, hours.objective / 4, 5);
  }),

  check("each of several hours is as it is alone", async (subject) => {
    const all = await cleared(subject, day);
    const prices = all.grid.prices(all.solution);
    let sum = 0;
    for (const [t, factor] of profile.entries()) {
      const { hours: _, ...hour } = day;
      const alone = await cleared(subject, { ...hour, profile: [factor] });
      const own = alone.grid.prices(alone.solution);
      const at = chain.busNames.map((bus) => prices.active.at(bus, t + 1));
      expectAllClose(`active price in hour ${t + 1}`, at, own.active.data, 5);
      sum += alone.objective;
    }
    expectClose("objective", all.objective, sum, 4);
  }),

  check("what is taken where nothing else stands is injected there alone", async (subject) => {
    const { grid, solution } = await cleared(subject, { feeder: resistive, units: [upstream] });
    const { active } = grid.injections(solution);
    expectClose("kW injected at bus 2", active[1], -loadsOf(resistive)[1]!.active, 9);
  }),
];
