/** Programs and errors as short texts. */
import { ClearwattError } from "../../src/errors.ts";
import type { Model } from "../../src/language/index.ts";
import { nameOf } from "../../src/program/names.ts";
import type { Program } from "../../src/program/program.ts";

/** Rows as they would be written by hand: "balance[2]: 1 x[2] -1 x[1] = 3". */
export function rowsOf(model: Model): string[] {
  const program = model.compile();
  return Array.from(program.rowLower, (_, row) => `${nameOf(program.rowNames, row)}: ${rowText(program, row)}`);
}

function rowText({ starts, indices, values, colNames, rowLower, rowUpper }: Program, row: number): string {
  const [from, to] = [starts[row]!, starts[row + 1]!];
  const terms = Array.from(indices.subarray(from, to), (c, k) => `${values[from + k]} ${nameOf(colNames, c)}`).join(
    " ",
  );
  const [lower, upper] = [rowLower[row]!, rowUpper[row]!];
  if (lower === upper) return `${terms} = ${upper}`;
  if (lower === -Infinity) return `${terms} <= ${upper}`;
  return upper === Infinity ? `${terms} >= ${lower}` : `${lower} <= ${terms} <= ${upper}`;
}

/** Columns with their bounds: "0 <= x[1] <= Infinity". */
export function columnsOf(model: Model): string[] {
  const { colNames, colLower, colUpper } = model.compile();
  return Array.from(colLower, (lower, k) => `${lower} <= ${nameOf(colNames, k)} <= ${colUpper[k]}`);
}

/** Costs that are not 0, products as they stand in the objective, and the constant. */
export function objectiveOf(model: Model): Record<string, number> {
  const { colCost, colNames, hessian, offset } = model.compile();
  const parts: Record<string, number> = {};
  colCost.forEach((cost, k) => {
    if (cost !== 0) parts[nameOf(colNames, k)] = cost;
  });
  for (let c = 0; hessian !== null && c < colCost.length; c++) {
    for (let p = hessian.starts[c]!; p < hessian.starts[c + 1]!; p++) {
      const r = hessian.indices[p]!;
      const value = r === c ? hessian.values[p]! / 2 : hessian.values[p]!;
      parts[`${nameOf(colNames, c)} * ${nameOf(colNames, r)}`] = value;
    }
  }
  return offset === 0 ? parts : { ...parts, "": offset };
}

/** The message of the ClearwattError that something throws. */
export function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ClearwattError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}
