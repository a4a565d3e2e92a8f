/** The check that stands before every solver: what would make one fail, hang or answer nonsense is refused by name. */
import { ClearwattError } from "../errors.ts";
import { isUsableCoefficient, LARGEST_COEFFICIENT, SMALLEST_COEFFICIENT } from "./coefficient-range.ts";
import { INFINITE } from "./infinity.ts";
import { nameOf } from "./names.ts";
import { ColumnKind, type Cones, type Program, type SparseMatrix } from "./program.ts";

/**
 * Throws a ClearwattError that names the row or column where a program holds NaN, infinite or unusable coefficients,
 * crossed or one-sided infinite bounds, a column twice in a row, arrays of the wrong length, a semi-continuous column
 * without a finite range above zero, or a Hessian that is not a lower triangle.
 */
export function validateProgram(program: Program): void {
  checkLengths(program);
  checkOffset(program);
  checkColumns(program);
  checkRows(program);
  checkMatrix(program, program.numRows, program.numCols, (row) => `row "${nameOf(program.rowNames, row)}"`, program);
  if (program.hessian !== null) checkHessian(program, program.hessian);
  if (program.cones !== null) checkCones(program, program.cones);
}

function checkLengths(program: Program): void {
  const { numCols, numRows } = program;
  const columnArrays = ["colCost", "colLower", "colUpper", "colKind"] as const;
  for (const name of columnArrays) checkLength(name, program[name].length, numCols, "columns");
  for (const name of ["rowLower", "rowUpper"] as const) checkLength(name, program[name].length, numRows, "rows");
}

function checkLength(name: string, found: number, expected: number, of: string): void {
  if (found === expected) return;
  throw new ClearwattError(
    `${name} has ${found} elements, but the program has ${expected} ${of}: one is needed for each.`,
    { code: "wrong-size", data: { what: name, found, expected } },
  );
}

function checkOffset({ offset }: Program): void {
  if (Number.isFinite(offset)) return;
  throw new ClearwattError(`the constant of the objective is ${offset}: it has to be a finite number.`, {
    code: "out-of-range",
    data: { what: "constant of the objective", found: offset },
  });
}

function checkColumns(program: Program): void {
  const { colCost, colLower, colUpper, colKind, numCols } = program;
  for (let column = 0; column < numCols; column++) {
    if (!(Math.abs(colCost[column]!) < INFINITE)) throw badCost(program, column);
    if (boundsAreBad(colLower[column]!, colUpper[column]!)) {
      throw badBounds(columnName(program, column), colLower[column]!, colUpper[column]!);
    }
    if (colKind[column]! >= ColumnKind.semiContinuous) checkSemiContinuous(program, column);
  }
}

function checkRows(program: Program): void {
  const { rowLower, rowUpper, numRows } = program;
  for (let row = 0; row < numRows; row++) {
    if (boundsAreBad(rowLower[row]!, rowUpper[row]!)) {
      throw badBounds(`row "${nameOf(program.rowNames, row)}"`, rowLower[row]!, rowUpper[row]!);
    }
  }
}

/** Negated so that NaN fails too. */
function boundsAreBad(lower: number, upper: number): boolean {
  return !(lower <= upper && lower < Number.POSITIVE_INFINITY && upper > Number.NEGATIVE_INFINITY);
}

function badBounds(what: string, lower: number, upper: number): ClearwattError {
  if (Number.isNaN(lower) || Number.isNaN(upper)) {
    const which = Number.isNaN(lower) ? "lower" : "upper";
    return new ClearwattError(`the ${which} bound of ${what} is NaN: look at the data it is made from.`, {
      code: "not-a-number",
      data: { what: `${which} bound of ${what}`, found: Number.NaN },
    });
  }
  if (lower === Number.POSITIVE_INFINITY || upper === Number.NEGATIVE_INFINITY) {
    return new ClearwattError(
      `${what} is bounded by ${lower} and ${upper}: no value lies there. A missing lower bound is -Infinity, a missing upper one Infinity.`,
      { code: "contradiction", data: { of: what, lower, upper } },
    );
  }
  return new ClearwattError(
    `the bounds of ${what} are crossed: ${lower} below and ${upper} above leave no value. Look at the data, or swap them.`,
    { code: "contradiction", data: { of: what, lower, upper } },
  );
}

