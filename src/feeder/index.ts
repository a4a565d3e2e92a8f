/** Networks: their data, their topology, their power flow. */
export { readFeederCsv, writeFeederCsv } from "./csv/index.ts";
export type { Feeder, PowerByBus } from "./feeder.ts";
export type {
  BusData,
  FeederData,
  GeneratorData,
  LineData,
  LoadData,
  ShuntData,
  SourceData,
  TransformerData,
} from "./feeder-data.ts";
export type { Flow, FlowOptions, FlowOutcome, NoFlow } from "./flow.ts";
export { feeder } from "./make-feeder.ts";
export {
  checkFed,
  type DoublyFed,
  downstreamOf,
  type Island,
  type Lateral,
  lateralsOf,
  type Path,
  pathTo,
  type RadialOrder,
  radialOrder,
  type Topology,
  topologyOf,
  zonesOf,
} from "./topology.ts";
