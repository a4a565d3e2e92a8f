/**
 * Distribution locational marginal prices and what they are made of. The price at a bus is the dual of its balance; its
 * energy part is the price at the source; voltage and congestion are what the multipliers of voltage bands and line limits
 * bring through the network's equations (adjoint.ts), and losses are the rest. The rest is also computed on its own, from
 * the prices at the source: `remainder` says how far both are apart, which is how far the solver's duals are from exact.
 */
import { type AnySet, type Labelled, labelledOver, type Solution } from "../../../src/language/index.ts";
import type { BusHour, GridPrices, PriceParts, Scope } from "../../../src/market/index.ts";
import type { BranchFlow } from "../branch-flow/branch-flow.ts";
import { type BranchFlowValues, branchFlowValues, endFlows, sendingScales } from "../branch-flow/values.ts";
import { type Linearisation, type Multipliers, type Prices, splitPrices } from "./adjoint.ts";
import { type Congestion, noCongestion, type ReadMultipliers } from "./congestion.ts";

/** Line x hour: the gradient of the equation that makes the losses, as in adjoint.ts. */
export interface LossGradient {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly current: Float64Array;
  readonly voltage: Float64Array;
}

export interface PriceSource {
  readonly branchFlow: BranchFlow;
  readonly limits: readonly ReadMultipliers[];
  /** Null in networks without losses. */
  readonly gradient: ((solution: Solution, values: BranchFlowValues) => LossGradient) | null;
}

export function gridPrices({ branchFlow, limits, gradient }: PriceSource, solution: Solution): GridPrices {
  const { scope } = branchFlow;
  const values = branchFlowValues(branchFlow, solution);
  const congestion = noCongestion(values.active.length);
  const flows = endFlows(branchFlow.tree, values);
  for (const read of limits) read(solution, congestion, flows);
  const duals = {
    active: solution.dual(branchFlow.activeBalance).data,
    reactive: solution.dual(branchFlow.reactiveBalance).data,
    voltage: solution.reducedCost(branchFlow.voltage).data.map((dual) => dual * branchFlow.tree.basePower),
  };
  const scales = sendingScales(branchFlow, values);
  const losses = gradient?.(solution, values) ?? null;
  const parts = emptyParts(duals.active.length);
  for (let t = 0; t < scope.hour.size; t++) {
    const at = { ...duals, t, hours: scope.hour.size };
    const linearisation = linearisationAt(branchFlow, scales, losses, t);
    const voltage = voltageMultipliers(branchFlow, at);
    const split = splitPrices(branchFlow.tree, linearisation, pricesAt(at), [
      voltage,
      congestionAt(branchFlow, congestion, scales, t),
    ]);
    addHour(branchFlow, parts, at, split);
  }
  return labelled(scope, duals, parts);
}

interface HourDuals {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
  readonly voltage: Float64Array;
  readonly t: number;
  readonly hours: number;
}

function hourOf(values: Float64Array, t: number, hours: number): Float64Array {
  return Float64Array.from({ length: values.length / hours }, (_, k) => values[k * hours + t]!);
}

function pricesAt({ active, reactive, t, hours }: HourDuals): Prices {
  return { active: hourOf(active, t, hours), reactive: hourOf(reactive, t, hours) };
}

function linearisationAt(
  { scope }: BranchFlow,
  scales: Float64Array,
  losses: LossGradient | null,
  t: number,
): Linearisation {
  const at = (values: Float64Array): Float64Array => hourOf(values, t, scope.hour.size);
  if (losses === null) return { sendingScale: at(scales), losses };
  const { active, reactive, current, voltage } = losses;
  return {
    sendingScale: at(scales),
    losses: { active: at(active), reactive: at(reactive), current: at(current), voltage: at(voltage) },
  };
}

function voltageMultipliers({ tree }: BranchFlow, { voltage, t, hours }: HourDuals): Multipliers {
  const none = new Float64Array(tree.numLines);
  return { active: none, reactive: none, current: none, voltage: hourOf(voltage, t, hours) };
}

