/** Sums of terms in an LP file: `- 3 x + 2 y - 4`, and `[ x^2 + 2 x * y ] / 2` in an objective. */
import { type GrowableFloats, type GrowableIntegers, growableFloats, growableIntegers } from "../growable.ts";
import type { ProgramBuilder } from "../text/program-builder.ts";
import type { LpScanner } from "./scanner.ts";

/** A sum of columns times coefficients, and a constant; filled anew for every expression. */
export class LinearForm {
  readonly columns: GrowableIntegers = growableIntegers();
  readonly coefficients: GrowableFloats = growableFloats();
  constant = 0;

  get isConstant(): boolean {
    return this.columns.length === 0;
  }

  clear(): void {
    this.columns.clear();
    this.coefficients.clear();
    this.constant = 0;
  }

  add(column: number, coefficient: number): void {
    this.columns.push(column);
    this.coefficients.push(coefficient);
  }
}

/**
 * Where the sum stands. Rows need no name and no line of their own, so a line break decides what a number belongs to:
 * before a comparison to the variable on the next line, after it to the comparison.
 */
export type Place = "objective" | "before comparison" | "after comparison" | "after bound and comparison";

/** Reads a sum up to the token that cannot belong to it; answers how many terms it had. */
export function readSum(scanner: LpScanner, builder: ProgramBuilder, form: LinearForm, place: Place): number {
  form.clear();
  let terms = 0;
  while (continuesSum(scanner, form, terms, place)) {
    const sign = readSigns(scanner);
    readTerm(scanner, builder, form, sign, place);
    terms++;
  }
  return terms;
}

function continuesSum(scanner: LpScanner, form: LinearForm, terms: number, place: Place): boolean {
  if (scanner.is("plus") || scanner.is("minus")) {
    if (terms === 0 || !scanner.startsLine || isBefore(place)) return true;
    if (place === "after bound and comparison" && !form.isConstant) return true;
    return !scanner.comparisonAhead();
  }
  const opens = scanner.is("number") || scanner.is("open") || (scanner.is("name") && scanner.section === null);
  if (!opens) return false;
  if (terms === 0) return true;
  if (!isBefore(place) && scanner.startsLine) return false;
  throw scanner.error(`a sign is missing before ${scanner.describe()}.`);
}

function isBefore(place: Place): boolean {
  return place === "objective" || place === "before comparison";
}

/** +1 or -1 for any number of signs in a row. */
function readSigns(scanner: LpScanner): number {
  let sign = 1;
  while (scanner.is("plus") || scanner.is("minus")) {
    if (scanner.is("minus")) sign = -sign;
    scanner.next();
  }
  return sign;
}

function readTerm(scanner: LpScanner, builder: ProgramBuilder, form: LinearForm, sign: number, place: Place): void {
  if (scanner.is("name")) readVariable(scanner, builder, form, sign);
  else if (scanner.is("open")) readQuadratic(scanner, builder, sign, place);
  else if (scanner.is("number")) readNumberAndFactor(scanner, builder, form, sign, place);
  else throw scanner.error(`a number or a variable is missing before ${scanner.describe()}.`);
}

function readNumberAndFactor(
  scanner: LpScanner,
  builder: ProgramBuilder,
  form: LinearForm,
  sign: number,
  place: Place,
): void {
  const value = sign * scanner.number;
  scanner.next();
  if (scanner.accept("star")) {
    if (!scanner.is("name"))
      throw scanner.error(`a variable is missing after "*", where ${scanner.describe()} stands.`);
    readVariable(scanner, builder, form, value);
  } else if (scanner.is("open") && place === "objective") {
    readQuadratic(scanner, builder, value, place);
  } else if (scanner.is("name") && isFactor(scanner, place)) {
    readVariable(scanner, builder, form, value);
  } else {
    form.constant += value;
  }
}

/** Whether the name after a number is its variable, and not the keyword of a section or the start of the next row. */
function isFactor(scanner: LpScanner, place: Place): boolean {
  if (!isBefore(place)) return scanner.section === null && !scanner.startsLine;
  return scanner.section === null || (scanner.section !== "rows" && !scanner.startsLine);
}

function readVariable(scanner: LpScanner, builder: ProgramBuilder, form: LinearForm, coefficient: number): void {
  if (!Number.isFinite(coefficient))
    throw scanner.error(`"${scanner.text}" has an infinite coefficient.`, {
      code: "out-of-range",
      data: { what: "coefficient", column: scanner.text, found: coefficient },
    });
  form.add(builder.column(scanner.text), coefficient);
  scanner.next();
}

/** Gathers the terms first: whether they count once or by half stands behind the bracket. */
function readQuadratic(scanner: LpScanner, builder: ProgramBuilder, factor: number, place: Place): void {
  if (place !== "objective") {
    throw scanner.error(
      "quadratic rows cannot be read: only an objective may hold terms in [ ]. Write the row as linear rows.",
      { code: "unsupported", data: { what: "quadratic rows" } },
    );
  }
  scanner.next();
  const terms: { i: number; j: number; coefficient: number }[] = [];
  while (!scanner.is("close")) terms.push(readQuadraticTerm(scanner, builder));
  scanner.next();
  const scale = factor / readDivisor(scanner);
  for (const { i, j, coefficient } of terms) builder.curvature(i, j, (i === j ? 2 : 1) * scale * coefficient);
}

function readQuadraticTerm(scanner: LpScanner, builder: ProgramBuilder): { i: number; j: number; coefficient: number } {
  let coefficient = readSigns(scanner);
  if (scanner.is("number")) {
    coefficient *= scanner.number;
    scanner.next();
    scanner.accept("star");
  }
  const i = readFactor(scanner, builder);
  if (scanner.accept("star")) return { i, j: readFactor(scanner, builder), coefficient };
  if (!scanner.accept("hat"))
    throw scanner.error(
      `only squares and products stand in [ ]: "^ 2" or "*" is missing before ${scanner.describe()}.`,
    );
  if (!scanner.is("number") || scanner.number !== 2)
    throw scanner.error(`only squares can be read, but "^" is followed by ${scanner.describe()}.`, {
      code: "unsupported",
      data: { what: "powers above 2" },
    });
  scanner.next();
  return { i, j: i, coefficient };
}

function readFactor(scanner: LpScanner, builder: ProgramBuilder): number {
  if (!scanner.is("name")) throw scanner.error(`a variable is missing before ${scanner.describe()}.`);
  const column = builder.column(scanner.text);
  scanner.next();
  return column;
}

function readDivisor(scanner: LpScanner): number {
  if (!scanner.accept("slash")) return 1;
  if (!scanner.is("number") || scanner.number === 0)
    throw scanner.error(`a number is missing after "/", where ${scanner.describe()} stands.`);
  const divisor = scanner.number;
  scanner.next();
  return divisor;
}
