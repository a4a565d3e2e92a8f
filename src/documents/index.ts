/// <reference lib="esnext.disposable" preserve="true" />
/** Results as documents: a power flow, a topology, the answer to a program. Whoever shows them - a command, a page - shows the same. */

export { type ClearingShown, clearingDocument } from "./clearing/clearing-document.ts";
export { busLabel, feederLines } from "./power-flow/feeder-names.ts";
export { flowCharts, powerFlowDocument } from "./power-flow/power-flow-document.ts";
export { loadingsText, voltagesText } from "./power-flow/power-flow-tables.ts";
export { programAnswerDocument } from "./program-answer/program-answer-document.ts";
export { quantities } from "./quantities.ts";
export { type FoundTopology, topologyDocument } from "./topology/topology-document.ts";
