/** One constraint in a program: its rows, their limits, and what to do when data change. */
import { ClearwattError } from "../../errors.ts";
import type { SparseMatrix } from "../../program/program.ts";
import type { ConstraintDeclaration, ParameterDeclaration } from "../declarations.ts";
import type { Columns } from "./columns.ts";
import { evaluate } from "./evaluate.ts";
import { usesOfExpression } from "./indices.ts";
import { AffineRows, flatDifference, mergeRepeated, rowSpace } from "./rows.ts";
import type { Space } from "./space.ts";
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
  readonly #columns: number;

  constructor(declaration: ConstraintDeclaration, firstRow: number, values: Values, columns: Columns) {
    const { left, right, relation, upper } = declaration.row;
    const flat = flatDifference(left, relation === "between" ? null : right);
    this.declaration = declaration;
    this.firstRow = firstRow;
    this.space = rowSpace(declaration.axes, declaration.where, flat, values, columns);
    this.rows = new AffineRows(flat, this.space, values, columns);
    this.#columns = columns.count;
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

  /** The coefficients as they are with the present values; those that `only` feeds are computed anew in `out`. */
  refill(values: Values, out: Float64Array, only: ParameterDeclaration): void {
    if (!this.rows.mayRepeat) {
      this.rows.fill(values, this.from, null, null, out, only);
      return;
    }
    const { count } = this.space;
    const matrix = {
      starts: new Int32Array(count + 1),
      indices: new Int32Array(this.rows.entries),
      values: new Float64Array(this.rows.entries),
    };
    const end = this.rows.fill(values, 0, matrix.starts, matrix.indices, matrix.values);
    const merged = mergeRepeated(matrix, 0, count, end, new Int32Array(this.#columns).fill(-1));
    out.set(matrix.values.subarray(0, merged), this.from);
  }

  /** Limits of the rows, into the arrays of the whole program. */
  limitsInto(values: Values, rowLower: Float64Array, rowUpper: Float64Array): void {
    const { firstRow, space } = this;
    const { relation, right, upper } = this.declaration.row;
    const constants = this.rows.constantsInto(values, new Float64Array(space.count));
    const lower = upper === null ? null : evaluate(right, space, values);
    const highest = upper === null ? null : evaluate(upper, space, values);
    for (let k = 0; k < space.count; k++) {
      rowLower[firstRow + k] = relation === "<=" ? -Infinity : (lower === null ? 0 : lower[k]!) - constants[k]!;
      rowUpper[firstRow + k] = relation === ">=" ? Infinity : (highest === null ? 0 : highest[k]!) - constants[k]!;
    }
    this.#checkLimits(rowLower, rowUpper);
  }

  #checkLimits(rowLower: Float64Array, rowUpper: Float64Array): void {
    for (let row = this.firstRow; row < this.firstRow + this.space.count; row++) {
      const lower = rowLower[row]!;
      const upper = rowUpper[row]!;
      if (lower <= upper && lower < Infinity && upper > -Infinity) continue;
      const name = this.rowName(row - this.firstRow);
      const found =
        lower > upper
          ? `its lower limit ${lower} is above its upper limit ${upper}`
          : `its limits are ${lower} and ${upper}`;
      throw new ClearwattError(
        `The row "${name}" cannot hold: ${found}. Check the data it uses.${declaredAt(this.declaration.site)}`,
      );
    }
  }

  /** Throws on the first coefficient that is not a finite number. */
  checkEntries({ starts, values }: SparseMatrix): void {
    for (let p = this.from; p < this.to; p++) {
      if (Math.abs(values[p]!) < 1e15) continue;
      let row = this.firstRow;
      while (starts[row + 1]! <= p && row + 1 < this.firstRow + this.space.count) row++;
      throw new ClearwattError(
        `The row "${this.rowName(row - this.firstRow)}" has the coefficient ${values[p]}; solvers take magnitudes below 1e15 only. ` +
          `Check the data it uses for infinite values and for divisions by 0.${declaredAt(this.declaration.site)}`,
      );
    }
  }

  rowName(row: number): string {
    const labels = this.space.labels(row);
    return labels.length === 0 ? this.declaration.name : `${this.declaration.name}[${labels.join(", ")}]`;
  }
}

/** " (declared at file:line)", or nothing where the place is not known. */
export function declaredAt(site: string): string {
  return site === "" ? "" : ` (declared at ${site})`;
}
