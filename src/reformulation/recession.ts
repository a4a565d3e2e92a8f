/**
 * The recession program: the shortest direction in which the objective improves for ever.
 *
 *   minimise sum |d|  subject to  an improvement c'd of at least 1 (in units of the largest cost),  Q d = 0,
 *                                 A d and d in the recession cones of rows and bounds,  F d in the cones
 *
 * Up and down are columns of their own, so that |d| is linear. Infeasible: there is no such direction, for convex programs
 * and for the relaxation of integer ones; semi-continuous columns do not move.
 */
import { ColumnKind, type Cones, compress, numberedNames, type Program, TripletList } from "../program/index.ts";
import { pointOnly, type Reformulation } from "./reformulation.ts";

/** Costs below this share of the largest one are none. */
const negligible = 1e-9;

/** Its solution comes back as the direction: one step for each column. The rows and cones are those of the original. */
export function recessionProgram(program: Program): Reformulation {
  const movements = movementsOf(program);
  return {
    program: directionProgram(program, movements),
    back: ({ values }) => pointOnly(directionOf(program, movements, values)),
    origin: (inequality) => {
      const isOwn = inequality.of === "cone" || (inequality.of === "row" && inequality.index < program.numRows);
      return isOwn ? inequality : null;
    },
  };
}

/** Where a column of the original moves without a bound: its column for each of the two ways, -1 for none. */
interface Movements {
  readonly up: Int32Array;
  readonly down: Int32Array;
  readonly count: number;
}

function movementsOf({ numCols, colLower, colUpper, colKind }: Program): Movements {
  const up = new Int32Array(numCols).fill(-1);
  const down = new Int32Array(numCols).fill(-1);
  let count = 0;
  for (let col = 0; col < numCols; col++) {
    if (colKind[col]! >= ColumnKind.semiContinuous) continue;
    if (colUpper[col] === Infinity) up[col] = count++;
    if (colLower[col] === -Infinity) down[col] = count++;
  }
  return { up, down, count };
}

function directionOf({ numCols }: Program, { up, down }: Movements, values: Float64Array): Float64Array {
  const direction = new Float64Array(numCols);
  for (let col = 0; col < numCols; col++) {
    if (up[col]! >= 0) direction[col]! += values[up[col]!]!;
    if (down[col]! >= 0) direction[col]! -= values[down[col]!]!;
  }
  return direction;
}

function directionProgram(program: Program, movements: Movements): Program {
  const { numRows, numCols } = program;
  const entries = new TripletList(2 * (program.values.length + 2 * (program.hessian?.values.length ?? 0) + numCols));
  const add = (row: number, col: number, value: number): void => {
    if (movements.up[col]! >= 0) entries.add(row, movements.up[col]!, value);
    if (movements.down[col]! >= 0) entries.add(row, movements.down[col]!, -value);
  };
  for (let row = 0; row < numRows; row++) {
    for (let k = program.starts[row]!; k < program.starts[row + 1]!; k++)
      add(row, program.indices[k]!, program.values[k]!);
  }
  addHessian(program, (row, col, value) => add(numRows + row, col, value));
  const improvement = numRows + (program.hessian === null ? 0 : numCols);
  addImprovement(program, (col, value) => add(improvement, col, value));
  const matrix = compress(entries, improvement + 1, movements.count);
  const cones = program.cones === null ? null : recessionCones(program.cones, movements);
  return { ...withDirections(program, movements.count, improvement + 1), ...matrix, cones };
}

function addHessian({ hessian, numCols }: Program, add: (row: number, col: number, value: number) => void): void {
  if (hessian === null) return;
  for (let col = 0; col < numCols; col++) {
    for (let k = hessian.starts[col]!; k < hessian.starts[col + 1]!; k++) {
      const row = hessian.indices[k]!;
      add(row, col, hessian.values[k]!);
      if (row !== col) add(col, row, hessian.values[k]!);
    }
  }
}

function addImprovement({ numCols, colCost, sense }: Program, add: (col: number, value: number) => void): void {
  const largest = colCost.reduce((size, cost) => Math.max(size, Math.abs(cost)), 0) || 1;
  const sign = sense === "minimize" ? -1 : 1;
  for (let col = 0; col < numCols; col++) {
    const cost = (sign * colCost[col]!) / largest;
    if (Math.abs(cost) > negligible) add(col, cost);
  }
}

/** The cones without their constants, over movements up and down. */
function recessionCones(cones: Cones, { up, down }: Movements): Cones {
  const starts = new Int32Array(cones.rows.starts.length);
  const indices: number[] = [];
  const values: number[] = [];
  for (let at = 0; at < cones.constants.length; at++) {
    for (let k = cones.rows.starts[at]!; k < cones.rows.starts[at + 1]!; k++) {
      const col = cones.rows.indices[k]!;
      if (up[col]! >= 0) values[indices.push(up[col]!) - 1] = cones.rows.values[k]!;
      if (down[col]! >= 0) values[indices.push(down[col]!) - 1] = -cones.rows.values[k]!;
    }
    starts[at + 1] = indices.length;
  }
  const rows = { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
  return { ...cones, rows, constants: new Float64Array(cones.constants.length) };
}

/** All of it but the matrix and the cones; the last row is the improvement. */
function withDirections(program: Program, numCols: number, numRows: number): Program {
  const rowLower = new Float64Array(numRows);
  const rowUpper = new Float64Array(numRows);
  for (let row = 0; row < program.numRows; row++) {
    if (program.rowLower[row] === -Infinity) rowLower[row] = -Infinity;
    if (program.rowUpper[row] === Infinity) rowUpper[row] = Infinity;
  }
  rowLower[numRows - 1] = 1;
  rowUpper[numRows - 1] = Infinity;
  return {
    ...program,
    sense: "minimize",
    offset: 0,
    numCols,
    numRows,
    colCost: new Float64Array(numCols).fill(1),
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(Infinity),
    colKind: new Uint8Array(numCols),
    rowLower,
    rowUpper,
    hessian: null,
    colNames: numberedNames("direction", numCols),
    rowNames: numberedNames("row", numRows),
  };
}
