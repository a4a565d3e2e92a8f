/** Size and scaling of a program: how much there is of what, and where the extreme numbers stand. */
import { INFINITE } from "./infinity.ts";
import { nameOf } from "./names.ts";
import { ColumnKind, type Program } from "./program.ts";

/** Spread between the largest and the smallest size in one family from which solvers begin to lose digits. */
const WIDE = 1e7;
const LARGE_BOUND = 1e7;

/** A number and where it stands: a column, a row, or `column "x" in row "r"`. */
export interface Extreme {
  readonly size: number;
  readonly where: string;
}

/** Smallest and largest size of the nonzero finite numbers of a family; null where there are none. */
export type SizeRange = { readonly smallest: Extreme; readonly largest: Extreme } | null;

export interface Statistics {
  readonly rows: number;
  readonly columns: number;
  readonly nonzeros: number;
  readonly integerColumns: number;
  readonly semiContinuousColumns: number;
  readonly cones: number;
  readonly hessianNonzeros: number;
  readonly matrix: SizeRange;
  readonly costs: SizeRange;
  readonly columnBounds: SizeRange;
  readonly rightHandSides: SizeRange;
  /** Sentences about numbers that a solver will have trouble with. */
  readonly warnings: readonly string[];
}

export function statistics(program: Program): Statistics {
  const { numRows, numCols, values, hessian, cones, colKind } = program;
  const count = (belongs: (kind: number) => boolean) => colKind.reduce((sum, kind) => sum + Number(belongs(kind)), 0);
  const ranges = {
    matrix: matrixRange(program),
    costs: vectorRange([program.colCost], (column) => columnName(program, column)),
    columnBounds: vectorRange([program.colLower, program.colUpper], (column) => columnName(program, column)),
    rightHandSides: vectorRange(
      [program.rowLower, program.rowUpper],
      (row) => `row "${nameOf(program.rowNames, row)}"`,
    ),
  };
  return {
    rows: numRows,
    columns: numCols,
    nonzeros: values.reduce((sum, value) => sum + Number(value !== 0), 0),
    integerColumns: count((kind) => kind === ColumnKind.integer || kind === ColumnKind.semiInteger),
    semiContinuousColumns: count((kind) => kind >= ColumnKind.semiContinuous),
    cones: cones?.rotated.length ?? 0,
    hessianNonzeros: hessian?.values.length ?? 0,
    ...ranges,
    warnings: [
      ...spreadWarning("The coefficients of the rows", ranges.matrix),
      ...spreadWarning("The costs", ranges.costs),
      ...sizeWarning("bound", ranges.columnBounds),
      ...sizeWarning("right-hand side", ranges.rightHandSides),
    ],
  };
}

/** The statistics as a text of a few lines. */
export function formatStatistics(found: Statistics): string {
  const kinds = [...part(found.integerColumns, "integer"), ...part(found.semiContinuousColumns, "semi-continuous")];
  const extras = [...part(found.hessianNonzeros, "Hessian entries"), ...part(found.cones, "cones")];
  return [
    `${grouped(found.rows)} rows, ${grouped(found.columns)} columns${kinds.length === 0 ? "" : ` (${kinds.join(", ")})`}, ${grouped(found.nonzeros)} nonzeros`,
    ...(extras.length === 0 ? [] : [extras.join(", ")]),
    rangeLine("coefficients", found.matrix),
    rangeLine("costs", found.costs),
    rangeLine("bounds", found.columnBounds),
    rangeLine("right-hand sides", found.rightHandSides),
    ...found.warnings,
  ].join("\n");
}

/** Keeps only positions while it runs; names are made for the two extremes. */
class Extremes {
  #smallest = Number.POSITIVE_INFINITY;
  #largest = 0;
  #smallestAt = -1;
  #largestAt = -1;

  see(value: number, at: number): void {
    const size = Math.abs(value);
    if (size === 0 || !(size < INFINITE)) return;
    if (size < this.#smallest) {
      this.#smallest = size;
      this.#smallestAt = at;
    }
    if (size > this.#largest) {
      this.#largest = size;
      this.#largestAt = at;
    }
  }

  range(whereOf: (at: number) => string): SizeRange {
    if (this.#largestAt < 0) return null;
    return {
      smallest: { size: this.#smallest, where: whereOf(this.#smallestAt) },
      largest: { size: this.#largest, where: whereOf(this.#largestAt) },
    };
  }
}

function matrixRange(program: Program): SizeRange {
  const { starts, indices, values } = program;
  const extremes = new Extremes();
  for (let k = 0; k < values.length; k++) extremes.see(values[k]!, k);
  return extremes.range((k) => {
    const row = starts.findLastIndex((start) => start <= k);
    return `${columnName(program, indices[k]!)} in row "${nameOf(program.rowNames, row)}"`;
  });
}

function vectorRange(vectors: readonly Float64Array[], whereOf: (member: number) => string): SizeRange {
  const extremes = new Extremes();
  for (const vector of vectors)
    for (let member = 0; member < vector.length; member++) extremes.see(vector[member]!, member);
  return extremes.range(whereOf);
}

function spreadWarning(what: string, range: SizeRange): string[] {
  if (range === null || range.largest.size / range.smallest.size <= WIDE) return [];
  const { smallest, largest } = range;
  return [
    `${what} reach from ${shortNumber(smallest.size)} (${smallest.where}) to ${shortNumber(largest.size)} (${largest.where}): solvers lose digits over so wide a range. Choose units that bring them together.`,
  ];
}

function sizeWarning(what: string, range: SizeRange): string[] {
  if (range === null || range.largest.size <= LARGE_BOUND) return [];
  const { size, where } = range.largest;
  return [
    `A ${what} of ${shortNumber(size)} (${where}) is large beside a solver's tolerances: choose larger units, or leave it out if it never binds.`,
  ];
}

function rangeLine(what: string, range: SizeRange): string {
  if (range === null) return `${what}: none`;
  const { smallest, largest } = range;
  return `${what}: ${shortNumber(smallest.size)} (${smallest.where}) to ${shortNumber(largest.size)} (${largest.where})`;
}

function part(count: number, what: string): string[] {
  return count === 0 ? [] : [`${grouped(count)} ${what}`];
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function columnName(program: Program, column: number): string {
  return `column "${nameOf(program.colNames, column)}"`;
}
