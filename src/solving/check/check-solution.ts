/** Every answer that a solver calls optimal is held against the program itself before anyone sees its numbers. */
import {
  ColumnKind,
  hasCones,
  hessianTimes,
  nameOf,
  objectiveAt,
  type Program,
  type ProgramSolution,
} from "../../program/index.ts";
import type { Residuals } from "../outcome.ts";
import { relativeViolation, tolerances } from "../tolerances.ts";
import { sixDigits } from "../wording.ts";
import { activityAt } from "./activity.ts";
import { checkCones, expressionsAt } from "./cones.ts";
import { LargestResidual } from "./largest-residual.ts";
import { checkOptimalityConditions } from "./optimality-conditions.ts";

export interface CheckedSolution {
  readonly objective: number;
  readonly rowActivity: Float64Array;
  readonly slacks: Float64Array;
  /** Null where they could not be checked. */
  readonly rowDuals: Float64Array | null;
  readonly reducedCosts: Float64Array | null;
  readonly coneDuals: Float64Array | null;
  /** Values of the cones' expressions; empty without cones. */
  readonly coneExpressions: Float64Array;
  readonly residuals: Residuals;
  /** What is wrong with the answer, at its worst place; null for one that holds. */
  readonly complaint: string | null;
  /** Whether the values are feasible, whatever the duals say. */
  readonly feasible: boolean;
}

/**
 * Checks values, and duals where there are some, against a program; takes the reduced costs from the duals if the solver has
 * none. Without multipliers of the cones the other duals of a conic program prove nothing, and are not handed on.
 */
export function checkSolution(program: Program, claimed: ProgramSolution): CheckedSolution {
  const { values } = claimed;
  const { activity, size } = activityAt(program, values);
  const curvature = hessianTimes(program, values);
  const rows = rowViolation(program, activity, size);
  const bounds = boundViolation(program, values);
  const integrality = integralityViolation(program, values);
  const atCones = expressionsAt(program.cones, values);
  const { expressions } = atCones;
  const cones = checkCones(program.cones, atCones);
  const objective = objectiveAt(program, values, curvature);
  const coneDuals = hasCones(program) ? (claimed.coneDuals ?? null) : noDuals;
  const rowDuals = coneDuals === null ? null : claimed.rowDuals;
  const duals =
    rowDuals === null || coneDuals === null
      ? null
      : checkOptimalityConditions(program, {
          values,
          activity,
          curvature,
          rowDuals,
          reducedCosts: claimed.reducedCosts,
          expressions,
          coneDuals,
        });
  const primalComplaint =
    complaintAbout(rows.worst, tolerances.primal, (row) => rowComplaint(program, row, activity)) ??
    complaintAbout(bounds.worst, tolerances.bound, (col) => boundComplaint(program, col, values)) ??
    complaintAbout(integrality, tolerances.integrality, (col) => kindComplaint(program, col, values)) ??
    cones.complaint ??
    (Number.isFinite(objective) ? null : `the objective comes to ${objective}`);
  return {
    objective,
    rowActivity: activity,
    slacks: slacksOf(program, activity),
    rowDuals,
    reducedCosts: duals === null ? null : duals.reducedCosts,
    coneDuals: duals === null ? null : coneDuals,
    coneExpressions: expressions,
    residuals: {
      largestViolation: Math.max(rows.largest, bounds.largest, cones.largest),
      primal: rows.worst.value,
      bound: bounds.worst.value,
      integrality: integrality.value,
      cone: cones.worst.value,
      stationarity: duals === null ? null : duals.stationarity,
      dual: duals === null ? null : duals.dual,
      complementarity: duals === null ? null : duals.complementarity,
      tolerances,
    },
    complaint: primalComplaint ?? (duals === null ? null : duals.complaint),
    feasible: primalComplaint === null,
  };
}

/** Whether values meet rows, bounds, kinds and cones. */
export function isFeasible(program: Program, values: Float64Array): boolean {
  return checkSolution(program, { values, rowDuals: null, reducedCosts: null }).feasible;
}

const noDuals = new Float64Array(0);

function complaintAbout(worst: LargestResidual, tolerance: number, text: (at: number) => string): string | null {
  return worst.value <= tolerance ? null : text(worst.at);
}

