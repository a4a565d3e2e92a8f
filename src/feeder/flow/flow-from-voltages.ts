/** From the voltages of a network to everything else that a power flow tells. */
import type { Feeder } from "../data/feeder.ts";
import type { BranchResults, Flow } from "./flow.ts";

export interface FlowOrigin {
  readonly method: Flow["method"];
  readonly iterations: number;
  /** Factor on all loads with which the voltages were found; 1 where it is not given. */
  readonly scale?: number;
}

/** Complex power at the ends of the branches, kW and kVAr, positive into the branch. */
type BranchPower = Pick<BranchResults, "activeFrom" | "reactiveFrom" | "activeTo" | "reactiveTo">;

/**
 * The flow that belongs to complex voltages (per unit, one for each bus; 0 where a bus is not fed). Branches are pi
 * models behind ideal transformers, as `Feeder` describes them. What flows in them follows from the voltages, unless a
 * method knows it better (`branches`): between voltages that differ in their last digits alone rounding blurs it.
 */
export function flowFromVoltages(
  feeder: Feeder,
  voltageReal: Float64Array,
  voltageImaginary: Float64Array,
  { method, iterations, scale = 1 }: FlowOrigin,
  branches: BranchResults = branchesOf(feeder, voltageReal, voltageImaginary),
): Flow {
  const voltage = magnitudes(voltageReal, voltageImaginary);
  const source = sourcePower(feeder, voltage, branches, scale);
  const activeLoss = sums(branches.activeFrom, branches.activeTo);
  const reactiveLoss = sums(branches.reactiveFrom, branches.reactiveTo);
  return {
    status: "solved",
    feeder,
    method,
    iterations,
    voltage,
    angle: angles(voltageReal, voltageImaginary),
    ...branches,
    activeLoss,
    reactiveLoss,
    totalActiveLoss: total(activeLoss),
    totalReactiveLoss: total(reactiveLoss),
    sourceActive: source.active,
    sourceReactive: source.reactive,
    ...extremesOf(voltage),
  };
}

function branchesOf(feeder: Feeder, real: Float64Array, imaginary: Float64Array): BranchResults {
  const power = branchPower(feeder, real, imaginary);
  for (const values of Object.values(power)) inKilo(values, feeder.basePower);
  const current = currents(feeder, magnitudes(real, imaginary), power);
  return { ...power, current, loading: loadings(feeder, current, power) };
}

