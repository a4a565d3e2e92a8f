/** How a feeder hangs together: its tree, or what keeps it from being one; paths, laterals, zones. Linear in its size. */
export { checkFed } from "./topology/faults.ts";
export { type Lateral, lateralsOf } from "./topology/laterals.ts";
export { downstreamOf, type Path, pathTo } from "./topology/paths.ts";
export { type RadialOrder, radialOrder } from "./topology/radial-order.ts";
export { type DoublyFed, type Island, type Topology, topologyOf } from "./topology/topology-of.ts";
export { zonesOf } from "./topology/zones.ts";
