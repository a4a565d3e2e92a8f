/** Every network of the project is held to the suite of networks. */
import { type NetworkKind, networkChecks } from "../../../conformance/index.ts";
import { conicDistFlow, copperPlate, distFlowAround, linearDistFlow } from "../../../models/index.ts";
import { clarabel } from "../../../solvers/clarabel.ts";
import { highs } from "../../../solvers/highs.ts";
import { outerApproximation } from "../../../solvers/outer-approximation.ts";
import { powerFlow } from "../../../src/feeder/index.ts";
import { runChecks } from "../../conformance/run-checks.ts";

const conic: NetworkKind = {
  name: "conic DistFlow",
  traits: { wires: true, losses: true, exact: true },
  make: conicDistFlow,
};
/** Around the power flow of the feeder's own loads, all of them fed by the source. */
const around: NetworkKind = {
  name: "DistFlow around a flow",
  traits: { wires: true, losses: true, exact: false },
  make(feeder, limits) {
    const flow = powerFlow(feeder);
    if (flow.status !== "solved") throw new Error(flow.reason);
    return distFlowAround(feeder, flow, limits);
  },
};
const linear: NetworkKind = {
  name: "linear DistFlow",
  traits: { wires: true, losses: false, exact: false },
  make: linearDistFlow,
};
const plate: NetworkKind = {
  name: "copper plate",
  traits: { wires: false, losses: false, exact: false },
  make: copperPlate,
};

for (const kind of [plate, linear, around]) runChecks(kind.name, networkChecks(kind, highs()));
runChecks("conic DistFlow, Clarabel", networkChecks(conic, clarabel()));
runChecks("conic DistFlow, outer approximation", networkChecks(conic, outerApproximation(highs())));
