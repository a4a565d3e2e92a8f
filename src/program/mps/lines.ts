/** Cuts the text of an MPS file into lines and fields, in free format or in the columns of the fixed one. */
import type { ClearwattError, ErrorDetails } from "../../errors.ts";
import { fileError } from "../text/file-error.ts";

const SECTIONS = new Set(
  `NAME OBJSENSE OBJNAME ROWS COLUMNS RHS RANGES BOUNDS QUADOBJ QMATRIX QSECTION QCMATRIX CSECTION SOS SOS1 SOS2 SETS
   INDICATORS LAZYCONS USERCUTS DELAYEDROWS MODELCUTS GENCONS GENERALCONSTRAINTS PWLOBJ PWLNAM PWLCON ENDATA`.split(
    /\s+/,
  ),
);
/** Sections that carry something on their own line; in any other, more than one word makes it a line of data. */
const WITH_ARGUMENTS = new Set(["NAME", "OBJSENSE", "OBJNAME", "QSECTION", "QCMATRIX", "CSECTION", "SOS1", "SOS2"]);

/** Begin and end of the six fields of the fixed format. */
const FIELDS: readonly (readonly [number, number])[] = [
  [1, 3],
  [4, 12],
  [14, 22],
  [24, 36],
  [39, 47],
  [49, 61],
];
const NUMBER_TEXT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?$/;
const INFINITY_TEXT = /^([+-]?)inf(?:inity)?$/i;
const FIRST_WORD = /^\s*(\S+)\s*(\S?)/;
const FREE_ROW = /^\s*\S+\s+\S+\s*$/;
const FREE_ENTRIES = /^\s*\S+\s+\S+\s+[-+.\di]\S*(?:\s+\S+\s+[-+.\di]\S*)?\s*$/i;

export class MpsLines {
  /** Number of the current line, from 1. */
  line = 0;
  /** The section the current line opens, or null for a line of data. */
  header: string | null = null;
  /** The section the current line stands in. */
  section: string | null = null;
  /** The words of the current line; what follows the keyword where it opens a section. */
  fields: string[] = [];
  readonly file: string;
  readonly isFixed: boolean;
  readonly #lines: readonly string[];

  constructor(text: string, file: string) {
    this.file = file;
    this.#lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
    this.isFixed = isFixedFormat(this.#lines);
  }

  /** Goes to the next line that is neither empty nor a comment; false at the end of the file. */
  next(): boolean {
    while (this.line < this.#lines.length) {
      const text = this.#lines[this.line++]!;
      if (text.startsWith("*") || text.trim() === "") continue;
      this.header = sectionOf(text);
      this.section = this.header ?? this.section;
      if (this.header !== null) this.fields = wordsOf(text).slice(1);
      else if (this.isFixed && standsInColumns(this.section, text)) this.fields = fixedFields(text);
      else this.fields = wordsOf(withoutComment(this.section, text));
      return true;
    }
    return false;
  }

  /** A number as MPS writes it: "1.5", "2D3", "-inf". */
  number(text: string | undefined, of: string): number {
    if (text === undefined || text === "")
      throw this.error(`the number of ${of} is missing.`, { code: "missing-data", data: { what: `number of ${of}` } });
    const infinite = INFINITY_TEXT.exec(text);
    if (infinite !== null) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (!NUMBER_TEXT.test(text))
      throw this.error(`"${text}" stands where ${of} needs a number.`, {
        code: "not-a-number",
        data: { what: of, found: text },
      });
    return Number(text.replace(/d/i, "e"));
  }

  error(message: string, details?: ErrorDetails): ClearwattError {
    return fileError(this.file, this.line, message, details);
  }
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** A section's keyword stands alone on its line, or begins in the first column and takes an argument. */
function sectionOf(text: string): string | null {
  const [, word, rest] = FIRST_WORD.exec(text)!;
  const keyword = word!.toUpperCase();
  if (!SECTIONS.has(keyword)) return null;
  return rest === "" || (/^\S/.test(text) && WITH_ARGUMENTS.has(keyword)) ? keyword : null;
}

/** Not so the direction of the objective and the markers, which everybody indents as they like. */
function standsInColumns(section: string | null, text: string): boolean {
  return section !== "OBJSENSE" && section !== "OBJNAME" && !text.includes("'MARKER'");
}

/** A line of data up to the comment that a "$" opens where another entry could begin: "$x" with its number is one. */
function withoutComment(section: string | null, text: string): string {
  if (!text.includes("$")) return text;
  const first = section === "ROWS" || section === "BOUNDS" ? 2 : 1;
  const words = [...text.matchAll(/\S+/g)];
  const comment = words.find((word, k) => k >= first && isComment(section, word[0], words[k + 1]?.[0]));
  return comment === undefined ? text : text.slice(0, comment.index);
}

function isComment(section: string | null, word: string, next: string | undefined): boolean {
  if (!word.startsWith("$")) return false;
  return word === "$" || (section !== "BOUNDS" && !NUMBER_TEXT.test(next ?? ""));
}

/**
 * Fields from the columns they stand in, the empty ones at the end left out; from a "$" that begins the third or fifth
 * one on the line is a comment. An empty type in front counts as none.
 */
function fixedFields(text: string): string[] {
  const fields = FIELDS.map(([from, to]) => text.slice(from, to).trim());
  const comment = fields.findIndex((field, k) => (k === 2 || k === 4) && field.startsWith("$"));
  if (comment >= 0) fields.length = comment;
  while (fields.at(-1) === "") fields.pop();
  return fields[0] === "" ? fields.slice(1) : fields;
}

/** Fixed, if a line of ROWS or COLUMNS makes no sense as words, but does in columns: then names hold blanks. */
function isFixedFormat(lines: readonly string[]): boolean {
  let section: string | null = null;
  for (const text of lines) {
    if (text.startsWith("*") || text.trim() === "") continue;
    const header = sectionOf(text);
    if (header !== null) section = header;
    else if (section === "ROWS" && !FREE_ROW.test(withoutComment(section, text))) return fitsColumns(text);
    else if (section === "COLUMNS" && !text.includes("'MARKER'")) {
      if (!FREE_ENTRIES.test(withoutComment(section, text))) return fitsColumns(text);
    }
  }
  return false;
}

function fitsColumns(text: string): boolean {
  const comment = /^\s*\$/;
  if (comment.test(text.slice(12, 24))) return fitsColumns(text.slice(0, 12));
  if (comment.test(text.slice(36, 49))) return fitsColumns(text.slice(0, 36));
  const gaps = [
    text.slice(0, 1),
    text.slice(3, 4),
    text.slice(12, 14),
    text.slice(22, 24),
    text.slice(36, 39),
    text.slice(47, 49),
  ];
  const numbers = [text.slice(24, 36).trim(), text.slice(49, 61).trim()];
  return gaps.every((gap) => gap.trim() === "") && numbers.every((number) => number === "" || NUMBER_TEXT.test(number));
}
