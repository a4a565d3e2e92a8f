/** The flow around which a network is linearised, in the terms of branch-flow.ts: from a power flow or from another network. */
import { ClearwattError } from "../../../src/errors.ts";
import type { Flow } from "../../../src/feeder/index.ts";
import type { AnySet } from "../../../src/language/index.ts";
import type { GridState, Hour } from "../../../src/market/index.ts";
import type { Tree } from "./tree.ts";
import { type BranchFlowValues, type EndFlows, endFlows } from "./values.ts";

/** A power flow for all hours alike, one for each hour, or the state of another network over the same lines and hours. */
export type GivenFlow = Flow | readonly Flow[] | GridState;

/** What the variables of branch-flow.ts and the ends of lines have; l_0 = (P_0^2 + Q_0^2) / (S u_0). */
export interface BaseFlow extends BranchFlowValues, EndFlows {}

/** Throws where the flow is of another feeder, of other hours, or has a bus without voltage. */
export function baseFlow(tree: Tree, hour: Hour, given: GivenFlow): BaseFlow {
  if (isList(given)) return fromPowerFlows(tree, hour, given);
  return "feeder" in given
    ? fromPowerFlows(
        tree,
        hour,
        hour.labels.map(() => given),
      )
    : fromState(tree, hour, given);
}

function isList(given: GivenFlow): given is readonly Flow[] {
  return Array.isArray(given);
}

/** One flow for each hour. */
function fromPowerFlows(tree: Tree, hour: Hour, flows: readonly Flow[]): BaseFlow {
  const { feeder, branch, from, numLines } = tree;
  if (flows.length !== hour.size)
    throw new ClearwattError(
      `There are ${flows.length} flows around which the network is to be linearised, and ${hour.size} hours. Give one for each hour.`,
      { code: "wrong-size", data: { what: "flows", found: flows.length, expected: hour.size } },
    );
  for (const { feeder: own } of flows) {
    if (own.numBuses !== feeder.numBuses || own.numBranches !== feeder.numBranches)
      throw new ClearwattError(`The flow is one of "${own.name}", and the network "${feeder.name}".`, {
        code: "wrong-set",
        data: { found: own.name, expected: feeder.name },
      });
  }
  const ofLine = (value: (flow: Flow, k: number, forward: boolean) => number): Float64Array =>
    Float64Array.from({ length: numLines * hour.size }, (_, at) => {
      const line = Math.floor(at / hour.size);
      const k = branch[line]!;
      return value(flows[at % hour.size]!, k, feeder.from[k] === from[line]);
    });
  return complete(tree, {
    active: ofLine((flow, k, forward) => (forward ? flow.activeFrom : flow.activeTo)[k]!),
    reactive: ofLine((flow, k, forward) => (forward ? flow.reactiveFrom : flow.reactiveTo)[k]!),
    voltage: Float64Array.from(
      { length: feeder.numBuses * hour.size },
      (_, at) => flows[at % hour.size]!.voltage[Math.floor(at / hour.size)]! ** 2,
    ),
  });
}

function fromState(tree: Tree, hour: Hour, { voltage, activeFlow, reactiveFlow }: GridState): BaseFlow {
  refuseOther("line", tree.lineNames, activeFlow.over[0]);
  refuseOther("hour", hour.labels, activeFlow.over[1]);
  const squared = voltage.data.map((magnitude) => magnitude ** 2);
  return complete(tree, { active: activeFlow.data, reactive: reactiveFlow.data, voltage: squared });
}

function refuseOther(what: string, own: readonly string[], { labels }: AnySet): void {
  const k = own.findIndex((label, position) => label !== labels[position]);
  if (k < 0 && labels.length === own.length) return;
  throw new ClearwattError(
    `The flow around which the network is to be linearised has ${labels.length} members of ${what} and the network ${own.length}${k < 0 ? "" : `, the first that differs "${labels[k] ?? "none"}" for "${own[k]}"`}. Take the state of a network of the same feeder and hours.`,
    {
      code: "wrong-set",
      data: { set: what, found: k < 0 ? labels.length : labels[k], expected: k < 0 ? own.length : own[k] },
    },
  );
}

/** What enters lines at their sending ends, and squared voltages of buses. */
type Sent = Pick<BranchFlowValues, "active" | "reactive" | "voltage">;

function complete(tree: Tree, { active: sentActive, reactive: sentReactive, voltage }: Sent): BaseFlow {
  const { basePower, numLines, from, endActive, endReactive, sendingScale } = tree;
  const hours = sentActive.length / numLines;
  const map = (value: (at: number, line: number) => number): Float64Array =>
    sentActive.map((_, at) => value(at, Math.floor(at / hours)));
  const before = (at: number, k: number): number => checkedVoltage(tree, k, voltage[from[k]! * hours + (at % hours)]!);
  const behindTap = map((at, k) => before(at, k) * sendingScale[k]!);
  const active = map((at, k) => sentActive[at]! - endActive[k]! * behindTap[at]!);
  const reactive = map((at, k) => sentReactive[at]! + endReactive[k]! * behindTap[at]!);
  const current = map((at) => (active[at]! ** 2 + reactive[at]! ** 2) / (basePower * behindTap[at]!));
  const values = { active, reactive, current, voltage, behindTap };
  return { ...values, ...endFlows(tree, values) };
}

function checkedVoltage({ feeder, from, lineNames }: Tree, line: number, squared: number): number {
  if (squared > 0 && Number.isFinite(squared)) return squared;
  throw new ClearwattError(
    `The flow around which the network is to be linearised has no voltage at bus "${feeder.busNames[from[line]!]}", from which the line "${lineNames[line]}" is fed.`,
    {
      code: "out-of-range",
      data: {
        feeder: feeder.name,
        bus: feeder.busNames[from[line]!],
        what: "squared voltage",
        found: squared,
        least: 0,
      },
    },
  );
}
