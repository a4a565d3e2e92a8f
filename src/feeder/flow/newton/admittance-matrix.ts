/** A network as its bus admittance matrix, in the order in which Newton's method eliminates the buses. */
import type { Feeder } from "../../data/feeder.ts";
import { flatStart } from "./flat-start.ts";
import { minimumDegreeOrder } from "./minimum-degree.ts";
import type { BlockPattern } from "./sparse-lu.ts";

/**
 * Positions 0 .. size - 1 are the buses whose voltage is sought, in their order of elimination; behind them stand the sources.
 * `start` and `column` hold the rows of the admittance matrix without its diagonal, parallel branches added up.
 *
 * The diagonal is kept as what is left of a row's sum, so that the current of bus i is
 * sum over j of Y[i, j] (V[j] - V[i]) + rest[i] V[i]: differences of voltages keep the digits that sums of products lose.
 */
export interface AdmittanceMatrix extends BlockPattern {
  /** Bus of each position. */
  readonly bus: Int32Array;
  readonly conductance: Float64Array;
  readonly susceptance: Float64Array;
  readonly restReal: Float64Array;
  readonly restImaginary: Float64Array;
  /** Voltage that a bus holds, per unit; 0 where it holds none. */
  readonly heldVoltage: Float64Array;
  /** Mismatch of power that rounding of the voltages leaves at each bus, per unit. */
  readonly rounding: Float64Array;
  /** Voltages without load, by position, sources included. */
  readonly flatReal: Float64Array;
  readonly flatImaginary: Float64Array;
}

export function admittanceMatrixOf(feeder: Feeder): AdmittanceMatrix {
  const flat = flatStart(feeder);
  const size = feeder.numBuses - feeder.sourceBus.length;
  const bus = eliminationOrder(feeder, flat.buses);
  const position = positionsOf(bus, feeder.numBuses);
  const { start, column } = adjacentPositions(feeder, position, size);
  const entries = admittances(feeder, position, size, start, column);
  return {
    size,
    start,
    column,
    bus,
    ...entries,
    heldVoltage: heldVoltages(feeder, position, size),
    rounding: roundingOf(start, entries.conductance, entries.susceptance),
    flatReal: byPosition(flat.voltageReal, bus),
    flatImaginary: byPosition(flat.voltageImaginary, bus),
  };
}

/** The same network with its series impedances alone, nothing that would make a current flow between equal voltages. */
export function seriesNetwork(
  feeder: Feeder,
  matrix: AdmittanceMatrix,
): { readonly series: Feeder; readonly matrix: AdmittanceMatrix } {
  const none = new Float64Array(feeder.numBranches);
  const atBuses = new Float64Array(feeder.numBuses);
  const series: Feeder = {
    ...feeder,
    conductance: none,
    susceptance: none,
    ratio: none.slice().fill(1),
    shift: none,
    shunt: { active: atBuses, reactive: atBuses },
  };
  const position = positionsOf(matrix.bus, feeder.numBuses);
  const own = admittances(series, position, matrix.size, matrix.start, matrix.column);
  return { series, matrix: { ...matrix, ...own } };
}

/** The buses whose voltage is sought in the order in which they are eliminated, then the sources. */
function eliminationOrder(feeder: Feeder, fromSources: Int32Array): Int32Array {
  const numSources = feeder.sourceBus.length;
  // From the far ends towards the sources: trees are then taken off in one pass.
  const sought = fromSources.slice(numSources).reverse();
  const position = positionsOf(sought, feeder.numBuses);
  const { start, column } = adjacentPositions(feeder, position, sought.length);
  const order = minimumDegreeOrder({ size: sought.length, start, neighbours: column });
  const bus = new Int32Array(feeder.numBuses);
  for (let k = 0; k < order.length; k++) bus[k] = sought[order[k]!]!;
  bus.set(feeder.sourceBus, sought.length);
  return bus;
}

/** Position of every bus, -1 for those that have none. */
function positionsOf(bus: Int32Array, numBuses: number): Int32Array {
  const position = new Int32Array(numBuses).fill(-1);
  for (let k = 0; k < bus.length; k++) position[bus[k]!] = k;
  return position;
}

/** Rows 0 .. size - 1: the positions that closed branches lead to, sorted, each once. */
function adjacentPositions(
  feeder: Feeder,
  position: Int32Array,
  size: number,
): { start: Int32Array; column: Int32Array } {
  const start = new Int32Array(size + 1);
  eachEnd(feeder, position, size, (row) => {
    start[row + 1]!++;
  });
  for (let row = 0; row < size; row++) start[row + 1]! += start[row]!;
  const next = start.slice();
  const column = new Int32Array(start[size]!);
  eachEnd(feeder, position, size, (row, other) => {
    column[next[row]!++] = other;
  });
  return withoutDoubles(start, column);
}

/** Visits both ends of every closed branch that have a position: those below `size` as rows. */
function eachEnd(
  { numBranches, from, to, closed }: Feeder,
  position: Int32Array,
  size: number,
  visit: (row: number, column: number) => void,
): void {
  for (let k = 0; k < numBranches; k++) {
    if (closed[k] === 0) continue;
    const f = position[from[k]!]!;
    const t = position[to[k]!]!;
    if (f < 0 || t < 0) continue;
    if (f < size) visit(f, t);
    if (t < size) visit(t, f);
  }
}

