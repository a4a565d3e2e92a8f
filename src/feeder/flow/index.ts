/// <reference lib="esnext.disposable" preserve="true" />
/** Power flow: one, many, and what of it is beyond the network's limits. */
export * from "./batch/index.ts";
export * from "./check/index.ts";
export type { BranchResults, Flow, FlowOptions, FlowOutcome, NoFlow } from "./flow.ts";
export { type NetLoads, netLoads } from "./net-loads.ts";
export { powerFlow } from "./power-flow.ts";
