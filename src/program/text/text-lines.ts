/** Words set into lines for the files that are written. */
import { ClearwattError } from "../../errors.ts";

/** Words joined by blanks into lines of at most `width` characters; continued lines are indented. */
export class TextLines {
  readonly #done: string[] = [];
  readonly #width: number;
  #line = "";

  constructor(width: number) {
    this.#width = width;
  }

  /** Begins a new line with this text. */
  line(text: string): this {
    if (this.#line !== "") this.#done.push(this.#line);
    this.#line = text;
    return this;
  }

  /** Appends a word that must not be torn apart. */
  word(text: string): this {
    if (this.#line.length + 1 + text.length > this.#width) this.line("  ");
    this.#line += ` ${text}`;
    return this;
  }

  toString(): string {
    this.line("");
    return `${this.#done.join("\n")}\n`;
  }
}

/** The shortest text that reads back as the same number. */
export function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "0" : String(value);
  throw new ClearwattError(`${value} cannot be written to a file: validateProgram() says where it stands.`, {
    code: "out-of-range",
    data: { what: "number", found: value },
  });
}