function withoutDoubles(start: Int32Array, column: Int32Array): { start: Int32Array; column: Int32Array } {
  const size = start.length - 1;
  let end = 0;
  let first = 0;
  for (let row = 0; row < size; row++) {
    const last = start[row + 1]!;
    sortRow(column, first, last);
    start[row] = end;
    for (let p = first; p < last; p++) {
      if (end === start[row] || column[end - 1] !== column[p]) column[end++] = column[p]!;
    }
    first = last;
  }
  start[size] = end;
  return { start, column: column.subarray(0, end) };
}

/** By insertion while a row is short, which it nearly always is. */
function sortRow(column: Int32Array, first: number, last: number): void {
  if (last - first > 32) {
    column.subarray(first, last).sort();
    return;
  }
  for (let p = first + 1; p < last; p++) {
    const value = column[p]!;
    let q = p - 1;
    while (q >= first && column[q]! > value) {
      column[q + 1] = column[q]!;
      q--;
    }
    column[q + 1] = value;
  }
}

type Admittances = Pick<AdmittanceMatrix, "conductance" | "susceptance" | "restReal" | "restImaginary">;

/**
 * Of branch k with series admittance y, shunt admittance s in all and t = ratio e^(j shift) (MATPOWER manual, eq. 3.2):
 * Y[from, to] = -y / conj(t), Y[to, from] = -y / t, Y[from, from] = (y + s/2) / ratio^2, Y[to, to] = y + s/2.
 */
function admittances(
  feeder: Feeder,
  position: Int32Array,
  size: number,
  start: Int32Array,
  column: Int32Array,
): Admittances {
  const conductance = new Float64Array(column.length);
  const susceptance = new Float64Array(column.length);
  const rest = shuntsOf(feeder, position, size);
  const add = (row: number, other: number, real: number, imaginary: number): void => {
    const p = find(column, start[row]!, start[row + 1]! - 1, other);
    conductance[p]! += real;
    susceptance[p]! += imaginary;
  };
  for (let k = 0; k < feeder.numBranches; k++) {
    const from = position[feeder.from[k]!]!;
    const to = position[feeder.to[k]!]!;
    if (feeder.closed[k] === 0) continue;
    const inverse = 1 / feeder.ratio[k]!;
    const cosine = inverse * Math.cos(feeder.shift[k]!);
    const sine = inverse * Math.sin(feeder.shift[k]!);
    const squared = feeder.resistance[k]! ** 2 + feeder.reactance[k]! ** 2;
    const real = feeder.resistance[k]! / squared;
    const imaginary = -feeder.reactance[k]! / squared;
    const halfReal = 0.5 * feeder.conductance[k]!;
    const halfImaginary = 0.5 * feeder.susceptance[k]!;
    if (from < size) {
      add(from, to, imaginary * sine - real * cosine, -imaginary * cosine - real * sine);
      const own = inverse * inverse - cosine;
      rest.restReal[from]! += halfReal * inverse * inverse + real * own + imaginary * sine;
      rest.restImaginary[from]! += halfImaginary * inverse * inverse + imaginary * own - real * sine;
    }
    if (to < size) {
      add(to, from, -real * cosine - imaginary * sine, real * sine - imaginary * cosine);
      const own = 1 - cosine;
      rest.restReal[to]! += halfReal + real * own - imaginary * sine;
      rest.restImaginary[to]! += halfImaginary + imaginary * own + real * sine;
    }
  }
  return { conductance, susceptance, ...rest };
}

function shuntsOf(
  { shunt }: Feeder,
  position: Int32Array,
  size: number,
): { restReal: Float64Array; restImaginary: Float64Array } {
  const restReal = new Float64Array(size);
  const restImaginary = new Float64Array(size);
  for (let bus = 0; bus < position.length; bus++) {
    const k = position[bus]!;
    if (k >= size) continue;
    restReal[k] = shunt.active[bus]!;
    restImaginary[k] = shunt.reactive[bus]!;
  }
  return { restReal, restImaginary };
}

/** Place of a value among sorted ones. */
function find(values: Int32Array, first: number, last: number, value: number): number {
  while (first < last) {
    const middle = (first + last) >> 1;
    if (values[middle]! < value) first = middle + 1;
    else last = middle;
  }
  return first;
}

function heldVoltages({ heldBus, heldVoltage }: Feeder, position: Int32Array, size: number): Float64Array {
  const held = new Float64Array(size);
  heldBus.forEach((bus, k) => {
    const place = position[bus]!;
    if (place < size) held[place] = heldVoltage[k]!;
  });
  return held;
}

/** A voltage is known to half a unit in its last place; the largest of what that does to the branches of a bus, twice over. */
function roundingOf(start: Int32Array, conductance: Float64Array, susceptance: Float64Array): Float64Array {
  const rounding = new Float64Array(start.length - 1);
  for (let row = 0; row < rounding.length; row++) {
    let sum = 0;
    for (let p = start[row]!; p < start[row + 1]!; p++) sum += Math.abs(conductance[p]!) + Math.abs(susceptance[p]!);
    rounding[row] = 4 * Number.EPSILON * sum;
  }
  return rounding;
}

function byPosition(values: Float64Array, bus: Int32Array): Float64Array {
  const result = new Float64Array(bus.length);
  for (let k = 0; k < bus.length; k++) result[k] = values[bus[k]!]!;
  return result;
}
