/**
 * The Karush-Kuhn-Tucker conditions of linear, convex quadratic and conic programs. With duals as d objective / d
 * right-hand side, multipliers u of the expressions f = Fx + g of cones, s = 1 for minimisation and -1 for maximisation:
 *   c + Qx = A'y + F'u + z      stationarity
 *   s y_i > 0 only at rowLower,  s y_i < 0 only at rowUpper;  z likewise with the column's bounds
 *   s u of a cone in the dual of that cone
 * A feasible x with feasible duals is optimal up to the sum of |dual| times distance from the bound, and |u'f|.
 */
import { nameOf, type Program } from "../../program/index.ts";
import { stationarity } from "../certificate/stationarity.ts";
import { tolerances } from "../tolerances.ts";
import { sixDigits } from "../wording.ts";
import { type ConeDualCheck, checkConeDuals } from "./cone-duals.ts";
import { LargestResidual } from "./largest-residual.ts";

interface DualClaim {
  readonly values: Float64Array;
  readonly activity: Float64Array;
  readonly curvature: Float64Array;
  readonly rowDuals: Float64Array;
  readonly reducedCosts: Float64Array | null;
  /** Values of the cones' expressions, and their multipliers. */
  readonly expressions: Float64Array;
  readonly coneDuals: Float64Array;
}

interface DualCheck {
  readonly reducedCosts: Float64Array;
  readonly stationarity: number;
  readonly dual: number;
  readonly complementarity: number;
  readonly complaint: string | null;
}

export function checkOptimalityConditions(program: Program, claim: DualClaim): DualCheck {
  const exact = stationarity(program, claim.curvature, claim.rowDuals, claim.coneDuals);
  const reducedCosts = claim.reducedCosts ?? exact.reducedCosts;
  const unbalanced = stationarityViolation(reducedCosts, exact.reducedCosts, exact.size);
  const columns = checkColumnDuals(program, claim.values, reducedCosts, exact.size);
  const rows = checkRowDuals(program, claim, exact.size);
  const cones = checkConeDuals(program, claim.expressions, claim.coneDuals, exact.size);
  const scale = 1 + objectiveTerms(program, claim) + cones.terms;
  const gap = (columns.gap + rows.gap + cones.gap) / scale;
  return {
    reducedCosts,
    stationarity: unbalanced.value,
    dual: largest([columns.dual.value, rows.dual.value, cones.dual.value]),
    complementarity: gap,
    complaint:
      stationarityComplaint(program, unbalanced, reducedCosts, exact.reducedCosts) ??
      dualComplaint(program, "column", columns.dual, reducedCosts) ??
      dualComplaint(program, "row", rows.dual, claim.rowDuals) ??
      cones.complaint ??
      gapComplaint(program, gap, { column: columns, row: rows, cone: cones }),
  };
}

const largest = (values: readonly number[]): number => (values.some(Number.isNaN) ? Number.NaN : Math.max(...values));

function stationarityViolation(claimed: Float64Array, exact: Float64Array, size: Float64Array): LargestResidual {
  const worst = new LargestResidual();
  for (let col = 0; col < exact.length; col++) worst.add(Math.abs(claimed[col]! - exact[col]!) / (1 + size[col]!), col);
  return worst;
}

interface BoundDualCheck {
  /** Duals without a bound to stand at. */
  readonly dual: LargestResidual;
  /** Sum of |dual| times distance from the bound it stands at. */
  readonly gap: number;
  /** The largest term of that sum. */
  readonly worst: LargestResidual;
}

function checkColumnDuals(
  program: Program,
  values: Float64Array,
  reducedCosts: Float64Array,
  size: Float64Array,
): BoundDualCheck {
  const { numCols, colLower, colUpper, sense } = program;
  const sign = sense === "minimize" ? 1 : -1;
  const dual = new LargestResidual();
  const worst = new LargestResidual();
  let gap = 0;
  for (let col = 0; col < numCols; col++) {
    const reduced = reducedCosts[col]!;
    if (reduced === 0) continue;
    const bound = sign * reduced > 0 ? colLower[col]! : colUpper[col]!;
    if (Number.isFinite(bound)) {
      const term = Math.abs(reduced * (values[col]! - bound));
      gap += term;
      worst.add(term, col);
    } else dual.add(Math.abs(reduced) / (1 + size[col]!), col);
  }
  return { dual, gap, worst };
}

