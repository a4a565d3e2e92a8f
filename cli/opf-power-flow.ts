/** The AC power flow of a dispatch, on the model that markets have of the feeder. */

import { type Feeder, type FlowOutcome, powerFlow } from "../src/feeder/index.ts";
import type { GridLimits } from "../src/market/index.ts";
import type { Dispatch } from "./opf-market.ts";
import type { Scenario } from "./scenario.ts";

/**
 * The feeder as a market sees it: with the scenario's voltages and ratings, and without generators that hold a voltage,
 * whose reactive power no market knows.
 */
export function feederOf(net: Feeder, { voltage_pu: { source, min, max } }: Scenario, limits: GridLimits): Feeder {
  const sourceVoltage = source === undefined ? net.sourceVoltage : net.sourceVoltage.map(() => source);
  const lowestVoltage = new Float64Array(net.numBuses).fill(min);
  const highestVoltage = new Float64Array(net.numBuses).fill(max);
  // A source holds its voltage, whatever the band.
  for (const bus of net.sourceBus) {
    lowestVoltage[bus] = 0;
    highestVoltage[bus] = Number.POSITIVE_INFINITY;
  }
  const ratedPower = net.ratedPower.map((own, k) => Number(limits.ratedPower?.[net.branchNames[k]!] ?? own));
  const heldBus = new Int32Array(0);
  const heldVoltage = new Float64Array(0);
  return { ...net, sourceVoltage, lowestVoltage, highestVoltage, ratedPower, heldBus, heldVoltage };
}

/** What generators give at a source is left to it, which holds its voltage. */
export function powerFlowOf(feeder: Feeder, { generators }: Scenario, { active, reactive }: Dispatch): FlowOutcome {
  const { basePower, busNames, constantPower } = feeder;
  const consumed = { active: constantPower.active.slice(), reactive: constantPower.reactive.slice() };
  const position = new Map(busNames.map((name, bus) => [name, bus]));
  generators.forEach(({ bus }, k) => {
    const at = position.get(bus)!;
    consumed.active[at]! -= active[k]! / basePower;
    consumed.reactive[at]! -= reactive[k]! / basePower;
  });
  return powerFlow({ ...feeder, constantPower: consumed });
}
