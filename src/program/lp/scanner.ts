/** Cuts the text of an LP file into tokens; no object per token, the current one stands in the scanner's fields. */
import type { ClearwattError, ErrorDetails } from "../../errors.ts";
import { fileError } from "../text/file-error.ts";
import { type LpSection, sectionAt, sectionOpensLine } from "./sections.ts";

type LpToken =
  | "name"
  /** A name with its colon. */
  | "label"
  | "number"
  | "compare"
  | "plus"
  | "minus"
  | "star"
  | "hat"
  | "slash"
  | "open"
  | "close"
  | "end";

const SYMBOLS: Readonly<Record<string, LpToken>> = {
  "+": "plus",
  "-": "minus",
  "*": "star",
  "^": "hat",
  "/": "slash",
  "[": "open",
  "]": "close",
};
/** Blanks, semicolons that end a line, comments from \ to the end of the line, and comments between slash-star and star-slash. */
const BLANK = /(?:\s+|;(?=\s|$)|\\[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** What CPLEX, GLPK and Gurobi allow in names; a slash only before a letter, brackets only in pairs. */
const NAME = /(?:[\w!"#$%&(),.?@'`{}|~\u00a1-\uffff]|;(?!\s|$)|\/(?=[a-zA-Z_])|\[[^\s[\]<>=\\]*\])+/y;
const COMPARE = /<=|=<|>=|=>|==|[<>=]/y;
const INFINITY = /^inf(?:inity)?$/i;
const COLON = /[ \t]*:/y;

export class LpScanner {
  kind: LpToken = "end";
  /** The name or label, or the comparison as <=, >= or =. */
  text = "";
  number = 0;
  line = 1;
  /** Whether the token is the first on its line. */
  startsLine = true;
  /** The section that a name would open, if it is its keyword and stands where one can. */
  section: LpSection | null = null;
  readonly file: string;
  readonly #source: string;
  #at = 0;
  #tokenAt = 0;
  #sectionEnd = 0;

  constructor(source: string, file: string) {
    this.#source = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
    this.file = file;
    this.next();
  }

  next(): void {
    this.#skipBlanks();
    this.#tokenAt = this.#at;
    this.section = null;
    if (this.#at >= this.#source.length) {
      this.kind = "end";
      return;
    }
    const symbol = this.#source[this.#at]!;
    if (SYMBOLS[symbol] !== undefined) this.#setSymbol(SYMBOLS[symbol]);
    else if (symbol === "<" || symbol === ">" || symbol === "=") this.#setCompare(this.#match(COMPARE));
    else this.#setWord(symbol);
  }

  is(kind: LpToken): boolean {
    return this.kind === kind;
  }

  /** Goes on to the next token if this one is of that kind. */
  accept(kind: LpToken): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  /** Goes on behind the keyword of `section`, which may be of two words. */
  skipKeyword(): void {
    this.#at = this.#sectionEnd;
    this.next();
  }

  /** Whether a comparison comes before the next label, section or end: then a row starts here. */
  comparisonAhead(): boolean {
    const seek = /\\[^\n]*|[<>=:]|\n[ \t]*(?=[a-zA-Z])/g;
    seek.lastIndex = this.#tokenAt;
    for (let found = seek.exec(this.#source); found !== null; found = seek.exec(this.#source)) {
      if ("<>=".includes(found[0])) return true;
      if (found[0] === ":" || (found[0].startsWith("\n") && sectionOpensLine(this.#source, seek.lastIndex)))
        return false;
    }
    return false;
  }

  error(message: string, details?: ErrorDetails): ClearwattError {
    return fileError(this.file, this.line, message, details);
  }

  /** The current token as a reader of the file would say it. */
  describe(): string {
    if (this.kind === "end") return "the end of the file";
    return `"${this.#source.slice(this.#tokenAt, this.#at).trim()}"`;
  }

  #setCompare(sign: string): void {
    this.kind = "compare";
    this.text = sign.includes("<") ? "<=" : sign.includes(">") ? ">=" : "=";
  }

  #setWord(first: string): void {
    const number = first <= "9" ? this.#match(NUMBER) : "";
    const name = number === "" ? this.#match(NAME) : "";
    if (number !== "") this.#setNumber(number);
    else if (name !== "") this.#setName(name);
    else throw this.error(`"${first}" cannot stand here.`);
  }

  #setNumber(text: string): void {
    this.kind = "number";
    this.number = Number(text);
    if (!Number.isFinite(this.number))
      throw this.error(`${text} is too large for a number. Write inf where a bound is meant to be infinite.`, {
        code: "out-of-range",
        data: { what: "number", found: text },
      });
  }

  #setName(name: string): void {
    if (name.startsWith("("))
      throw this.error(
        `"${name}" begins with a parenthesis: the LP format knows none around expressions. Multiply it out.`,
        { code: "unsupported", data: { what: "parentheses" } },
      );
    this.text = name;
    if (INFINITY.test(name)) {
      this.kind = "number";
      this.number = Number.POSITIVE_INFINITY;
      return;
    }
    this.kind = "name";
    if (this.#match(COLON) !== "") this.kind = "label";
    else this.#lookForSection();
  }

  #lookForSection(): void {
    const found = sectionAt(this.#source, this.#tokenAt, this.text);
    if (found === null) return;
    this.section = found.section;
    this.#sectionEnd = found.end;
  }

  #setSymbol(kind: LpToken): void {
    this.kind = kind;
    this.#at++;
    if (kind === "minus" && this.#source[this.#at] === ">") {
      throw this.error('indicator constraints ("->") cannot be read: write them as rows with a big constant.', {
        code: "unsupported",
        data: { what: "indicator constraints" },
      });
    }
  }

  #skipBlanks(): void {
    const from = this.#at;
    const blank = this.#match(BLANK);
    let lines = 0;
    for (let at = blank.indexOf("\n"); at >= 0; at = blank.indexOf("\n", at + 1)) lines++;
    this.line += lines;
    this.startsLine = lines > 0 || from === 0;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found === null) return "";
    this.#at = pattern.lastIndex;
    return found[0];
  }
}