function badCost(program: Program, column: number): ClearwattError {
  const cost = program.colCost[column]!;
  return new ClearwattError(
    `the cost of ${columnName(program, column)} is ${cost}: it has to be a number smaller than ${INFINITE}.`,
    { code: "out-of-range", data: { what: "cost", of: columnName(program, column), found: cost } },
  );
}

function checkSemiContinuous(program: Program, column: number): void {
  const lower = program.colLower[column]!;
  const upper = program.colUpper[column]!;
  const kind = program.colKind[column]!;
  if (kind > ColumnKind.semiInteger) {
    throw new ClearwattError(
      `${columnName(program, column)} is of kind ${kind}: kinds are 0 (continuous) to 3 (semi-integer).`,
      {
        code: "out-of-range",
        data: { what: "kind of column", of: columnName(program, column), found: kind, least: 0, most: 3 },
      },
    );
  }
  if (lower >= 0 && upper < INFINITE) return;
  throw new ClearwattError(
    `${columnName(program, column)} is semi-continuous between ${lower} and ${upper}: it needs a lower bound of 0 or more and a finite upper bound.`,
    {
      code: "out-of-range",
      data: { what: "bounds", of: columnName(program, column), found: [lower, upper], least: 0 },
    },
  );
}

/** One pass: `seen[column]` is one past the last major that held it. */
function checkMatrix(
  matrix: SparseMatrix,
  numMajor: number,
  numCols: number,
  whereOf: (major: number) => string,
  program: Program,
): void {
  const { starts, indices, values } = matrix;
  checkStarts(matrix, numMajor, whereOf);
  const seen = new Int32Array(numCols);
  for (let major = 0; major < numMajor; major++) {
    const mark = major + 1;
    const end = starts[mark]!;
    for (let k = starts[major]!; k < end; k++) {
      const column = indices[k]!;
      const last = seen[column];
      if (last === undefined) throw badIndex(column, numCols, whereOf(major));
      if (last === mark) throw doubled(columnName(program, column), whereOf(major));
      if (!isUsableCoefficient(values[k]!)) throw badEntry(values[k]!, columnName(program, column), whereOf(major));
      seen[column] = mark;
    }
  }
}

function checkStarts(
  { starts, indices, values }: SparseMatrix,
  numMajor: number,
  whereOf: (major: number) => string,
): void {
  checkLength("starts", starts.length, numMajor + 1, "majors and one end");
  checkLength("values", values.length, indices.length, "column indices");
  if (starts[0] !== 0 || starts[numMajor] !== indices.length) {
    throw new ClearwattError(
      `the starts of a matrix run from ${starts[0]} to ${starts[numMajor]}: they have to run from 0 to its ${indices.length} entries.`,
      {
        code: "wrong-size",
        data: { what: "starts of a matrix", found: [starts[0], starts[numMajor]], expected: [0, indices.length] },
      },
    );
  }
  for (let major = 0; major < numMajor; major++) {
    if (starts[major]! <= starts[major + 1]!) continue;
    throw new ClearwattError(
      `${whereOf(major)} starts after it ends (${starts[major]}, ${starts[major + 1]}): starts must not decrease.`,
      { code: "contradiction", data: { of: whereOf(major), found: [starts[major], starts[major + 1]] } },
    );
  }
}

function badIndex(column: number, numCols: number, where: string): ClearwattError {
  return new ClearwattError(
    `${where} holds an entry for column ${column}, but the program has columns 0 to ${numCols - 1}.`,
    { code: "out-of-range", data: { what: "column", in: where, found: column, least: 0, most: numCols - 1 } },
  );
}

