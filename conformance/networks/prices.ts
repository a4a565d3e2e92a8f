/** Prices are what one more kW (or kVAr) of consumption costs, in whatever way the market is written. */
import type { Labelled } from "../../src/language/index.ts";
import type { PriceParts } from "../../src/market/index.ts";
import { expectAllClose, expectClose, expectEqual } from "../assertions.ts";
import { chain, sentPerUnit, twoBuses, twoTrees } from "../market/feeders.ts";
import { cleared, type Given } from "./cleared.ts";
import { check, type NetworkCheck, type NetworkSubject, needing } from "./network-check.ts";

const upstream = { name: "grid", bus: "1", cost: 0.1, most: 1e4, reactive: 1e4 };
const near = { name: "near", bus: "3", cost: 0.05, most: 120 };
const market: Given = { feeder: chain, units: [upstream, near] };
const profile = [0.4, 1, 0.7];

export const prices: readonly NetworkCheck[] = [
  check("they are labelled by bus and hour, in money/kWh", async (subject) => {
    const { grid, solution } = await cleared(subject, { ...market, hours: 3, profile });
    const { active, reactive } = grid.prices(solution);
    for (const price of [active, reactive]) expectEqual(`number of ${price.name}`, price.data.length, 9);
    expectEqual("units", [active.unit, reactive.unit], ["EUR/kWh", "EUR/kVArh"]);
    expectEqual("labels of the last", active.labels(8), ["3", "3"]);
  }),

  needing({ losses: false })(
    "where nothing is lost and nothing binds every bus has the dearest cost in use",
    async (subject) => {
      const { grid, solution } = await cleared(subject, market);
      const { active, activeParts, reactive } = grid.prices(solution);
      expectAllClose("active price", active.data, [0.1, 0.1, 0.1], 8);
      expectAllClose("energy in it", activeParts.energy.data, [0.1, 0.1, 0.1], 8);
      expectAllClose("reactive price", reactive.data, [0, 0, 0], 8);
    },
  ),

  check("the active price is d objective / d load", async (subject) => {
    const { grid, solution } = await cleared(subject, market);
    const { active } = grid.prices(solution);
    for (const bus of chain.busNames)
      expectClose(`active price at bus ${bus}`, active.at(bus, 1), await slope(subject, market, bus, "active"), 5);
  }),

  check("the reactive price is d objective / d reactive load", async (subject) => {
    const { grid, solution } = await cleared(subject, market);
    const { reactive } = grid.prices(solution);
    for (const bus of chain.busNames)
      expectClose(
        `reactive price at bus ${bus}`,
        reactive.at(bus, 1),
        await slope(subject, market, bus, "reactive"),
        5,
      );
  }),

  check("the parts of a price add up to it", async (subject) => {
    const { grid, solution } = await cleared(subject, { ...market, hours: 3, profile });
    const { active, reactive, activeParts, reactiveParts, remainder } = grid.prices(solution);
    expectAllClose("active price", sumOf(activeParts), active.data, 9);
    expectAllClose("reactive price", sumOf(reactiveParts), reactive.data, 9);
    expectClose("remainder", remainder, 0, 4);
  }),

  check("energy is the price at the source", async (subject) => {
    const { grid, solution } = await cleared(subject, market);
    const { active, activeParts } = grid.prices(solution);
    const atSource = active.at("1", 1);
    expectAllClose("energy", activeParts.energy.data, [atSource, atSource, atSource], 8);
  }),

  needing({ feeder: true })("energy is the price at the source that feeds the bus", async (subject) => {
    const far = { ...upstream, name: "far", bus: "4", cost: 0.3 };
    const { grid, solution } = await cleared(subject, { feeder: twoTrees, units: [upstream, far] });
    expectAllClose("energy", grid.prices(solution).activeParts.energy.data, [0.1, 0.1, 0.3, 0.3], 6);
  }),

  check("hours of any length have the same prices", async (subject) => {
    const hours = await cleared(subject, { ...market, hours: 3, profile });
    const quarters = await cleared(subject, { ...market, hours: 3, profile, hourLength: 0.25 });
    const [own, expected] = [quarters, hours].map(({ grid, solution }) => grid.prices(solution));
    expectAllClose("active price", own!.active.data, expected!.active.data, 6);
    expectAllClose("reactive price", own!.reactive.data, expected!.reactive.data, 6);
    expectAllClose("losses in it", own!.activeParts.losses.data, expected!.activeParts.losses.data, 6);
  }),

  check("a market that maximises has the same prices", async (subject) => {
    const least = await cleared(subject, market);
    const most = await cleared(subject, { ...market, maximised: true });
    expectClose("objective", most.objective, -least.objective, 4);
    const [own, expected] = [most, least].map(({ grid, solution }) => grid.prices(solution));
    expectAllClose("active price", own!.active.data, expected!.active.data, 6);
    expectAllClose("energy in it", own!.activeParts.energy.data, expected!.activeParts.energy.data, 6);
    expectAllClose("losses in it", own!.activeParts.losses.data, expected!.activeParts.losses.data, 6);
  }),

  // dP / dp = 1 / (1 - 2 r P), with r = 0.1 and P = 0.5 per unit.
  needing({ exact: true })(
    "losses cost the source's price times what one more kW loses: 0.1 / 0.9",
    async (subject) => {
      const feeder = twoBuses({ resistance: 10, reactance: 0 }, { active: 475 });
      const { grid, solution } = await cleared(subject, { feeder, units: [upstream] });
      const { active, activeParts } = grid.prices(solution);
      expectClose("active price at bus 2", active.at("2", 1), 0.1 * sentPerUnit(475, 0.1), 6);
      expectClose("losses in it", activeParts.losses.at("2", 1), 0.1 / 0.9 - 0.1, 6);
    },
  ),
];

/** kW or kVAr to either side. */
const step = 5;

/** d objective / d load at a bus, from the objectives at a little more and a little less. */
export async function slope(
  subject: NetworkSubject,
  given: Given,
  bus: string,
  kind: "active" | "reactive",
): Promise<number> {
  const at = async (by: number): Promise<number> => {
    const extra = { bus, active: 0, reactive: 0, [kind]: by };
    return (await cleared(subject, { ...given, extra })).objective;
  };
  return ((await at(step)) - (await at(-step))) / (2 * step);
}

export function sumOf({ energy, losses, voltage, congestion }: PriceParts): Float64Array {
  const at = (part: Labelled, k: number) => part.data[k]!;
  return energy.data.map((own, k) => own + at(losses, k) + at(voltage, k) + at(congestion, k));
}