/** Per unit. */
function branchPower(feeder: Feeder, real: Float64Array, imaginary: Float64Array): BranchPower {
  const [activeFrom, reactiveFrom, activeTo, reactiveTo] = floats(4, feeder.numBranches);
  for (let k = 0; k < feeder.numBranches; k++) {
    if (feeder.closed[k] === 0) continue;
    const from = feeder.from[k]!;
    const to = feeder.to[k]!;
    const ratio = feeder.ratio[k]!;
    const shift = feeder.shift[k]!;
    const cosine = shift === 0 ? 1 / ratio : Math.cos(shift) / ratio;
    const sine = shift === 0 ? 0 : Math.sin(shift) / ratio;
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
  const { sourceBus, numBranches, from, to, shunt, basePower } = feeder;
  const [atActive, atReactive] = floats(2, feeder.numBuses);
  for (let k = 0; k < numBranches; k++) {
    atActive[from[k]!]! += power.activeFrom[k]!;
    atReactive[from[k]!]! += power.reactiveFrom[k]!;
    atActive[to[k]!]! += power.activeTo[k]!;
    atReactive[to[k]!]! += power.reactiveTo[k]!;
  }
  const [active, reactive] = floats(2, sourceBus.length);
  for (let source = 0; source < sourceBus.length; source++) {
    const bus = sourceBus[source]!;
    const square = voltage[bus]! * voltage[bus]!;
    const ownActive = scale * loadAt(feeder, "active", bus, voltage[bus]!) + shunt.active[bus]! * square;
    const ownReactive = scale * loadAt(feeder, "reactive", bus, voltage[bus]!) - shunt.reactive[bus]! * square;
    active[source] = atActive[bus]! + basePower * ownActive;
    reactive[source] = atReactive[bus]! + basePower * ownReactive;
  }
  return { active, reactive };
}

function loadAt(feeder: Feeder, of: "active" | "reactive", bus: number, voltage: number): number {
  const { constantPower, constantCurrent, constantImpedance } = feeder;
  return constantPower[of][bus]! + voltage * (constantCurrent[of][bus]! + voltage * constantImpedance[of][bus]!);
}

/** A, from kVA and kV: |S| / (sqrt(3) |V|), the larger of both ends. */
function currents(feeder: Feeder, voltage: Float64Array, power: BranchPower): Float64Array {
  const { numBranches, from, to, baseVoltage, closed } = feeder;
  const kilovolts = new Float64Array(feeder.numBuses);
  for (let bus = 0; bus < kilovolts.length; bus++) kilovolts[bus] = baseVoltage[bus]! * voltage[bus]!;
  const fromPower = magnitudes(power.activeFrom, power.reactiveFrom);
  const toPower = magnitudes(power.activeTo, power.reactiveTo);
  const current = new Float64Array(numBranches);
  for (let k = 0; k < numBranches; k++) {
    // A branch that is closed and not fed has voltage 0 at both ends, and no current.
    if (closed[k] === 0 || kilovolts[from[k]!] === 0) continue;
    current[k] = Math.max(fromPower[k]! / kilovolts[from[k]!]!, toPower[k]! / kilovolts[to[k]!]!) / Math.sqrt(3);
  }
  return current;
}

function loadings(feeder: Feeder, current: Float64Array, power: BranchPower): Float64Array {
  const { numBranches, ratedCurrent, ratedPower } = feeder;
  const fromPower = magnitudes(power.activeFrom, power.reactiveFrom);
  const toPower = magnitudes(power.activeTo, power.reactiveTo);
  const loading = new Float64Array(numBranches);
  for (let k = 0; k < numBranches; k++) {
    loading[k] = Math.max(current[k]! / ratedCurrent[k]!, Math.max(fromPower[k]!, toPower[k]!) / ratedPower[k]!);
  }
  return loading;
}

function magnitudes(real: Float64Array, imaginary: Float64Array): Float64Array {
  const sizes = new Float64Array(real.length);
  for (let k = 0; k < sizes.length; k++) sizes[k] = Math.sqrt(real[k]! * real[k]! + imaginary[k]! * imaginary[k]!);
  return sizes;
}

function angles(real: Float64Array, imaginary: Float64Array): Float64Array {
  const found = new Float64Array(real.length);
  for (let k = 0; k < found.length; k++) found[k] = Math.atan2(imaginary[k]!, real[k]!);
  return found;
}

function sums(a: Float64Array, b: Float64Array): Float64Array {
  const found = new Float64Array(a.length);
  for (let k = 0; k < found.length; k++) found[k] = a[k]! + b[k]!;
  return found;
}

/** Buses that are not fed have the voltage 0, which is not the lowest. */
function extremesOf(voltage: Float64Array): Pick<Flow, "lowestBus" | "highestBus"> {
  let lowestBus = -1;
  let highestBus = 0;
  for (let bus = 0; bus < voltage.length; bus++) {
    const size = voltage[bus]!;
    if (size > voltage[highestBus]!) highestBus = bus;
    if (size > 0 && (lowestBus < 0 || size < voltage[lowestBus]!)) lowestBus = bus;
  }
  return { lowestBus, highestBus };
}

function floats(count: 2, length: number): [Float64Array, Float64Array];
function floats(count: 4, length: number): [Float64Array, Float64Array, Float64Array, Float64Array];
function floats(count: number, length: number): Float64Array[] {
  return Array.from({ length: count }, () => new Float64Array(length));
}

function inKilo(values: Float64Array, basePower: number): void {
  for (let k = 0; k < values.length; k++) values[k]! *= basePower;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return sum;
}
