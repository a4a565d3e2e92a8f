/** Sums and extremes of a sweep, from its final powers, without allocation. */
import { layout, type SweepPlan } from "./plan.ts";

const { stride, squared, powerStride, receivedActive, receivedReactive, sentActive, sentReactive } = layout;

/** Voltages by bus, per unit, from `offset` on; gives the bus with the lowest. */
export function busResults(plan: SweepPlan, voltage: Float64Array, offset: number): number {
  const { records, tree, size } = plan;
  let lowest = Number.POSITIVE_INFINITY;
  let lowestBus = -1;
  for (let k = 0; k < tree.count; k++) {
    const value = Math.sqrt(records[stride * k + squared]!) / size[k]!;
    const bus = tree.bus[k]!;
    voltage[offset + bus] = value;
    if (value < lowest || (value === lowest && bus < lowestBus)) {
      lowest = value;
      lowestBus = bus;
    }
  }
  return lowestBus;
}

/** Active and reactive power that stays in the branches, per unit: written to `into` at 0 and 1. */
export function totalLosses(plan: SweepPlan, into: Float64Array): void {
  const { powers, tree, numSources } = plan;
  let active = 0;
  let reactive = 0;
  for (let k = numSources; k < tree.count; k++) {
    const at = powerStride * k;
    active += powers[at + sentActive]! - powers[at + receivedActive]!;
    reactive += powers[at + sentReactive]! - powers[at + receivedReactive]!;
  }
  into[0] = active;
  into[1] = reactive;
  if (plan.charged) addCharging(plan, into);
}

function addCharging(plan: SweepPlan, into: Float64Array): void {
  const { records, parent, tree, numSources, halfConductance, halfSusceptance } = plan;
  for (let k = numSources; k < tree.count; k++) {
    const square = records[stride * k + squared]! + records[parent[k]! + squared]!;
    into[0]! += halfConductance[k]! * square;
    into[1]! -= halfSusceptance[k]! * square;
  }
}
