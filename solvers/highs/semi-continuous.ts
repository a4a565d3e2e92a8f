/** HiGHS takes semi-continuous columns up to 100,000 only: beyond, it fails or not by where the optimum lies. */
import { ClearwattError } from "../../src/errors.ts";
import { ColumnKind, nameOf, type Program } from "../../src/program/index.ts";

const largest = 1e5;

export function checkSemiContinuous(program: Program): void {
  for (let col = 0; col < program.numCols; col++) {
    if (program.colKind[col]! < ColumnKind.semiContinuous) continue;
    const lower = program.colLower[col]!;
    const upper = program.colUpper[col]!;
    if (lower >= 0 && upper <= largest) continue;
    throw new ClearwattError(
      `column "${nameOf(program.colNames, col)}" is semi-continuous between ${lower} and ${upper}: HiGHS takes lower ` +
        `bounds from 0 and upper bounds to ${largest}. Choose larger units, or write it with a binary column.`,
      {
        code: "unsupported",
        data: { what: "semi-continuous", column: nameOf(program.colNames, col), lower, upper, most: largest },
      },
    );
  }
}
