/** What a sweep that has converged leaves behind: powers along the branches, voltages at the buses. */
import { layout, type SweepPlan } from "./plan.ts";

const { stride, inverse, active, reactive, squared, resistance, reactance } = layout;
const { loadActive, loadReactive, extraStride, conductance, susceptance, currentActive, currentReactive } = layout;
const { powerStride, receivedActive, receivedReactive, sentActive, sentReactive } = layout;

/**
 * Per unit: what flows through the impedance of the branch that feeds a position, into it and out of it; at a source,
 * what it gives. Once after `iterate`, before anything else that is here.
 */
export function settle(plan: SweepPlan): void {
  const { records, powers, parent, numSources } = plan;
  for (let k = 0; k < numSources; k++) {
    records[stride * k + active] = records[stride * k + loadActive]!;
    records[stride * k + reactive] = records[stride * k + loadReactive]!;
  }
  for (let k = plan.tree.count - 1; k >= 0; k--) {
    const at = stride * k;
    if (!plan.plain) addExtras(plan, k);
    const p = records[at + active]!;
    const q = records[at + reactive]!;
    records[at + active] = records[at + loadActive]!;
    records[at + reactive] = records[at + loadReactive]!;
    const to = powerStride * k;
    powers[to + receivedActive] = p;
    powers[to + receivedReactive] = q;
    if (k < numSources) continue;
    const squaredCurrent = (p * p + q * q) * records[at + inverse]!;
    const sentP = (powers[to + sentActive] = p + records[at + resistance]! * squaredCurrent);
    const sentQ = (powers[to + sentReactive] = q + records[at + reactance]! * squaredCurrent);
    records[parent[k]! + active]! += sentP;
    records[parent[k]! + reactive]! += sentQ;
  }
}

function addExtras({ records, extras }: SweepPlan, k: number): void {
  const at = stride * k;
  const extra = extraStride * k;
  const square = records[at + squared]!;
  const size = Math.sqrt(square);
  records[at + active]! += extras[extra + conductance]! * square + extras[extra + currentActive]! * size;
  records[at + reactive]! += extras[extra + susceptance]! * square + extras[extra + currentReactive]! * size;
}

/**
 * Complex voltages by bus, per unit: the voltage of a position is that of its parent times 1 - z conj(S) / |V|^2, turned
 * back by the taps on the way.
 */
export function complexVoltages(plan: SweepPlan, real: Float64Array, imaginary: Float64Array): void {
  const { referredReal, referredImaginary, numSources } = plan;
  referredReal.fill(1, 0, numSources);
  referredImaginary.fill(0, 0, numSources);
  turnAlongBranches(plan);
  const { tree, size, angle } = plan;
  for (let k = 0; k < tree.count; k++) {
    const e = referredReal[k]! / size[k]!;
    const f = referredImaginary[k]! / size[k]!;
    const cosine = angle[k] === 0 ? 1 : Math.cos(angle[k]!);
    const sine = angle[k] === 0 ? 0 : Math.sin(angle[k]!);
    real[tree.bus[k]!] = e * cosine + f * sine;
    imaginary[tree.bus[k]!] = f * cosine - e * sine;
  }
}

function turnAlongBranches(plan: SweepPlan): void {
  const { records, powers, parent, tree, numSources, referredReal, referredImaginary } = plan;
  for (let k = numSources; k < tree.count; k++) {
    const at = stride * k;
    const over = records[parent[k]! + inverse]!;
    const p = powers[powerStride * k + sentActive]! * over;
    const q = powers[powerStride * k + sentReactive]! * over;
    const r = records[at + resistance]!;
    const x = records[at + reactance]!;
    const real = 1 - r * p - x * q;
    const imaginary = r * q - x * p;
    const above = tree.parent[k]!;
    referredReal[k] = referredReal[above]! * real - referredImaginary[above]! * imaginary;
    referredImaginary[k] = referredReal[above]! * imaginary + referredImaginary[above]! * real;
  }
}
