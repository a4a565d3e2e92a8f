/** How little the rows and cones of a continuous program have to give way, and a proof that it cannot be less. */
import type { Program } from "../program/index.ts";
import { coneScales, elastic, rowScales } from "./elastic.ts";
import type { Proof } from "./farkas.ts";
import { stationarity } from "./products.ts";
import { solveOnce } from "./solve-once.ts";
import type { SolveOptions, Solver } from "./solver.ts";

export interface LeastViolation {
  /** Sum over rows and cones, each in units of its largest coefficient. */
  readonly violation: number;
  /** Values of the program's columns where it is least. */
  readonly values: Float64Array;
  /** Where the violation is not 0, this proves the program infeasible. */
  readonly proof: Proof;
  /** The weight of each row, column bound and cone in the proof, in units of the violation; signed but for cones. */
  readonly weights: { readonly row: Float64Array; readonly column: Float64Array; readonly cone: Float64Array };
}

/** Null where the solver does not get there, or has no duals. */
export async function leastViolation(
  solver: Solver,
  program: Program,
  options: SolveOptions = {},
): Promise<LeastViolation | null> {
  const soft = elastic(program);
  const answer = await solveOnce(solver, soft, options);
  if (answer.status !== "optimal" || answer.rowDuals === null) return null;
  const { rowDuals, coneDuals = new Float64Array(0) } = answer;
  if (coneDuals.length !== (program.cones?.constants.length ?? 0)) return null;
  const { numCols } = program;
  const nothing = new Float64Array(soft.numCols);
  const { reducedCosts, size } = stationarity({ ...soft, colCost: nothing }, nothing, rowDuals, coneDuals);
  const scales = rowScales(program);
  return {
    violation: answer.values.subarray(numCols).reduce((sum, slack) => sum + slack, 0),
    values: answer.values.slice(0, numCols),
    proof: { rows: rowDuals.map((dual, row) => dual / scales[row]!), cones: coneDuals },
    weights: {
      row: rowDuals,
      column: reducedCosts
        .subarray(0, numCols)
        .map((cost, col) => (size[col] === 0 ? 0 : cost / Math.max(1, size[col]!))),
      cone: coneWeights(program, coneDuals),
    },
  };
}

/** The price of a cone's slack: 1 where the cone is violated. */
function coneWeights({ cones }: Program, coneDuals: Float64Array): Float64Array {
  if (cones === null) return new Float64Array(0);
  return coneScales(cones).map((scale, cone) => {
    const from = cones.starts[cone]!;
    return scale * (coneDuals[from]! + (cones.rotated[cone] === 0 ? 0 : coneDuals[from + 1]!));
  });
}
