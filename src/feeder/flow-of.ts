/** From the voltages of a network to everything else that a power flow tells. */
import type { Feeder } from "./feeder.ts";
import type { Flow } from "./flow.ts";

export interface FlowOrigin {
  readonly method: Flow["method"];
  readonly iterations: number;
  /** Factor on all loads with which the voltages were found; 1 where it is not given. */
  readonly scale?: number;
}

/** Complex power at the ends of the branches, per unit, positive into the branch. */
interface BranchPower {
  readonly activeFrom: Float64Array;
  readonly reactiveFrom: Float64Array;
  readonly activeTo: Float64Array;
  readonly reactiveTo: Float64Array;
}

/**
 * The flow that belongs to complex voltages (per unit, one for each bus; 0 where a bus is not fed). Branches are pi
 * models behind ideal transformers, as `Feeder` describes them.
 */
export function flowOf(
  feeder: Feeder,
  voltageReal: Float64Array,
  voltageImaginary: Float64Array,
  { method, iterations, scale = 1 }: FlowOrigin,
): Flow {
  const power = branchPower(feeder, voltageReal, voltageImaginary);
  const voltage = voltageReal.map((real, bus) => Math.hypot(real, voltageImaginary[bus]!));
  const source = sourcePower(feeder, voltage, power, scale);
  for (const values of [...Object.values(power), source.active, source.reactive]) inKilo(values, feeder.basePower);
  const { activeFrom, reactiveFrom, activeTo, reactiveTo } = power;
  const activeLoss = activeFrom.map((active, k) => active + activeTo[k]!);
  const reactiveLoss = reactiveFrom.map((reactive, k) => reactive + reactiveTo[k]!);
  const current = currents(feeder, voltage, power);
  return {
    status: "solved",
    feeder,
    method,
    iterations,
    voltage,
    angle: voltageReal.map((real, bus) => Math.atan2(voltageImaginary[bus]!, real)),
    ...power,
    current,
    loading: loadings(feeder, current, power),
    activeLoss,
    reactiveLoss,
    totalActiveLoss: sum(activeLoss),
    totalReactiveLoss: sum(reactiveLoss),
    sourceActive: source.active,
    sourceReactive: source.reactive,
    lowestBus: lowestFed(voltage),
  };
}

function branchPower(feeder: Feeder, real: Float64Array, imaginary: Float64Array): BranchPower {
  const [activeFrom, reactiveFrom, activeTo, reactiveTo] = floats(4, feeder.numBranches);
  for (let k = 0; k < feeder.numBranches; k++) {
    if (feeder.closed[k] === 0) continue;
    const from = feeder.from[k]!;
    const to = feeder.to[k]!;
    const ratio = feeder.ratio[k]!;
    const cosine = Math.cos(feeder.shift[k]!) / ratio;
    const sine = Math.sin(feeder.shift[k]!) / ratio;
    // Behind the ideal transformer: V / (ratio e^(j shift)).
    const innerReal = real[from]! * cosine + imaginary[from]! * sine;
    const innerImaginary = imaginary[from]! * cosine - real[from]! * sine;
    const toReal = real[to]!;
    const toImaginary = imaginary[to]!;
    const resistance = feeder.resistance[k]!;
    const reactance = feeder.reactance[k]!;
    const squared = resistance * resistance + reactance * reactance;
    const dropReal = innerReal - toReal;
    const dropImaginary = innerImaginary - toImaginary;
    const currentReal = (resistance * dropReal + reactance * dropImaginary) / squared;
    const currentImaginary = (resistance * dropImaginary - reactance * dropReal) / squared;
    const innerSquared = innerReal * innerReal + innerImaginary * innerImaginary;
    const toSquared = toReal * toReal + toImaginary * toImaginary;
    const conductance = 0.5 * feeder.conductance[k]!;
    const susceptance = 0.5 * feeder.susceptance[k]!;
    activeFrom[k] = innerReal * currentReal + innerImaginary * currentImaginary + conductance * innerSquared;
    reactiveFrom[k] = innerImaginary * currentReal - innerReal * currentImaginary - susceptance * innerSquared;
    activeTo[k] = conductance * toSquared - (toReal * currentReal + toImaginary * currentImaginary);
    reactiveTo[k] = toReal * currentImaginary - toImaginary * currentReal - susceptance * toSquared;
  }
  return { activeFrom, reactiveFrom, activeTo, reactiveTo };
}

