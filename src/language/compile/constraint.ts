/** One constraint in a program: its rows, their limits, and what to do when data change. */
import { ClearwattError } from "../../errors.ts";
import type { SparseMatrix } from "../../program/index.ts";
import type { CoefficientsChange } from "../../solving/index.ts";
import type { ConstraintDeclaration, ParameterDeclaration } from "../declaring/declarations.ts";
import type { Columns } from "./columns.ts";
import { refillEvenly } from "./filling/refill.ts";
import { AffineRows, flatDifference } from "./filling/rows.ts";
import { usesOfCondition, usesOfExpression } from "./space/indices.ts";
import { rowSpace } from "./space/row-space.ts";
import type { Space } from "./space/space.ts";
import { evaluate } from "./terms/evaluate.ts";
import { mergeRepeated } from "./terms/repeats.ts";
import { tooLarge } from "./terms/term.ts";
import type { Values } from "./values.ts";

export class ConstraintBlock {
  readonly declaration: ConstraintDeclaration;
  readonly firstRow: number;
  readonly space: Space;
  readonly rows: AffineRows;
  /** Entries of this constraint in the program: from .. to - 1. */
  from = 0;
  to = 0;
  readonly #limits: ReadonlySet<ParameterDeclaration>;
  readonly #columns: Columns;

  constructor(declaration: ConstraintDeclaration, firstRow: number, values: Values, columns: Columns) {
    const { left, right, relation, upper } = declaration.row;
    const flat = flatDifference(left, relation === "between" ? null : right);
    const sides = upper === null ? [left, right] : [left, right, upper];
    this.declaration = declaration;
    this.firstRow = firstRow;
    this.space = rowSpace(declaration.axes, declaration.where, sides, values, columns);
    this.rows = new AffineRows(flat, this.space, values, columns);
    this.#columns = columns;
    const limits = new Set(this.rows.constants.flatMap((term) => [...term.parameters]));
    if (upper !== null)
      for (const side of [right, upper])
        for (const parameter of usesOfExpression(side).parameters) limits.add(parameter);
    this.#limits = limits;
  }

  fedBy(parameter: ParameterDeclaration): { limits: boolean; entries: boolean } {
    return {
      limits: this.#limits.has(parameter),
      entries: this.rows.terms.some((term) => term.parameters.has(parameter)),
    };
  }

  /** Writes the rows from entry `from` on and merges what stands twice; returns the entry behind. */
  fill(matrix: SparseMatrix, from: number, values: Values, marker: () => Int32Array): number {
    const starts = matrix.starts.subarray(this.firstRow);
    const end = this.rows.fill(values, from, starts, matrix.indices, matrix.values);
    this.from = from;
    this.to = this.rows.mayRepeat ? mergeRepeated(matrix, this.firstRow, this.space.count, end, marker()) : end;
    return this.to;
  }

