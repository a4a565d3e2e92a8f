/** One network under many switch states. */
export { numSpanningTrees } from "./count-trees.ts";
export { type SpanningTreeOptions, spanningTrees } from "./spanning-trees.ts";
export type { SwitchingOptions } from "./switching.ts";
export { type TopologyFlows, type TopologyOptions, topologyFlows, topologyStatus } from "./topology-flows.ts";
