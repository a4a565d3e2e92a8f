/** Writes free-format MPS. */
import { ClearwattError } from "../../errors.ts";
import { ColumnKind, type Program } from "../program.ts";
import { transpose } from "../sparse.ts";
import { fileNames, legalName } from "../text/file-names.ts";
import { numberText } from "../text/text-lines.ts";

/** A right-hand side that HiGHS, GLPK, Gurobi and CPLEX take for infinite. */
const INFINITE_TEXT = "1e30";

/**
 * The program as free-format MPS, its columns and rows under legal unique names (src/program/file-names.ts) and its
 * numbers in full precision. A row with two bounds is written by one of them and their distance, so that the other may
 * come back different in its last digit. Throws a ClearwattError for a program with second-order cones.
 */
export function writeMps(program: Program): string {
  if (program.cones !== null) {
    throw new ClearwattError(
      "second-order cones cannot be written to an MPS file: the format has none that solvers agree on. Solve the model here, or leave its cones out.",
      { code: "unsupported", data: { what: "cones", format: "MPS" } },
    );
  }
  return new MpsWriter(program).write();
}

class MpsWriter {
  readonly #program: Program;
  readonly #columns: string[];
  readonly #rows: string[];
  readonly #objective: string;
  readonly #lines: string[] = [];

  constructor(program: Program) {
    this.#program = program;
    this.#columns = fileNames(program.colNames, program.numCols);
    this.#rows = fileNames(program.rowNames, program.numRows);
    this.#objective = unusedName("objective", this.#rows);
  }

  write(): string {
    const { name, sense } = this.#program;
    this.#add(name === "" ? "NAME" : `NAME ${legalName(name)}`);
    if (sense === "maximize") this.#add("OBJSENSE", "    MAX");
    this.#writeRows();
    this.#writeColumns();
    this.#writeRightHandSides();
    this.#writeRanges();
    this.#writeBounds();
    this.#writeHessian();
    this.#add("ENDATA", "");
    return this.#lines.join("\n");
  }

  #add(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  #writeRows(): void {
    this.#add("ROWS", ` N ${this.#objective}`);
    for (let row = 0; row < this.#program.numRows; row++) this.#add(` ${this.#kindOf(row)} ${this.#rows[row]}`);
  }

  /** The bound that stands in RHS: of two, the one from which their distance leads exactly to the other, if one does. */
  #kindOf(row: number): "E" | "L" | "G" {
    const lower = this.#program.rowLower[row]!;
    const upper = this.#program.rowUpper[row]!;
    if (lower === upper) return "E";
    if (lower === Number.NEGATIVE_INFINITY) return upper === Number.POSITIVE_INFINITY ? "G" : "L";
    return upper < Number.POSITIVE_INFINITY && upper - (upper - lower) === lower ? "L" : "G";
  }

  #writeColumns(): void {
    const { colCost, colKind, numCols } = this.#program;
    const { starts, indices, values } = transpose(this.#program, numCols);
    this.#add("COLUMNS");
    let inIntegers = false;
    for (let column = 0; column < numCols; column++) {
      if ((colKind[column] === ColumnKind.integer) !== inIntegers) this.#writeMarker((inIntegers = !inIntegers));
      const isEmpty = starts[column] === starts[column + 1];
      if (colCost[column] !== 0 || isEmpty) this.#writeEntry(column, this.#objective, colCost[column]!);
      for (let k = starts[column]!; k < starts[column + 1]!; k++)
        this.#writeEntry(column, this.#rows[indices[k]!]!, values[k]!);
    }
    if (inIntegers) this.#writeMarker(false);
  }

  #writeMarker(begins: boolean): void {
    this.#add(`    MARKER 'MARKER' ${begins ? "'INTORG'" : "'INTEND'"}`);
  }

  #writeEntry(column: number, row: string, value: number): void {
    this.#add(`    ${this.#columns[column]} ${row} ${numberText(value)}`);
  }

  #writeRightHandSides(): void {
    const { offset, numRows, rowLower, rowUpper } = this.#program;
    this.#add("RHS");
    if (offset !== 0) this.#add(`    RHS ${this.#objective} ${numberText(-offset)}`);
    for (let row = 0; row < numRows; row++) {
      const bound = this.#kindOf(row) === "L" ? rowUpper[row]! : rowLower[row]!;
      if (bound === Number.NEGATIVE_INFINITY) this.#add(`    RHS ${this.#rows[row]} -${INFINITE_TEXT}`);
      else if (bound !== 0) this.#add(`    RHS ${this.#rows[row]} ${numberText(bound)}`);
    }
  }

  #writeRanges(): void {
    const { numRows, rowLower, rowUpper } = this.#program;
    let isEmpty = true;
    for (let row = 0; row < numRows; row++) {
      const range = rowUpper[row]! - rowLower[row]!;
      if (!(range > 0 && range < Number.POSITIVE_INFINITY)) continue;
      if (isEmpty) this.#add("RANGES");
      isEmpty = false;
      this.#add(`    RNG ${this.#rows[row]} ${numberText(range)}`);
    }
  }

  #writeBounds(): void {
    this.#add("BOUNDS");
    for (let column = 0; column < this.#program.numCols; column++) {
      if (this.#program.colKind[column]! >= ColumnKind.semiContinuous) this.#writeSemiContinuous(column);
      else this.#writeBound(column);
    }
  }

  #writeSemiContinuous(column: number): void {
    const { colKind, colLower, colUpper } = this.#program;
    const type = colKind[column] === ColumnKind.semiInteger ? "SI" : "SC";
    const upper = colUpper[column]!;
    this.#addBound(type, column, upper === Number.POSITIVE_INFINITY ? INFINITE_TEXT : numberText(upper));
    if (colLower[column] !== 0) this.#addBound("LO", column, numberText(colLower[column]!));
  }

  /** PL for an integer column that is bounded by nothing but 0: without it readers put 1 above. */
  #writeBound(column: number): void {
    const lower = this.#program.colLower[column]!;
    const upper = this.#program.colUpper[column]!;
    const isInteger = this.#program.colKind[column] === ColumnKind.integer;
    if (lower === upper) this.#addBound("FX", column, numberText(lower));
    else if (lower === Number.NEGATIVE_INFINITY && upper === Number.POSITIVE_INFINITY) this.#addBound("FR", column);
    else {
      if (lower === Number.NEGATIVE_INFINITY) this.#addBound("MI", column);
      else if (lower !== 0 || upper < 0) this.#addBound("LO", column, numberText(lower));
      if (upper < Number.POSITIVE_INFINITY) this.#addBound("UP", column, numberText(upper));
      else if (isInteger) this.#addBound("PL", column);
    }
  }

  #addBound(type: string, column: number, value = ""): void {
    this.#add(` ${type} BND ${this.#columns[column]} ${value}`.trimEnd());
  }

  #writeHessian(): void {
    const { hessian, numCols } = this.#program;
    if (hessian === null) return;
    this.#add("QUADOBJ");
    for (let column = 0; column < numCols; column++) {
      for (let k = hessian.starts[column]!; k < hessian.starts[column + 1]!; k++) {
        const row = this.#columns[hessian.indices[k]!]!;
        this.#add(`    ${this.#columns[column]} ${row} ${numberText(hessian.values[k]!)}`);
      }
    }
  }
}

function unusedName(name: string, taken: readonly string[]): string {
  const names = new Set(taken);
  let free = name;
  while (names.has(free)) free = `_${free}`;
  return free;
}
