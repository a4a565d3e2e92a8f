/** Arrays handed to HiGHS, which copies them into a model of its own. */
import type { Highs } from "highs";
import type { Arrays } from "../models/index.ts";

export function ownedByHighs(highs: Highs, arrays: Arrays): ReturnType<Highs["createModel"]> {
  const { numCols, numRows, colCost, colLower, colUpper, colKind, rowLower, rowUpper } = arrays;
  const { starts, indices, values } = arrays;
  const integrality = colKind.some((kind) => kind !== 0) ? { integrality: Int32Array.from(colKind) } : {};
  return highs.createModel({
    numCols,
    numRows,
    colCost,
    colLower,
    colUpper,
    rowLower,
    rowUpper,
    matrix: { format: "csr", numRows, numCols, starts, indices, values },
    ...integrality,
  });
}
