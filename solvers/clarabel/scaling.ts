/**
 * Factors for rows, columns and the expressions of cones that make a program easier on an interior-point method.
 * Clarabel balances its matrix too, but within 1e-4 to 1e4, and it measures what is left over on the program as it gets
 * it. All factors are powers of 2, so that no number is rounded.
 */
import { type Cones, INFINITE, type Program, type SparseMatrix } from "../../src/program/index.ts";

export interface Scaling {
  /** What the coefficients of a column are multiplied with: x = cols * scaled x. */
  readonly cols: Float64Array;
  readonly rows: Float64Array;
  /** One for each expression of the cones: the same within a cone, but for the two factors of a rotated one. */
  readonly expressions: Float64Array;
}

const passes = 10;
/** Programs with cones whose coefficients are within this of each other are left as they are: it was measured to be better. */
const moderateRange = 1e6;
/** What a factor of a cone is multiplied with at most, and what of it is no more than the roughness of the point. */
const mostBalance = 1e3;
const smallestFactor = 1e-10;

/** Brings coefficients near 1: the geometric mean of smallest and largest size, of rows and columns in turn. */
export function scalingOf(program: Program): Scaling {
  const { numRows, numCols, starts, indices, values, cones } = program;
  const cols = new Float64Array(numCols).fill(1);
  const rows = new Float64Array(numRows).fill(1);
  const ofCones = new Float64Array(cones?.rotated.length ?? 0).fill(1);
  if (cones === null || rangeOf([values, cones.rows.values]) > moderateRange) {
    const every = Int32Array.from({ length: numRows + 1 }, (_, row) => row);
    for (let pass = 0; pass < passes; pass++) {
      const ofCols = new Ranges(numCols);
      balance({ starts, indices, values }, every, rows, cols, ofCols);
      if (cones !== null) balance(cones.rows, cones.starts, ofCones, cols, ofCols);
      for (let col = 0; col < numCols; col++) cols[col]! /= ofCols.mean(col);
    }
  }
  const expressions = new Float64Array(cones?.constants.length ?? 0);
  for (let cone = 0; cone < ofCones.length; cone++) {
    expressions.fill(powerOf2(ofCones[cone]!), cones!.starts[cone], cones!.starts[cone + 1]);
  }
  return { cols: cols.map(powerOf2), rows: rows.map(powerOf2), expressions };
}

/**
 * The same with all columns in units of a size (a power of 2), which is one of the scaled columns. Cones and rows stay as they
 * are, but for their constants: Clarabel's tolerances are absolute below 1 and relative above, of duals as of columns, so that
 * costs per kWh times kW leave duals that are good to 1e-4 where costs of megawatts have them to 1e-8.
 */
export function inUnitsOf(size: number, scaling: Scaling): Scaling {
  if (!(size > 0)) return scaling;
  const unit = powerOf2(size);
  return { ...scaling, cols: scaling.cols.map((factor) => factor * unit) };
}

/** The largest finite side of the scaled rows; 0 where all are 0. */
export function largestSide({ numRows, rowLower, rowUpper }: Program, { rows }: Scaling): number {
  let largest = 0;
  for (let row = 0; row < numRows; row++) {
    for (const side of [rowLower[row]!, rowUpper[row]!])
      if (Math.abs(side) < INFINITE) largest = Math.max(largest, Math.abs(side) * rows[row]!);
  }
  return largest;
}

/**
 * The same with the two factors of every rotated cone made alike near a point x: f_0 f_1 >= ... is a f_0 times f_1 / a
 * just as well. Of factors of 1 and 1e-6 (a voltage and a current, squared) their difference, which is what the ordinary
 * cone has in their place, would not leave enough digits.
 */
