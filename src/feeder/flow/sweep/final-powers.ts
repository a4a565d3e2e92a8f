/** What a sweep that has converged leaves behind: powers along the branches, voltages at the buses. */
import { layout, type SweepPlan } from "./plan.ts";

const { stride, inverse, active, reactive, squared, resistance, reactance } = layout;
const { loadActive, loadReactive, extraStride, conductance, susceptance, currentActive, currentReactive } = layout;
const { powerStride, receivedActive, receivedReactive, sentActive, sentReactive } = layout;

/**
 * Per unit: what flows through the impedance of the branch that feeds a position, into it and out of it; at a source,
 * what it gives. Once after `iterate`, before anything else that is here.
 */
export function finalPowers(plan: SweepPlan): void {
  const { records, powers, parent, numSources, plain } = plan;
  for (let k = 0; k < numSources; k++) {
    records[stride * k + active] = records[stride * k + loadActive]!;
    records[stride * k + reactive] = records[stride * k + loadReactive]!;
  }
  for (let k = plan.tree.count - 1; k >= numSources; k--) {
    const at = stride * k;
    if (!plain) addExtras(plan, k);
    const p = records[at + active]!;
    const q = records[at + reactive]!;
    records[at + active] = records[at + loadActive]!;
    records[at + reactive] = records[at + loadReactive]!;
    const squaredCurrent = (p * p + q * q) * records[at + inverse]!;
    const sentP = p + records[at + resistance]! * squaredCurrent;
    const sentQ = q + records[at + reactance]! * squaredCurrent;
    const to = powerStride * k;
    powers[to + receivedActive] = p;
    powers[to + receivedReactive] = q;
    powers[to + sentActive] = sentP;
    powers[to + sentReactive] = sentQ;
    const above = parent[k]!;
    records[above + active]! += sentP;
    records[above + reactive]! += sentQ;
  }
  for (let k = 0; k < numSources; k++) {
    if (!plain) addExtras(plan, k);
    powers[powerStride * k + receivedActive] = records[stride * k + active]!;
    powers[powerStride * k + receivedReactive] = records[stride * k + reactive]!;
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
 * Complex voltages by bus, per unit: the voltage of a position is that of its parent times 1 - z conj(S) / |V|^2, where S is
 * what is sent from there, and times what the tap between them makes of it.
 */
export function complexVoltages(plan: SweepPlan, real: Float64Array, imaginary: Float64Array): void {
  const { records, powers, parent, tree, numSources, turnReal, turnImaginary } = plan;
  const { bus, count } = tree;
  for (let k = 0; k < numSources; k++) {
    real[bus[k]!] = turnReal[k]!;
    imaginary[bus[k]!] = turnImaginary[k]!;
  }
  for (let k = numSources; k < count; k++) {
    const at = stride * k;
    const over = records[parent[k]! + inverse]!;
    const p = powers[powerStride * k + sentActive]! * over;
    const q = powers[powerStride * k + sentReactive]! * over;
    const r = records[at + resistance]!;
    const x = records[at + reactance]!;
    const dropReal = 1 - r * p - x * q;
    const dropImaginary = r * q - x * p;
    const ratioReal = turnReal[k]! * dropReal - turnImaginary[k]! * dropImaginary;
    const ratioImaginary = turnReal[k]! * dropImaginary + turnImaginary[k]! * dropReal;
    const above = bus[tree.parent[k]!]!;
    const e = real[above]!;
    const f = imaginary[above]!;
    real[bus[k]!] = e * ratioReal - f * ratioImaginary;
    imaginary[bus[k]!] = e * ratioImaginary + f * ratioReal;
  }
}
