/** The numbers of a network with wires at a solution, and voltages, flows and losses made from them. */
import { type Labelled, labelledOver, type Solution } from "../../src/language/index.ts";
import type { GridState, LineHour } from "./network.ts";
import type { Wires } from "./wires.ts";

/** The variables of wires.ts, with voltages per unit. Line x hour but for the voltage, which is bus x hour. */
export interface WireValues {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  /** Zeros in networks without losses. */
  readonly current: Float64Array;
  readonly voltage: Float64Array;
  /** Squared voltage behind the taps. */
  readonly behindTap: Float64Array;
}

export function wireValues(wires: Wires, solution: Solution): WireValues {
  const { tree, setting, decidedTap } = wires;
  const hours = setting.hour.size;
  const active = solution.value(wires.active).data;
  const perUnit = (v: number): number => v / tree.basePower;
  const voltage = solution.value(wires.voltage).data.map(perUnit);
  const behindTap =
    decidedTap === null
      ? Float64Array.from(active, (_, at) => {
          const k = Math.floor(at / hours);
          return voltage[tree.from[k]! * hours + (at % hours)]! * tree.sendingScale[k]!;
        })
      : solution.value(decidedTap).data.map(perUnit);
  return {
    active,
    reactive: solution.value(wires.reactive).data,
    current: wires.current === null ? new Float64Array(active.length) : solution.value(wires.current).data,
    voltage,
    behindTap,
  };
}

/** u' of every line x hour, decided or fixed: squared voltage behind the tap for one of the bus. */
export function sendingScales({ tree, setting, tapped }: Wires, { voltage, behindTap }: WireValues): Float64Array {
  const hours = setting.hour.size;
  return behindTap.map((behind, at) => {
    const k = Math.floor(at / hours);
    return tapped[k] === 1 ? behind / voltage[tree.from[k]! * hours + (at % hours)]! : tree.sendingScale[k]!;
  });
}

/** Flows below this share of the base power are rounding, and no gap of a cone is relative to less. */
const smallFlow = 1e-5;

export function gridState(wires: Wires, solution: Solution): GridState {
  const { setting, line, tree } = wires;
  const values = wireValues(wires, solution);
  const flows = endFlows(wires, values);
  const over = [line, setting.hour] as const;
  const byLine = (name: string, unit: string | null, data: Float64Array): Labelled<LineHour> =>
    labelledOver(name, over, unit, data);
  const loss = values.active.map((_, at) => flows.sendingActive[at]! - flows.receivingActive[at]!);
  return {
    voltage: labelledOver(
      "voltage",
      [setting.bus, setting.hour],
      "pu",
      values.voltage.map((v) => Math.sqrt(Math.max(0, v))),
    ),
    activeFlow: byLine("active flow", "kW", flows.sendingActive),
    reactiveFlow: byLine("reactive flow", "kVAr", flows.sendingReactive),
    loss: byLine("loss", "kW", loss),
    current: byLine("current", "A", flows.current),
    coneGap: wires.current === null ? null : byLine("gap of the cone", "1", coneGaps(tree.basePower, values)),
  };
}

function coneGaps(basePower: number, { active, reactive, current, behindTap }: WireValues): Float64Array {
  const least = (smallFlow * basePower) ** 2;
  return active.map((flow, at) => {
    const product = current[at]! * basePower * behindTap[at]!;
    return (product - flow * flow - reactive[at]! * reactive[at]!) / Math.max(product, least);
  });
}

interface EndFlows {
  readonly sendingActive: Float64Array;
  readonly sendingReactive: Float64Array;
  readonly receivingActive: Float64Array;
  readonly current: Float64Array;
}

function endFlows({ tree, setting }: Wires, values: WireValues): EndFlows {
  const hours = setting.hour.size;
  const size = values.active.length;
  const [sendingActive, sendingReactive] = [new Float64Array(size), new Float64Array(size)];
  const [receivingActive, current] = [new Float64Array(size), new Float64Array(size)];
  for (let at = 0; at < size; at++) {
    const k = Math.floor(at / hours);
    const [g, b, from, to] = [tree.endActive[k]!, tree.endReactive[k]!, tree.from[k]!, tree.to[k]!];
    const [vFrom, vTo] = [values.voltage[from * hours + (at % hours)]!, values.voltage[to * hours + (at % hours)]!];
    const [u, w, l] = [values.behindTap[at]!, vTo * tree.receivingScale[k]!, values.current[at]!];
    sendingActive[at] = values.active[at]! + g * u;
    sendingReactive[at] = values.reactive[at]! - b * u;
    receivingActive[at] = values.active[at]! - tree.resistance[k]! * l - g * w;
    const receivingReactive = values.reactive[at]! - tree.reactance[k]! * l + b * w;
    current[at] = Math.max(
      ampere(sendingActive[at]!, sendingReactive[at]!, vFrom, tree.feeder.baseVoltage[from]!),
      ampere(receivingActive[at]!, receivingReactive, vTo, tree.feeder.baseVoltage[to]!),
    );
  }
  return { sendingActive, sendingReactive, receivingActive, current };
}

/** Current of kW and kVAr at a squared voltage, per unit of a base in kV; 0 where there is no voltage and so no flow. */
function ampere(active: number, reactive: number, squaredVoltage: number, base: number): number {
  const power = Math.hypot(active, reactive);
  return power === 0 ? 0 : power / (Math.sqrt(3 * squaredVoltage) * base);
}