  /** Parameters that the rows use. */
  get parameters(): ReadonlySet<ParameterDeclaration> {
    const used = new Set([...this.#limits, ...this.rows.terms.flatMap((term) => [...term.parameters])]);
    const { where } = this.declaration;
    const filters = [...this.rows.terms, ...this.rows.constants].flatMap(({ flat }) => flat.where);
    for (const filter of where === null ? filters : [where, ...filters]) {
      for (const parameter of usesOfCondition(filter).parameters) used.add(parameter);
    }
    return used;
  }

  /** The rows as a matrix of their own, with their limits. */
  standAlone(values: Values): { matrix: SparseMatrix; lower: Float64Array; upper: Float64Array } {
    const { count } = this.space;
    const matrix = {
      starts: new Int32Array(count + 1),
      indices: new Int32Array(this.rows.entries),
      values: new Float64Array(this.rows.entries),
    };
    let end = this.rows.fill(values, 0, matrix.starts, matrix.indices, matrix.values);
    if (this.rows.mayRepeat) end = mergeRepeated(matrix, 0, count, end, new Int32Array(this.#columns.count).fill(-1));
    matrix.starts[count] = end;
    const limits = { lower: new Float64Array(count), upper: new Float64Array(count) };
    this.limitsInto(values, limits.lower, limits.upper);
    return {
      matrix: { ...matrix, indices: matrix.indices.subarray(0, end), values: matrix.values.subarray(0, end) },
      ...limits,
    };
  }

  /** The coefficients that a parameter feeds, with the present values. */
  refill(parameter: ParameterDeclaration, values: Values): CoefficientsChange {
    const { rows, from } = this;
    if (!rows.mayRepeat && rows.length >= 0) return refillEvenly(rows, from, parameter, values);
    return { at: from, values: this.#coefficients(values) };
  }

  #coefficients(values: Values): Float64Array {
    if (!this.rows.mayRepeat) {
      const out = new Float64Array(this.to - this.from);
      this.rows.fill(values, 0, null, null, out);
      return out;
    }
    return this.standAlone(values).matrix.values;
  }

  /** Writes the limits of the rows of this constraint into arrays of zeros. */
  limitsInto(values: Values, lowest: Float64Array, highest: Float64Array): void {
    const { space, declaration } = this;
    const { relation, right, upper } = declaration.row;
    const { constant } = this.rows;
    if (upper === null && constant !== null && Number.isFinite(constant)) {
      fill(lowest, relation === "<=" ? -Infinity : 0 - constant);
      fill(highest, relation === ">=" ? Infinity : 0 - constant);
      return;
    }
    const constants = this.rows.constantsInto(values, relation === "<=" ? highest : lowest);
    if (upper === null) {
      const refused = oneSided(relation, constants, lowest, highest);
      if (refused >= 0) this.#refuseLimits(refused, lowest[refused]!, highest[refused]!);
      return;
    }
    const most = evaluate(upper, space, values, this.#columns);
    const least = evaluate(right, space, values, this.#columns);
    for (let k = 0; k < lowest.length; k++) {
      highest[k] = most[k]! - constants[k]!;
      lowest[k] = least[k]! - constants[k]!;
      if (lowest[k]! <= highest[k]! && lowest[k]! < Infinity && highest[k]! > -Infinity) continue;
      this.#refuseLimits(k, lowest[k]!, highest[k]!);
    }
  }

  #refuseLimits(row: number, lower: number, upper: number): never {
    const found =
      lower > upper
        ? `its lower limit ${lower} is above its upper limit ${upper}`
        : `its limits are ${lower} and ${upper}`;
    throw new ClearwattError(
      `The row "${this.rowName(row)}" cannot hold: ${found}. Check the data it uses.${declaredAt(this.declaration.site)}`,
      {
        code: "contradiction",
        data: { name: this.declaration.name, labels: this.space.labels(row), lower, upper },
      },
    );
  }

  /** Throws on the first coefficient that solvers do not take. */
  checkEntries({ starts, values }: SparseMatrix): void {
    if (this.rows.largest < tooLarge) return;
    for (let p = this.from; p < this.to; p++) {
      if (Math.abs(values[p]!) < tooLarge) continue;
      let row = this.firstRow;
      while (starts[row + 1]! <= p && row + 1 < this.firstRow + this.space.count) row++;
      throw new ClearwattError(
        `The row "${this.rowName(row - this.firstRow)}" has the coefficient ${values[p]}; solvers take magnitudes below 1e15 only. ` +
          `Check the data it uses for infinite values and for divisions by 0.${declaredAt(this.declaration.site)}`,
        {
          code: "out-of-range",
          data: { what: "coefficient", row: this.rowName(row - this.firstRow), found: values[p] },
        },
      );
    }
  }

  rowName(row: number): string {
    const labels = this.space.labels(row);
    return labels.length === 0 ? this.declaration.name : `${this.declaration.name}[${labels.join(", ")}]`;
  }
}

/**
 * Limits of rows `variables + constant <= 0` (or >=, =), where the constants stand in one of the two arrays. Returns the
 * first row that no value can satisfy, or -1.
 */
function oneSided(relation: string, constants: Float64Array, lowest: Float64Array, highest: Float64Array): number {
  let refused = -1;
  for (let k = constants.length - 1; k >= 0; k--) {
    const limit = 0 - constants[k]!;
    constants[k] = limit;
    if (Math.abs(limit) < Infinity) continue;
    if (relation === "<=" ? limit !== Infinity : relation !== ">=" || limit !== -Infinity) refused = k;
  }
  if (relation === "<=") lowest.fill(-Infinity);
  else if (relation === ">=") highest.fill(Infinity);
  else highest.set(lowest);
  return refused;
}

/** Fills an array of zeros. */
function fill(zeros: Float64Array, value: number): void {
  if (value !== 0) zeros.fill(value);
}

/** " (declared at file:line)", or nothing where the place is not known. */
export function declaredAt(site: () => string): string {
  const place = site();
  return place === "" ? "" : ` (declared at ${place})`;
}
