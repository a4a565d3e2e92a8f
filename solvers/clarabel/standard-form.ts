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
    rows: 2 * (numRows + numCols) + 2 * (cones?.constants.length ?? 0),
    entries: 2 * (values.length + numCols + (cones?.rows.values.length ?? 0)),
  };
}

const isBound = (side: number): boolean => Math.abs(side) < INFINITE;

function addEqualities(program: Program, rows: StandardRows): void {
  const { numRows, numCols, rowLower, rowUpper, colLower, colUpper } = program;
  for (let row = 0; row < numRows; row++) {
    if (rowLower[row] === rowUpper[row] && !isIdle(program, row)) addRow(program, rows, row, 1, rowLower[row]!);
  }
  for (let col = 0; col < numCols; col++) {
    if (colLower[col] === colUpper[col]) addBound(rows, col, 1, colLower[col]!);
  }
}

function addInequalities(program: Program, rows: StandardRows): void {
  const { numRows, numCols, rowLower, rowUpper, colLower, colUpper, cones } = program;
  for (let row = 0; row < numRows; row++) {
    if (rowLower[row] === rowUpper[row] || isIdle(program, row)) continue;
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

/** A row of zeros that may be 0: with a side at 0 it would leave the method no interior. */
function isIdle({ starts, values, rowLower, rowUpper }: Program, row: number): boolean {
  if (rowLower[row]! > 0 || rowUpper[row]! < 0) return false;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) if (values[k] !== 0) return false;
  return true;
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

/** Adds the cones that are inequalities, as they have at most one expression in the norm. */
function addShortCones(cones: Cones, rows: StandardRows): void {
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    const parts = partsOf(cones, cone);
    if (!isShort(parts)) continue;
    const { from, norm, scale } = parts;
    const [only] = norm;
    if (only === undefined) for (let at = from; at < parts.norms; at++) addExpression(cones, rows, at, scale);
    else for (const sign of [1, -1] as const) addPair(cones, rows, [from, only], sign, scale);
  }
}

/** Sizes of the cones added. */
function addCones(cones: Cones, rows: StandardRows): number[] {
  const sizes: number[] = [];
  for (let cone = 0; cone < cones.rotated.length; cone++) {
    const parts = partsOf(cones, cone);
    if (isShort(parts)) continue;
    const { from, norm, scale } = parts;
    const before = rows.count;
    if (parts.rotated) {
      addPair(cones, rows, [from, from + 1], 1, scale);
      for (const at of norm) addExpression(cones, rows, at, 2 * scale);
      addPair(cones, rows, [from, from + 1], -1, scale);
    } else for (const at of [from, ...norm]) addExpression(cones, rows, at, scale);
    sizes.push(rows.count - before);
  }
  return sizes;
}

interface Parts {
  readonly rotated: boolean;
  /** The first expression, and the first of the norm. */
  readonly from: number;
  readonly norms: number;
  /** The expressions of the norm that are not 0. */
  readonly norm: readonly number[];
  readonly scale: number;
}

/** Clarabel breaks down on cones of one expression, and stalls on cones of two where the second is 0. */
const isShort = ({ rotated, norm }: Parts): boolean => norm.length < (rotated ? 1 : 2);

function partsOf(cones: Cones, cone: number): Parts {
  const { starts, rotated, rows, constants } = cones;
  const from = starts[cone]!;
  const to = starts[cone + 1]!;
  const norms = from + (rotated[cone] === 1 ? 2 : 1);
  const norm: number[] = [];
  for (let at = norms; at < to; at++) {
    const isZero =
      constants[at] === 0 && rows.values.subarray(rows.starts[at], rows.starts[at + 1]).every((v) => v === 0);
    if (!isZero) norm.push(at);
  }
  return { rotated: rotated[cone] === 1, from, norms, norm, scale: 1 / largestOf(cones, from, to) };
}

/** The sum of two expressions, or their difference. */
function addPair(
  { constants, rows: matrix }: Cones,
  rows: StandardRows,
  [one, other]: readonly [number, number],
  sign: 1 | -1,
  scale: number,
): void {
  rows.begin(Source.expression, one, scale, -(constants[one]! + sign * constants[other]!));
  rows.setPartner(other, sign);
  for (let k = matrix.starts[one]!; k < matrix.starts[one + 1]!; k++) rows.add(matrix.indices[k]!, matrix.values[k]!);
  for (let k = matrix.starts[other]!; k < matrix.starts[other + 1]!; k++) {
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
  const { source, index, factor, partner, partnerSign } = form.rows;
  for (let row = 0; row < z.length; row++) {
    const dual = (factor[row]! * z[row]!) / form.objectiveScale;
    targets[source[row]!]![index[row]!]! += dual;
    if (partner[row]! >= 0) coneDuals[partner[row]!]! += partnerSign[row]! * dual;
  }
  return { rowDuals, reducedCosts, coneDuals };
}
