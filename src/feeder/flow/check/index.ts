/** What of a flow is beyond the limits of its feeder, and what a grid makes of injections, step by step. */
export type { BranchFindings, VoltageViolations } from "./findings.ts";
export { checkGrid, type GridCheck, type GridCheckOptions } from "./grid-check.ts";
export type { Injections } from "./injections.ts";
export { type LimitCoverage, limitCoverage } from "./limit-coverage.ts";
export { reverseFlow } from "./reverse-flow.ts";
export { branchesAbove, busesOutside, hasBand, isRated, limitTolerance } from "./violations.ts";
export { flowAt, worstStep } from "./worst-step.ts";
