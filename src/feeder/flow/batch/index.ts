/** Power flows of one network at many vectors of loads, or in many switch states. */
export type { BatchLoads, LoadProfile, LoadProfilesByBus, LoadsByBus } from "./batch-loads.ts";
export type { FlowBatch } from "./flow-batch.ts";
export { type BatchOptions, powerFlows } from "./power-flows.ts";
export { type TopologyFlows, type TopologyOptions, topologyFlows, topologyStatus } from "./topology-flows.ts";
