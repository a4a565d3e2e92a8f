/** Why a scenario is infeasible, by its limits: which of them are in the way, and how far they would have to give. */
import type { GridLimits, GridState } from "../models/index.ts";
import type { Feeder, PowerByBus } from "../src/feeder/index.ts";
import type { Scenario } from "./scenario.ts";

/** The optimum within other limits; null where there is none. */
export type SolveWithin = (limits: GridLimits) => Promise<GridState | null>;

/** Voltage bands or ratings, and how they are let go. */
interface Kind {
  readonly name: string;
  /** The limits with this kind given way by so much; 0 is as it is. */
  give(limits: GridLimits, amount: number): GridLimits;
  /** So much is as good as no limit. */
  readonly none: number;
  /** By how much a state is beyond the limit. */
  beyond(state: GridState, limits: GridLimits): number;
  /** What would have to give, in a sentence; `state` is the optimum where they give by `amount`. */
  sentence(limits: GridLimits, amount: number, state: GridState): string;
}

/** Sentences that name the limits; none where limits are not the reason or cannot be told. */
export async function namedLimits(
  feeder: Feeder,
  scenario: Scenario,
  limits: GridLimits,
  solve: SolveWithin,
): Promise<string[]> {
  const outOfReach = powerOutOfReach(feeder, scenario);
  if (outOfReach.length > 0) return outOfReach;
  const kinds = [band(feeder), ratings(feeder)];
  const named: string[] = [];
  for (const kind of kinds) {
    const found = await leastGiven(kind, limits, solve);
    if (found !== null) named.push(kind.sentence(limits, ...found));
  }
  if (named.length > 0) return named;
  const withoutAny = await solve(kinds.reduce((given, kind) => kind.give(given, kind.none), limits));
  return withoutAny === null
    ? []
    : [
        "Both the voltage band and the ratings of lines are in the way: without either of them alone there is no optimum.",
      ];
}

/** How often the least amount is halved: what is reported is within 2 % of the first one. */
const halvings = 6;

/** The least amount by which one kind of limit has to give, and the optimum there; null where it gives in vain. */
async function leastGiven(kind: Kind, limits: GridLimits, solve: SolveWithin): Promise<[number, GridState] | null> {
  let best = await solve(kind.give(limits, kind.none));
  if (best === null) return null;
  let high = kind.beyond(best, limits);
  let low = 0;
  for (let k = 0; k < halvings; k++) {
    const middle = (low + high) / 2;
    const state = await solve(kind.give(limits, middle));
    if (state === null) low = middle;
    else [high, best] = [middle, state];
  }
  return [high, best];
}

function band(feeder: Feeder): Kind {
  const lowestOf = (limits: GridLimits) => Number(limits.lowestVoltage);
  const highestOf = (limits: GridLimits) => Number(limits.highestVoltage);
  const others = Array.from(feeder.busNames.keys()).filter((bus) => !feeder.sourceBus.includes(bus));
  const extremes = ({ voltage: { data } }: GridState) => {
    const ordered = others.toSorted((a, b) => data[a]! - data[b]!);
    return { lowest: ordered[0]!, highest: ordered.at(-1)! };
  };
  return {
    name: "voltage band",
    none: 1,
    give: (limits, amount) => ({
      ...limits,
      lowestVoltage: Math.max(0.2, lowestOf(limits) - amount),
      highestVoltage: highestOf(limits) + amount,
    }),
    beyond(state, limits) {
      const { lowest, highest } = extremes(state);
      const { data } = state.voltage;
      return Math.max(lowestOf(limits) - data[lowest]!, data[highest]! - highestOf(limits));
    },
    sentence(limits, amount, state) {
      const { lowest, highest } = extremes(state);
      const isLow = state.voltage.data[lowest]! < lowestOf(limits);
      const bus = feeder.busNames[isLow ? lowest : highest];
      const [limit, needed] = isLow
        ? [`lowest voltage of ${lowestOf(limits)}`, `${(lowestOf(limits) - amount).toFixed(3)} or lower`]
        : [`highest voltage of ${highestOf(limits)}`, `${(highestOf(limits) + amount).toFixed(3)} or higher`];
      return `The voltage band is in the way: the ${limit} p.u. cannot be kept at bus ${bus}. With ${needed} there is an optimum.`;
    },
  };
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
  return {
    name: "ratings",
    none: Number.POSITIVE_INFINITY,
    give: (limits, amount) => ({
      ...limits,
      ratedPower: Object.fromEntries(used.map((k) => [branchNames[k], powerOf(limits, k) * (1 + amount)])),
      ratedCurrent: Object.fromEntries(used.map((k) => [branchNames[k], ratedCurrent[k]! * (1 + amount)])),
    }),
    // A polygon in place of the circle gives away up to 0.5 %.
    beyond: (state, limits) => Math.max(0, 1.01 * loading(state, limits, mostLoaded(state, limits)) - 1),
    sentence(limits, amount, state) {
      const k = mostLoaded(state, limits);
      const power = powerOf(limits, k);
      const own = Number.isFinite(power) ? `${power} kVA` : `${ratedCurrent[k]} A`;
      return `The rating of line ${branchNames[k]} is in the way: ${own} cannot be kept. With ratings ${(1 + amount).toFixed(2)} times as high there is an optimum.`;
    },
  };
}

/** Sums of generators that are below or above the loads whatever the network does. */
function powerOutOfReach(feeder: Feeder, { generators }: Scenario): string[] {
  if (!isConstantPower(feeder)) return [];
  const { basePower, constantPower } = feeder;
  const total = (values: Iterable<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
  const load = basePower * total(constantPower.active);
  const most = total(generators.map(({ p_kW: [, highest] }) => highest));
  if (most >= load) return [];
  return [
    `The ranges of the generators are in the way: together they give at most ${most} kW, and the loads take ${load.toFixed(3)} kW before any losses.`,
  ];
}

function isConstantPower({ constantCurrent, constantImpedance, shunt, conductance, sourceBus }: Feeder): boolean {
  const none = ({ active }: PowerByBus) => active.every((value) => value === 0);
  return (
    sourceBus.length > 0 &&
    [constantCurrent, constantImpedance, shunt].every(none) &&
    conductance.every((value) => value === 0)
  );
}
