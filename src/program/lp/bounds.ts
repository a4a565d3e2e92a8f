/** The Bounds section of an LP file, and the sections that say which columns are integer, binary or semi-continuous. */
import type { ClearwattError } from "../../errors.ts";
import { boundOf } from "../infinity.ts";
import { ColumnKind } from "../program.ts";
import { fileError } from "../text/file-error.ts";
import type { ProgramBuilder } from "../text/program-builder.ts";
import type { LpScanner } from "./scanner.ts";
import type { LpSection } from "./sections.ts";

export class LpBounds {
  readonly #scanner: LpScanner;
  readonly #builder: ProgramBuilder;
  /** Line on which a column last got a bound, and those on which it was called binary. */
  readonly #lineOfBound = new Map<number, number>();
  readonly #lineOfBinary = new Map<number, number>();

  constructor(scanner: LpScanner, builder: ProgramBuilder) {
    this.#scanner = scanner;
    this.#builder = builder;
  }

  /** `x free`, `x <= 5`, `3 <= x`, `x = 4`, `-inf <= x <= 5`, `5 >= x >= 2`. */
  readBound(): void {
    const scanner = this.#scanner;
    const line = scanner.line;
    if (!scanner.is("name")) {
      this.#readFromNumber();
      return;
    }
    const column = this.#readColumn();
    if (scanner.is("name") && scanner.text.toLowerCase() === "free") {
      scanner.next();
      this.#builder.colLower.set(column, Number.NEGATIVE_INFINITY);
      this.#builder.colUpper.set(column, Number.POSITIVE_INFINITY);
      this.#lineOfBound.set(column, line);
    } else {
      const sign = this.#readComparison();
      this.#setBound(column, sign, this.#readNumber(), line);
    }
  }

  /** One name of an integer, binary or semi-continuous section. */
  readKind(section: LpSection): void {
    const line = this.#scanner.line;
    const column = this.#readColumn();
    const { colKind } = this.#builder;
    const isSemi = colKind.get(column) >= ColumnKind.semiContinuous || section === "semi-continuous";
    const isInteger = colKind.get(column) % 2 === ColumnKind.integer || section !== "semi-continuous";
    colKind.set(column, (isInteger ? ColumnKind.integer : 0) + (isSemi ? ColumnKind.semiContinuous : 0));
    if (section === "binary") this.#lineOfBinary.set(column, line);
  }

  /** Gives binary columns their bounds, whichever section came first, and refuses bounds that leave no value. */
  finish(): void {
    for (const [column, line] of this.#lineOfBinary) this.#boundBinary(column, line);
    for (const [column, line] of this.#lineOfBound) {
      const lower = this.#builder.colLower.get(column);
      const upper = this.#builder.colUpper.get(column);
      if (!(lower <= upper)) throw this.#crossed(column, line, lower, upper);
    }
  }

  #readFromNumber(): void {
    const line = this.#scanner.line;
    const first = this.#readNumber();
    const sign = this.#readComparison();
    const column = this.#readColumn();
    this.#setBound(column, sign === "<=" ? ">=" : sign === ">=" ? "<=" : "=", first, line);
    if (!this.#scanner.is("compare")) return;
    const second = this.#readComparison();
    if (sign === "=" || second !== sign)
      throw this.#scanner.error(`"${sign}" and "${second}" cannot stand in one bound: write two.`);
    this.#setBound(column, second, this.#readNumber(), line);
  }

  #setBound(column: number, sign: string, value: number, line: number): void {
    const { colLower, colUpper } = this.#builder;
    const wrongSide = sign === "<=" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (value === wrongSide || (sign === "=" && !Number.isFinite(value))) {
      throw fileError(
        this.#scanner.file,
        line,
        `a bound "${sign} ${value}" leaves no value. Write "free", or bound it on the other side.`,
        { code: "contradiction", data: { column: this.#builder.columnName(column), found: value } },
      );
    }
    if (sign !== "<=") colLower.set(column, value);
    if (sign !== ">=") colUpper.set(column, value);
    this.#lineOfBound.set(column, line);
  }

  #boundBinary(column: number, line: number): void {
    const { colLower, colUpper } = this.#builder;
    if (colUpper.get(column) === Number.POSITIVE_INFINITY) colUpper.set(column, 1);
    if (colLower.get(column) >= 0 && colUpper.get(column) <= 1) return;
    const bounds = `line ${this.#lineOfBound.get(column)} bounds it by ${colLower.get(column)} and ${colUpper.get(column)}`;
    throw fileError(
      this.#scanner.file,
      line,
      `a column is called binary, but ${bounds}. Drop those bounds, or call it general.`,
      {
        code: "contradiction",
        data: { column: this.#builder.columnName(column), lower: colLower.get(column), upper: colUpper.get(column) },
      },
    );
  }

  #crossed(column: number, line: number, lower: number, upper: number): ClearwattError {
    const advice =
      lower === 0
        ? "A lower bound is 0 where the file gives none: write -inf <= ... if it may be negative."
        : "Swap or correct them.";
    const name = this.#builder.columnName(column);
    return fileError(
      this.#scanner.file,
      line,
      `"${name}" is bounded by ${lower} below and ${upper} above, which leaves no value. ${advice}`,
      { code: "contradiction", data: { column: name, lower, upper } },
    );
  }

  #readColumn(): number {
    const scanner = this.#scanner;
    if (!scanner.is("name")) throw scanner.error(`the name of a variable is missing before ${scanner.describe()}.`);
    const column = this.#builder.column(scanner.text);
    scanner.next();
    return column;
  }

  #readComparison(): string {
    const scanner = this.#scanner;
    if (!scanner.is("compare")) throw scanner.error(`<=, >=, = or "free" is missing before ${scanner.describe()}.`);
    const sign = scanner.text;
    scanner.next();
    return sign;
  }

  #readNumber(): number {
    const scanner = this.#scanner;
    let sign = 1;
    for (; scanner.is("plus") || scanner.is("minus"); scanner.next()) if (scanner.is("minus")) sign = -sign;
    if (!scanner.is("number"))
      throw scanner.error(
        `a bound has one variable and numbers, but here stands ${scanner.describe()}. Write longer ones as rows.`,
      );
    const value = boundOf(sign * scanner.number);
    scanner.next();
    return value;
  }
}
