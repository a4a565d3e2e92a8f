/** What flows through the branches after a sweep, from its final powers. */
import type { BranchResults } from "../flow.ts";
import { layout, type SweepPlan } from "./plan.ts";

const { stride, squared, powerStride, receivedActive, receivedReactive, sentActive, sentReactive } = layout;

/** Room for so many numbers of each. */
export function emptyBranchResults(length: number): BranchResults {
  const floats = (): Float64Array => new Float64Array(length);
  return {
    activeFrom: floats(),
    reactiveFrom: floats(),
    activeTo: floats(),
    reactiveTo: floats(),
    current: floats(),
    loading: floats(),
  };
}

/** Fills the row from `offset` on; open branches keep their zeros. */
export function branchResults(plan: SweepPlan, into: BranchResults, offset: number): void {
  const { feeder, tree, records, powers, parent, numSources, size } = plan;
  const base = feeder.basePower;
  for (let k = numSources; k < tree.count; k++) {
    const branch = tree.branch[k]!;
    const above = tree.parent[k]!;
    const here = records[stride * k + squared]!;
    const there = records[parent[k]! + squared]!;
    const half = plan.halfConductance[k]!;
    const halfReactive = plan.halfSusceptance[k]!;
    const at = powerStride * k;
    const activeAbove = base * (powers[at + sentActive]! + half * there);
    const reactiveAbove = base * (powers[at + sentReactive]! - halfReactive * there);
    const activeHere = base * (half * here - powers[at + receivedActive]!);
    const reactiveHere = base * (-powers[at + receivedReactive]! - halfReactive * here);
    const forward = feeder.to[branch] === tree.bus[k];
    const row = offset + branch;
    into.activeFrom[row] = forward ? activeAbove : activeHere;
    into.reactiveFrom[row] = forward ? reactiveAbove : reactiveHere;
    into.activeTo[row] = forward ? activeHere : activeAbove;
    into.reactiveTo[row] = forward ? reactiveHere : reactiveAbove;
    const powerAbove = Math.sqrt(activeAbove * activeAbove + reactiveAbove * reactiveAbove);
    const powerHere = Math.sqrt(activeHere * activeHere + reactiveHere * reactiveHere);
    const currentAbove = (powerAbove * size[above]!) / (Math.sqrt(3 * there) * feeder.baseVoltage[tree.bus[above]!]!);
    const currentHere = (powerHere * size[k]!) / (Math.sqrt(3 * here) * feeder.baseVoltage[tree.bus[k]!]!);
    const current = (into.current[row] = Math.max(currentAbove, currentHere));
    const power = Math.max(powerAbove, powerHere);
    into.loading[row] = Math.max(current / feeder.ratedCurrent[branch]!, power / feeder.ratedPower[branch]!);
  }
}
