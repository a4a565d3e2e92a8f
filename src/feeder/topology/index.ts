/// <reference lib="esnext.disposable" preserve="true" />
/**
 * How a feeder hangs together, linear in its size: its tree, or what keeps it from being one; paths, laterals, zones. And all
 * the trees that its switches could make of it.
 */
export { numSpanningTrees } from "./count-spanning-trees.ts";
export { checkFed } from "./faults.ts";
export { type Lateral, lateralsOf } from "./laterals.ts";
export { downstreamOf, type Path, pathTo } from "./paths.ts";
export { type RadialOrder, radialOrder } from "./radial-order.ts";
export { eachSpanningTree, type SpanningTreeOptions, spanningTrees } from "./spanning-trees.ts";
export { startTopologies } from "./start-topologies.ts";
export { isSwitchable, type SwitchingOptions } from "./switching-graph.ts";
export { type DoublyFed, type Island, type Topology, topologyOf } from "./topology-of.ts";
export { zonesOf } from "./zones.ts";
