/**
 * Scaling: x = C x', with every row and every expression of the cones times a factor of its own. Coefficients near 1 are
 * easier on a solver, and its tolerances are those of the scaled program.
 */
import type { Cones, Program, ProgramSolution, SparseMatrix } from "../program/index.ts";
import { type Reformulation, sameInequality } from "./reformulation.ts";

export interface Scaling {
  /** What the coefficients of a column are multiplied with: x = cols * scaled x. */
  readonly cols: Float64Array;
  readonly rows: Float64Array;
  /** One for each expression of the cones: the same within a cone, but for the two factors of a rotated one. */
  readonly expressions: Float64Array;
}

/** A program in other units; all factors are above 0. */
export function scaled(program: Program, scaling: Scaling): Reformulation {
  const { cols, rows, expressions } = scaling;
  const { cones, hessian } = program;
  return {
    program: {
      ...program,
      ...scaledMatrix(program, rows, cols),
      colCost: times(program.colCost, cols),
      colLower: over(program.colLower, cols),
      colUpper: over(program.colUpper, cols),
      rowLower: times(program.rowLower, rows),
      rowUpper: times(program.rowUpper, rows),
      hessian: hessian === null ? null : scaledMatrix(hessian, cols, cols),
      cones: cones === null ? null : scaledCones(cones, expressions, cols),
    },
    back: (solution) => unscaled(solution, scaling),
    origin: sameInequality,
  };
}

function unscaled(solution: ProgramSolution, { cols, rows, expressions }: Scaling): ProgramSolution {
  const { values, rowDuals, reducedCosts, coneDuals } = solution;
  return {
    values: times(values, cols),
    rowDuals: rowDuals === null ? null : times(rowDuals, rows),
    reducedCosts: reducedCosts === null ? null : over(reducedCosts, cols),
    ...(coneDuals ? { coneDuals: times(coneDuals, expressions) } : {}),
  };
}

const times = (numbers: Float64Array, factors: Float64Array) => numbers.map((number, k) => number * factors[k]!);
const over = (numbers: Float64Array, factors: Float64Array) => numbers.map((number, k) => number / factors[k]!);

function scaledCones(cones: Cones, factors: Float64Array, cols: Float64Array): Cones {
  return { ...cones, rows: scaledMatrix(cones.rows, factors, cols), constants: times(cones.constants, factors) };
}

function scaledMatrix(matrix: SparseMatrix, majors: Float64Array, minors: Float64Array): SparseMatrix {
  const { starts, indices, values } = matrix;
  const scaledValues = new Float64Array(values.length);
  for (let major = 0; major < majors.length; major++) {
    for (let k = starts[major]!; k < starts[major + 1]!; k++) {
      scaledValues[k] = values[k]! * majors[major]! * minors[indices[k]!]!;
    }
  }
  return { starts, indices, values: scaledValues };
}

/** All factors 1: the program as it is. */
export function unitScaling({ numRows, numCols, cones }: Program): Scaling {
  return {
    cols: new Float64Array(numCols).fill(1),
    rows: new Float64Array(numRows).fill(1),
    expressions: new Float64Array(cones?.constants.length ?? 0).fill(1),
  };
}

const passes = 10;

/**
 * Brings coefficients near 1: rows and columns in turn are divided by the geometric mean of their smallest and largest size.
 * The factors are powers of 2, so that no number is rounded.
 */
export function geometricMeanScaling(program: Program): Scaling {
  const { cols, rows, expressions } = unitScaling(program);
  const { cones } = program;
  const ofCones = new Float64Array(cones?.rotated.length ?? 0);
  for (let pass = 0; pass < passes; pass++) {
    const ofCols = new Ranges(program.numCols);
    balance(program, undefined, rows, cols, ofCols);
    if (cones !== null) balance(cones.rows, cones.starts, ofCones, cols, ofCols);
    for (let col = 0; col < program.numCols; col++) cols[col]! /= ofCols.mean(col);
  }
  for (let cone = 0; cone < ofCones.length; cone++) {
    expressions.fill(nearestPowerOf2(ofCones[cone]!), cones!.starts[cone], cones!.starts[cone + 1]);
  }
  return { cols: cols.map(nearestPowerOf2), rows: rows.map(nearestPowerOf2), expressions };
}

/** Sets the factors of rows, or of groups of them as in a cone, and sees the entries that come of it, by column. */
function balance(
  { starts, indices, values }: SparseMatrix,
  groups: Int32Array | undefined,
  factors: Float64Array,
  cols: Float64Array,
  ofCols: Ranges,
): void {
  for (let group = 0; group < factors.length; group++) {
    const from = starts[groups?.[group] ?? group]!;
    const to = starts[groups?.[group + 1] ?? group + 1]!;
    const own = new Ranges(1);
    for (let k = from; k < to; k++) own.see(0, values[k]! * cols[indices[k]!]!);
    factors[group] = 1 / own.mean(0);
    for (let k = from; k < to; k++) ofCols.see(indices[k]!, values[k]! * cols[indices[k]!]! * factors[group]!);
  }
}

/** Largest size of the coefficients of rows and cones over the smallest; 1 where there are none. */
export function coefficientRange({ values, cones }: Program): number {
  const range = new Ranges(1);
  for (const part of [values, cones?.rows.values ?? []]) for (const value of part) range.see(0, value);
  return range.ratio(0);
}

/** Smallest and largest sizes that have been seen, without zeros. */
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

  /** Their geometric mean; 1 where nothing has been seen. */
  mean(at: number): number {
    return this.#most[at] === 0 ? 1 : Math.sqrt(this.#least[at]! * this.#most[at]!);
  }

  ratio(at: number): number {
    return this.#most[at] === 0 ? 1 : this.#most[at]! / this.#least[at]!;
  }
}

/** Of a size above 0. */
export const nearestPowerOf2 = (size: number): number => 2 ** Math.round(Math.log2(size));

/** The largest size in each row, or in each group of them as in a cone; 1 where all is 0. */
export function maxNorms({ starts, values }: SparseMatrix, groups?: Int32Array): Float64Array {
  const norms = new Float64Array((groups ?? starts).length - 1);
  for (let group = 0; group < norms.length; group++) {
    const to = starts[groups?.[group + 1] ?? group + 1]!;
    let most = 0;
    for (let k = starts[groups?.[group] ?? group]!; k < to; k++) most = Math.max(most, Math.abs(values[k]!));
    norms[group] = most === 0 ? 1 : most;
  }
  return norms;
}
