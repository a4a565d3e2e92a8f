/** A network inside: per unit, in typed arrays. */
import type { FeederData } from "./feeder-data.ts";

/** Consumption of every bus, per unit at 1 per unit of voltage. */
export interface PowerByBus {
  readonly active: Float64Array;
  readonly reactive: Float64Array;
}

/**
 * A checked network. Buses keep the order of the data; branches are the lines and then the transformers, each in the order
 * of the data. Per unit on `basePower` and the base voltage of each bus.
 *
 * Branch k is the standard pi model: an ideal transformer `ratio[k]` : 1 with phase shift `shift[k]` at `from[k]`, then the
 * series impedance `resistance[k]` + j `reactance[k]` with half of the shunt admittance `conductance[k]` + j `susceptance[k]`
 * on each side of it. Lines have ratio 1 and shift 0.
 */
export interface Feeder {
  readonly name: string;
  readonly origin: string;
  readonly notes: readonly string[];
  /** kVA */
  readonly basePower: number;
  readonly numBuses: number;
  readonly numBranches: number;
  /** Branches 0 .. numLines - 1 are lines, the others transformers. */
  readonly numLines: number;
  readonly busNames: readonly string[];
  /** kV, line to line. */
  readonly baseVoltage: Float64Array;
  /** Per unit; 0 and Infinity where there is no band. */
  readonly lowestVoltage: Float64Array;
  readonly highestVoltage: Float64Array;
  readonly branchNames: readonly string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly resistance: Float64Array;
  readonly reactance: Float64Array;
  readonly conductance: Float64Array;
  readonly susceptance: Float64Array;
  readonly ratio: Float64Array;
  /** Radians. */
  readonly shift: Float64Array;
  /** A and kVA; Infinity where there is none. */
  readonly ratedCurrent: Float64Array;
  readonly ratedPower: Float64Array;
  /** 1 closed, 0 open. */
  readonly closed: Uint8Array;
  /** Net consumption, generators of given power included as negative constant power. */
  readonly constantPower: PowerByBus;
  readonly constantCurrent: PowerByBus;
  readonly constantImpedance: PowerByBus;
  /** Shunt admittance of every bus: active is the conductance, reactive the susceptance (positive for a capacitor). */
  readonly shunt: PowerByBus;
  /** Buses that hold voltage and angle, with their voltages (per unit) and angles (radians). */
  readonly sourceBus: Int32Array;
  readonly sourceVoltage: Float64Array;
  readonly sourceAngle: Float64Array;
  /** Buses that hold their voltage by reactive power; what they give in active power is in `constantPower`. */
  readonly heldBus: Int32Array;
  readonly heldVoltage: Float64Array;
  /** What it was made from. */
  readonly data: FeederData;
}