function checkRowDuals(program: Program, { activity, rowDuals }: DualClaim, size: Float64Array): BoundDualCheck {
  const { numRows, rowLower, rowUpper, sense } = program;
  const sign = sense === "minimize" ? 1 : -1;
  const dual = new LargestResidual();
  const worst = new LargestResidual();
  let gap = 0;
  for (let row = 0; row < numRows; row++) {
    const price = rowDuals[row]!;
    if (price === 0) continue;
    const bound = sign * price > 0 ? rowLower[row]! : rowUpper[row]!;
    if (Number.isFinite(bound)) {
      const term = Math.abs(price * (activity[row]! - bound));
      gap += term;
      worst.add(term, row);
    } else dual.add(Math.min(Math.abs(price), weightInColumns(program, row, price, size)), row);
  }
  return { dual, gap, worst };
}

/** How much a dual counts where it counts most: its term in a column against all terms of that column. */
function weightInColumns({ starts, indices, values }: Program, row: number, price: number, size: Float64Array): number {
  let most = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const share = Math.abs(values[k]! * price) / (1 + size[indices[k]!]!);
    if (!(share <= most)) most = share;
  }
  return starts[row] === starts[row + 1] ? Math.abs(price) : most;
}

/** The size of the terms of primal and dual objective: what a gap is relativeViolation against. */
function objectiveTerms(program: Program, { values, activity, curvature, rowDuals }: DualClaim): number {
  let sum = 0;
  for (let col = 0; col < program.numCols; col++) {
    sum += Math.abs(program.colCost[col]! * values[col]!) + Math.abs((curvature[col]! * values[col]!) / 2);
  }
  for (let row = 0; row < program.numRows; row++) sum += Math.abs(rowDuals[row]! * activity[row]!);
  return sum;
}

function stationarityComplaint(
  program: Program,
  worst: LargestResidual,
  claimed: Float64Array,
  exact: Float64Array,
): string | null {
  if (worst.value <= tolerances.stationarity) return null;
  const name = nameOf(program.colNames, worst.at);
  return `the reduced cost of column "${name}" is given as ${sixDigits(claimed[worst.at]!)}, but costs and duals make it ${sixDigits(exact[worst.at]!)}`;
}

function dualComplaint(
  program: Program,
  what: "row" | "column",
  worst: LargestResidual,
  duals: Float64Array,
): string | null {
  if (worst.value <= tolerances.dual) return null;
  const name = nameOf(what === "row" ? program.rowNames : program.colNames, worst.at);
  const rises = duals[worst.at]! > 0 === (program.sense === "maximize");
  return `the objective still improves by ${sixDigits(Math.abs(duals[worst.at]!))} for each unit that ${what} "${name}" ${rises ? "rises" : "falls"}, and nothing bounds it there`;
}

function gapComplaint(
  program: Program,
  gap: number,
  {
    column,
    row,
    cone,
  }: { readonly column: BoundDualCheck; readonly row: BoundDualCheck; readonly cone: ConeDualCheck },
): string | null {
  if (gap <= tolerances.complementarity) return null;
  const parts = [
    ["row", row.worst, program.rowNames],
    ["column", column.worst, program.colNames],
    ["cone", cone.worst, program.cones?.names ?? []],
  ] as const;
  const [what, worst, names] = parts.reduce((most, part) => (part[1].value > most[1].value ? part : most));
  const not =
    what === "cone"
      ? "whose multipliers are not zero though it is not on its boundary"
      : "whose dual is not zero though it is not at its bound";
  return `objective and duals differ by ${sixDigits(gap)} of the objective's terms, most of it at ${what} "${nameOf(names, worst.at)}", ${not}`;
}