interface Violations {
  /** Relative, as `relativeViolation` has it. */
  readonly worst: LargestResidual;
  readonly largest: number;
}

function rowViolation(
  { numRows, rowLower, rowUpper }: Program,
  activity: Float64Array,
  size: Float64Array,
): Violations {
  const worst = new LargestResidual();
  const largest = new LargestResidual();
  for (let row = 0; row < numRows; row++) {
    const [violation, side] = outside(activity[row]!, rowLower[row]!, rowUpper[row]!);
    largest.add(violation, row);
    worst.add(relativeViolation(violation, side, size[row]!, tolerances.primal), row);
  }
  return { worst, largest: largest.value };
}

/** A semi-continuous column may also be 0; how near it has to be is a matter of its kind, below. */
function boundViolation({ numCols, colLower, colUpper, colKind }: Program, values: Float64Array): Violations {
  const worst = new LargestResidual();
  const largest = new LargestResidual();
  for (let col = 0; col < numCols; col++) {
    if (colKind[col]! >= ColumnKind.semiContinuous) continue;
    const value = values[col]!;
    const [violation, side] = outside(value, colLower[col]!, colUpper[col]!);
    largest.add(violation, col);
    worst.add(relativeViolation(violation, side, Math.abs(value), tolerances.bound), col);
  }
  return { worst, largest: largest.value };
}

/** How far a value is outside, and the side it is outside of; NaN for a value that is none. */
function outside(value: number, lower: number, upper: number): readonly [violation: number, side: number] {
  if (!Number.isFinite(value)) return [Number.NaN, 0];
  if (value < lower) return [lower - value, lower];
  return value <= upper ? [0, 0] : [value - upper, upper];
}

function integralityViolation(
  { numCols, colLower, colUpper, colKind }: Program,
  values: Float64Array,
): LargestResidual {
  const worst = new LargestResidual();
  for (let col = 0; col < numCols; col++) {
    const kind = colKind[col]!;
    if (kind === ColumnKind.continuous) continue;
    const value = values[col]!;
    const size = Math.abs(value);
    const fraction = kind === ColumnKind.semiContinuous ? 0 : Math.abs(value - Math.round(value));
    worst.add(relativeViolation(fraction, 1, size, tolerances.integrality), col);
    if (kind === ColumnKind.integer) continue;
    const [violation, side] = outside(value, colLower[col]!, colUpper[col]!);
    // Near 0 counts as 0: a negative value is relativeViolation from there.
    worst.add(relativeViolation(Math.min(size, violation), side, size, tolerances.integrality), col);
  }
  return worst;
}

/** Distance of every row from its nearer side. */
function slacksOf({ numRows, rowLower, rowUpper }: Program, activity: Float64Array): Float64Array {
  const slacks = new Float64Array(numRows);
  for (let row = 0; row < numRows; row++) {
    slacks[row] = Math.min(activity[row]! - rowLower[row]!, rowUpper[row]! - activity[row]!);
  }
  return slacks;
}

function rowComplaint(program: Program, row: number, activity: Float64Array): string {
  const needs = needed(activity[row]!, program.rowLower[row]!, program.rowUpper[row]!);
  return `row "${nameOf(program.rowNames, row)}" comes to ${sixDigits(activity[row]!)} and ${needs}`;
}

function boundComplaint(program: Program, col: number, values: Float64Array): string {
  const needs = needed(values[col]!, program.colLower[col]!, program.colUpper[col]!);
  return `column "${nameOf(program.colNames, col)}" is ${sixDigits(values[col]!)} and ${needs}`;
}

function needed(value: number, lower: number, upper: number): string {
  return value < lower ? `needs ${sixDigits(lower)} or more` : `needs ${sixDigits(upper)} or less`;
}

function kindComplaint(program: Program, col: number, values: Float64Array): string {
  const kind = program.colKind[col]!;
  const range = `0 or between ${sixDigits(program.colLower[col]!)} and ${sixDigits(program.colUpper[col]!)}`;
  const whole =
    kind === ColumnKind.integer
      ? "a whole number"
      : kind === ColumnKind.semiInteger
        ? `a whole number, ${range}`
        : range;
  return `column "${nameOf(program.colNames, col)}" is ${sixDigits(values[col]!)} and has to be ${whole}`;
}
