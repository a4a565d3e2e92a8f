/// <reference lib="esnext.disposable" preserve="true" />
/** Networks: their data, their topology, their power flow. */
export {
  type BatchLoads,
  type BatchOptions,
  branchTable,
  busTable,
  type FlowBatch,
  type GivenLoads,
  type ProfileLoads,
  type ProfilesLoads,
  powerFlows,
  type StepNames,
  stepTable,
} from "./batch/index.ts";
export { type Exchanged, exchangeBranches } from "./branch-exchange.ts";
export { readFeederCsv, writeFeederCsv } from "./csv/index.ts";
export { networkDrawing, voltageProfile } from "./drawing.ts";
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
export { generatedFeeder } from "./generate.ts";
export {
  type BranchFindings,
  checkGrid,
  flowAt,
  type GridCheck,
  type GridCheckOptions,
  type Injections,
  type VoltageViolations,
  worstStep,
} from "./grid-check.ts";
export { gridCheckColumns, gridCheckRow, gridCheckTable } from "./grid-check-table.ts";
export { feeder } from "./make-feeder.ts";
export { readMatpower, writeMatpower } from "./matpower/index.ts";
export { readNumbersJson } from "./numbers-json.ts";
export { readPandapower } from "./pandapower/index.ts";
export { plausibilityNotes } from "./plausibility.ts";
export { powerFlow } from "./power-flow.ts";
export { readFeederFile } from "./read-feeder.ts";
export {
  type BestTopologies,
  type BestTopologiesOptions,
  type BestTopology,
  bestTopologies,
} from "./reconfigure-by-enumeration.ts";
export { reverseFlow } from "./reverse-flow.ts";
export {
  numSpanningTrees,
  type SpanningTreeOptions,
  type SwitchingOptions,
  spanningTrees,
  type TopologyFlows,
  type TopologyOptions,
  topologyFlows,
  topologyStatus,
} from "./topologies/index.ts";
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
export { branchesAbove, busesOutside, hasBand, isRated } from "./violations.ts";
