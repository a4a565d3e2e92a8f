/** The tokens of a case file under a cursor that knows whether blanks and line breaks count where it stands. */
import { refuse } from "./failure.ts";
import { type Token, tokensOf } from "./tokens.ts";

export class TokenCursor {
  readonly file: string;
  at = 0;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  /** Inside [ ] and not in ( ) again: blanks part elements. */
  #blanksCount = false;

  constructor(text: string, file: string) {
    this.file = file;
    this.#text = text.startsWith("\uFEFF") ? text.slice(1) : text;
    this.#tokens = tokensOf(this.#text, file);
  }

  get token(): Token {
    return this.#tokens[this.at]!;
  }

  atEnd(): boolean {
    return this.token.kind === "end";
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== "end") this.at++;
    return token;
  }

  /** Whether the word under the cursor is this symbol or name. */
  is(text: string): boolean {
    const { kind, text: word } = this.token;
    return (kind === "symbol" || kind === "name") && word === text;
  }

  followedBy(...symbols: readonly string[]): boolean {
    const following = this.#tokens[this.at + 1];
    return following?.kind === "symbol" && symbols.includes(following.text);
  }

  take(text: string): void {
    if (!this.is(text)) refuse(`"${this.token.text.trim()}" stands where "${text}" should.`);
    this.next();
  }

  name(): string {
    if (this.token.kind !== "name") refuse(`"${this.token.text.trim()}" stands where a name should.`);
    return this.next().text;
  }

  /** Blanks and line breaks count until this is done. */
  inBrackets<Result>(parse: () => Result): Result {
    return this.#with(true, parse);
  }

  inParentheses<Result>(parse: () => Result): Result {
    return this.#with(false, parse);
  }

  /** Whether a blank parts the word under the cursor from the one before it. */
  parted(): boolean {
    return this.#blanksCount && this.token.afterBlank;
  }

  /** Whether the sign under the cursor begins an element, as in [1 -2]. */
  beginsElement(): boolean {
    const following = this.#tokens[this.at + 1];
    const sign = this.is("-") || this.is("+");
    return sign && this.parted() && following !== undefined && !following.afterBlank;
  }

  endsRow(): boolean {
    return this.token.kind === "break" || this.is(";") || this.is("]") || this.atEnd();
  }

  skipBreaks(): void {
    while (this.token.kind === "break") this.next();
  }

  /** Whether a number is under the cursor, and another or the end of the row behind it: nearly every cell of a table. */
  isPlainNumber(): boolean {
    const following = this.#tokens[this.at + 1];
    if (this.token.kind !== "number" || following === undefined) return false;
    return (
      following.kind === "break" || following.text === ";" || (following.kind === "number" && following.afterBlank)
    );
  }

  /** Past the ends of rows. */
  skipRows(): void {
    while (this.token.kind === "break" || this.is(";")) this.next();
  }

  /** Past the ends of statements. */
  skipEnds(): void {
    while (this.token.kind === "break" || this.is(";") || this.is(",")) this.next();
  }

  endStatement(): void {
    const ends = this.atEnd() || this.token.kind === "break" || this.is(";") || this.is(",");
    if (!ends) refuse(`"${this.token.text}" was not understood.`);
  }

  /** The text from a token to where the cursor stands, or to the end of its line. */
  statementFrom(first: Token): string {
    const written = this.#text.slice(first.start, this.#tokens[Math.max(this.at - 1, 0)]!.stop);
    return written.trim() === "" ? this.#text.slice(first.start).split("\n", 1)[0]! : written;
  }

  #with<Result>(blanksCount: boolean, parse: () => Result): Result {
    const before = this.#blanksCount;
    this.#blanksCount = blanksCount;
    try {
      return parse();
    } finally {
      this.#blanksCount = before;
    }
  }
}
