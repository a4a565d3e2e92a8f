/** The numbers of a network of a feeder at a solution, and voltages, flows and losses made from them. */
import { type Labelled, labelledOver, type Solution } from "../../../src/language/index.ts";
import type { GridState, LineHour } from "../../../src/market/index.ts";
import type { BranchFlow } from "./branch-flow.ts";
import type { Tree } from "./tree.ts";

/** The variables of branch-flow.ts, with voltages per unit. Line x hour but for the voltage, which is bus x hour. */
export interface BranchFlowValues {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  /** Zeros in networks without losses. */
  readonly current: Float64Array;
  readonly voltage: Float64Array;
  /** Squared voltage behind the taps. */
  readonly behindTap: Float64Array;
}

export function branchFlowValues(branchFlow: BranchFlow, solution: Solution): BranchFlowValues {
  const { tree, scope, decidedTap } = branchFlow;
  const hours = scope.hour.size;
  const active = solution.value(branchFlow.active).data;
  const perUnit = (v: number): number => v / tree.basePower;
  const voltage = solution.value(branchFlow.voltage).data.map(perUnit);
  const behindTap =
    decidedTap === null
      ? Float64Array.from(active, (_, at) => {
          const k = Math.floor(at / hours);
          return voltage[tree.from[k]! * hours + (at % hours)]! * tree.sendingScale[k]!;
        })
      : solution.value(decidedTap).data.map(perUnit);
  return {
    active,
    reactive: solution.value(branchFlow.reactive).data,
    current: branchFlow.current === null ? new Float64Array(active.length) : solution.value(branchFlow.current).data,
    voltage,
    behindTap,
  };
}

/** u' of every line x hour, decided or fixed: squared voltage behind the tap for one of the bus. */
export function sendingScales(
  { tree, scope, tapped }: BranchFlow,
  { voltage, behindTap }: BranchFlowValues,
): Float64Array {
  const hours = scope.hour.size;
  return behindTap.map((behind, at) => {
    const k = Math.floor(at / hours);
    return tapped[k] === 1 ? behind / voltage[tree.from[k]! * hours + (at % hours)]! : tree.sendingScale[k]!;
  });
}

/** Solvers leave some 1e-8 of the base power in currents that are 0: gaps are relative to no smaller flow than this share. */
const smallFlow = 0.3;

export function gridState(branchFlow: BranchFlow, solution: Solution): GridState {
  const { scope, line, tree } = branchFlow;
  const values = branchFlowValues(branchFlow, solution);
  const flows = endFlows(tree, values);
  const over = [line, scope.hour] as const;
  const byLine = (name: string, unit: string | null, data: Float64Array): Labelled<LineHour> =>
    labelledOver(name, over, unit, data);
  const loss = values.active.map((_, at) => flows.sending.active[at]! - flows.receiving.active[at]!);
  return {
    voltage: labelledOver(
      "voltage",
      [scope.bus, scope.hour],
      "pu",
      values.voltage.map((v) => Math.sqrt(Math.max(0, v))),
    ),
    activeFlow: byLine("active flow", "kW", flows.sending.active),
    reactiveFlow: byLine("reactive flow", "kVAr", flows.sending.reactive),
    loss: byLine("loss", "kW", loss),
    current: byLine("current", "A", currents(tree, flows)),
    coneGap: branchFlow.current === null ? null : byLine("gap of the cone", "1", coneGaps(tree.basePower, values)),
    excessLoss: branchFlow.current === null ? null : byLine("excess loss", "kVA", excessLosses(tree, values)),
  };
}

function coneGaps(basePower: number, { active, reactive, current, behindTap }: BranchFlowValues): Float64Array {
  const least = (smallFlow * basePower) ** 2;
  return active.map((flow, at) => {
    const product = current[at]! * basePower * behindTap[at]!;
    return (product - flow * flow - reactive[at]! * reactive[at]!) / Math.max(product, least);
  });
}

function excessLosses(
  { basePower, numLines, resistance, reactance }: Tree,
  { active, reactive, current, behindTap }: BranchFlowValues,
): Float64Array {
  const hours = active.length / numLines;
  return active.map((flow, at) => {
    const k = Math.floor(at / hours);
    const own = (flow * flow + reactive[at]! * reactive[at]!) / (basePower * behindTap[at]!);
    return (current[at]! - own) * Math.hypot(resistance[k]!, reactance[k]!);
  });
}

/** Line x hour; the voltage is that of the bus at the end, squared and per unit. */
export interface EndFlow {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly voltage: Float64Array;
}

export interface EndFlows {
  readonly sending: EndFlow;
  readonly receiving: EndFlow;
}

/** What flows at both ends of the lines, away from the source. */
export function endFlows(tree: Tree, values: BranchFlowValues): EndFlows {
  const { from, to, endActive, endReactive, receivingScale, resistance, reactance } = tree;
  const hours = values.active.length / tree.numLines;
  const map = (value: (at: number, line: number) => number): Float64Array =>
    values.active.map((_, at) => value(at, Math.floor(at / hours)));
  const { active, reactive, current: l, behindTap: u } = values;
  const voltageAt = (bus: Int32Array): Float64Array => map((at, k) => values.voltage[bus[k]! * hours + (at % hours)]!);
  const [before, after] = [voltageAt(from), voltageAt(to)];
  const w = map((at, k) => after[at]! * receivingScale[k]!);
  return {
    sending: {
      active: map((at, k) => active[at]! + endActive[k]! * u[at]!),
      reactive: map((at, k) => reactive[at]! - endReactive[k]! * u[at]!),
      voltage: before,
    },
    receiving: {
      active: map((at, k) => active[at]! - resistance[k]! * l[at]! - endActive[k]! * w[at]!),
      reactive: map((at, k) => reactive[at]! - reactance[k]! * l[at]! + endReactive[k]! * w[at]!),
      voltage: after,
    },
  };
}

/** A, the larger of both ends. */
function currents({ feeder, from, to, numLines }: Tree, { sending, receiving }: EndFlows): Float64Array {
  const hours = sending.active.length / numLines;
  return sending.active.map((_, at) => {
    const k = Math.floor(at / hours);
    const one = ampere(sending, at, feeder.baseVoltage[from[k]!]!);
    return Math.max(one, ampere(receiving, at, feeder.baseVoltage[to[k]!]!));
  });
}

/** At a base voltage in kV; 0 where nothing flows, whatever the voltage. */
function ampere({ active, reactive, voltage }: EndFlow, at: number, base: number): number {
  const power = Math.hypot(active[at]!, reactive[at]!);
  return power === 0 ? 0 : power / (Math.sqrt(3 * voltage[at]!) * base);
}
