/**
 * Convex quadratic programs. HiGHS adds r/2 |x|^2 with r = 1e-7 to the objective and needs it wherever the Hessian is
 * not definite; duals are then off by r x. The proximal point method takes that out: with costs c - r x_k the term is
 * r/2 |x - x_k|^2, whose fixed points are the optima of the program itself (Rockafellar 1976). One repetition is
 * nearly always enough. On an unbounded program the points run away, and the check of the answer finds it.
 */
import type { Model } from "highs";
import type { Program, SparseMatrix } from "../../src/program/program.ts";

const regularization = 1e-7;
/** A dual may be off by this much: a tenth of what the check of answers lets pass. */
const negligible = 1e-7;
const mostRounds = 6;

/** One run within a time limit; tells the status it came to. */
export type Run = (timeLimitS: number) => number;

/** Solves the program that `model` holds and reads the answer; the model's costs are as before afterwards. */
export function runQuadratic<A>(
  model: Model,
  program: Program,
  timeLimitS: number,
  run: Run,
  optimal: number,
  read: (status: number) => A,
): A {
  if (isDefiniteDiagonal(program.hessian!)) {
    model.options.set("qp_regularization_value", 0);
    return read(run(timeLimitS));
  }
  model.options.set("qp_regularization_value", regularization);
  const started = performance.now();
  const left = () => Math.max(1e-3, timeLimitS - (performance.now() - started) / 1000);
  let status = run(left());
  let centre: Float64Array = new Float64Array(program.numCols);
  for (let round = 0, last = Number.POSITIVE_INFINITY; round < mostRounds && status === optimal; round++) {
    const { colValue } = model.getSolution();
    const moved = distance(colValue, centre);
    if (regularization * moved <= negligible || moved > last / 2) break;
    last = moved;
    centre = colValue;
    setCosts(
      model,
      program.colCost.map((cost, col) => cost - regularization * colValue[col]!),
    );
    status = run(left());
  }
  const answer = read(status);
  setCosts(model, program.colCost);
  return answer;
}

function setCosts(model: Model, costs: Float64Array): void {
  model.changeColsCost({ kind: "range", from: 0, to: costs.length - 1 }, costs);
}

/** Every column squared with a weight far above the regularization, and no products. */
function isDefiniteDiagonal({ starts, indices, values }: SparseMatrix): boolean {
  for (let col = 0; col + 1 < starts.length; col++) {
    const k = starts[col]!;
    if (starts[col + 1]! !== k + 1 || indices[k] !== col || Math.abs(values[k]!) < 1e3 * regularization) return false;
  }
  return true;
}

function distance(one: Float64Array, other: Float64Array): number {
  let most = 0;
  for (let k = 0; k < one.length; k++) most = Math.max(most, Math.abs(one[k]! - other[k]!));
  return most;
}
