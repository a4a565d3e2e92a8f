/** What a grid makes of a market's result: violated voltages and ratings, losses, reverse flow, step by step. */
import { ClearwattError } from "../errors.ts";
import { type FlowBatch, type GivenLoads, powerFlows } from "./batch/index.ts";
import type { Feeder } from "./feeder.ts";
import type { FlowOptions, FlowOutcome } from "./flow.ts";
import { powerFlow } from "./power-flow.ts";
import { radialOrder } from "./topology.ts";
import { hasBand, isRated, rounding } from "./violations.ts";

/** Powers given to the grid by bus and step: the steps of a bus stand together. Buses that are not named give nothing. */
export interface Injections {
  /** Names of buses of the feeder. */
  readonly bus: readonly string[];
  /** kW and kVAr, bus x step; negative where power is consumed. */
  readonly active: ArrayLike<number>;
  readonly reactive: ArrayLike<number>;
}

export interface GridCheckOptions extends Pick<FlowOptions, "method" | "tolerance"> {
  /** Voltage band, per unit, in place of the feeder's own. */
  readonly lowestVoltage?: number;
  readonly highestVoltage?: number;
  /** What the steps are called; 1, 2, ... where nothing is said. */
  readonly steps?: readonly (string | number)[];
}

/** Entry k of every array belongs to violation k; steps and buses are positions. */
export interface VoltageViolations {
  readonly step: Int32Array;
  readonly bus: Int32Array;
  /** Per unit. */
  readonly voltage: Float64Array;
  readonly limit: Float64Array;
}

/** Entry k of every array belongs to one branch in one step. */
export interface BranchFindings {
  readonly step: Int32Array;
  readonly branch: Int32Array;
  readonly value: Float64Array;
}

export interface GridCheck {
  readonly feeder: Feeder;
  readonly steps: readonly (string | number)[];
  /** What is consumed, kW and kVAr, step x bus of the feeder. */
  readonly loads: GivenLoads;
  /** The power flows; what is not solved has violated everything, and is neither counted nor filled in below. */
  readonly batch: FlowBatch;
  readonly voltages: VoltageViolations;
  /** Branches above their rating; `value` is the loading, 1 at the rating. */
  readonly overloads: BranchFindings;
  /** Branches that carry power towards the source; `value` is how much, kW. Null for meshed nets, which have no such direction. */
  readonly reverse: BranchFindings | null;
  /** What could not be checked, in sentences: no band, no ratings. */
  readonly unchecked: readonly string[];
  /** kWh if a step is an hour: the sum of the losses of all solved steps. */
  readonly lossSum: number;
}

/** The feeder's loads are not used: injections are all there is beside the sources. Throws where they do not fit the feeder. */
export function checkGrid(feeder: Feeder, injections: Injections, options: GridCheckOptions = {}): GridCheck {
  const net = withBand(feeder, options);
  const numSteps = stepsOf(injections);
  const steps = options.steps ?? Array.from({ length: numSteps }, (_, k) => k + 1);
  if (steps.length !== numSteps) {
    throw new ClearwattError(`The injections have ${numSteps} steps, and ${steps.length} names are given for them.`);
  }
  const loads = {
    active: consumptionOf(net, injections, "active", numSteps),
    reactive: consumptionOf(net, injections, "reactive", numSteps),
  };
  const { method, tolerance } = options;
  const batch = powerFlows(net, loads, {
    branches: true,
    ...(method === undefined ? {} : { method }),
    ...(tolerance === undefined ? {} : { tolerance }),
  });
  return {
    feeder: net,
    steps,
    loads,
    batch,
    voltages: voltageViolations(batch),
    overloads: branchFindings(batch, (k) =>
      batch.branches!.loading[k]! > 1 + rounding ? batch.branches!.loading[k]! : 0,
    ),
    reverse: reverseFindings(batch),
    unchecked: uncheckedIn(net),
    lossSum: batch.activeLoss.reduce((sum, loss) => sum + loss, 0),
  };
}

function withBand(feeder: Feeder, { lowestVoltage, highestVoltage }: GridCheckOptions): Feeder {
  for (const limit of [lowestVoltage, highestVoltage]) {
    if (limit !== undefined && !(Number.isFinite(limit) && limit > 0))
      throw new ClearwattError(`A limit of the voltage is ${limit}. Give per unit, such as 0.95.`);
  }
  const filled = (own: Float64Array, limit: number | undefined) => (limit === undefined ? own : own.map(() => limit));
  const [low, high] = [filled(feeder.lowestVoltage, lowestVoltage), filled(feeder.highestVoltage, highestVoltage)];
  const empty = low.findIndex((limit, bus) => limit > high[bus]!);
  if (empty >= 0) {
    throw new ClearwattError(
      `The voltage band of bus "${feeder.busNames[empty]}" goes from ${low[empty]} to ${high[empty]} per unit and is empty.`,
    );
  }
  return { ...feeder, lowestVoltage: low, highestVoltage: high };
}

function stepsOf({ bus, active, reactive }: Injections): number {
  if (bus.length === 0) throw new ClearwattError("The injections name no bus.");
  const steps = active.length / bus.length;
  if (!Number.isInteger(steps) || steps === 0 || reactive.length !== active.length) {
    throw new ClearwattError(
      `The injections name ${bus.length} buses and have ${active.length} active and ${reactive.length} reactive powers. Give one of each for every bus and step.`,
    );
  }
  return steps;
}

