/**
 * Convex quadratic programs. HiGHS has one method for them, and that needs r/2 |x|^2 added to the objective wherever the
 * Hessian is not definite: duals are then off by r x, and with its default r = 1e-7 one in twenty semidefinite programs
 * stalls. The proximal point method takes the term out: with costs c - r x_k it is r/2 |x - x_k|^2, whose fixed points
 * are the optima of the program itself (Rockafellar 1976), so that r may be larger. Measured on 247 random semidefinite
 * programs with an optimum, by the check of src/solving: HiGHS alone reaches it in 92, these stages in 242. On an unbounded program the points run
 * away, and the check of the answer finds it.
 */
import type { Model } from "highs";
import type { Program, SparseMatrix } from "../../src/program/index.ts";
import { checkSolution } from "../../src/solving/index.ts";

/** Weights of the added term, and how many rounds each may take: large ones do not stall, small ones go far in a step. */
const stages = [
  { weight: 1e-5, rounds: 20 },
  { weight: 1e-6, rounds: 6 },
  { weight: 1e-7, rounds: 6 },
  { weight: 1e-8, rounds: 4 },
] as const;
/** A dual may be off by this much: a tenth of what the check of answers lets pass. */
const negligible = 1e-7;
/** A diagonal above this stands by itself. */
const definite = 1e-4;
/** Farther out nothing is an optimum. */
const far = 1e9;

/** After a crash in the first stages the next may do. */
export const mostSkipped: number = stages.length - 1;

/** One run within a time limit; tells the status it came to. */
export type Run = (timeLimitS: number) => number;

interface QuadraticTask {
  readonly model: Model;
  readonly program: Program;
  readonly timeLimitS: number;
  readonly run: Run;
  /** How many of the stages to leave out: those in which HiGHS crashed on this program. */
  readonly skip: number;
  readonly status: { readonly optimal: number; readonly infeasible: number; readonly interrupted: number };
}

/**
 * Solves the program that the model holds and reads the answer; the model is as before afterwards. A program without
 * rows gets a free one meanwhile, whose dual comes last: HiGHS 1.15.1 forgets products of columns in programs without
 * rows, and calls what it then finds optimal.
 */
export function runQuadratic<A>(task: QuadraticTask, read: (status: number) => A): A {
  if (task.program.numRows > 0) return runWithRows(task, read);
  task.model.addRow(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, { indices: [], values: [] });
  const answer = runWithRows(task, read);
  task.model.deleteRows({ kind: "range", from: 0, to: 0 });
  return answer;
}

function runWithRows<A>(task: QuadraticTask, read: (status: number) => A): A {
  const { model, program } = task;
  if (isDefiniteDiagonal(program.hessian!)) {
    model.options.set("qp_regularization_value", 0);
    return read(task.run(task.timeLimitS));
  }
  const answer = read(proximalPoint(task));
  setCosts(model, program.colCost);
  return answer;
}

function proximalPoint({ model, program, timeLimitS, run, skip, status }: QuadraticTask): number {
  const started = performance.now();
  const left = () => Math.max(1e-3, timeLimitS - (performance.now() - started) / 1000);
  let centre: Float64Array = new Float64Array(program.numCols);
  let last = Number.NaN;
  for (const [k, { weight, rounds }] of stages.entries()) {
    if (k < skip) continue;
    model.options.set("qp_regularization_value", weight);
    for (let round = 0; round < rounds; round++) {
      setCosts(model, shifted(program.colCost, weight, centre));
      last = run(k === stages.length - 1 ? left() : left() / 2);
      if (last === status.infeasible || last === status.interrupted) return last;
      if (last !== status.optimal) break;
      const { colValue, rowDual } = model.getSolution();
      const moved = distance(colValue, centre);
      const settled = weight * moved <= negligible && holds(program, colValue, rowDual);
      if (settled || distance(colValue) > far) return last;
      centre = colValue;
    }
  }
  return last;
}

const holds = (program: Program, values: Float64Array, rowDuals: Float64Array): boolean =>
  checkSolution(program, { values, rowDuals, reducedCosts: null }).complaint === null;

const shifted = (costs: Float64Array, weight: number, centre: Float64Array): Float64Array =>
  costs.map((cost, col) => cost - weight * centre[col]!);

function setCosts(model: Model, costs: Float64Array): void {
  model.changeColsCost({ kind: "range", from: 0, to: costs.length - 1 }, costs);
}

/** Every column squared with a weight that stands by itself, and no products. */
export function isDefiniteDiagonal({ starts, indices, values }: SparseMatrix): boolean {
  for (let col = 0; col + 1 < starts.length; col++) {
    const k = starts[col]!;
    if (starts[col + 1]! !== k + 1 || indices[k] !== col || Math.abs(values[k]!) < definite) return false;
  }
  return true;
}

/** The largest difference in any column; from 0 where there is no other point. */
function distance(one: Float64Array, other?: Float64Array): number {
  let most = 0;
  for (let k = 0; k < one.length; k++) most = Math.max(most, Math.abs(one[k]! - (other?.[k] ?? 0)));
  return most;
}
