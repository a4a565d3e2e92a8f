/** Sums of generators that are below or above what the loads take, whatever the network does. */

import type { Feeder } from "../src/feeder/index.ts";
import type { GridLimits } from "../src/market/index.ts";
import type { Attempts } from "./opf-conflict.ts";
import type { Scenario } from "./scenario.ts";

/** A sentence with both sums where they cannot meet; none elsewhere. */
export async function powerOutOfReach(
  feeder: Feeder,
  scenario: Scenario,
  limits: GridLimits,
  { judge }: Attempts,
): Promise<string[]> {
  const { generators } = scenario;
  const load = loadOf(feeder, limits);
  const most = total(generators.map(({ p_kW: [, highest] }) => highest));
  const least = total(generators.map(({ p_kW: [lowest] }) => lowest));
  if (load === null) return [];
  if (most < load.least - negligible) {
    const taken = most < load.constant - negligible ? load.constant : load.least;
    const atLeast = taken === load.constant ? "" : "at least ";
    return [
      `${inTheWay} the generators can give at most ${shown(most)} kW, and the loads take ${atLeast}${shown(taken)} kW before any losses.`,
    ];
  }
  if (least <= load.most + negligible) return [];
  // Lines lose some of what is too much: only another solve tells that it is the least generation that is in the way.
  const free = generators.map((own) => ({ ...own, p_kW: [Math.min(0, own.p_kW[0]), own.p_kW[1]] as const }));
  if ((await judge(limits, { ...scenario, generators: free })) === "none") return [];
  const atMost = load.most === load.constant ? "" : "at most ";
  return [
    `${inTheWay} the generators give at least ${shown(least)} kW, and the loads take ${atMost}${shown(load.most)} kW.`,
  ];
}

const inTheWay = "The ranges of the generators are in the way:";
/** kW */
const negligible = 1e-3;
const total = (values: Iterable<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
const shown = (kW: number) => String(Number(kW.toFixed(3)));

interface Load {
  /** kW of constant power, net of generators of given power. */
  readonly constant: number;
  /** With what changes with the voltage, within the band. */
  readonly least: number;
  readonly most: number;
}

/** Null where branches themselves may take or give active power beyond their losses. */
function loadOf(feeder: Feeder, limits: GridLimits): Load | null {
  const { basePower, resistance, conductance, constantPower, constantCurrent, constantImpedance, shunt } = feeder;
  if (feeder.sourceBus.length === 0 || resistance.some((own) => own < 0) || conductance.some((own) => own !== 0))
    return null;
  const held = limits.sourceVoltage === undefined ? Array.from(feeder.sourceVoltage) : [Number(limits.sourceVoltage)];
  const lowest = Math.min(Number(limits.lowestVoltage), ...held);
  const highest = Math.max(Number(limits.highestVoltage), ...held);
  // Networks take the current's share as (1 + v^2) / 2, which is v or a little more.
  const currents = [lowest, Math.max(highest, (1 + highest ** 2) / 2)] as const;
  const squares = [lowest ** 2, highest ** 2] as const;
  const dependent = (side: 0 | 1) =>
    [[constantCurrent, currents] as const, [constantImpedance, squares] as const, [shunt, squares] as const].map(
      ([{ active }, range]) => total(active.map((own) => own * range[own > 0 ? side : 1 - side]!)),
    );
  const constant = basePower * total(constantPower.active);
  return {
    constant,
    least: constant + basePower * total(dependent(0)),
    most: constant + basePower * total(dependent(1)),
  };
}
