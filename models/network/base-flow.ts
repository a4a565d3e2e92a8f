/** The flow around which a network is linearised, in the terms of wires.ts: from a power flow or from another network. */
import { ClearwattError } from "../../src/errors.ts";
import type { Flow } from "../../src/feeder/index.ts";
import type { AnySet } from "../../src/language/index.ts";
import type { GridState, Hour } from "./network.ts";
import type { EndFlow } from "./polygons.ts";
import type { Tree } from "./tree.ts";

export type GivenFlow = Flow | GridState;

/** Line x hour. */
export interface BaseFlow {
  /** P_0 and Q_0 into the impedances, kW and kVAr; u_0 per unit; l_0 = (P_0^2 + Q_0^2) / (S u_0), kVA. */
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly behindTap: Float64Array;
  readonly current: Float64Array;
  readonly sending: EndFlow;
  readonly receiving: EndFlow;
}

/** Throws where the flow is of another feeder, of other hours, or has a bus without voltage. */
export function baseFlow(tree: Tree, hour: Hour, given: GivenFlow): BaseFlow {
  return "feeder" in given ? fromPowerFlow(tree, hour, given) : fromState(tree, hour, given);
}

function fromPowerFlow(tree: Tree, hour: Hour, flow: Flow): BaseFlow {
  const { feeder, branch, from, numLines } = tree;
  if (flow.feeder.numBuses !== feeder.numBuses || flow.feeder.numBranches !== feeder.numBranches)
    throw new ClearwattError(`The flow is one of "${flow.feeder.name}", and the network "${feeder.name}".`);
  const size = numLines * hour.size;
  const ofLine = (value: (line: number, k: number, forward: boolean) => number): Float64Array =>
    Float64Array.from({ length: size }, (_, at) => {
      const line = Math.floor(at / hour.size);
      const k = branch[line]!;
      return value(line, k, feeder.from[k] === from[line]);
    });
  return complete(tree, {
    active: ofLine((_, k, forward) => (forward ? flow.activeFrom : flow.activeTo)[k]!),
    reactive: ofLine((_, k, forward) => (forward ? flow.reactiveFrom : flow.reactiveTo)[k]!),
    before: ofLine((line) => flow.voltage[from[line]!]! ** 2),
    after: ofLine((line) => flow.voltage[tree.to[line]!]! ** 2),
  });
}

function fromState(tree: Tree, hour: Hour, { voltage, activeFlow, reactiveFlow }: GridState): BaseFlow {
  refuseOther("line", tree.lineNames, activeFlow.over[0]);
  refuseOther("hour", hour.labels, activeFlow.over[1]);
  const { size } = hour;
  const squared = (bus: Int32Array): Float64Array =>
    Float64Array.from(activeFlow.data, (_, at) => voltage.data[bus[Math.floor(at / size)]! * size + (at % size)]! ** 2);
  const { from, to } = tree;
  return complete(tree, {
    active: activeFlow.data,
    reactive: reactiveFlow.data,
    before: squared(from),
    after: squared(to),
  });
}

function refuseOther(what: string, own: readonly string[], { labels }: AnySet): void {
  const k = own.findIndex((label, position) => label !== labels[position]);
  if (k < 0 && labels.length === own.length) return;
  throw new ClearwattError(
    `The flow around which the network is to be linearised has ${labels.length} members of ${what} and the network ${own.length}${k < 0 ? "" : `, the first that differs "${labels[k] ?? "none"}" for "${own[k]}"`}. Take the state of a network of the same feeder and hours.`,
  );
}

/** What enters lines at their sending ends, and squared voltages at both ends. */
interface Sent {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

function complete(tree: Tree, sent: Sent): BaseFlow {
  const { basePower, numLines, endActive, endReactive, sendingScale, receivingScale, resistance, reactance } = tree;
  const hours = sent.active.length / numLines;
  const map = (value: (at: number, line: number) => number): Float64Array =>
    Float64Array.from(sent.active, (_, at) => value(at, Math.floor(at / hours)));
  const behindTap = map((at, k) => checkedVoltage(tree, k, sent.before[at]!) * sendingScale[k]!);
  const active = map((at, k) => sent.active[at]! - endActive[k]! * behindTap[at]!);
  const reactive = map((at, k) => sent.reactive[at]! + endReactive[k]! * behindTap[at]!);
  const current = map((at) => (active[at]! ** 2 + reactive[at]! ** 2) / (basePower * behindTap[at]!));
  const beforeTap = map((at, k) => sent.after[at]! * receivingScale[k]!);
  return {
    active,
    reactive,
    behindTap,
    current,
    sending: { active: sent.active, reactive: sent.reactive, voltage: sent.before },
    receiving: {
      active: map((at, k) => active[at]! - resistance[k]! * current[at]! - endActive[k]! * beforeTap[at]!),
      reactive: map((at, k) => reactive[at]! - reactance[k]! * current[at]! + endReactive[k]! * beforeTap[at]!),
      voltage: sent.after,
    },
  };
}

function checkedVoltage({ feeder, from, lineNames }: Tree, line: number, squared: number): number {
  if (squared > 0 && Number.isFinite(squared)) return squared;
  throw new ClearwattError(
    `The flow around which the network is to be linearised has no voltage at bus "${feeder.busNames[from[line]!]}", from which the line "${lineNames[line]}" is fed.`,
  );
}
