/**
 * A program as Clarabel takes it,
 *   minimise 1/2 x'Px + q'x   subject to   A x + s = b,   s in {0} x ... x [0, oo) x ... x second-order cones,
 * and its multipliers z as those of the program. Every row is divided by its largest number and so is the objective:
 * Clarabel's tolerances are relative to the largest number of all. A rotated cone f_0 f_1 >= f_2^2 + ... is the ordinary
 * one of (f_0 + f_1, 2 f_2, ..., f_0 - f_1); the transpose of that map takes its multipliers back.
 */
import { type Cones, INFINITE, type Program, type SparseMatrix, transpose } from "../../src/program/index.ts";
import { Source, StandardRows } from "./standard-rows.ts";

export interface StandardForm {
  /** Upper triangle by column. */
  readonly hessian: SparseMatrix;
  readonly cost: Float64Array;
  /** By column. */
  readonly matrix: SparseMatrix;
  readonly rightSide: Float64Array;
  /** Rows that are equalities, rows that are inequalities, and the sizes of the cones behind them. */
  readonly zero: number;
  readonly nonnegative: number;
  readonly cones: number[];
  readonly rows: StandardRows;
  /** What the objective was multiplied with; negative for a maximum. */
  readonly objectiveScale: number;
}

export function standardForm(program: Program): StandardForm {
  const rows = new StandardRows(capacityOf(program));
  addEqualities(program, rows);
  const zero = rows.count;
  addInequalities(program, rows);
  const nonnegative = rows.count - zero;
  const cones = program.cones === null ? [] : addCones(program.cones, rows);
  const objectiveScale = scaleOfObjective(program);
  return {
    hessian: upperTriangle(program, objectiveScale),
    cost: program.colCost.map((cost) => cost * objectiveScale),
    matrix: rows.matrix(program.numCols),
    rightSide: rows.rightSide,
    zero,
    nonnegative,
    cones,
    rows,
    objectiveScale,
  };
}

function capacityOf({ numRows, numCols, values, cones }: Program): { readonly rows: number; readonly entries: number } {
  return {
    rows: 2 * (numRows + numCols) + (cones?.constants.length ?? 0),
    entries: 2 * (values.length + numCols + (cones?.rows.values.length ?? 0)),
  };
}

const isBound = (side: number): boolean => Math.abs(side) < INFINITE;

function addEqualities(program: Program, rows: StandardRows): void {
  const { numRows, numCols, rowLower, rowUpper, colLower, colUpper } = program;
  for (let row = 0; row < numRows; row++) {
    if (rowLower[row] === rowUpper[row]) addRow(program, rows, row, 1, rowLower[row]!);
  }
  for (let col = 0; col < numCols; col++) {
    if (colLower[col] === colUpper[col]) addBound(rows, col, 1, colLower[col]!);
  }
}

function addInequalities(program: Program, rows: StandardRows): void {
  const { numRows, numCols, rowLower, rowUpper, colLower, colUpper, cones } = program;
  for (let row = 0; row < numRows; row++) {
    if (rowLower[row] === rowUpper[row]) continue;
    if (isBound(rowLower[row]!)) addRow(program, rows, row, 1, rowLower[row]!);
    if (isBound(rowUpper[row]!)) addRow(program, rows, row, -1, rowUpper[row]!);
  }
  for (let col = 0; col < numCols; col++) {
    if (colLower[col] === colUpper[col]) continue;
    if (isBound(colLower[col]!)) addBound(rows, col, 1, colLower[col]!);
    if (isBound(colUpper[col]!)) addBound(rows, col, -1, colUpper[col]!);
  }
  if (cones !== null) addShortCones(cones, rows);
}

/** sign 1: a lower side or an equality; -1: an upper side. */
function addRow(program: Program, rows: StandardRows, row: number, sign: number, side: number): void {
  const { starts, indices, values } = program;
  rows.begin(Source.row, row, sign / largestIn(values, starts[row]!, starts[row + 1]!, side), side);
  for (let k = starts[row]!; k < starts[row + 1]!; k++) rows.add(indices[k]!, values[k]!);
}

function addBound(rows: StandardRows, col: number, sign: number, side: number): void {
  rows.begin(Source.column, col, sign / Math.max(1, Math.abs(side)), side);
  rows.add(col, 1);
}

/** The largest size among some entries and a side; 1 where all are 0. */
function largestIn(values: Float64Array, from: number, to: number, side: number): number {
  let largest = Math.abs(side);
  for (let k = from; k < to; k++) largest = Math.max(largest, Math.abs(values[k]!));
  return largest === 0 ? 1 : largest;
}

/** Clarabel breaks down on cones of one expression: these and products of two factors are signs of expressions. */
const isShort = ({ starts, rotated }: Cones, cone: number): boolean =>
  starts[cone + 1]! - starts[cone]! === (rotated[cone] === 0 ? 1 : 2);

