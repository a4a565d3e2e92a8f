/** What an edit may not bring in: each check throws a ClearwattError that names the row or column. */
import { ClearwattError } from "../../errors.ts";
import {
  ColumnKind,
  INFINITE,
  isUsableCoefficient,
  LARGEST_COEFFICIENT,
  nameOf,
  type Program,
  SMALLEST_COEFFICIENT,
  type SparseMatrix,
} from "../../program/index.ts";

type NameOf = (member: number) => string;

export const columnOf =
  (program: Program): NameOf =>
  (col) =>
    `column "${nameOf(program.colNames, col)}"`;

export const rowOf =
  (program: Program): NameOf =>
  (row) =>
    `row "${nameOf(program.rowNames, row)}"`;

/** `count` members from `first` on have to be among `size`. */
export function checkRange(what: string, first: number, count: number, size: number): void {
  if (Number.isInteger(first) && first >= 0 && first + count <= size) return;
  throw new ClearwattError(
    `${what} ${first} to ${first + count - 1} were to change, but the program has ${what} 0 to ${size - 1}.`,
    { code: "out-of-range", data: { what, found: [first, first + count - 1], least: 0, most: size - 1 } },
  );
}

export function checkCosts(costs: Float64Array, name: NameOf): void {
  for (let k = 0; k < costs.length; k++) {
    if (Math.abs(costs[k]!) < INFINITE) continue;
    throw new ClearwattError(`the cost of ${name(k)} is ${costs[k]}: it has to be a number smaller than ${INFINITE}.`, {
      code: "out-of-range",
      data: { what: "cost", of: name(k), found: costs[k] },
    });
  }
}

export function checkBounds(lower: Float64Array, upper: Float64Array, name: NameOf): void {
  if (lower.length !== upper.length) {
    throw new ClearwattError(`there are ${lower.length} lower bounds and ${upper.length} upper ones: give as many.`, {
      code: "wrong-size",
      data: { what: "upper bounds", found: upper.length, expected: lower.length },
    });
  }
  for (let k = 0; k < lower.length; k++) {
    const low = lower[k]!;
    const high = upper[k]!;
    if (low <= high && low < Number.POSITIVE_INFINITY && high > Number.NEGATIVE_INFINITY) continue;
    throw badBounds(low, high, name(k));
  }
}

function badBounds(low: number, high: number, name: string): ClearwattError {
  if (Number.isNaN(low) || Number.isNaN(high)) {
    return new ClearwattError(
      `the ${Number.isNaN(low) ? "lower" : "upper"} bound of ${name} is NaN: look at the data it is made from.`,
      { code: "not-a-number", data: { what: "bound", of: name, found: Number.NaN } },
    );
  }
  return new ClearwattError(`the bounds of ${name} are crossed: ${low} below and ${high} above leave no value.`, {
    code: "contradiction",
    data: { of: name, lower: low, upper: high },
  });
}

/** New bounds of columns first, first + 1, ... that are semi-continuous have to be a finite range from 0 up. */
export function checkSemiContinuous(program: Program, first: number, lower: Float64Array, upper: Float64Array): void {
  for (let k = 0; k < lower.length; k++) {
    if (program.colKind[first + k]! < ColumnKind.semiContinuous) continue;
    if (lower[k]! >= 0 && upper[k]! < INFINITE) continue;
    throw new ClearwattError(
      `${columnOf(program)(first + k)} is semi-continuous and was to lie between ${lower[k]} and ${upper[k]}: ` +
        "it needs a lower bound of 0 or more and a finite upper bound.",
      {
        code: "out-of-range",
        data: { what: "bounds", of: columnOf(program)(first + k), found: [lower[k], upper[k]], least: 0 },
      },
    );
  }
}

/** Where the first of the values stands that no solver takes; -1 if there is none. */
export function unusableCoefficient(values: Float64Array): number {
  for (let k = 0; k < values.length; k++) if (!isUsableCoefficient(values[k]!)) return k;
  return -1;
}

export function badCoefficient(value: number, column: string, row: string): ClearwattError {
  return new ClearwattError(
    `the coefficient of ${column} in ${row} is ${value}: it has to be 0, or larger than ${SMALLEST_COEFFICIENT} and smaller than ${LARGEST_COEFFICIENT} in size.`,
    { code: "out-of-range", data: { what: "coefficient", of: column, in: row, found: value } },
  );
}

/** A matrix whose majors are new and whose minors are in the program already. */
export function checkNewMatrix(
  matrix: SparseMatrix,
  numMajor: number,
  numMinor: number,
  majorName: NameOf,
  minorName: NameOf,
): void {
  const { starts, indices, values } = matrix;
  if (starts.length !== numMajor + 1 || starts[0] !== 0 || starts[numMajor] !== indices.length) {
    throw new ClearwattError(
      `the matrix of ${numMajor} new members has ${starts.length} starts from ${starts[0]} to ${starts[starts.length - 1]}: ` +
        `it needs ${numMajor + 1}, from 0 to its ${indices.length} entries.`,
      { code: "wrong-size", data: { what: "starts of a matrix", found: starts.length, expected: numMajor + 1 } },
    );
  }
  if (values.length !== indices.length) {
    throw new ClearwattError(`the matrix has ${values.length} values and ${indices.length} indices: give as many.`, {
      code: "wrong-size",
      data: { what: "values of a matrix", found: values.length, expected: indices.length },
    });
  }
  const seen = new Map<number, number>();
  for (let major = 0; major < numMajor; major++) {
    for (let k = starts[major]!; k < starts[major + 1]!; k++) {
      const minor = indices[k]!;
      if (!(minor >= 0 && minor < numMinor)) throw absentMinor(minor, numMinor, majorName(major));
      if (seen.get(minor) === major)
        throw new ClearwattError(`${minorName(minor)} stands twice in ${majorName(major)}.`, {
          code: "duplicate",
          data: { what: minorName(minor), in: majorName(major) },
        });
      if (!isUsableCoefficient(values[k]!)) throw badCoefficient(values[k]!, minorName(minor), majorName(major));
      seen.set(minor, major);
    }
  }
}

function absentMinor(minor: number, numMinor: number, where: string): ClearwattError {
  return new ClearwattError(
    `${where} holds an entry at ${minor}, but the program has only 0 to ${numMinor - 1} there.`,
    { code: "out-of-range", data: { what: "index", in: where, found: minor, least: 0, most: numMinor - 1 } },
  );
}
