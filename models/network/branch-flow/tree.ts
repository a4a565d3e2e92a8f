/**
 * A radial feeder as a market sees it: every line points away from its source, powers are kW, kVAr and kVA, and impedances
 * are per unit on a base power S near the feeder's total load, so that the numbers of a program are of one size.
 *
 * Line k from bus i to bus j has, on its way from i:  the tap u = v_i * sendingScale;  half of its charging, at u;  the
 * impedance;  half of its charging, at w = v_j * receivingScale;  the tap again, where the transformer points the other way.
 */
import { ClearwattError } from "../../../src/errors.ts";
import { type Feeder, radialOrder } from "../../../src/feeder/index.ts";

export interface Tree {
  readonly feeder: Feeder;
  /** kVA */
  readonly basePower: number;
  readonly numBuses: number;
  readonly numLines: number;
  /** The closed branches, each behind the one that feeds it. */
  readonly lineNames: readonly string[];
  /** Position in the feeder. */
  readonly branch: Int32Array;
  /** Buses: the one nearer to the source, and the other. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Per unit on `basePower`. */
  readonly resistance: Float64Array;
  readonly reactance: Float64Array;
  /** Charging at each end of the impedance at 1 per unit: kW taken, kVAr given. */
  readonly endActive: Float64Array;
  readonly endReactive: Float64Array;
  /** Squared voltage at each end of the impedance, for one of the bus. */
  readonly sendingScale: Float64Array;
  readonly receivingScale: Float64Array;
  /** By bus at 1 per unit: kW taken and kVAr given by shunts. */
  readonly shuntActive: Float64Array;
  readonly shuntReactive: Float64Array;
  /** By bus: the source that feeds it. */
  readonly sourceBus: Int32Array;
}

/**
 * Factor on voltage drops and cones, which are written in percent of the base power: solvers are held to 1e-6 of 1 and work
 * to some 1e-8 of their terms, and of kVA the first may be less than the second.
 */
export function percentOf({ basePower }: Tree): number {
  return 100 / basePower;
}

/** The trees of a radial feeder. Throws where it is not radial, or no line is closed. */
export function treeOf(feeder: Feeder): Tree {
  const { order, parent, branch, forward, source } = radialOrder(feeder);
  const fed = order.filter((bus) => branch[bus] !== -1);
  if (fed.length === 0)
    throw new ClearwattError(`The feeder "${feeder.name}" has no closed line: take a copper plate for a single bus.`, {
      code: "missing-data",
      data: { feeder: feeder.name, what: "closed line" },
    });
  const basePower = roundBase(feeder);
  const perBase = feeder.basePower / basePower;
  const byLine = (value: (k: number, bus: number) => number): Float64Array =>
    Float64Array.from(fed, (bus) => value(branch[bus]!, bus));
  const squaredRatio = (k: number): number => feeder.ratio[k]! ** 2;
  return {
    feeder,
    basePower,
    numBuses: feeder.numBuses,
    numLines: fed.length,
    lineNames: Array.from(fed, (bus) => feeder.branchNames[branch[bus]!]!),
    branch: fed.map((bus) => branch[bus]!),
    from: fed.map((bus) => parent[bus]!),
    to: fed,
    resistance: byLine((k) => feeder.resistance[k]! / perBase),
    reactance: byLine((k) => feeder.reactance[k]! / perBase),
    endActive: byLine((k) => (feeder.conductance[k]! * feeder.basePower) / 2),
    endReactive: byLine((k) => (feeder.susceptance[k]! * feeder.basePower) / 2),
    sendingScale: byLine((k, bus) => (forward[bus] === 1 ? 1 / squaredRatio(k) : 1)),
    receivingScale: byLine((k, bus) => (forward[bus] === 1 ? 1 : 1 / squaredRatio(k))),
    shuntActive: feeder.shunt.active.map((conductance) => conductance * feeder.basePower),
    shuntReactive: feeder.shunt.reactive.map((susceptance) => susceptance * feeder.basePower),
    sourceBus: source.map((s) => feeder.sourceBus[s]!),
  };
}

/** The power of ten nearest to the sum of all powers, kVA; the feeder's own base where it has none. */
function roundBase({ basePower, numBuses, constantPower, constantCurrent, constantImpedance }: Feeder): number {
  let sum = 0;
  for (const { active, reactive } of [constantPower, constantCurrent, constantImpedance]) {
    for (let bus = 0; bus < numBuses; bus++) sum += Math.hypot(active[bus]!, reactive[bus]!);
  }
  return sum === 0 ? basePower : 10 ** Math.round(Math.log10(sum * basePower));
}