/** What flows at the ends, in terms of P, Q, l and the voltages of buses. */
function congestionAt({ tree, scope }: BranchFlow, all: Congestion, scales: Float64Array, t: number): Multipliers {
  const hours = scope.hour.size;
  const active = new Float64Array(tree.numLines);
  const reactive = new Float64Array(tree.numLines);
  const current = new Float64Array(tree.numLines);
  const voltage = new Float64Array(tree.numBuses);
  for (let k = 0; k < tree.numLines; k++) {
    const at = k * hours + t;
    const [sP, sQ] = [all.sending.active[at]!, all.sending.reactive[at]!];
    const [rP, rQ] = [all.receiving.active[at]!, all.receiving.reactive[at]!];
    const [g, b, from, to] = [tree.endActive[k]!, tree.endReactive[k]!, tree.from[k]!, tree.to[k]!];
    active[k] = sP + rP;
    reactive[k] = sQ + rQ;
    current[k] = all.current[at]! - tree.resistance[k]! * rP - tree.reactance[k]! * rQ;
    voltage[from] = voltage[from]! + all.sending.voltage[at]! + scales[at]! * (g * sP - b * sQ);
    voltage[to] = voltage[to]! + all.receiving.voltage[at]! - tree.receivingScale[k]! * (g * rP - b * rQ);
  }
  return { active, reactive, current, voltage };
}

type Part = keyof PriceParts;
const partNames: readonly Part[] = ["energy", "losses", "voltage", "congestion"];

/** Bus x hour, as the objective's duals are. */
interface Parts {
  readonly active: Record<Part, Float64Array>;
  readonly reactive: Record<Part, Float64Array>;
  remainder: number;
}

function emptyParts(size: number): Parts {
  const parts = (): Record<Part, Float64Array> => ({
    energy: new Float64Array(size),
    losses: new Float64Array(size),
    voltage: new Float64Array(size),
    congestion: new Float64Array(size),
  });
  return { active: parts(), reactive: parts(), remainder: 0 };
}

function addHour(
  { tree }: BranchFlow,
  parts: Parts,
  duals: HourDuals,
  [own, voltage, congestion]: readonly Prices[],
): void {
  for (const kind of ["active", "reactive"] as const) {
    const into = parts[kind];
    for (let bus = 0; bus < tree.numBuses; bus++) {
      const at = bus * duals.hours + duals.t;
      const energy = duals[kind][tree.sourceBus[bus]! * duals.hours + duals.t]!;
      into.energy[at] = energy;
      into.voltage[at] = voltage![kind][bus]!;
      into.congestion[at] = congestion![kind][bus]!;
      into.losses[at] = duals[kind][at]! - energy - into.voltage[at]! - into.congestion[at]!;
      const remainder = Math.abs(into.losses[at]! - (own![kind][bus]! - energy));
      if (!(remainder <= parts.remainder)) parts.remainder = remainder;
    }
  }
}

/** Money per kWh of consumption, whichever way the objective points. */
function labelled({ model, bus, hour, hourLength, money }: Scope, duals: Prices, parts: Parts): GridPrices {
  const factor = (model.declarations().sense === "minimize" ? 1 : -1) / hourLength;
  const over = [bus, hour] as const satisfies readonly AnySet[];
  const numbers = (name: string, unit: string, data: Float64Array): Labelled<BusHour> =>
    labelledOver(
      name,
      over,
      unit,
      data.map((value) => value * factor),
    );
  const split = (what: string, unit: string, of: Record<Part, Float64Array>): PriceParts => {
    const [energy, losses, voltage, congestion] = partNames.map((part) =>
      numbers(`${part} in the ${what}`, unit, of[part]),
    );
    return { energy: energy!, losses: losses!, voltage: voltage!, congestion: congestion! };
  };
  const [perActive, perReactive] = [`${money}/kWh`, `${money}/kVArh`];
  return {
    active: numbers("active price", perActive, duals.active),
    reactive: numbers("reactive price", perReactive, duals.reactive),
    activeParts: split("active price", perActive, parts.active),
    reactiveParts: split("reactive price", perReactive, parts.reactive),
    remainder: parts.remainder * Math.abs(factor),
  };
}
