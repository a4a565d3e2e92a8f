/**
 * Backward/forward sweep in the branch-flow variables of Baran and Wu ("Optimal capacitor placement on radial
 * distribution systems", 1989, equations 1-3): active and reactive power and squared voltage. Losses depend on the
 * voltages only in second order, so that an iteration gains about twice as many digits as with complex currents, and
 * where all loads consume the iterates fall monotonically onto the solution of the highest voltages, up to the load at
 * which there is none.
 */
import { layout, type SweepPlan } from "./plan.ts";

const { stride, inverse, active, reactive, squared, resistance, reactance } = layout;
const { loadActive, loadReactive, extraStride, conductance, susceptance, currentActive, currentReactive } = layout;
const { powerStride } = layout;

/** Squared voltages below it count as a collapse, relative to the source. */
const floor = 1e-4;

/** Changes below it are rounding. */
const rounding = 1e-15;

/** Close to the load at which no solution is left an iteration gains a hundredth of a digit. */
const limit = 2000;

/** Steps of the load where it has to be raised by and by, and the tolerance on the way. */
const steps = 16;
const onTheWay = 1e-6;

/**
 * Iterates from the sources' voltages until no voltage changes by more than `tolerance` (relative to the lowest) and,
 * where convergence is slow, what is still to come is no more than that either. Gives the number of iterations; 0 where a
 * voltage collapses or the iterations run out. Leaves the squared voltages in the records. Allocates nothing.
 *
 * Where buses give power their voltages are high, and losses at the sources' voltages can be so far above the true ones
 * that the first step ends in a collapse: then the load is raised by and by. Where all consume, no iterate is below the
 * solution, and a collapse is one.
 */
export function iterate(plan: SweepPlan, tolerance: number): number {
  startFlat(plan);
  const iterations = iterateOn(plan, tolerance);
  return iterations > 0 || isCollapseProven(plan) ? iterations : raiseLoad(plan, tolerance);
}

/** Goes on from the voltages in the records. */
function iterateOn(plan: SweepPlan, tolerance: number): number {
  const { records, parent } = plan;
  const end = plan.tree.count;
  const first = plan.numSources;
  let before = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= limit; iteration++) {
    if (plan.plain) backward(records, parent, first, end);
    else backwardWithExtras(records, plan.extras, parent, first, end);
    const change = 0.5 * forward(records, parent, first, end);
    if (!(change >= 0 && change < Number.POSITIVE_INFINITY)) return 0;
    if (change <= rounding || (change <= tolerance && change * change <= tolerance * (before - change)))
      return iteration;
    before = change;
  }
  return 0;
}

/** From no load of constant power to all of it, each step from the voltages of the one before. */
function raiseLoad(plan: SweepPlan, tolerance: number): number {
  const { records, powers, tree } = plan;
  // The final powers are not there yet: their place keeps the loads.
  for (let k = 0; k < tree.count; k++) {
    powers[powerStride * k] = records[stride * k + loadActive]!;
    powers[powerStride * k + 1] = records[stride * k + loadReactive]!;
  }
  startFlat(plan);
  let iterations = 0;
  for (let step = 0; step <= steps; step++) {
    takeLoads(plan, step / steps);
    startSums(plan);
    const count = iterateOn(plan, step === steps ? tolerance : Math.max(tolerance, onTheWay));
    if (count === 0) {
      takeLoads(plan, 1);
      return 0;
    }
    iterations += count;
  }
  return iterations;
}

/** A share of those that the powers keep. */
function takeLoads({ records, powers, tree }: SweepPlan, share: number): void {
  for (let k = 0; k < tree.count; k++) {
    records[stride * k + loadActive] = share * powers[powerStride * k]!;
    records[stride * k + loadReactive] = share * powers[powerStride * k + 1]!;
  }
}

/**
 * Whether a sweep without solution means that there is none: no bus gives power, no branch is a capacitor in series, and
 * nothing is drawn by current or impedance, which can make iterations overshoot where there is a solution.
 */
export function isCollapseProven({ plain, records, tree, numSources }: SweepPlan): boolean {
  if (!plain) return false;
  for (let at = stride * numSources; at < stride * tree.count; at += stride) {
    if (records[at + loadActive]! < 0 || records[at + loadReactive]! < 0 || records[at + reactance]! < 0) return false;
  }
  return true;
}

function startFlat(plan: SweepPlan): void {
  const { records, tree } = plan;
  const end = stride * tree.count;
  for (let at = 0; at < end; at += stride) {
    records[at + inverse] = 1;
    records[at + squared] = 1;
  }
  startSums(plan);
}

function startSums({ records, tree }: SweepPlan): void {
  const end = stride * tree.count;
  for (let at = 0; at < end; at += stride) {
    records[at + active] = records[at + loadActive]!;
    records[at + reactive] = records[at + loadReactive]!;
  }
}

/** From the ends to the sources: powers, and the drop of the squared voltage along each branch. */
function backward(records: Float64Array, parent: Int32Array, first: number, end: number): void {
  for (let k = end - 1; k >= first; k--) {
    const at = stride * k;
    const p = records[at + active]!;
    const q = records[at + reactive]!;
    const r = records[at + resistance]!;
    const x = records[at + reactance]!;
    records[at + active] = records[at + loadActive]!;
    records[at + reactive] = records[at + loadReactive]!;
    const squaredCurrent = (p * p + q * q) * records[at + inverse]!;
    const sentActive = p + r * squaredCurrent;
    const sentReactive = q + x * squaredCurrent;
    records[at + inverse] = r * (p + sentActive) + x * (q + sentReactive);
    const above = parent[k]!;
    records[above + active]! += sentActive;
    records[above + reactive]! += sentReactive;
  }
}

function backwardWithExtras(
  records: Float64Array,
  extras: Float64Array,
  parent: Int32Array,
  first: number,
  end: number,
): void {
  for (let k = end - 1; k >= first; k--) {
    const at = stride * k;
    const extra = extraStride * k;
    const square = records[at + squared]!;
    const size = Math.sqrt(square);
    const p = records[at + active]! + extras[extra + conductance]! * square + extras[extra + currentActive]! * size;
    const q = records[at + reactive]! + extras[extra + susceptance]! * square + extras[extra + currentReactive]! * size;
    const r = records[at + resistance]!;
    const x = records[at + reactance]!;
    records[at + active] = records[at + loadActive]!;
    records[at + reactive] = records[at + loadReactive]!;
    const squaredCurrent = (p * p + q * q) * records[at + inverse]!;
    const sentActive = p + r * squaredCurrent;
    const sentReactive = q + x * squaredCurrent;
    records[at + inverse] = r * (p + sentActive) + x * (q + sentReactive);
    const above = parent[k]!;
    records[above + active]! += sentActive;
    records[above + reactive]! += sentReactive;
  }
}

/**
 * From the sources to the ends: voltages. Gives the largest change of a squared voltage by the lowest of them; -1 at a
 * collapse. That nothing is divided or decided bus by bus makes it half as long.
 */
function forward(records: Float64Array, parent: Int32Array, first: number, end: number): number {
  let largest = 0;
  let lowest = 1;
  for (let k = first; k < end; k++) {
    const at = stride * k;
    const next = records[parent[k]! + squared]! - records[at + inverse]!;
    largest = Math.max(largest, Math.abs(next - records[at + squared]!));
    lowest = Math.min(lowest, next);
    records[at + squared] = next;
    records[at + inverse] = 1 / next;
  }
  return lowest > floor ? largest / lowest : -1;
}
