/** A radial network laid out for the sweep. */
import type { Feeder, PowerByBus } from "../../data/feeder.ts";
import type { Tree } from "./tree.ts";

/**
 * What stands where in the arrays of a plan. Files that loop over them take the numbers into constants of their own: an
 * imported one is looked up anew for every element under loaders that rewrite imports.
 */
export const layout = {
  /** Numbers for each position in `records`: a cache line. */
  stride: 8,
  inverse: 0,
  active: 1,
  reactive: 2,
  squared: 3,
  resistance: 4,
  reactance: 5,
  loadActive: 6,
  loadReactive: 7,
  /** Numbers for each position in `extras`. */
  extraStride: 4,
  conductance: 0,
  susceptance: 1,
  currentActive: 2,
  currentReactive: 3,
  /** Numbers for each position in `powers`. */
  powerStride: 4,
  receivedActive: 0,
  receivedReactive: 1,
  sentActive: 2,
  sentReactive: 3,
} as const;

const { stride, resistance, reactance, loadActive, loadReactive } = layout;
const { extraStride, conductance, susceptance, currentActive, currentReactive } = layout;

/**
 * A radial network by position in its tree, referred to its sources: voltages are divided by that of the source and
 * multiplied by the taps on the way from there (both together are `size`; phase shifts do not matter until the end),
 * impedances are multiplied by the square of it and admittances divided. Powers stay what they are, every source stands
 * at 1 per unit, and no transformer is left.
 */
export interface SweepPlan {
  readonly feeder: Feeder;
  readonly tree: Tree;
  readonly numSources: number;
  /** Place of the parent's record. */
  readonly parent: Int32Array;
  /**
   * By position: inverse of the squared voltage (and, between the two halves of a sweep, its drop along the branch),
   * active and reactive power summed up so far, squared voltage, resistance and reactance of the branch, load.
   */
  readonly records: Float64Array;
  /** By position: admittance, as active and reactive power at 1 per unit, and load of constant current. */
  readonly extras: Float64Array;
  /** By position: what `finalPowers` finds. */
  readonly powers: Float64Array;
  /** By position: what voltages are multiplied by. */
  readonly size: Float64Array;
  /** By position: the voltage of a source; elsewhere what the tap makes of the parent's voltage. */
  readonly turnReal: Float64Array;
  readonly turnImaginary: Float64Array;
  /** Half of the branch's own admittance, which stands at each of its ends. */
  readonly halfConductance: Float64Array;
  readonly halfSusceptance: Float64Array;
  /** Admittance that no load is part of: shunts and branches. */
  readonly fixedConductance: Float64Array;
  readonly fixedSusceptance: Float64Array;
  /** By position: factors on the feeder's own loads. */
  readonly factors: Float64Array;
  /** Loads are of constant power, and there is no admittance: `extras` is all 0. */
  plain: boolean;
  /** Branches have admittances. */
  charged: boolean;
}

export function emptyPlan(feeder: Feeder, tree: Tree): SweepPlan {
  const floats = carve(feeder.numBuses, 24);
  return {
    feeder,
    tree,
    numSources: feeder.sourceBus.length,
    parent: new Int32Array(feeder.numBuses),
    records: floats(stride),
    extras: floats(extraStride),
    powers: floats(layout.powerStride),
    size: floats(),
    turnReal: floats(),
    turnImaginary: floats(),
    halfConductance: floats(),
    halfSusceptance: floats(),
    fixedConductance: floats(),
    fixedSusceptance: floats(),
    factors: floats(),
    plain: true,
    charged: false,
  };
}

/** Arrays out of one piece of memory, of which each piece takes a microsecond. */
function carve(numBuses: number, numbers: number): (perBus?: number) => Float64Array {
  const memory = new ArrayBuffer(8 * numbers * numBuses);
  let taken = 0;
  return (perBus = 1) => {
    const start = 8 * taken * numBuses;
    taken += perBus;
    return new Float64Array(memory, start, perBus * numBuses);
  };
}

/** Lays out the branches of a tree that has been grown. */
export function fillPlan(plan: SweepPlan): void {
  const { feeder, tree, numSources, size, fixedConductance, fixedSusceptance } = plan;
  const { shunt, sourceVoltage, sourceAngle } = feeder;
  plan.charged = false;
  for (let k = 0; k < tree.count; k++) {
    if (k < numSources) {
      size[k] = 1 / sourceVoltage[k]!;
      setTurn(plan, k, sourceVoltage[k]!, sourceAngle[k]!);
      fixedConductance[k] = shunt.active[tree.bus[k]!]! / (size[k]! * size[k]!);
      fixedSusceptance[k] = shunt.reactive[tree.bus[k]!]! / (size[k]! * size[k]!);
    } else fillBranch(plan, k);
  }
}

