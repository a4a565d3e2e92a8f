/**
 * What a sweep costs at the least: loops over typed arrays written by hand for lines and loads of constant power alone, with
 * no check, no outcome and no angles. One in power and squared voltage, as clearwatt's, one in complex currents, as in
 * textbooks.
 */
import type { Feeder } from "../../src/feeder/index.ts";
import { radialOrder } from "../../src/feeder/index.ts";

export interface MinimalSweep {
  run(tolerance: number): number;
  /** Magnitudes by bus, per unit. */
  voltage(): Float64Array;
}

interface Levels {
  readonly bus: Int32Array;
  readonly parent: Int32Array;
  readonly branch: Int32Array;
}

/** Level by level from the source. */
function levels(feeder: Feeder): Levels {
  const { order, parent, branch } = radialOrder(feeder);
  const depth = new Int32Array(feeder.numBuses);
  for (const bus of order) if (parent[bus]! >= 0) depth[bus] = depth[parent[bus]!]! + 1;
  const bus = Int32Array.from(Array.from(order).sort((a, b) => depth[a]! - depth[b]!));
  const position = new Int32Array(feeder.numBuses);
  bus.forEach((at, k) => {
    position[at] = k;
  });
  return { bus, parent: bus.map((at) => position[Math.max(0, parent[at]!)]!), branch: bus.map((at) => branch[at]!) };
}

/** By position 8 numbers: 1 / v (then the drop), P, Q, v, r, x, load P, load Q. */
export function minimalSweep(feeder: Feeder): MinimalSweep {
  const { bus, parent, branch } = levels(feeder);
  const n = feeder.numBuses;
  const above = parent.map((k) => 8 * k);
  const a = new Float64Array(8 * n);
  for (let k = 0; k < n; k++) {
    a[8 * k + 4] = k === 0 ? 0 : feeder.resistance[branch[k]!]!;
    a[8 * k + 5] = k === 0 ? 0 : feeder.reactance[branch[k]!]!;
    a[8 * k + 6] = feeder.constantPower.active[bus[k]!]!;
    a[8 * k + 7] = feeder.constantPower.reactive[bus[k]!]!;
  }
  return {
    run: (tolerance) => sweepPowers(a, above, n, tolerance),
    voltage: () => byBus(bus, (k) => Math.sqrt(a[8 * k + 3]!)),
  };
}

function sweepPowers(a: Float64Array, above: Int32Array, n: number, tolerance: number): number {
  for (let at = 0; at < 8 * n; at += 8) {
    a[at] = 1;
    a[at + 1] = a[at + 6]!;
    a[at + 2] = a[at + 7]!;
    a[at + 3] = 1;
  }
  for (let iteration = 1; iteration < 100; iteration++) {
    for (let k = n - 1; k > 0; k--) {
      const at = 8 * k;
      const p = a[at + 1]!;
      const q = a[at + 2]!;
      const r = a[at + 4]!;
      const x = a[at + 5]!;
      a[at + 1] = a[at + 6]!;
      a[at + 2] = a[at + 7]!;
      const l = (p * p + q * q) * a[at]!;
      const sentP = p + r * l;
      const sentQ = q + x * l;
      a[at] = r * (p + sentP) + x * (q + sentQ);
      const up = above[k]!;
      a[up + 1]! += sentP;
      a[up + 2]! += sentQ;
    }
    let largest = 0;
    for (let k = 1; k < n; k++) {
      const at = 8 * k;
      const v = a[above[k]! + 3]! - a[at]!;
      largest = Math.max(largest, Math.abs(v - a[at + 3]!));
      a[at + 3] = v;
      a[at] = 1 / v;
    }
    if (0.5 * largest <= tolerance) return iteration;
  }
  return 0;
}

/** By position 8 numbers: e, f, current (real, imaginary), r, x, load P, load Q. */
export function minimalCurrentSweep(feeder: Feeder): MinimalSweep {
  const { bus, parent, branch } = levels(feeder);
  const n = feeder.numBuses;
  const above = parent.map((k) => 8 * k);
  const a = new Float64Array(8 * n);
  for (let k = 0; k < n; k++) {
    a[8 * k + 4] = k === 0 ? 0 : feeder.resistance[branch[k]!]!;
    a[8 * k + 5] = k === 0 ? 0 : feeder.reactance[branch[k]!]!;
    a[8 * k + 6] = feeder.constantPower.active[bus[k]!]!;
    a[8 * k + 7] = feeder.constantPower.reactive[bus[k]!]!;
  }
  return {
    run: (tolerance) => sweepCurrents(a, above, n, tolerance),
    voltage: () => byBus(bus, (k) => Math.hypot(a[8 * k]!, a[8 * k + 1]!)),
  };
}

function sweepCurrents(a: Float64Array, above: Int32Array, n: number, tolerance: number): number {
  for (let at = 0; at < 8 * n; at += 8) {
    a[at] = 1;
    a[at + 1] = 0;
    a[at + 2] = 0;
    a[at + 3] = 0;
  }
  for (let iteration = 1; iteration < 100; iteration++) {
    for (let k = n - 1; k > 0; k--) {
      const at = 8 * k;
      const e = a[at]!;
      const f = a[at + 1]!;
      const p = a[at + 6]!;
      const q = a[at + 7]!;
      const over = 1 / (e * e + f * f);
      const real = (a[at + 2]! += (p * e + q * f) * over);
      const imaginary = (a[at + 3]! += (p * f - q * e) * over);
      const up = above[k]!;
      a[up + 2]! += real;
      a[up + 3]! += imaginary;
    }
    let largest = 0;
    for (let k = 1; k < n; k++) {
      const at = 8 * k;
      const up = above[k]!;
      const r = a[at + 4]!;
      const x = a[at + 5]!;
      const e = a[up]! - r * a[at + 2]! + x * a[at + 3]!;
      const f = a[up + 1]! - r * a[at + 3]! - x * a[at + 2]!;
      largest = Math.max(largest, Math.abs(e - a[at]!), Math.abs(f - a[at + 1]!));
      a[at] = e;
      a[at + 1] = f;
      a[at + 2] = 0;
      a[at + 3] = 0;
    }
    if (largest <= tolerance) return iteration;
  }
  return 0;
}

function byBus(bus: Int32Array, value: (position: number) => number): Float64Array {
  const values = new Float64Array(bus.length);
  bus.forEach((at, k) => {
    values[at] = value(k);
  });
  return values;
}
