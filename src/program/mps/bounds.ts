/** The BOUNDS section of an MPS file and what it leaves unsaid. */
import { boundOf } from "../infinity.ts";
import { ColumnKind } from "../program.ts";
import type { ProgramBuilder } from "../text/program-builder.ts";
import type { MpsLines } from "./lines.ts";

const INFINITY = Number.POSITIVE_INFINITY;
const WITH_VALUE = new Set(["UP", "LO", "FX", "LI", "UI", "SC", "SI"]);
const WITHOUT_VALUE = new Set(["FR", "MI", "PL", "BV"]);

/**
 * Follows HiGHS: an integer column of a MARKER block that BOUNDS does not mention lies in [0, 1]. A negative upper
 * bound on a column without a lower one makes it free below, as CPLEX, GLPK, Gurobi and the fixed-format reader of
 * HiGHS have it. A second and different bound on the same side is an error, since readers disagree which of them counts.
 */
export class MpsBounds {
  readonly #lines: MpsLines;
  readonly #builder: ProgramBuilder;
  /** Lines on which the bounds of a column were given. */
  readonly #lowerLine = new Map<number, number>();
  readonly #upperLine = new Map<number, number>();
  /** Name of the first set; a blank one belongs to it. */
  #set: string | null = null;

  constructor(lines: MpsLines, builder: ProgramBuilder) {
    this.#lines = lines;
    this.#builder = builder;
  }

  readLine(): void {
    const type = (this.#lines.fields[0] ?? "").toUpperCase();
    if (!WITH_VALUE.has(type) && !WITHOUT_VALUE.has(type)) {
      throw this.#lines.error(`"${type}" is no kind of bound: UP, LO, FX, FR, MI, PL, BV, LI, UI, SC and SI are.`, {
        code: "unknown-name",
        data: { kind: "bound", found: type, known: [...WITH_VALUE, ...WITHOUT_VALUE] },
      });
    }
    const { column, value } = this.#columnAndValue(type);
    this.#apply(type, column, value);
  }

  /** Fills in what the section did not say. `markedInteger` are the columns between INTORG and INTEND. */
  finish(markedInteger: ReadonlySet<number>): void {
    const { colLower, colUpper } = this.#builder;
    for (const column of markedInteger) {
      this.#addKind(column, ColumnKind.integer);
      if (!this.#lowerLine.has(column) && !this.#upperLine.has(column)) colUpper.set(column, 1);
    }
    for (const [column, line] of this.#upperLine) {
      if (colUpper.get(column) < 0 && !this.#lowerLine.has(column)) colLower.set(column, -INFINITY);
      if (!(colLower.get(column) <= colUpper.get(column))) throw this.#crossed(column, line);
    }
    for (const [column, line] of this.#lowerLine) {
      if (!(colLower.get(column) <= colUpper.get(column))) throw this.#crossed(column, line);
    }
  }

  /** "type set column value"; the name of the set may be missing, and for FR, MI, PL and BV the value. */
  #columnAndValue(type: string): { column: number; value: number } {
    const [, ...rest] = this.#lines.fields;
    if (this.#beginsWithSet(type, rest)) this.#checkSet(rest.shift()!);
    const name = rest[0] ?? "";
    const column = this.#builder.findColumn(name);
    if (column === undefined)
      throw this.#lines.error(`a bound is given for column "${name}", which COLUMNS does not have.`, {
        code: "unknown-name",
        data: { kind: "column", found: name },
      });
    const value = WITH_VALUE.has(type) ? boundOf(this.#lines.number(rest[1], `the bound of "${name}"`)) : 0;
    return { column, value };
  }

  #beginsWithSet(type: string, [first = "", second = "", third]: readonly string[]): boolean {
    if (WITH_VALUE.has(type) && third !== undefined) return true;
    const secondIsColumn = this.#builder.findColumn(second) !== undefined;
    return secondIsColumn && (WITHOUT_VALUE.has(type) || this.#builder.findColumn(first) === undefined);
  }

  #checkSet(name: string): void {
    this.#set ??= name;
    if (name === this.#set || name === "") return;
    throw this.#lines.error(
      `a second set of bounds "${name}" begins after "${this.#set}": keep one of them in the file.`,
      { code: "unsupported", data: { what: "a second set of bounds", found: name } },
    );
  }

  #apply(type: string, column: number, value: number): void {
    if (type === "FX" || type === "LO" || type === "LI") this.#setLower(column, value);
    if (type === "FX" || type === "UP" || type === "UI" || type === "SC" || type === "SI")
      this.#setUpper(column, value);
    if (type === "FR" || type === "MI") this.#setLower(column, -INFINITY);
    if (type === "FR" || type === "PL") this.#setUpper(column, INFINITY);
    if (type === "BV") this.#setLower(column, 0);
    if (type === "BV") this.#setUpper(column, 1);
    if (type === "LI" || type === "UI" || type === "BV") this.#addKind(column, ColumnKind.integer);
    if (type === "SC") this.#addKind(column, ColumnKind.semiContinuous);
    if (type === "SI") this.#addKind(column, ColumnKind.semiInteger);
  }

  /** A column that is called integer and semi-continuous is both: the kinds are bits. */
  #addKind(column: number, kind: number): void {
    const { colKind } = this.#builder;
    colKind.set(column, colKind.get(column) | kind);
  }

  #setLower(column: number, value: number): void {
    this.#checkFirst(this.#lowerLine, column, value, this.#builder.colLower.get(column));
    if (value === INFINITY)
      throw this.#lines.error("a lower bound of infinity leaves no value.", {
        code: "contradiction",
        data: { lower: value },
      });
    this.#builder.colLower.set(column, value);
  }

  #setUpper(column: number, value: number): void {
    this.#checkFirst(this.#upperLine, column, value, this.#builder.colUpper.get(column));
    if (value === -INFINITY)
      throw this.#lines.error("an upper bound of minus infinity leaves no value.", {
        code: "contradiction",
        data: { upper: value },
      });
    this.#builder.colUpper.set(column, value);
  }

  #checkFirst(lineOf: Map<number, number>, column: number, value: number, known: number): void {
    const earlier = lineOf.get(column);
    if (earlier === undefined) lineOf.set(column, this.#lines.line);
    else if (value !== known) {
      throw this.#lines.error(
        `"${this.#builder.columnName(column)}" is bounded by ${value} here and by ${known} on the same side on line ${earlier}: keep one.`,
        {
          code: "contradiction",
          data: { column: this.#builder.columnName(column), found: [known, value], lines: [earlier, this.#lines.line] },
        },
      );
    }
  }

  #crossed(column: number, line: number): Error {
    const { colLower, colUpper } = this.#builder;
    const bounds = `${colLower.get(column)} below and ${colUpper.get(column)} above`;
    this.#lines.line = line;
    return this.#lines.error(`"${this.#builder.columnName(column)}" is bounded by ${bounds}, which leaves no value.`, {
      code: "contradiction",
      data: { column: this.#builder.columnName(column), lower: colLower.get(column), upper: colUpper.get(column) },
    });
  }
}