function addShortCones(cones: Cones, rows: StandardRows): void {
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    if (!isShort(cones, cone)) continue;
    for (let at = cones.starts[cone]!; at < cones.starts[cone + 1]!; at++) {
      addExpression(cones, rows, at, 1 / largestOf(cones, at, at + 1));
    }
  }
}

/** Sizes of the cones added. */
function addCones(cones: Cones, rows: StandardRows): number[] {
  const sizes: number[] = [];
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    if (isShort(cones, cone)) continue;
    const from = cones.starts[cone]!;
    const to = cones.starts[cone + 1]!;
    const scale = 1 / largestOf(cones, from, to);
    if (cones.rotated[cone] === 0) for (let at = from; at < to; at++) addExpression(cones, rows, at, scale);
    else addRotated(cones, rows, cone, scale);
    sizes.push(to - from);
  }
  return sizes;
}

function addRotated(cones: Cones, rows: StandardRows, cone: number, scale: number): void {
  const from = cones.starts[cone]!;
  addFactors(cones, rows, from, 1, scale);
  for (let at = from + 2; at < cones.starts[cone + 1]!; at++) addExpression(cones, rows, at, 2 * scale);
  addFactors(cones, rows, from, -1, scale);
}

/** f_0 + f_1, or f_0 - f_1. */
function addFactors(cones: Cones, rows: StandardRows, at: number, sign: number, scale: number): void {
  const { constants, rows: matrix } = cones;
  rows.begin(Source.expression, at, scale, -(constants[at]! + sign * constants[at + 1]!));
  for (let k = matrix.starts[at]!; k < matrix.starts[at + 1]!; k++) rows.add(matrix.indices[k]!, matrix.values[k]!);
  for (let k = matrix.starts[at + 1]!; k < matrix.starts[at + 2]!; k++) {
    rows.add(matrix.indices[k]!, sign * matrix.values[k]!);
  }
}

function addExpression({ rows: matrix, constants }: Cones, rows: StandardRows, at: number, scale: number): void {
  rows.begin(Source.expression, at, scale, -constants[at]!);
  for (let k = matrix.starts[at]!; k < matrix.starts[at + 1]!; k++) rows.add(matrix.indices[k]!, matrix.values[k]!);
}

function largestOf({ rows, constants }: Cones, from: number, to: number): number {
  const constant = constants.subarray(from, to).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largestIn(rows.values, rows.starts[from]!, rows.starts[to]!, constant);
}

function scaleOfObjective({ colCost, hessian, sense }: Program): number {
  const size = (largest: number, value: number): number => Math.max(largest, Math.abs(value));
  const costs = colCost.reduce(size, 0);
  const largest = hessian === null ? costs : hessian.values.reduce(size, costs);
  return (sense === "minimize" ? 1 : -1) / (largest === 0 ? 1 : largest);
}

function upperTriangle({ hessian, numCols }: Program, scale: number): SparseMatrix {
  if (hessian === null) {
    return { starts: new Int32Array(numCols + 1), indices: new Int32Array(0), values: new Float64Array(0) };
  }
  const upper = transpose(hessian, numCols);
  return { ...upper, values: upper.values.map((value) => value * scale) };
}

export interface Multipliers {
  readonly rowDuals: Float64Array;
  readonly reducedCosts: Float64Array;
  readonly coneDuals: Float64Array;
}

/** The multipliers of the program from those of its standard form. */
export function multipliersOf(program: Program, form: StandardForm, z: Float64Array): Multipliers {
  const rowDuals = new Float64Array(program.numRows);
  const reducedCosts = new Float64Array(program.numCols);
  const coneDuals = new Float64Array(program.cones?.constants.length ?? 0);
  const targets = [rowDuals, reducedCosts, coneDuals];
  const { source, index, factor } = form.rows;
  for (let row = 0; row < z.length; row++) {
    targets[source[row]!]![index[row]!]! += (factor[row]! * z[row]!) / form.objectiveScale;
  }
  if (program.cones !== null) unrotate(program.cones, form, z, coneDuals);
  return { rowDuals, reducedCosts, coneDuals };
}

/** f_0 has both of the outer rows by now: their sum for f_0 it is, and their difference for f_1. */
function unrotate(cones: Cones, form: StandardForm, z: Float64Array, coneDuals: Float64Array): void {
  const { rotated, starts } = cones;
  let row = form.zero + form.nonnegative;
  for (let cone = 0; cone < rotated.length; cone++) {
    const size = starts[cone + 1]! - starts[cone]!;
    if (isShort(cones, cone)) continue;
    if (rotated[cone] === 1) {
      const scale = form.rows.factor[row]! / form.objectiveScale;
      coneDuals[starts[cone]! + 1] = scale * (z[row]! - z[row + size - 1]!);
    }
    row += size;
  }
}
