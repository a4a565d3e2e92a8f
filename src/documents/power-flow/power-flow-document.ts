/** A power flow as a document; that there is none is a proper no. */
import { busesOutside, type Flow, type FlowOutcome, type NoFlow } from "../../feeder/index.ts";
import { type Chart, type Document, networkDrawing, voltageProfile } from "../../report/index.ts";
import { feederLines } from "./feeder-names.ts";
import { flowJson, noFlowJson } from "./power-flow-json.ts";
import { branchTable, busTable, summary } from "./power-flow-tables.ts";

/** `scale` is the factor on all loads with which the flow was computed. */
export function powerFlowDocument(outcome: FlowOutcome, scale = 1): Document {
  return outcome.status === "solved" ? solved(outcome, scale) : unsolved(outcome);
}

function solved(flow: Flow, scale: number): Document {
  return {
    name: "flow",
    outcome: "answer",
    json: flowJson(flow, scale),
    parts: [feederLines(flow.feeder), summary(flow, scale), busTable(flow), branchTable(flow), ...flowCharts(flow)],
  };
}

function unsolved(outcome: NoFlow): Document {
  const { feeder, reason } = outcome;
  const text = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  return {
    name: "flow",
    outcome: "no",
    json: noFlowJson(outcome),
    parts: [feederLines(feeder), { kind: "lines", lines: [text] }],
  };
}

/** The voltages along the feeder, and the network with what is loaded and outside of its band. */
export function flowCharts(flow: Flow): Chart[] {
  return [
    { kind: "chart", title: "Voltages", file: "voltages.svg", svg: (dom) => voltageProfile(flow, dom) },
    {
      kind: "chart",
      title: "Network",
      file: "network.svg",
      svg: (dom) => networkDrawing(flow, dom, busesOutside(flow)),
    },
  ];
}