/** What flows from each source: into the branches at its bus, and into what is connected there. */
function sourcePower(
  feeder: Feeder,
  voltage: Float64Array,
  power: BranchPower,
  scale: number,
): { active: Float64Array; reactive: Float64Array } {
  const [active, reactive] = floats(2, feeder.numBuses);
  for (let k = 0; k < feeder.numBranches; k++) {
    active[feeder.from[k]!]! += power.activeFrom[k]!;
    reactive[feeder.from[k]!]! += power.reactiveFrom[k]!;
    active[feeder.to[k]!]! += power.activeTo[k]!;
    reactive[feeder.to[k]!]! += power.reactiveTo[k]!;
  }
  const { constantPower, constantCurrent, constantImpedance, shunt } = feeder;
  for (const bus of feeder.sourceBus) {
    const size = voltage[bus]!;
    const load = (by: "active" | "reactive"): number =>
      scale * (constantPower[by][bus]! + size * (constantCurrent[by][bus]! + size * constantImpedance[by][bus]!));
    active[bus]! += load("active") + shunt.active[bus]! * size * size;
    reactive[bus]! += load("reactive") - shunt.reactive[bus]! * size * size;
  }
  const atSources = (values: Float64Array): Float64Array => Float64Array.from(feeder.sourceBus, (bus) => values[bus]!);
  return { active: atSources(active), reactive: atSources(reactive) };
}

/** A, from kVA and kV: |S| / (sqrt(3) |V|), the larger of both ends. */
function currents(feeder: Feeder, voltage: Float64Array, power: BranchPower): Float64Array {
  return Float64Array.from(power.activeFrom, (active, k) => {
    if (feeder.closed[k] === 0) return 0;
    const at = (bus: number, p: number, q: number): number =>
      voltage[bus]! === 0 ? 0 : Math.hypot(p, q) / (Math.sqrt(3) * feeder.baseVoltage[bus]! * voltage[bus]!);
    const from = at(feeder.from[k]!, active, power.reactiveFrom[k]!);
    return Math.max(from, at(feeder.to[k]!, power.activeTo[k]!, power.reactiveTo[k]!));
  });
}

function loadings(feeder: Feeder, current: Float64Array, power: BranchPower): Float64Array {
  return current.map((amperes, k) => {
    const from = Math.hypot(power.activeFrom[k]!, power.reactiveFrom[k]!);
    const to = Math.hypot(power.activeTo[k]!, power.reactiveTo[k]!);
    return Math.max(amperes / feeder.ratedCurrent[k]!, Math.max(from, to) / feeder.ratedPower[k]!);
  });
}

/** Position of the lowest voltage above 0: buses that are not fed have none. */
function lowestFed(voltage: Float64Array): number {
  let lowest = -1;
  for (let bus = 0; bus < voltage.length; bus++) {
    if (voltage[bus]! > 0 && (lowest < 0 || voltage[bus]! < voltage[lowest]!)) lowest = bus;
  }
  return lowest;
}

function floats(count: 2, length: number): [Float64Array, Float64Array];
function floats(count: 4, length: number): [Float64Array, Float64Array, Float64Array, Float64Array];
function floats(count: number, length: number): Float64Array[] {
  return Array.from({ length: count }, () => new Float64Array(length));
}

function inKilo(values: Float64Array, basePower: number): void {
  for (let k = 0; k < values.length; k++) values[k]! *= basePower;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