function doubled(column: string, where: string): ClearwattError {
  return new ClearwattError(`${column} stands twice in ${where}: add its coefficients up first.`, {
    code: "duplicate",
    data: { what: column, in: where },
  });
}

function badEntry(value: number, column: string, where: string): ClearwattError {
  const found = `the coefficient of ${column} in ${where} is ${value}`;
  if (Number.isNaN(value))
    return new ClearwattError(`${found}: look at the data it is made from.`, {
      code: "not-a-number",
      data: { what: "coefficient", of: column, in: where, found: value },
    });
  if (Math.abs(value) >= LARGEST_COEFFICIENT)
    return new ClearwattError(`${found}: solvers take less than ${LARGEST_COEFFICIENT}. Choose other units.`, {
      code: "out-of-range",
      data: { what: "coefficient", of: column, in: where, found: value },
    });
  return new ClearwattError(
    `${found}: solvers take what is not above ${SMALLEST_COEFFICIENT} for zero. Write 0, or choose other units.`,
    { code: "out-of-range", data: { what: "coefficient", of: column, in: where, found: value } },
  );
}

function checkHessian(program: Program, hessian: SparseMatrix): void {
  const whereOf = (column: number) => `the Hessian's column of ${columnName(program, column)}`;
  checkMatrix(hessian, program.numCols, program.numCols, whereOf, program);
  for (let column = 0; column < program.numCols; column++) {
    let last = column - 1;
    for (let k = hessian.starts[column]!; k < hessian.starts[column + 1]!; k++) {
      const row = hessian.indices[k]!;
      if (row <= last) throw notLowerTriangle(program, row, column);
      last = row;
    }
  }
}

function notLowerTriangle(program: Program, row: number, column: number): ClearwattError {
  const found = `the Hessian holds the row of ${columnName(program, row)} in the column of ${columnName(program, column)}`;
  return new ClearwattError(
    `${found} out of place: store the lower triangle only, with the rows of each column ascending.`,
    { code: "contradiction", data: { of: [row, column].map((k) => columnName(program, k)), in: "the Hessian" } },
  );
}

function checkCones(program: Program, cones: Cones): void {
  const { starts, rotated, rows, constants, names } = cones;
  checkLength("the cones' starts", starts.length, rotated.length + 1, "cones and one end");
  checkConeSizes(cones);
  checkLength("the cones' constants", constants.length, starts[rotated.length]!, "expressions in cones");
  let cone = 0;
  const whereOf = (expression: number) => {
    while (starts[cone + 1]! <= expression) cone++;
    return `expression ${expression - starts[cone]! + 1} of cone "${nameOf(names, cone)}"`;
  };
  checkMatrix(rows, constants.length, program.numCols, whereOf, program);
  for (let expression = 0; expression < constants.length; expression++) {
    if (Number.isFinite(constants[expression]!)) continue;
    throw new ClearwattError(
      `the constant of ${whereOf(expression)} is ${constants[expression]}: it has to be a finite number.`,
      { code: "out-of-range", data: { what: "constant", of: whereOf(expression), found: constants[expression] } },
    );
  }
}

function checkConeSizes({ starts, rotated, names }: Cones): void {
  for (let cone = 0; cone < rotated.length; cone++) {
    const size = starts[cone + 1]! - starts[cone]!;
    const least = rotated[cone] === 0 ? 1 : 2;
    if (size >= least) continue;
    throw new ClearwattError(`cone "${nameOf(names, cone)}" has ${size} expressions: it needs ${least} or more.`, {
      code: "out-of-range",
      data: { what: "expressions", of: `cone "${nameOf(names, cone)}"`, found: size, least },
    });
  }
}

function columnName(program: Program, column: number): string {
  return `column "${nameOf(program.colNames, column)}"`;
}
