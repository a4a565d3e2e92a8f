/**
 * Edits that keep the rows and columns of a program. Each is checked in full when it is made, and changes the program
 * and the solver's copy only when it is carried out: many that were all made before the first is carried out are one.
 */
import { ClearwattError } from "../../errors.ts";
import { type Program, type SparseMatrix, validateProgram, withTrailingColumns } from "../../program/index.ts";
import { checkCapabilities } from "../capabilities.ts";
import type { Solver, SolverModel } from "../solver.ts";
import { changedSpan, joinedSpan } from "./changed-span.ts";
import {
  badCoefficient,
  checkBounds,
  checkCosts,
  checkRange,
  checkSemiContinuous,
  columnOf,
  rowOf,
  unusableCoefficient,
} from "./edit-checks.ts";
import type { EditableProgram } from "./editable-program.ts";
import { withoutRows } from "./new-columns.ts";
import type { BoundsChange, CoefficientsChange, ProgramChange } from "./program-change.ts";

/** Carries a checked edit out. It stays good for as long as no rows or columns come or go. */
export type Edit = () => void;

export class Edits {
  readonly #solver: Solver;
  readonly #model: SolverModel;
  readonly #edited: EditableProgram;

  constructor(solver: Solver, model: SolverModel, edited: EditableProgram) {
    this.#solver = solver;
    this.#model = model;
    this.#edited = edited;
  }

  all(change: ProgramChange): readonly Edit[] {
    const { costs = [], offset, hessian, columnBounds = [], rowBounds = [], coefficients = [] } = change;
    return [
      ...costs.map((part) => this.costs(part.first, part.costs)),
      ...(offset === undefined ? [] : [this.offset(offset)]),
      ...(hessian === undefined ? [] : [this.hessian(this.#widened(hessian))]),
      ...columnBounds.map((bounds) => this.columnBounds(bounds)),
      ...rowBounds.map((bounds) => this.rowBounds(bounds)),
      this.coefficients(coefficients),
    ];
  }

  costs(first: number, costs: Float64Array): Edit {
    const { program } = this.#edited;
    checkRange("columns", first, costs.length, program.numCols);
    checkCosts(costs, (k) => columnOf(program)(first + k));
    return () => {
      const span = changedSpan(program.colCost, first, costs);
      if (span === null) return;
      program.colCost.set(costs, first);
      this.#model.changeCosts(first + span.from, costs.subarray(span.from, span.to));
    };
  }

  columnBounds({ first, lower, upper }: BoundsChange): Edit {
    const { program } = this.#edited;
    checkRange("columns", first, lower.length, program.numCols);
    checkBounds(lower, upper, (k) => columnOf(program)(first + k));
    checkSemiContinuous(program, first, lower, upper);
    return () =>
      setBounds(program.colLower, program.colUpper, { first, lower, upper }, (changed) =>
        this.#model.changeColumnBounds(changed.first, changed.lower, changed.upper),
      );
  }

  rowBounds({ first, lower, upper }: BoundsChange): Edit {
    const { program } = this.#edited;
    checkRange("rows", first, lower.length, program.numRows);
    checkBounds(lower, upper, (k) => rowOf(program)(first + k));
    return () =>
      setBounds(program.rowLower, program.rowUpper, { first, lower, upper }, (changed) =>
        this.#model.changeRowBounds(changed.first, changed.lower, changed.upper),
      );
  }

  coefficients(parts: readonly CoefficientsChange[]): Edit {
    for (const part of parts) this.#checkCoefficients(this.#edited.program, part);
    return () => {
      const changed = this.#edited.setCoefficients(parts);
      if (changed.values.length > 0) this.#model.changeCoefficients(changed.rows, changed.cols, changed.values);
    };
  }

  offset(offset: number): Edit {
    if (!Number.isFinite(offset)) {
      throw new ClearwattError(`the constant of the objective is ${offset}: it has to be a finite number.`, {
        code: "out-of-range",
        data: { what: "constant of the objective", found: offset },
      });
    }
    return () => {
      this.#edited.setOffset(offset);
      this.#model.changeOffset(offset);
    };
  }

  /** Over the columns of the current program. */
  hessian(hessian: SparseMatrix): Edit {
    const changed = { ...withoutRows(this.#edited.program), hessian };
    validateProgram(changed);
    checkCapabilities(this.#solver, changed);
    return () => {
      this.#edited.setHessian(hessian);
      this.#model.changeHessian(hessian);
    };
  }

  /** A Hessian over the opened columns says nothing about those added since. */
  #widened(hessian: SparseMatrix): SparseMatrix {
    const { numOpenedCols, program } = this.#edited;
    const found = hessian.starts.length - 1;
    if (found !== numOpenedCols) {
      throw new ClearwattError(
        `the Hessian has ${found} columns, but the program was opened with ${numOpenedCols}: one is needed for each.`,
        { code: "wrong-size", data: { what: "columns of the Hessian", found, expected: numOpenedCols } },
      );
    }
    return found === program.numCols ? hessian : withTrailingColumns(hessian, program.numCols);
  }

  #checkCoefficients(program: Program, { at, values }: CoefficientsChange): void {
    const size = this.#edited.numOpenedEntries;
    if (typeof at === "number") checkRange("coefficients", at, values.length, size);
    else checkPositions(at, values, size);
    const bad = unusableCoefficient(values);
    if (bad < 0) return;
    const { row, col } = this.#edited.placeOf(typeof at === "number" ? at + bad : at[bad]!);
    throw badCoefficient(values[bad]!, columnOf(program)(col), rowOf(program)(row));
  }
}

function checkPositions(positions: Int32Array, values: Float64Array, size: number): void {
  if (positions.length !== values.length) {
    throw new ClearwattError(`there are ${positions.length} positions and ${values.length} values: give as many.`, {
      code: "wrong-size",
      data: { what: "values", found: values.length, expected: positions.length },
    });
  }
  const absent = positions.find((position) => !(position >= 0 && position < size));
  if (absent === undefined) return;
  throw new ClearwattError(`there is no coefficient at ${absent}: the opened program has ${size}.`, {
    code: "out-of-range",
    data: { what: "position", found: absent, least: 0, most: size - 1 },
  });
}

/** Tells the part that differs from what was there. */
function setBounds(
  ownLower: Float64Array,
  ownUpper: Float64Array,
  { first, lower, upper }: BoundsChange,
  tell: (changed: BoundsChange) => void,
): void {
  const span = joinedSpan(changedSpan(ownLower, first, lower), changedSpan(ownUpper, first, upper));
  if (span === null) return;
  const { from, to } = span;
  ownLower.set(lower, first);
  ownUpper.set(upper, first);
  tell({ first: first + from, lower: lower.subarray(from, to), upper: upper.subarray(from, to) });
}
