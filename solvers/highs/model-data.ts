/** A program as HiGHS wants to be handed one. */
import type { ColumnData, HessianInput, Highs, ModelData, RowData } from "highs";
import type { Program, SparseMatrix } from "../../src/program/index.ts";
import type { NewColumns, NewRows } from "../../src/solving/index.ts";

export function modelData(highs: Highs, program: Program): ModelData {
  const { numCols, numRows, starts, indices, values, hessian } = program;
  const { minimize, maximize } = highs.constants.objectiveSense;
  return {
    numCols,
    numRows,
    sense: program.sense === "minimize" ? minimize : maximize,
    offset: program.offset,
    colCost: program.colCost,
    colLower: program.colLower,
    colUpper: program.colUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: { format: "csr", numRows, numCols, starts, indices, values },
    ...(program.colKind.some((kind) => kind !== 0) ? { integrality: Int32Array.from(program.colKind) } : {}),
    ...(hessian === null || hessian.values.length === 0 ? {} : { hessian: hessianInput(hessian) }),
  };
}

export function hessianInput({ starts, indices, values }: SparseMatrix): HessianInput {
  return { format: "triangular", dimension: starts.length - 1, starts, indices, values };
}

export function rowData({ matrix, lower, upper }: NewRows, numCols: number): Omit<RowData, "count"> {
  return { lower, upper, matrix: { format: "csr" as const, numRows: lower.length, numCols, ...matrixOf(matrix) } };
}

export function columnData({ matrix, cost, lower, upper }: NewColumns, numRows: number): Omit<ColumnData, "count"> {
  const ofNew = { format: "csc" as const, numRows, numCols: cost.length, ...matrixOf(matrix) };
  return { cost, lower, upper, matrix: ofNew };
}

const matrixOf = ({ starts, indices, values }: SparseMatrix) => ({ starts, indices, values });
