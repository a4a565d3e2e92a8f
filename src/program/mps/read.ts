/** Reads MPS files, in free format and in the fixed one with blanks in names. */
import { growableIntegers } from "../growable.ts";
import type { Program } from "../program.ts";
import { ProgramBuilder } from "../text/program-builder.ts";
import { MpsBounds } from "./bounds.ts";
import { MpsHessian } from "./hessian.ts";
import { MpsLines } from "./lines.ts";
import { IGNORED, MpsRows, OBJECTIVE } from "./rows.ts";

/**
 * The program in the text of an MPS file. The first N row (or the one OBJNAME says) is the objective and the negative
 * of its right-hand side the constant; further N rows are left out. Throws a ClearwattError with file name and line
 * for whatever is malformed, defined twice, or beyond linear rows and a quadratic objective.
 */
export function readMps(text: string, fileName = "MPS text"): Program {
  return new MpsReader(text, fileName).read();
}

class MpsReader {
  readonly #lines: MpsLines;
  readonly #builder = new ProgramBuilder();
  readonly #rows: MpsRows;
  readonly #bounds: MpsBounds;
  readonly #hessian: MpsHessian;
  /** One past the column in which each row last had an entry. */
  readonly #lastColumn = growableIntegers();
  readonly #markedInteger = new Set<number>();
  #column = -1;
  #hasCost = false;
  #inIntegers = false;

  constructor(text: string, fileName: string) {
    this.#lines = new MpsLines(text, fileName);
    this.#rows = new MpsRows(this.#lines, this.#builder);
    this.#bounds = new MpsBounds(this.#lines, this.#builder);
    this.#hessian = new MpsHessian(this.#lines, this.#builder);
  }

  read(): Program {
    while (this.#lines.next()) {
      if (this.#lines.header === "ENDATA") return this.#finish();
      if (this.#lines.header === null) this.#readLine();
      else this.#openSection(this.#lines.header);
    }
    throw this.#lines.error("the file ends without ENDATA: it seems to be cut short.", {
      code: "missing-data",
      data: { what: "ENDATA" },
    });
  }

