/** What bounds voltages and flows of a feeder in every topology that is worth considering. */
import { ClearwattError } from "../../../src/errors.ts";
import type { Feeder } from "../../../src/feeder/index.ts";

/** What topologies are worth considering. */
export interface TopologyLimits {
  /** Per unit; topologies with a bus below are left out. 0.5 where nothing is said. */
  readonly lowestVoltage?: number;
  /** kW; topologies that lose more are left out, and flows are bounded by it. That of a known topology leaves the best one in. */
  readonly mostLoss: number;
}

export interface FlowBounds {
  readonly activeUp: number;
  readonly activeDown: number;
  readonly reactiveUp: number;
  readonly reactiveDown: number;
}

/** How much may flow through an arc of any topology that loses no more than `mostLoss`, kW and kVAr. */
export function flowBounds(feeder: Feeder, { lowest, highest, mostLoss }: Band): FlowBounds {
  const { basePower, constantPower, constantImpedance, shunt, resistance, reactance, susceptance } = feeder;
  const sum = (values: Float64Array, sign: 1 | -1) =>
    basePower * values.reduce((total, value) => total + Math.max(sign * value, 0), 0);
  const v = highest ** 2;
  const activeUp =
    sum(constantPower.active, 1) + v * (sum(constantImpedance.active, 1) + sum(shunt.active, 1)) + mostLoss;
  const reactiveLoad =
    sum(constantPower.reactive, 1) + v * (sum(constantImpedance.reactive, 1) + sum(shunt.reactive, -1));
  const charging = v * sum(susceptance, 1);
  const steepest = reactance.reduce((most, x, k) => Math.max(most, resistance[k] === 0 ? 0 : x / resistance[k]!), 0);
  // Lines without resistance lose reactive power whatever the active losses are: at most that of all the power at once.
  const lossless = reactance.reduce((total, x, k) => total + (resistance[k] === 0 ? x : 0), 0);
  const most = Math.hypot(activeUp, reactiveLoad + steepest * mostLoss + charging) / lowest;
  return {
    activeUp,
    activeDown: sum(constantPower.active, -1),
    reactiveUp: reactiveLoad + steepest * mostLoss + (lossless * most * most) / basePower,
    reactiveDown:
      sum(constantPower.reactive, -1) + v * (sum(constantImpedance.reactive, -1) + sum(shunt.reactive, 1)) + charging,
  };
}

/** Voltages in per unit, kW. */
export interface Band {
  readonly lowest: number;
  readonly highest: number;
  readonly mostLoss: number;
}

/** Topologies with voltages outside are left out. */
const widest = { lowest: 0.5, highest: 1.2 };

/**
 * Without injections and taps no bus of a radial feeder is above its source. The feeder's own bands are not asked for, as
 * they are not where topologies are enumerated.
 */
export function bandOf(feeder: Feeder, { lowestVoltage, mostLoss }: TopologyLimits): Band {
  const source = Math.max(...feeder.sourceVoltage);
  const falls = isConsumption(feeder) && feeder.ratio.every((ratio) => ratio === 1);
  const highest = falls ? source : Math.max(source, widest.highest);
  const lowest = lowestVoltage ?? widest.lowest;
  if (!(lowest > 0 && lowest < source)) {
    throw new ClearwattError(
      `The lowest voltage is ${lowest} p.u.; it has to lie above 0 and below the source's ${source}.`,
      { code: "out-of-range", data: { found: lowest, below: source } },
    );
  }
  return { lowest, highest, mostLoss };
}

/** Nothing is fed in beside the sources: no generators, capacitors or charging. */
export function isConsumption({ constantPower, constantImpedance, shunt, susceptance }: Feeder): boolean {
  const { active, reactive } = constantPower;
  const consumed = [active, reactive, constantImpedance.active, constantImpedance.reactive, shunt.active];
  return (
    consumed.every((values) => values.every((value) => value >= 0)) &&
    shunt.reactive.every((value) => value <= 0) &&
    susceptance.every((value) => value === 0)
  );
}

/** Throws a ClearwattError for what has no place in a convex program. */
export function refuseWhatIsNotConvex({ constantCurrent, heldBus, busNames }: Feeder): void {
  const bent = constantCurrent.active.findIndex((value, i) => value !== 0 || constantCurrent.reactive[i] !== 0);
  if (bent >= 0) {
    throw new ClearwattError(
      `The load at bus "${busNames[bent]}" has a constant current, which is not convex. Make it constant power or impedance.`,
      { code: "not-convex", data: { bus: busNames[bent] } },
    );
  }
  if (heldBus.length > 0) {
    throw new ClearwattError(
      `A generator holds the voltage of bus "${busNames[heldBus[0]!]}". Give it a reactive power in place of the voltage.`,
      { code: "not-convex", data: { bus: busNames[heldBus[0]!] } },
    );
  }
}
