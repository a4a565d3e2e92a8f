/** How little the rows and cones of a continuous program have to give way, and a proof that it cannot be less. */
import type { Inequality, Program } from "../../program/index.ts";
import { type Elastic, elastic } from "../../reformulation/index.ts";
import { solveOnce } from "../solve-once.ts";
import type { Answer, SolveOptions, Solver } from "../solver.ts";
import type { FarkasProof } from "./farkas.ts";
import { stationarity } from "./stationarity.ts";

export interface LeastViolation {
  /** Sum over rows and cones, each in units of its largest coefficient. */
  readonly violation: number;
  /** Values of the program's columns where it is least. */
  readonly values: Float64Array;
  /** Where the violation is not 0, this proves the program infeasible. */
  readonly proof: FarkasProof;
  /** What each inequality counts in the proof, in units of the violation; without those that do not. */
  readonly weights: readonly Weight[];
}

export interface Weight {
  readonly inequality: Inequality;
  /** Above 0. */
  readonly weight: number;
  /** The same, for bounds of columns relative to the terms they come from where these exceed 1. */
  readonly relative: number;
}

/** Null where the solver does not get there, or has no duals. */
export async function leastViolation(
  solver: Solver,
  program: Program,
  options: SolveOptions = {},
): Promise<LeastViolation | null> {
  const soft = elastic(program);
  return leastViolationIn(soft, await solveOnce(solver, soft.program, options));
}

/** Of an answer to an elastic program; null where that is no optimum, or has no duals. */
export function leastViolationIn(soft: Elastic, answer: Answer): LeastViolation | null {
  if (answer.status !== "optimal" || answer.rowDuals === null) return null;
  const { cones } = soft.program;
  const { rowDuals } = answer;
  const coneDuals = answer.coneDuals ?? new Float64Array(0);
  if (coneDuals.length !== (cones?.constants.length ?? 0)) return null;
  const original = soft.back({ ...answer, coneDuals });
  return {
    violation: soft.violationAt(answer.values),
    values: original.values,
    proof: { rows: original.rowDuals!, cones: coneDuals },
    weights: weightsOf(soft, original.values.length, rowDuals, coneDuals),
  };
}

/** The weight of a cone is the price of its slack: 1 where the cone is violated. */
function weightsOf(soft: Elastic, numCols: number, rowDuals: Float64Array, coneDuals: Float64Array): Weight[] {
  const { program } = soft;
  const nothing = new Float64Array(program.numCols);
  const { reducedCosts, size } = stationarity({ ...program, colCost: nothing }, nothing, rowDuals, coneDuals);
  const weights: Weight[] = [];
  const add = (of: Inequality["of"], index: number, dual: number, terms = 1): void => {
    if (dual === 0 || Number.isNaN(dual)) return;
    const weight = Math.abs(dual);
    weights.push({
      inequality: { of, index, at: dual > 0 ? "lower" : "upper" },
      weight,
      relative: weight / Math.max(1, terms),
    });
  };
  for (let row = 0; row < program.numRows; row++) add("row", row, rowDuals[row]!);
  for (let col = 0; col < numCols; col++) add("column", col, reducedCosts[col]!, size[col]!);
  const numCones = program.cones?.rotated.length ?? 0;
  for (let cone = 0; cone < numCones; cone++) add("cone", cone, -reducedCosts[program.numCols - numCones + cone]!);
  return weights;
}