export function balancedAt(program: Program, x: Float64Array, scaling: Scaling): Scaling {
  const { cones } = program;
  if (cones === null) return scaling;
  const expressions = scaling.expressions.slice();
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    if (cones.rotated[cone] === 0) continue;
    const at = cones.starts[cone]!;
    const [one, other] = [valueAt(cones, at, x), valueAt(cones, at + 1, x)].map((f) => Math.max(f, smallestFactor));
    const wanted = Math.sqrt((other! * expressions[at + 1]!) / (one! * expressions[at]!));
    const factor = powerOf2(Math.min(mostBalance, Math.max(1 / mostBalance, wanted)));
    expressions[at]! *= factor;
    expressions[at + 1]! /= factor;
  }
  return { ...scaling, expressions };
}

function valueAt({ rows, constants }: Cones, at: number, x: Float64Array): number {
  let sum = constants[at]!;
  for (let k = rows.starts[at]!; k < rows.starts[at + 1]!; k++) sum += rows.values[k]! * x[rows.indices[k]!]!;
  return sum;
}

/** Largest size over smallest. */
function rangeOf(parts: readonly Float64Array[]): number {
  const range = new Ranges(1);
  for (const part of parts) for (const value of part) range.see(0, value);
  return range.ratio(0);
}

/** Sets the factors of groups of rows (one each, or those of a cone) and sees the entries that come of it, by column. */
function balance(
  { starts, indices, values }: SparseMatrix,
  groups: Int32Array,
  factors: Float64Array,
  cols: Float64Array,
  ofCols: Ranges,
): void {
  for (let group = 0; group < factors.length; group++) {
    const from = starts[groups[group]!]!;
    const to = starts[groups[group + 1]!]!;
    const own = new Ranges(1);
    for (let k = from; k < to; k++) own.see(0, values[k]! * cols[indices[k]!]!);
    factors[group] = 1 / own.mean(0);
    for (let k = from; k < to; k++) ofCols.see(indices[k]!, values[k]! * cols[indices[k]!]! * factors[group]!);
  }
}

class Ranges {
  readonly #least: Float64Array;
  readonly #most: Float64Array;

  constructor(size: number) {
    this.#least = new Float64Array(size).fill(Infinity);
    this.#most = new Float64Array(size);
  }

  see(at: number, value: number): void {
    const size = Math.abs(value);
    if (size === 0) return;
    if (size < this.#least[at]!) this.#least[at] = size;
    if (size > this.#most[at]!) this.#most[at] = size;
  }

  /** 1 where nothing has been seen. */
  mean(at: number): number {
    return this.#most[at] === 0 ? 1 : Math.sqrt(this.#least[at]! * this.#most[at]!);
  }

  ratio(at: number): number {
    return this.#most[at] === 0 ? 1 : this.#most[at]! / this.#least[at]!;
  }
}

const powerOf2 = (factor: number): number => 2 ** Math.round(Math.log2(factor));

export function scaled(program: Program, { cols, rows, expressions }: Scaling): Program {
  const times = (numbers: Float64Array, factors: Float64Array) => numbers.map((number, k) => number * factors[k]!);
  const over = (numbers: Float64Array, factors: Float64Array) => numbers.map((number, k) => number / factors[k]!);
  return {
    ...program,
    ...product(program, rows, cols),
    colCost: times(program.colCost, cols),
    colLower: over(program.colLower, cols),
    colUpper: over(program.colUpper, cols),
    rowLower: times(program.rowLower, rows),
    rowUpper: times(program.rowUpper, rows),
    hessian: program.hessian === null ? null : product(program.hessian, cols, cols),
    cones: program.cones === null ? null : scaledCones(program.cones, expressions, cols),
  };
}

function scaledCones(cones: Cones, factors: Float64Array, cols: Float64Array): Cones {
  const constants = cones.constants.map((constant, at) => constant * factors[at]!);
  return { ...cones, rows: product(cones.rows, factors, cols), constants };
}

function product({ starts, indices, values }: SparseMatrix, majors: Float64Array, minors: Float64Array): SparseMatrix {
  const scaledValues = new Float64Array(values.length);
  for (let major = 0; major < majors.length; major++) {
    for (let k = starts[major]!; k < starts[major + 1]!; k++) {
      scaledValues[k] = values[k]! * majors[major]! * minors[indices[k]!]!;
    }
  }
  return { starts, indices, values: scaledValues };
}
