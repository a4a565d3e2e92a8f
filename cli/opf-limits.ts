/** The kinds of limits that may be in the way of a scenario, and how they are let go. */

import type { Feeder } from "../src/feeder/index.ts";
import type { GridLimits, GridState } from "../src/market/index.ts";

export interface Kind {
  /** The limits with this kind given way by so much; 0 is as it is. */
  give(limits: GridLimits, amount: number): GridLimits;
  /** So much is as good as no limit. */
  readonly none: number;
  /** By how much a state is beyond the limit. */
  beyond(state: GridState, limits: GridLimits): number;
  /** That it is in the way, in a sentence; `state` is the optimum where it gives as little as it can. */
  inTheWay(limits: GridLimits, state: GridState): string;
  /** What may be written instead, the smallest change first, as numbers that a person would write. */
  remedies(limits: GridLimits, amount: number, state: GridState): Remedy[];
}

export interface Remedy {
  readonly text: string;
  readonly changed: GridLimits;
}

export interface Kinds {
  readonly lowest: Kind;
  readonly highest: Kind;
  /** Both ends at once. */
  readonly band: Kind;
  readonly ratings: Kind;
}

export function kindsOf(feeder: Feeder): Kinds {
  return { ...bands(feeder), ratings: ratings(feeder) };
}

const lowestOf = (limits: GridLimits) => Number(limits.lowestVoltage);
const highestOf = (limits: GridLimits) => Number(limits.highestVoltage);
const leastVoltage = 0.2;

/** With so many decimals, on the side that allows more. */
function roundedUp(value: number, decimals: number): number {
  return Number((Math.ceil(value * 10 ** decimals - 1e-6) / 10 ** decimals).toFixed(decimals));
}
const roundedDown = (value: number, decimals: number) => -roundedUp(-value, decimals);

function bands(feeder: Feeder): Omit<Kinds, "ratings"> {
  const others = Array.from(feeder.busNames.keys()).filter((bus) => !feeder.sourceBus.includes(bus));
  const ordered = ({ voltage: { data } }: GridState) => others.toSorted((a, b) => data[a]! - data[b]!);
  const below = (state: GridState, limits: GridLimits) => lowestOf(limits) - state.voltage.data[ordered(state)[0]!]!;
  const above = (state: GridState, limits: GridLimits) =>
    state.voltage.data[ordered(state).at(-1)!]! - highestOf(limits);
  const lowered = (limits: GridLimits, amount: number) => Math.max(leastVoltage, lowestOf(limits) - amount);
  const lowest: Kind = {
    none: 1,
    give: (limits, amount) => ({ ...limits, lowestVoltage: lowered(limits, amount) }),
    beyond: (state, limits) => Math.max(0, below(state, limits)),
    inTheWay: (limits, state) =>
      `The voltage band is in the way: the lowest voltage of ${lowestOf(limits)} p.u. cannot be kept at bus ${feeder.busNames[ordered(state)[0]!]}.`,
    remedies: (limits, amount) =>
      [0, 0.001, 0.002].map((more) => {
        const lowestVoltage = roundedDown(lowestOf(limits) - amount - more, 3);
        return {
          text: `a lowest voltage of ${lowestVoltage.toFixed(3)} or lower`,
          changed: { ...limits, lowestVoltage },
        };
      }),
  };
  const highest: Kind = {
    none: 1,
    give: (limits, amount) => ({ ...limits, highestVoltage: highestOf(limits) + amount }),
    beyond: (state, limits) => Math.max(0, above(state, limits)),
    inTheWay: (limits, state) =>
      `The voltage band is in the way: the highest voltage of ${highestOf(limits)} p.u. cannot be kept at bus ${feeder.busNames[ordered(state).at(-1)!]}.`,
    remedies: (limits, amount) =>
      [0, 0.001, 0.002].map((more) => {
        const highestVoltage = roundedUp(highestOf(limits) + amount + more, 3);
        return {
          text: `a highest voltage of ${highestVoltage.toFixed(3)} or higher`,
          changed: { ...limits, highestVoltage },
        };
      }),
  };
  const band: Kind = {
    none: 1,
    give: (limits, amount) => highest.give(lowest.give(limits, amount), amount),
    beyond: (state, limits) => Math.max(0, below(state, limits), above(state, limits)),
    inTheWay: (limits) =>
      `The voltage band is in the way, with its lowest voltage of ${lowestOf(limits)} p.u. and its highest of ${highestOf(limits)} p.u. together: that one of them gives way is not enough.`,
    remedies: (limits, amount) =>
      [0, 0.001, 0.002].map((more) => {
        const lowestVoltage = roundedDown(lowestOf(limits) - amount - more, 3);
        const highestVoltage = roundedUp(highestOf(limits) + amount + more, 3);
        const text = `a band from ${lowestVoltage.toFixed(3)} to ${highestVoltage.toFixed(3)} p.u.`;
        return { text, changed: { ...limits, lowestVoltage, highestVoltage } };
      }),
  };
  return { lowest, highest, band };
}

function ratings(feeder: Feeder): Kind {
  const { branchNames, ratedPower, ratedCurrent, closed } = feeder;
  const powerOf = (limits: GridLimits, k: number) => Number(limits.ratedPower?.[branchNames[k]!] ?? ratedPower[k]!);
  const used = Array.from(branchNames.keys()).filter((k) => closed[k] === 1);
  const loading = (state: GridState, limits: GridLimits, k: number) => {
    const name = branchNames[k]!;
    const power = Math.hypot(state.activeFlow.at(name, 1), state.reactiveFlow.at(name, 1));
    return Math.max(power / powerOf(limits, k), state.current.at(name, 1) / ratedCurrent[k]!);
  };
  const mostLoaded = (state: GridState, limits: GridLimits) =>
    used.reduce((most, k) => (loading(state, limits, k) > loading(state, limits, most) ? k : most), used[0]!);
  const scaled = (limits: GridLimits, branches: readonly number[], factor: number): GridLimits => ({
    ...limits,
    ratedPower: {
      ...limits.ratedPower,
      ...Object.fromEntries(branches.map((k) => [branchNames[k], powerOf(limits, k) * factor])),
    },
    ratedCurrent: Object.fromEntries(branches.map((k) => [branchNames[k], ratedCurrent[k]! * factor])),
  });
  return {
    none: Number.POSITIVE_INFINITY,
    give: (limits, amount) => scaled(limits, used, 1 + amount),
    // A polygon in place of the circle gives away up to 0.5 %.
    beyond: (state, limits) => Math.max(0, 1.01 * loading(state, limits, mostLoaded(state, limits)) - 1),
    inTheWay(limits, state) {
      const k = mostLoaded(state, limits);
      const power = powerOf(limits, k);
      const own = Number.isFinite(power) ? `${power} kVA` : `${ratedCurrent[k]} A`;
      return `The rating of line ${branchNames[k]} is in the way: ${own} cannot be kept.`;
    },
    remedies(limits, amount, state) {
      const factor = roundedUp(1 + amount, 2);
      const text = `${factor.toFixed(2)} times as high`;
      return [
        { text: `a rating ${text}`, changed: scaled(limits, [mostLoaded(state, limits)], factor) },
        { text: `all ratings ${text}`, changed: scaled(limits, used, factor) },
      ];
    },
  };
}
