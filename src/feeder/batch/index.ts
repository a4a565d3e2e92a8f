/** Power flows of one network at many vectors of loads. */
export type { BatchLoads, GivenLoads, ProfileLoads, ProfilesLoads } from "./batch-loads.ts";
export type { FlowBatch } from "./flow-batch.ts";
export { type BatchOptions, powerFlows } from "./power-flows.ts";
export { branchTable, busTable, type StepNames, stepTable } from "./tables.ts";
