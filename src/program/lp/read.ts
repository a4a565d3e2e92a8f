/** Reads the LP format of CPLEX as anybody writes it: any case, order and layout, with or without names. */
import { boundOf } from "../infinity.ts";
import type { Program } from "../program.ts";
import { ProgramBuilder } from "../text/program-builder.ts";
import { LpBounds } from "./bounds.ts";
import { LinearForm, type Place, readSum } from "./expression.ts";
import { foldRanges } from "./ranges.ts";
import { LpScanner } from "./scanner.ts";
import { OBJECTIVE_SENSES, UNSUPPORTED } from "./sections.ts";

/**
 * The program in the text of an LP file. Constants on either side of a row move to its right-hand side, variables to
 * its left; a variable that stands twice is added up; rows without a name are called c1, c2, ... by their number; a
 * bound of 1e20 or more is infinite. Throws a ClearwattError with file name and line for whatever cannot be read.
 */
export function readLp(text: string, fileName = "LP text"): Program {
  return new LpReader(text, fileName).read();
}

class LpReader {
  readonly #scanner: LpScanner;
  readonly #builder = new ProgramBuilder();
  readonly #bounds: LpBounds;
  readonly #sides: readonly [LinearForm, LinearForm, LinearForm] = [
    new LinearForm(),
    new LinearForm(),
    new LinearForm(),
  ];
  /** Line of every named row, for the complaint about a second one. */
  readonly #lineOfRow = new Map<string, number>();

  constructor(text: string, fileName: string) {
    this.#builder.name = problemName(text);
    this.#scanner = new LpScanner(text, fileName);
    this.#bounds = new LpBounds(this.#scanner, this.#builder);
  }

  read(): Program {
    this.#readObjective();
    while (!this.#scanner.is("end") && this.#scanner.section !== "end") this.#readSection();
    this.#bounds.finish();
    return foldRanges(this.#builder.build());
  }

  #readObjective(): void {
    const scanner = this.#scanner;
    const word = scanner.text.toLowerCase();
    if (scanner.is("label") && OBJECTIVE_SENSES.has(word)) {
      throw scanner.error(
        `"${scanner.text}:" opens a file of lp_solve's own format, which cannot be read. Convert it to MPS or to CPLEX's LP format.`,
        { code: "unsupported", data: { what: "lp_solve's format" } },
      );
    }
    const sense = scanner.is("name") ? OBJECTIVE_SENSES.get(word) : undefined;
    if (sense === undefined) {
      throw scanner.error(`an LP file begins with "minimize" or "maximize", but here stands ${scanner.describe()}.`);
    }
    this.#builder.sense = sense;
    scanner.next();
    if (scanner.is("label")) scanner.next();
    const [form] = this.#sides;
    readSum(scanner, this.#builder, form, "objective");
    this.#builder.offset = form.constant;
    for (let k = 0; k < form.columns.length; k++) this.#builder.cost(form.columns.get(k), form.coefficients.get(k));
  }

  #readSection(): void {
    const scanner = this.#scanner;
    const section = scanner.section;
    if (section === null)
      throw scanner.error(
        `${scanner.describe()} cannot stand here: "subject to" or another section is missing before it.`,
      );
    if (section === "unsupported")
      throw scanner.error(`${UNSUPPORTED}: write what they say as rows and integer variables.`, {
        code: "unsupported",
        data: { what: scanner.text },
      });
    scanner.skipKeyword();
    if (section === "rows") while (!this.#atSectionEnd()) this.#readRow();
    else if (section === "bounds") while (!this.#atSectionEnd()) this.#bounds.readBound();
    else if (section !== "end") while (!this.#atSectionEnd()) this.#bounds.readKind(section);
  }

  #atSectionEnd(): boolean {
    return this.#scanner.is("end") || (this.#scanner.is("name") && this.#scanner.section !== null);
  }

  #readRow(): void {
    const name = this.#readLabel();
    const [left, middle, right] = this.#sides;
    this.#readSide(left, "before comparison");
    const first = this.#readComparison();
    this.#readSide(middle, left.isConstant ? "after bound and comparison" : "after comparison");
    if (!this.#scanner.is("compare")) {
      this.#addRow(name, left, first, middle);
    } else {
      const second = this.#readComparison();
      this.#readSide(right, "after comparison");
      this.#addRange(name, first, second);
    }
  }

  #readLabel(): string | null {
    const scanner = this.#scanner;
    if (!scanner.is("label")) return null;
    const name = scanner.text;
    const known = this.#lineOfRow.get(name);
    if (known !== undefined)
      throw scanner.error(`row "${name}" is already on line ${known}: give one of them another name.`, {
        code: "duplicate",
        data: { what: "row", found: name, lines: [known, scanner.line] },
      });
    this.#lineOfRow.set(name, scanner.line);
    scanner.next();
    return name;
  }

  #readSide(form: LinearForm, place: Place): void {
    const scanner = this.#scanner;
    if (readSum(scanner, this.#builder, form, place) > 0) return;
    throw scanner.error(`a sum or a number is missing before ${scanner.describe()}.`);
  }

  #readComparison(): string {
    const scanner = this.#scanner;
    if (!scanner.is("compare")) throw scanner.error(`<=, >= or = is missing before ${scanner.describe()}.`);
    const sign = scanner.text;
    scanner.next();
    return sign;
  }

  /** left (sign) right, with all variables brought to the side that has some. */
  #addRow(name: string | null, left: LinearForm, sign: string, right: LinearForm): void {
    if (left.isConstant && !right.isConstant) {
      this.#addRow(name, right, opposite(sign), left);
      return;
    }
    const bound = boundOf(right.constant - left.constant);
    if (Number.isNaN(bound))
      throw this.#scanner.error("infinity stands on both sides of this row.", {
        code: "contradiction",
        data: { row: name, lower: bound, upper: bound },
      });
    const lower = sign === "<=" ? Number.NEGATIVE_INFINITY : bound;
    const upper = sign === ">=" ? Number.POSITIVE_INFINITY : bound;
    const row = this.#newRow(name, lower, upper);
    this.#addEntries(row, left, 1);
    this.#addEntries(row, right, -1);
  }

  /** left <= middle <= right, or the other way round. */
  #addRange(name: string | null, first: string, second: string): void {
    const [left, middle, right] = this.#sides;
    if (!left.isConstant || !right.isConstant) {
      throw this.#scanner.error("a row with two comparisons has its variables in the middle and numbers on both ends.");
    }
    if (first === "=" || first !== second)
      throw this.#scanner.error(`"${first}" and "${second}" cannot stand in one row: write two rows.`);
    const from = boundOf(left.constant - middle.constant);
    const to = boundOf(right.constant - middle.constant);
    const row = first === "<=" ? this.#newRow(name, from, to) : this.#newRow(name, to, from);
    this.#addEntries(row, middle, 1);
  }

  #newRow(name: string | null, lower: number, upper: number): number {
    if (lower <= upper && lower < Number.POSITIVE_INFINITY && upper > Number.NEGATIVE_INFINITY) {
      return this.#builder.row(name, lower, upper);
    }
    throw this.#scanner.error(
      `the row${name === null ? "" : ` "${name}"`} that ends here lies between ${lower} and ${upper}: no value does.`,
      { code: "contradiction", data: { row: name, lower, upper } },
    );
  }

  #addEntries(row: number, form: LinearForm, sign: number): void {
    for (let k = 0; k < form.columns.length; k++)
      this.#builder.entry(row, form.columns.get(k), sign * form.coefficients.get(k));
  }
}

function opposite(sign: string): string {
  return sign === "<=" ? ">=" : sign === ">=" ? "<=" : "=";
}

/** CPLEX and PuLP keep the name in a comment on the first line: "\Problem name: end users", "\* end users *\". */
function problemName(text: string): string {
  const first = /^\ufeff?\s*\\(?:\s*problem name:[ \t]*(.*)|\*[ \t]*(.*?)[ \t]*\*\\)/i.exec(text);
  return (first?.[1] ?? first?.[2] ?? "").trim();
}
