/** One row or one column of a program with its numbers and names, for reading. */
import { ClearwattError } from "../errors.ts";
import { linearText } from "./linear-text.ts";
import { nameOf } from "./names.ts";
import { ColumnKind, type Cones, type Program, type SparseMatrix } from "./program.ts";

const KIND_NAMES: Readonly<Record<number, string>> = {
  [ColumnKind.continuous]: "continuous",
  [ColumnKind.integer]: "integer",
  [ColumnKind.semiContinuous]: "semi-continuous",
  [ColumnKind.semiInteger]: "semi-integer",
};

/** `energy balance[bus 2, 18]: sold[bus 2, 18] + net load[bus 2, 18] = 0` */
export function writeRow(program: Program, row: number): string {
  checkMember("row", row, program.numRows);
  const terms = linearText(program, row, program.colNames);
  return `${nameOf(program.rowNames, row)}: ${between(terms, program.rowLower[row]!, program.rowUpper[row]!)}`;
}

/**
 * The column with its kind, bounds and cost, and below it every place where it stands:
 *
 *   sold[bus 2, 18]: continuous, sold[bus 2, 18] >= 0, cost -0.03
 *     energy balance[bus 2, 18]: 1
 */
export function writeColumn(program: Program, column: number): string {
  checkMember("column", column, program.numCols);
  const name = nameOf(program.colNames, column);
  const bounds = between(name, program.colLower[column]!, program.colUpper[column]!);
  const kind = program.colKind[column]!;
  const range = kind >= ColumnKind.semiContinuous ? `${name} = 0 or ${bounds}` : bounds;
  const head = `${name}: ${KIND_NAMES[kind]}, ${range}, cost ${program.colCost[column]}`;
  return [
    head,
    ...placesInRows(program, column),
    ...placesInHessian(program, column),
    ...placesInCones(program, column),
  ].join("\n  ");
}

function checkMember(what: string, member: number, size: number): void {
  if (Number.isInteger(member) && member >= 0 && member < size) return;
  throw new ClearwattError(`there is no ${what} ${member}: the program has ${what}s 0 to ${size - 1}.`, {
    code: "out-of-range",
    data: { what, found: member, least: 0, most: size - 1 },
  });
}

function between(text: string, lower: number, upper: number): string {
  if (lower === upper) return `${text} = ${lower}`;
  if (Number.isFinite(lower) && Number.isFinite(upper)) return `${lower} <= ${text} <= ${upper}`;
  if (Number.isFinite(lower)) return `${text} >= ${lower}`;
  return Number.isFinite(upper) ? `${text} <= ${upper}` : `${text} is free`;
}

function placesInRows(program: Program, column: number): string[] {
  return placesIn(program, column, program.numRows).map(
    ({ major, value }) => `${nameOf(program.rowNames, major)}: ${value}`,
  );
}

function placesInHessian(program: Program, column: number): string[] {
  const { hessian } = program;
  if (hessian === null) return [];
  const places: string[] = [];
  for (let k = hessian.starts[column]!; k < hessian.starts[column + 1]!; k++) {
    places.push(curvature(program, hessian.indices[k]!, hessian.values[k]!));
  }
  const mirrored = placesIn(hessian, column, program.numCols).filter(({ major }) => major !== column);
  return [...places, ...mirrored.map(({ major, value }) => curvature(program, major, value))];
}

function curvature(program: Program, other: number, value: number): string {
  return `Hessian with ${nameOf(program.colNames, other)}: ${value}`;
}

function placesInCones({ cones }: Program, column: number): string[] {
  if (cones === null) return [];
  return placesIn(cones.rows, column, cones.constants.length).map(({ major, value }) => {
    const cone = coneOf(cones, major);
    return `cone ${nameOf(cones.names, cone)}, expression ${major - cones.starts[cone]! + 1}: ${value}`;
  });
}

function coneOf({ starts }: Cones, expression: number): number {
  return starts.findLastIndex((start) => start <= expression);
}

function placesIn(
  { starts, indices, values }: SparseMatrix,
  column: number,
  numMajor: number,
): { major: number; value: number }[] {
  const places: { major: number; value: number }[] = [];
  for (let major = 0; major < numMajor; major++) {
    for (let k = starts[major]!; k < starts[major + 1]!; k++) {
      if (indices[k] === column) places.push({ major, value: values[k]! });
    }
  }
  return places;
}
