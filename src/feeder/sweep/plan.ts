/** A radial network laid out for the sweep. */
import type { Feeder, PowerByBus } from "../feeder.ts";
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
 * A radial network by position in its tree, referred to its sources: voltages are multiplied by the complex turn `size`
 * e^(j `angle`) that the taps and phase shifts on the way from the source add up to, impedances by its square, admittances
 * by the inverse of it. Powers stay what they are, every source stands at 1 per unit and angle 0, and no transformer is
 * left.
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
  /** By position: what `settle` finds. */
  readonly powers: Float64Array;
  /** By position: complex voltages referred to the source. */
  readonly referredReal: Float64Array;
  readonly referredImaginary: Float64Array;
  readonly size: Float64Array;
  readonly angle: Float64Array;
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
  const floats = (perBus = 1): Float64Array => new Float64Array(perBus * feeder.numBuses);
  return {
    feeder,
    tree,
    numSources: feeder.sourceBus.length,
    parent: new Int32Array(feeder.numBuses),
    records: floats(stride),
    extras: floats(extraStride),
    powers: floats(layout.powerStride),
    referredReal: floats(),
    referredImaginary: floats(),
    size: floats(),
    angle: floats(),
    halfConductance: floats(),
    halfSusceptance: floats(),
    fixedConductance: floats(),
    fixedSusceptance: floats(),
    factors: floats(),
    plain: true,
    charged: false,
  };
}

/** Lays out the branches of a tree that has been grown. */
export function layOut(plan: SweepPlan): void {
  const { feeder, tree, numSources, size, angle, fixedConductance, fixedSusceptance } = plan;
  const { shunt } = feeder;
  plan.charged = false;
  for (let k = 0; k < tree.count; k++) {
    if (k < numSources) {
      size[k] = 1 / feeder.sourceVoltage[k]!;
      angle[k] = -feeder.sourceAngle[k]!;
      fixedConductance[k] = shunt.active[tree.bus[k]!]! / (size[k]! * size[k]!);
      fixedSusceptance[k] = shunt.reactive[tree.bus[k]!]! / (size[k]! * size[k]!);
    } else layOutBranch(plan, k);
  }
}

function layOutBranch(plan: SweepPlan, k: number): void {
  const { feeder, tree, records, size, angle } = plan;
  const parent = tree.parent[k]!;
  const branch = tree.branch[k]!;
  const bus = tree.bus[k]!;
  const forward = feeder.to[branch] === bus;
  const ratio = feeder.ratio[branch]!;
  size[k] = forward ? size[parent]! * ratio : size[parent]! / ratio;
  angle[k] = forward ? angle[parent]! + feeder.shift[branch]! : angle[parent]! - feeder.shift[branch]!;
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