/** kW or kVAr consumed, step x bus of the feeder, as the batch takes them. */
function consumptionOf(
  { name, busNames, numBuses }: Feeder,
  injections: Injections,
  part: "active" | "reactive",
  numSteps: number,
): Float64Array {
  const position = new Map(busNames.map((bus, k) => [bus, k]));
  const consumption = new Float64Array(numSteps * numBuses);
  injections.bus.forEach((bus, k) => {
    const at = position.get(bus);
    if (at === undefined) throw new ClearwattError(`The injections name bus "${bus}", and feeder "${name}" has none.`);
    for (let step = 0; step < numSteps; step++) {
      const value = injections[part][k * numSteps + step]!;
      if (!Number.isFinite(value)) {
        throw new ClearwattError(
          `The ${part} injection at bus "${bus}" in step ${step + 1} is ${value}, not a number.`,
        );
      }
      consumption[step * numBuses + at]! -= value;
    }
  });
  return consumption;
}

function voltageViolations({ feeder, numSteps, status, voltage }: FlowBatch): VoltageViolations {
  const { numBuses, lowestVoltage, highestVoltage } = feeder;
  const found: number[][] = [];
  for (let step = 0; step < numSteps; step++) {
    if (status[step] === 0) continue;
    for (let bus = 0; bus < numBuses; bus++) {
      const v = voltage[step * numBuses + bus]!;
      if (v === 0) continue;
      if (v < lowestVoltage[bus]! - rounding) found.push([step, bus, v, lowestVoltage[bus]!]);
      else if (v > highestVoltage[bus]! + rounding) found.push([step, bus, v, highestVoltage[bus]!]);
    }
  }
  return {
    step: Int32Array.from(found, ([step]) => step!),
    bus: Int32Array.from(found, ([, bus]) => bus!),
    voltage: Float64Array.from(found, ([, , v]) => v!),
    limit: Float64Array.from(found, ([, , , limit]) => limit!),
  };
}

/** Those for which `finding` of the position in the batch's branch arrays is not 0. */
function branchFindings(
  { feeder, numSteps, status }: FlowBatch,
  finding: (at: number, k: number) => number,
): BranchFindings {
  const { numBranches } = feeder;
  const found: number[][] = [];
  for (let step = 0; step < numSteps; step++) {
    if (status[step] === 0) continue;
    for (let k = 0; k < numBranches; k++) {
      const value = finding(step * numBranches + k, k);
      if (value !== 0) found.push([step, k, value]);
    }
  }
  return {
    step: Int32Array.from(found, ([step]) => step!),
    branch: Int32Array.from(found, ([, k]) => k!),
    value: Float64Array.from(found, ([, , value]) => value!),
  };
}

/** kW below which a flow towards the source is rounding. */
const noFlow = 1e-6;

function reverseFindings(batch: FlowBatch): BranchFindings | null {
  if (batch.method !== "sweep") return null;
  const { branch, forward } = radialOrder(batch.feeder);
  const fromIsNearer = new Uint8Array(batch.feeder.numBranches);
  branch.forEach((k, bus) => {
    if (k >= 0) fromIsNearer[k] = forward[bus]!;
  });
  const { activeFrom, activeTo } = batch.branches!;
  return branchFindings(batch, (at, k) => {
    const entering = fromIsNearer[k] === 1 ? activeFrom[at]! : activeTo[at]!;
    return entering < -noFlow ? -entering : 0;
  });
}

function uncheckedIn(feeder: Feeder): string[] {
  const buses = Array.from(feeder.busNames.keys());
  const branches = Array.from(feeder.branchNames.keys()).filter((k) => feeder.closed[k] === 1);
  const free = buses.filter((bus) => !hasBand(feeder, bus)).length;
  const unrated = branches.filter((k) => !isRated(feeder, k)).length;
  const sentence = (without: number, of: number, what: string, whole: string, others: string) => {
    if (without === 0) return [];
    if (without === of) return [`No ${what}: ${whole} are not checked.`];
    return [`Not every ${what} (${of - without} of ${of}): ${others} are not checked.`];
  };
  return [
    ...sentence(free, buses.length, "bus has a voltage band", "voltages", "other voltages"),
    ...sentence(unrated, branches.length, "branch has a rating", "loadings", "the loadings of the others"),
  ];
}

/** The power flow of one step in full, to be drawn. */
export function flowAt({ feeder, loads, batch }: GridCheck, step: number): FlowOutcome {
  const { numBuses, basePower } = feeder;
  const none = { active: new Float64Array(numBuses), reactive: new Float64Array(numBuses) };
  const own = (kW: Float64Array) => kW.slice(step * numBuses, (step + 1) * numBuses).map((value) => value / basePower);
  const constantPower = { active: own(loads.active), reactive: own(loads.reactive) };
  return powerFlow(
    { ...feeder, constantPower, constantCurrent: none, constantImpedance: none },
    { method: batch.method },
  );
}

/** The step to look at first: the first one without solution, else that with the lowest voltage. */
export function worstStep({ batch }: GridCheck): number {
  if (batch.numFailed > 0) return batch.firstFailed;
  return batch.lowestVoltage.reduce((worst, voltage, step, all) => (voltage < all[worst]! ? step : worst), 0);
}
