/** The feeder as a market on it has it: with the market's own limits and injections, for power flows beside its clearing. */
import { type Feeder, type FlowOutcome, powerFlow } from "../feeder/index.ts";
import type { GridLimits } from "./network.ts";

/** Injections by bus and hour, in the order of the feeder's buses, kW and kVAr. */
interface Powers {
  readonly active: ArrayLike<number>;
  readonly reactive: ArrayLike<number>;
}

/**
 * The feeder in one hour of `hours`, without loads of its own, which are resources of the market, and without generators
 * that hold a voltage, whose reactive power no market knows. A source holds its voltage, whatever the band.
 */
export function feederInMarket(feeder: Feeder, limits: GridLimits, hour: number, hours: number): Feeder {
  const { numBuses, sourceBus, branchNames } = feeder;
  const at = (given: number | Float64Array | undefined, k: number, own: number): number =>
    typeof given === "object" ? given[k * hours + hour]! : (given ?? own);
  const ofBranch = (given: GridLimits["ratedPower"], own: Float64Array): Float64Array =>
    own.map((rating, k) => {
      const said = given !== undefined && Object.hasOwn(given, branchNames[k]!) ? given[branchNames[k]!] : undefined;
      return at(said, 0, rating);
    });
  const sources = new Set(sourceBus);
  const band = (given: number | Float64Array | undefined, own: Float64Array, free: number): Float64Array =>
    own.map((limit, bus) => (sources.has(bus) ? free : at(given, bus, limit)));
  const nothing = () => ({ active: new Float64Array(numBuses), reactive: new Float64Array(numBuses) });
  return {
    ...feeder,
    sourceVoltage: feeder.sourceVoltage.map((own, s) => at(limits.sourceVoltage, s, own)),
    lowestVoltage: band(limits.lowestVoltage, feeder.lowestVoltage, 0),
    highestVoltage: band(limits.highestVoltage, feeder.highestVoltage, Number.POSITIVE_INFINITY),
    ratedPower: ofBranch(limits.ratedPower, feeder.ratedPower),
    ratedCurrent: ofBranch(limits.ratedCurrent, feeder.ratedCurrent),
    heldBus: new Int32Array(0),
    heldVoltage: new Float64Array(0),
    constantPower: nothing(),
    constantCurrent: nothing(),
    constantImpedance: nothing(),
  };
}

/** The power flow of what a market injects in an hour; what is given at a source is left to it, which holds its voltage. */
export function flowOf(
  feeder: Feeder,
  limits: GridLimits,
  { active, reactive }: Powers,
  hour: number,
  hours: number,
): FlowOutcome {
  const net = feederInMarket(feeder, limits, hour, hours);
  const consumed = (kW: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: net.numBuses }, (_, bus) => -kW[bus * hours + hour]! / net.basePower);
  return powerFlow({ ...net, constantPower: { active: consumed(active), reactive: consumed(reactive) } });
}
