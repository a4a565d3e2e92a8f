/** Every answer that a solver calls optimal is held against the program itself before anyone sees its numbers. */
import { ColumnKind, nameOf, type Program } from "../program/index.ts";
import { checkDuals } from "./check-duals.ts";
import { spoken } from "./numbers.ts";
import type { Residuals } from "./outcome.ts";
import { objectiveAt, products } from "./products.ts";
import { tolerances } from "./tolerances.ts";
import { Worst } from "./worst.ts";

export interface Claim {
  readonly values: Float64Array;
  readonly rowDuals: Float64Array | null;
  readonly reducedCosts: Float64Array | null;
}

export interface Checked {
  readonly objective: number;
  readonly rowActivity: Float64Array;
  readonly slacks: Float64Array;
  readonly reducedCosts: Float64Array | null;
  readonly residuals: Residuals;
  /** What is wrong with the answer, at its worst place; null for one that holds. */
  readonly complaint: string | null;
  /** Whether the values are feasible, whatever the duals say. */
  readonly feasible: boolean;
}

/** Checks values, and duals where there are some, against a program; takes the reduced costs from the duals if the solver has none. */
export function checkClaim(program: Program, claim: Claim): Checked {
  const { values, rowDuals } = claim;
  const { activity, activitySize, curvature } = products(program, values);
  const primal = rowViolation(program, activity, activitySize);
  const bound = boundViolation(program, values);
  const integrality = integralityViolation(program, values);
  const objective = objectiveAt(program, values, curvature);
  const duals =
    rowDuals === null
      ? null
      : checkDuals(program, { values, activity, curvature, rowDuals, reducedCosts: claim.reducedCosts });
  const primalComplaint =
    complaintAbout(primal, tolerances.primal, () => rowComplaint(program, primal.at, activity)) ??
    complaintAbout(bound, tolerances.bound, () => boundComplaint(program, bound.at, values)) ??
    complaintAbout(integrality, tolerances.integrality, () => kindComplaint(program, integrality.at, values)) ??
    (Number.isFinite(objective) ? null : `the objective comes to ${objective}`);
  return {
    objective,
    rowActivity: activity,
    slacks: slacksOf(program, activity),
    reducedCosts: duals === null ? null : duals.reducedCosts,
    residuals: {
      primal: primal.value,
      bound: bound.value,
      integrality: integrality.value,
      stationarity: duals === null ? null : duals.stationarity,
      dual: duals === null ? null : duals.dual,
      complementarity: duals === null ? null : duals.complementarity,
      tolerances,
    },
    complaint: primalComplaint ?? (duals === null ? null : duals.complaint),
    feasible: primalComplaint === null,
  };
}

function complaintAbout(worst: Worst, tolerance: number, text: () => string): string | null {
  return worst.value <= tolerance ? null : text();
}

function rowViolation({ numRows, rowLower, rowUpper }: Program, activity: Float64Array, size: Float64Array): Worst {
  const worst = new Worst();
  for (let row = 0; row < numRows; row++) {
    const violation = Math.max(rowLower[row]! - activity[row]!, activity[row]! - rowUpper[row]!, 0);
    worst.see(violation / (1 + size[row]!), row);
  }
  return worst;
}

/** A semi-continuous column may also be 0; how near it has to be is a matter of its kind, below. */
function boundViolation({ numCols, colLower, colUpper, colKind }: Program, values: Float64Array): Worst {
  const worst = new Worst();
  for (let col = 0; col < numCols; col++) {
    const value = values[col]!;
    if (colKind[col]! >= ColumnKind.semiContinuous) continue;
    const violation = Math.max(colLower[col]! - value, value - colUpper[col]!, 0);
    worst.see(violation / (1 + Math.abs(value)), col);
  }
  return worst;
}

function integralityViolation({ numCols, colLower, colUpper, colKind }: Program, values: Float64Array): Worst {
  const worst = new Worst();
  for (let col = 0; col < numCols; col++) {
    const kind = colKind[col]!;
    if (kind === ColumnKind.continuous) continue;
    const value = values[col]!;
    const fraction = kind === ColumnKind.semiContinuous ? 0 : Math.abs(value - Math.round(value));
    const outside =
      kind === ColumnKind.integer
        ? 0
        : Math.min(Math.abs(value), Math.max(colLower[col]! - value, value - colUpper[col]!, 0));
    worst.see(Math.max(fraction, outside) / Math.max(1, Math.abs(value)), col);
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
  return `row "${nameOf(program.rowNames, row)}" comes to ${spoken(activity[row]!)} and ${needs}`;
}

function boundComplaint(program: Program, col: number, values: Float64Array): string {
  const needs = needed(values[col]!, program.colLower[col]!, program.colUpper[col]!);
  return `column "${nameOf(program.colNames, col)}" is ${spoken(values[col]!)} and ${needs}`;
}

function needed(value: number, lower: number, upper: number): string {
  return value < lower ? `needs ${spoken(lower)} or more` : `needs ${spoken(upper)} or less`;
}

function kindComplaint(program: Program, col: number, values: Float64Array): string {
  const kind = program.colKind[col]!;
  const range = `0 or between ${spoken(program.colLower[col]!)} and ${spoken(program.colUpper[col]!)}`;
  const whole =
    kind === ColumnKind.integer
      ? "a whole number"
      : kind === ColumnKind.semiInteger
        ? `a whole number, ${range}`
        : range;
  return `column "${nameOf(program.colNames, col)}" is ${spoken(values[col]!)} and has to be ${whole}`;
}
