/** Writes the LP format of CPLEX in the part of it that HiGHS, GLPK, Gurobi and CPLEX all read. */
import { ClearwattError } from "../../errors.ts";
import { ColumnKind, type Program } from "../program.ts";
import { fileNames } from "../text/file-names.ts";
import { numberText, TextLines } from "../text/text-lines.ts";
import { rangeColumn } from "./ranges.ts";

/** CPLEX reads 510 characters a line, older readers 255. */
const LINE_WIDTH = 120;

/**
 * The program as LP text, its columns and rows under legal unique names (src/program/file-names.ts) and its numbers in
 * full precision. Throws a ClearwattError for a program with second-order cones, which the format cannot hold.
 */
export function writeLp(program: Program): string {
  if (program.cones !== null) {
    throw new ClearwattError(
      "second-order cones cannot be written to an LP file: the format has none that solvers agree on. Solve the model here, or leave its cones out.",
      { code: "unsupported", data: { what: "cones", format: "LP" } },
    );
  }
  return new LpWriter(program).write();
}

class LpWriter {
  readonly #program: Program;
  readonly #columns: string[];
  readonly #rows: string[];
  readonly #text = new TextLines(LINE_WIDTH);

  constructor(program: Program) {
    this.#program = program;
    this.#columns = fileNames(program.colNames, program.numCols);
    this.#rows = fileNames(program.rowNames, program.numRows);
  }

  write(): string {
    if (this.#program.name !== "") this.#text.line(`\\ Problem name: ${this.#program.name.replace(/\s+/g, " ")}`);
    this.#writeObjective();
    this.#text.line("subject to");
    for (let row = 0; row < this.#program.numRows; row++) this.#writeRow(row);
    this.#writeBounds();
    this.#writeKinds();
    return this.#text.line("end").toString();
  }

  /** Columns that stand nowhere else are mentioned here with a cost of 0. */
  #writeObjective(): void {
    const { sense, colCost, hessian, offset, numCols } = this.#program;
    const used = this.#columnsInRows();
    this.#text.line(sense).line(" obj:");
    for (let column = 0; column < numCols; column++) {
      if (colCost[column] !== 0 || used[column] === 0) this.#writeTerm(colCost[column]!, this.#columns[column]!);
    }
    if (hessian?.values.some((value) => value !== 0)) this.#writeHessian();
    if (offset !== 0) this.#text.word(signed(offset));
  }

  #columnsInRows(): Uint8Array {
    const { values, indices, numCols } = this.#program;
    const used = new Uint8Array(numCols);
    for (let k = 0; k < indices.length; k++) if (values[k] !== 0) used[indices[k]!] = 1;
    return used;
  }

  /** [ Q_ii x_i^2 + 2 Q_ij x_i x_j ] / 2 */
  #writeHessian(): void {
    const { starts, indices, values } = this.#program.hessian!;
    this.#text.word("+ [");
    for (let column = 0; column < this.#program.numCols; column++) {
      const name = this.#columns[column]!;
      for (let k = starts[column]!; k < starts[column + 1]!; k++) {
        const row = indices[k]!;
        if (values[k] === 0) continue;
        if (row === column) this.#writeTerm(values[k]!, `${name} ^ 2`);
        else this.#writeTerm(2 * values[k]!, `${name} * ${this.#columns[row]!}`);
      }
    }
    this.#text.word("] / 2");
  }

  #writeRow(row: number): void {
    const { starts, indices, values, rowLower, rowUpper } = this.#program;
    this.#text.line(` ${this.#rows[row]}:`);
    let terms = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      if (values[k] === 0) continue;
      this.#writeTerm(values[k]!, this.#columns[indices[k]!]!);
      terms++;
    }
    if (terms === 0) this.#text.word(this.#columns.length === 0 ? "0" : `0 ${this.#columns[0]}`);
    this.#writeComparison(rowLower[row]!, rowUpper[row]!, this.#rows[row]!);
  }

  #writeComparison(lower: number, upper: number, row: string): void {
    if (isRange(lower, upper)) this.#text.word(`- ${rangeColumn(row)} = 0`);
    else if (lower === upper) this.#text.word(`= ${numberText(lower)}`);
    else if (Number.isFinite(upper)) this.#text.word(`<= ${numberText(upper)}`);
    else this.#text.word(`>= ${lower === Number.NEGATIVE_INFINITY ? "-1e30" : numberText(lower)}`);
  }

  #writeTerm(coefficient: number, name: string): void {
    const size = Math.abs(coefficient);
    const sign = coefficient < 0 ? "-" : "+";
    this.#text.word(size === 1 ? `${sign} ${name}` : `${sign} ${numberText(size)} ${name}`);
  }

  #writeBounds(): void {
    const { numCols, numRows, colLower, colUpper, rowLower, rowUpper } = this.#program;
    this.#text.line("bounds");
    for (let column = 0; column < numCols; column++) {
      if (!this.#isBinary(column)) this.#writeBound(this.#columns[column]!, colLower[column]!, colUpper[column]!);
    }
    for (let row = 0; row < numRows; row++) {
      const lower = rowLower[row]!;
      const upper = rowUpper[row]!;
      if (isRange(lower, upper)) this.#writeBound(rangeColumn(this.#rows[row]!), lower, upper);
    }
  }

  /** Nothing where the bounds are 0 and infinity, as they are by default. */
  #writeBound(name: string, lower: number, upper: number): void {
    const free = lower === Number.NEGATIVE_INFINITY;
    if (lower === upper) this.#text.line(` ${name} = ${numberText(lower)}`);
    else if (free && upper === Number.POSITIVE_INFINITY) this.#text.line(` ${name} free`);
    else if (upper < Number.POSITIVE_INFINITY) {
      this.#text.line(` ${free ? "-inf" : numberText(lower)} <= ${name} <= ${numberText(upper)}`);
    } else if (lower !== 0) this.#text.line(` ${name} >= ${numberText(lower)}`);
  }

  #writeKinds(): void {
    const kindOf = (column: number) => this.#program.colKind[column]!;
    this.#writeSection("binary", (column) => this.#isBinary(column));
    this.#writeSection("general", (column) => kindOf(column) % 2 === 1 && !this.#isBinary(column));
    this.#writeSection("semi-continuous", (column) => kindOf(column) >= ColumnKind.semiContinuous);
  }

  #writeSection(title: string, belongs: (column: number) => boolean): void {
    let isEmpty = true;
    for (let column = 0; column < this.#columns.length; column++) {
      if (!belongs(column)) continue;
      if (isEmpty) this.#text.line(title).line("");
      isEmpty = false;
      this.#text.word(this.#columns[column]!);
    }
  }

  #isBinary(column: number): boolean {
    const { colKind, colLower, colUpper } = this.#program;
    return colKind[column] === ColumnKind.integer && colLower[column] === 0 && colUpper[column] === 1;
  }
}

function isRange(lower: number, upper: number): boolean {
  return Number.isFinite(lower) && Number.isFinite(upper) && lower !== upper;
}

function signed(value: number): string {
  return value < 0 ? `- ${numberText(-value)}` : `+ ${numberText(value)}`;
}