function fillBranch(plan: SweepPlan, k: number): void {
  const { feeder, tree, records, size } = plan;
  const parent = tree.parent[k]!;
  const branch = tree.branch[k]!;
  const bus = tree.bus[k]!;
  const forward = feeder.to[branch] === bus;
  const ratio = feeder.ratio[branch]!;
  const shift = feeder.shift[branch]!;
  size[k] = forward ? size[parent]! * ratio : size[parent]! / ratio;
  setTurn(plan, k, forward ? 1 / ratio : ratio, forward ? -shift : shift);
  // The impedance stands on the side of `to`.
  const here = forward ? size[k]! : size[parent]!;
  const square = here * here;
  plan.parent[k] = stride * parent;
  records[stride * k + resistance] = feeder.resistance[branch]! * square;
  records[stride * k + reactance] = feeder.reactance[branch]! * square;
  const own = size[k]! * size[k]!;
  plan.fixedConductance[k] = feeder.shunt.active[bus]! / own;
  plan.fixedSusceptance[k] = feeder.shunt.reactive[bus]! / own;
  const half = (0.5 * feeder.conductance[branch]!) / square;
  const halfReactive = (0.5 * feeder.susceptance[branch]!) / square;
  plan.halfConductance[k] = half;
  plan.halfSusceptance[k] = halfReactive;
  if (half === 0 && halfReactive === 0) return;
  plan.charged = true;
  plan.fixedConductance[k]! += half;
  plan.fixedSusceptance[k]! += halfReactive;
  plan.fixedConductance[parent]! += half;
  plan.fixedSusceptance[parent]! += halfReactive;
}

function setTurn({ turnReal, turnImaginary }: SweepPlan, k: number, size: number, angle: number): void {
  turnReal[k] = angle === 0 ? size : size * Math.cos(angle);
  turnImaginary[k] = angle === 0 ? 0 : size * Math.sin(angle);
}

/** The feeder's own loads times a factor. */
export function setLoads(plan: SweepPlan, factor: number): void {
  plan.factors.fill(factor);
  applyFactors(plan);
}

/** The feeder's own loads, each times `scale` and the factor of its bus, one for each bus from `offset` on. */
export function setProfiles(plan: SweepPlan, factors: Float64Array, offset: number, scale: number): void {
  const { tree } = plan;
  for (let k = 0; k < tree.count; k++) plan.factors[k] = scale * factors[offset + tree.bus[k]!]!;
  applyFactors(plan);
}

/** Loads of constant power, in kW and kVAr times `scale`, one for each bus from `offset` on. */
export function setPowers(
  plan: SweepPlan,
  { active: p, reactive: q }: PowerByBus,
  offset: number,
  scale: number,
): void {
  const { feeder, tree, records } = plan;
  const perUnit = scale / feeder.basePower;
  for (let k = 0; k < tree.count; k++) {
    const bus = offset + tree.bus[k]!;
    records[stride * k + loadActive] = perUnit * p[bus]!;
    records[stride * k + loadReactive] = perUnit * q[bus]!;
  }
}

function applyFactors(plan: SweepPlan): void {
  const { feeder, tree, records, factors } = plan;
  const { constantPower } = feeder;
  for (let k = 0; k < tree.count; k++) {
    const bus = tree.bus[k]!;
    const factor = factors[k]!;
    records[stride * k + loadActive] = factor * constantPower.active[bus]!;
    records[stride * k + loadReactive] = factor * constantPower.reactive[bus]!;
  }
  setExtras(plan);
}

/** Admittances, with the loads of constant impedance, and loads of constant current. */
function setExtras(plan: SweepPlan): void {
  const { feeder, tree, extras, factors, size, fixedConductance, fixedSusceptance } = plan;
  const { constantCurrent, constantImpedance } = feeder;
  let plain = true;
  for (let k = 0; k < tree.count; k++) {
    const bus = tree.bus[k]!;
    const inSize = factors[k]! / size[k]!;
    const inSquare = inSize / size[k]!;
    const at = extraStride * k;
    const g = fixedConductance[k]! + inSquare * constantImpedance.active[bus]!;
    const b = inSquare * constantImpedance.reactive[bus]! - fixedSusceptance[k]!;
    const p = inSize * constantCurrent.active[bus]!;
    const q = inSize * constantCurrent.reactive[bus]!;
    extras[at + conductance] = g;
    extras[at + susceptance] = b;
    extras[at + currentActive] = p;
    extras[at + currentReactive] = q;
    if (g !== 0 || b !== 0 || p !== 0 || q !== 0) plain = false;
  }
  plan.plain = plain;
}
