/** Which columns run away in an unbounded program: the shortest direction along which the objective improves for ever. */
import { ColumnKind, type Cones, compress, nameOf, type Program } from "../program/index.ts";
import { checkClaim } from "./check.ts";
import { counted } from "./counted.ts";
import { listed } from "./numbers.ts";
import { hasCones } from "./refuse.ts";
import { solveOnce } from "./solve-once.ts";
import type { Solver } from "./solver.ts";

/** A sentence that names the columns; "none" if there is no such direction; "unknown" if the solver could not tell. */
type Runaway = { readonly text: string } | "none" | "unknown";

/** Works for linear, convex quadratic and conic programs, and for the relaxation of integer ones. */
export async function findRunaway(solver: Solver, program: Program): Promise<Runaway> {
  const { directions, colOf, signOf } = directionProgram(program);
  const answer = await solveOnce(solver, directions, { timeLimitS: 60 });
  if (answer.status === "infeasible") return "none";
  if (answer.status !== "optimal") return "unknown";
  if (hasCones(program) && !checkClaim(directions, { ...answer, rowDuals: null }).feasible) return "unknown";
  const ray = new Float64Array(program.numCols);
  for (let k = 0; k < colOf.length; k++) ray[colOf[k]!]! += signOf[k]! * answer.values[k]!;
  return { text: describeRay(program, ray) };
}

/** Whether any column improves the objective in a direction in which it has no bound: without one nothing runs away. */
export function mayRunAway({ numCols, sense, colCost, colLower, colUpper }: Program): boolean {
  const sign = sense === "minimize" ? 1 : -1;
  for (let col = 0; col < numCols; col++) {
    const cost = sign * colCost[col]!;
    if ((cost < 0 && colUpper[col] === Infinity) || (cost > 0 && colLower[col] === -Infinity)) return true;
  }
  return false;
}

/** `"a" rises and "b" falls without end`, the largest movements first. */
export function describeRay(program: Program, ray: Float64Array): string {
  const largest = ray.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
  const moving = [...ray.keys()].filter((col) => Math.abs(ray[col]!) > 1e-7 * largest);
  // Movements that differ by rounding stand in the order of the columns.
  const size = (col: number) => Math.abs(Number((ray[col]! / largest).toPrecision(6)));
  moving.sort((a, b) => size(b) - size(a) || a - b);
  const namesOf = (rising: boolean) =>
    moving.filter((col) => ray[col]! > 0 === rising).map((col) => nameOf(program.colNames, col));
  const part = (names: string[], one: string, many: string) =>
    names.length === 0 ? [] : [`${listed(names, 5)} ${names.length === 1 ? one : many}`];
  const parts = [...part(namesOf(true), "rises", "rise"), ...part(namesOf(false), "falls", "fall")];
  return `the objective improves without end as ${parts.join(" and ")}.`;
}

interface Directions {
  readonly directions: Program;
  /** Column and sign behind each column of `directions`. */
  readonly colOf: Int32Array;
  readonly signOf: Int8Array;
}

/**
 * minimise sum |d|  subject to  improvement c'd of at least 1 (in units of the largest cost),  Q d = 0,  A d and d in
 * the recession cones of the rows and bounds, F d in the cones. Up and down are columns of their own, so |d| is linear.
 */
function directionProgram(program: Program): Directions {
  const { numRows, numCols } = program;
  const { colOf, signOf } = freeDirections(program);
  const up = new Int32Array(numCols).fill(-1);
  const down = new Int32Array(numCols).fill(-1);
  for (let k = 0; k < colOf.length; k++) (signOf[k]! > 0 ? up : down)[colOf[k]!] = k;
  const most = 2 * (program.values.length + 2 * (program.hessian?.values.length ?? 0) + numCols);
  const entries = {
    count: 0,
    majors: new Int32Array(most),
    minors: new Int32Array(most),
    values: new Float64Array(most),
  };
  const add = (row: number, col: number, value: number): void => {
    for (const [k, sign] of [
      [up[col]!, 1],
      [down[col]!, -1],
    ] as const) {
      if (k < 0) continue;
      entries.majors[entries.count] = row;
      entries.minors[entries.count] = k;
      entries.values[entries.count++] = sign * value;
    }
  };
  for (let row = 0; row < numRows; row++) {
    for (let k = program.starts[row]!; k < program.starts[row + 1]!; k++)
      add(row, program.indices[k]!, program.values[k]!);
  }
  addHessian(program, (row, col, value) => add(numRows + row, col, value));
  const improvement = numRows + (program.hessian === null ? 0 : numCols);
  const largest = program.colCost.reduce((size, cost) => Math.max(size, Math.abs(cost)), 0) || 1;
  const sign = program.sense === "minimize" ? -1 : 1;
  for (let col = 0; col < numCols; col++) {
    const cost = (sign * program.colCost[col]!) / largest;
    if (Math.abs(cost) > 1e-9) add(improvement, col, cost);
  }
  const matrix = compress(entries, improvement + 1, colOf.length);
  const cones = program.cones === null ? null : recession(program.cones, up, down);
  const directions = { ...assemble(program, matrix, colOf.length, improvement + 1), cones };
  return { directions, colOf, signOf };
}

/** The cones without their constants, over movements up and down. */
function recession(cones: Cones, up: Int32Array, down: Int32Array): Cones {
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

function freeDirections({ numCols, colLower, colUpper, colKind }: Program): { colOf: Int32Array; signOf: Int8Array } {
  const colOf: number[] = [];
  const signOf: number[] = [];
  for (let col = 0; col < numCols; col++) {
    if (colKind[col]! >= ColumnKind.semiContinuous) continue;
    if (colUpper[col] === Infinity) signOf[colOf.push(col) - 1] = 1;
    if (colLower[col] === -Infinity) signOf[colOf.push(col) - 1] = -1;
  }
  return { colOf: Int32Array.from(colOf), signOf: Int8Array.from(signOf) };
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

function assemble(
  program: Program,
  matrix: Pick<Program, "starts" | "indices" | "values">,
  numCols: number,
  numRows: number,
): Program {
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
    ...matrix,
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
    colNames: counted("direction", numCols),
    rowNames: counted("row", numRows),
  };
}
