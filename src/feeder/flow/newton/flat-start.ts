/** Where Newton's method begins: the voltages that the sources would give without load. */
import type { Feeder } from "../../data/feeder.ts";
import { adjacency } from "../../topology/adjacency.ts";
import { checkFed } from "../../topology/index.ts";

export interface FlatStart {
  /** Sources first, then every bus after the one that it takes its voltage from. */
  readonly buses: Int32Array;
  /** Per unit, by bus. */
  readonly voltageReal: Float64Array;
  readonly voltageImaginary: Float64Array;
}

/**
 * Carries the sources' voltages along closed branches, the nearest source first, through taps and phase shifts. Where buses
 * hold their voltages the taps serve these and are left out: carried through a transmission network's transformers in
 * a row they would lead far off. Throws a ClearwattError where no source feeds a bus, as the sweep does, whether something
 * is connected there or not.
 */
export function flatStart(feeder: Feeder): FlatStart {
  const { numBuses, sourceBus, from, to } = feeder;
  const near = adjacency(feeder, feeder.closed);
  const buses = new Int32Array(numBuses);
  const reached = new Uint8Array(numBuses);
  const voltageReal = new Float64Array(numBuses);
  const voltageImaginary = new Float64Array(numBuses);
  let count = 0;
  sourceBus.forEach((bus, k) => {
    reached[bus] = 1;
    buses[count++] = bus;
    voltageReal[bus] = feeder.sourceVoltage[k]! * Math.cos(feeder.sourceAngle[k]!);
    voltageImaginary[bus] = feeder.sourceVoltage[k]! * Math.sin(feeder.sourceAngle[k]!);
  });
  for (let next = 0; next < count; next++) {
    const bus = buses[next]!;
    for (let p = near.start[bus]!; p < near.start[bus + 1]!; p++) {
      const branch = near.branch[p]!;
      const other = from[branch]! === bus ? to[branch]! : from[branch]!;
      if (reached[other] === 1) continue;
      reached[other] = 1;
      buses[count++] = other;
      propagate(feeder, branch, bus, other, voltageReal, voltageImaginary);
    }
  }
  if (count < numBuses) checkFed(feeder);
  return { buses, voltageReal, voltageImaginary };
}

/** The voltage at `to` is that at `from` / (ratio e^(j shift)) where no current flows. */
function propagate(
  feeder: Feeder,
  branch: number,
  bus: number,
  other: number,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const forward = feeder.from[branch] === bus;
  const ratio = feeder.heldBus.length > 0 ? 1 : feeder.ratio[branch]!;
  const factor = forward ? 1 / ratio : ratio;
  const angle = forward ? -feeder.shift[branch]! : feeder.shift[branch]!;
  const cosine = factor * Math.cos(angle);
  const sine = factor * Math.sin(angle);
  real[other] = real[bus]! * cosine - imaginary[bus]! * sine;
  imaginary[other] = imaginary[bus]! * cosine + real[bus]! * sine;
}
