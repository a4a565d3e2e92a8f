/** The power flow of radial networks by backward/forward sweep. */

export { branchResults, emptyBranchResults } from "./branch-results.ts";
export { complexVoltages, finalPowers } from "./final-powers.ts";
export { checkNotHeld, sweepPlan, sweepPlanIfRadial } from "./make-plan.ts";
export { emptyPlan, fillPlan, layout, type SweepPlan, setLoads, setPowers, setProfiles } from "./plan.ts";
export { busResults, totalLosses } from "./results.ts";
export { isCollapseProven, iterate } from "./sweep.ts";
export { branchIndex, emptyTree, growTree, type TreeShape } from "./tree.ts";
export { type SweepVoltages, sweepVoltages } from "./voltages.ts";