  #finish(): Program {
    this.#rows.finish();
    this.#bounds.finish(this.#markedInteger);
    this.#hessian.finish();
    return this.#builder.build();
  }

  #openSection(section: string): void {
    const argument = this.#lines.fields[0];
    if (section === "NAME") this.#builder.name = this.#lines.fields.join(" ");
    else if (section === "OBJSENSE" || section === "OBJNAME") this.#readObjective(section, argument);
    else if (section === "QSECTION") this.#checkObjective(argument);
    else if (!/^(?:ROWS|COLUMNS|RHS|RANGES|BOUNDS|QUADOBJ|QMATRIX)$/.test(section)) throw this.#unsupported(section);
  }

  #readLine(): void {
    const { section, fields } = this.#lines;
    if (section === "ROWS") this.#rows.readRow();
    else if (section === "COLUMNS") this.#readColumn();
    else if (section === "RHS" || section === "RANGES") this.#rows.readPairs(section);
    else if (section === "BOUNDS") this.#bounds.readLine();
    else if (section === "OBJSENSE" || section === "OBJNAME") this.#readObjective(section, fields[0]);
    else if (section === "QUADOBJ" || section === "QMATRIX" || section === "QSECTION") this.#hessian.readLine(section);
    else
      throw this.#lines.error(`"${fields.join(" ")}" stands before any section: an MPS file begins with NAME or ROWS.`);
  }

  /** On the line of the keyword or on the next one. */
  #readObjective(section: "OBJSENSE" | "OBJNAME", word: string | undefined): void {
    if (word === undefined) return;
    if (section === "OBJNAME") this.#rows.objective = word;
    else if (/^(?:min|max)(?:imi[sz]e|imum)?$/i.test(word))
      this.#builder.sense = /^max/i.test(word) ? "maximize" : "minimize";
    else
      throw this.#lines.error(`"${word}" is no direction: MIN and MAX are.`, {
        code: "unknown-name",
        data: { kind: "direction", found: word, known: ["MIN", "MAX"] },
      });
  }

  #checkObjective(row: string | undefined): void {
    if (this.#rows.find(row ?? "") !== OBJECTIVE) throw this.#unsupported(`a quadratic row ("${row}")`);
  }

  #unsupported(what: string): Error {
    return this.#lines.error(
      `${what} cannot be read: linear rows, integer and semi-continuous columns and a quadratic objective can.`,
      { code: "unsupported", data: { what } },
    );
  }

  #readColumn(): void {
    const fields = this.#lines.fields;
    if (fields[1] === "'MARKER'") {
      this.#readMarker();
      return;
    }
    const name = fields[0] || this.#currentName();
    if (this.#column < 0 || name !== this.#builder.columnName(this.#column)) this.#startColumn(name);
    if (fields.length !== 3 && fields.length !== 5) {
      throw this.#lines.error(
        `column "${name}" needs one or two pairs of row and number, but here stands "${fields.join(" ")}".`,
        { code: "wrong-size", data: { what: "fields", column: name, found: fields.length, expected: [3, 5] } },
      );
    }
    for (let k = 1; k < fields.length; k += 2) this.#addEntry(name, fields[k]!, fields[k + 1]!);
  }

  /** A line of the fixed format without the name of a column goes on with the one before. */
  #currentName(): string {
    if (this.#column < 0)
      throw this.#lines.error("the name of a column is missing.", {
        code: "missing-data",
        data: { what: "name of a column" },
      });
    return this.#builder.columnName(this.#column);
  }

  #readMarker(): void {
    const marker = this.#lines.fields.at(-1);
    if (marker !== "'INTORG'" && marker !== "'INTEND'")
      throw this.#lines.error(`"${marker}" is no marker: 'INTORG' and 'INTEND' are.`, {
        code: "unknown-name",
        data: { kind: "marker", found: marker, known: ["'INTORG'", "'INTEND'"] },
      });
    this.#inIntegers = marker === "'INTORG'";
  }

  #startColumn(name: string): void {
    if (this.#builder.findColumn(name) !== undefined) {
      throw this.#lines.error(`column "${name}" appears a second time: all its lines have to stand together.`, {
        code: "duplicate",
        data: { what: "column", found: name },
      });
    }
    this.#column = this.#builder.column(name);
    this.#hasCost = false;
    if (this.#inIntegers) this.#markedInteger.add(this.#column);
  }

  #addEntry(name: string, rowName: string, text: string): void {
    const row = this.#rows.find(rowName);
    const value = this.#lines.number(text, `"${name}" in row "${rowName}"`);
    if (!Number.isFinite(value))
      throw this.#lines.error(`the coefficient of "${name}" in row "${rowName}" is infinite.`, {
        code: "out-of-range",
        data: { what: "coefficient", column: name, row: rowName, found: value },
      });
    if (row === IGNORED) return;
    if (this.#isSecond(row))
      throw this.#lines.error(`column "${name}" has two entries in row "${rowName}": add them up.`, {
        code: "duplicate",
        data: { what: "entry", column: name, row: rowName },
      });
    if (row === OBJECTIVE) this.#builder.cost(this.#column, value);
    else this.#builder.entry(row, this.#column, value);
  }

  /** Whether the current column has an entry in that row, and from now on it has. */
  #isSecond(row: number): boolean {
    if (row === OBJECTIVE) {
      const had = this.#hasCost;
      this.#hasCost = true;
      return had;
    }
    while (this.#lastColumn.length <= row) this.#lastColumn.push(0);
    const had = this.#lastColumn.get(row) === this.#column + 1;
    this.#lastColumn.set(row, this.#column + 1);
    return had;
  }
}
