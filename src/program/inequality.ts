/** The inequalities of a program one by one: what irreducible infeasible subsets are made of. */
import { ColumnKind, type Program } from "./program.ts";

/** One side of a row or of a column's bounds, or a cone. */
export interface Inequality {
  readonly of: "row" | "column" | "cone";
  readonly index: number;
  /** A cone has one side only, its lower. */
  readonly at: "lower" | "upper";
}

/** A text that is the same for the same inequality. */
export const keyOf = ({ of, index, at }: Inequality): string => `${of} ${index} ${at}`;

/** Every finite side of a program, and its cones. */
export function inequalitiesOf(program: Program): Inequality[] {
  const found: Inequality[] = [];
  const add = (of: "row" | "column", index: number, lower: number, upper: number): void => {
    if (Number.isFinite(lower)) found.push({ of, index, at: "lower" });
    if (Number.isFinite(upper)) found.push({ of, index, at: "upper" });
  };
  for (let row = 0; row < program.numRows; row++) add("row", row, program.rowLower[row]!, program.rowUpper[row]!);
  for (let col = 0; col < program.numCols; col++) add("column", col, program.colLower[col]!, program.colUpper[col]!);
  const cones = program.cones?.rotated.length ?? 0;
  for (let index = 0; index < cones; index++) found.push({ of: "cone", index, at: "lower" });
  return found;
}

/** What stands on the right of it; a semi-continuous column may always be 0, and so may what a cone has to spare. */
export function rightHandSide(program: Program, { of, index, at }: Inequality): number {
  if (of === "cone") return 0;
  if (of === "row") return at === "lower" ? program.rowLower[index]! : program.rowUpper[index]!;
  const bound = at === "lower" ? program.colLower[index]! : program.colUpper[index]!;
  return program.colKind[index]! >= ColumnKind.semiContinuous && at === "lower" ? Math.min(bound, 0) : bound;
}
