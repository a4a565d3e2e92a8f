/**
 * The tokens of a case file. Inside brackets a line break ends a row, and a blank parts two elements, so that every token
 * says whether a blank stands before it; comments and continued lines are gone.
 */
import { failure } from "./failure.ts";

export type TokenKind = "number" | "name" | "text" | "symbol" | "break" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As it is written; of a text what stands between its quotes. */
  readonly text: string;
  readonly line: number;
  /** Where it stands in the file. */
  readonly start: number;
  readonly stop: number;
  readonly afterBlank: boolean;
}

/** What is passed over: blanks, remarks, and the rest of a line that goes on in the next. */
const skipped = /([ \t\r\f\v]+|[%#][^\n]*|\.\.\.[^\n]*(?:\n|$))+/y;
/** Groups: a number, a name, a symbol. The point of 2./x belongs to the operator. */
const word =
  /((?:\d+(?:\.(?![*/\\^])\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?)|([A-Za-z_]\w*)|(\.\*|\.\/|\.\^|\.'|==|~=|!=|<=|>=|&&|\|\||[-+*/\\^=()[\]{},;:.<>&|~!@'])/y;
const blockStart = /^[ \t]*%\{[ \t\r]*$/;
const blockStop = /^[ \t]*%\}[ \t\r]*$/;
const quoted: Readonly<Record<string, RegExp>> = { "'": /'(?:[^'\n]|'')*'/y, '"': /"(?:[^"\n]|"")*"/y };

export function tokensOf(source: string, file: string): readonly Token[] {
  const text = withoutBlocks(source);
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let afterBlank = true;
  const push = (kind: TokenKind, written: string, length: number) => {
    tokens.push({ kind, text: written, line, start: at, stop: at + length, afterBlank });
    at += length;
    afterBlank = kind === "break";
    if (kind === "break") line++;
  };
  while (at < text.length) {
    const passed = found(skipped, text, at)?.[0];
    if (passed !== undefined) {
      at += passed.length;
      line += passed.split("\n").length - 1;
      afterBlank = true;
    } else if (text[at] === "\n") push("break", "\n", 1);
    else if (opensText(text[at]!, tokens.at(-1), afterBlank)) {
      const written = textAt(text, at) ?? refuseAt(text, at, line, file, "A text has no end.");
      push("text", unquoted(written), written.length);
    } else {
      const match = found(word, text, at) ?? refuseAt(text, at, line, file, `"${text[at]}" has no meaning here.`);
      push(match[1] !== undefined ? "number" : match[2] !== undefined ? "name" : "symbol", match[0], match[0].length);
    }
  }
  push("end", "", 0);
  return tokens;
}

function found(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function textAt(text: string, at: number): string | null {
  return found(quoted[text[at]!]!, text, at)?.[0] ?? null;
}

/** Doubled quotes inside of a text stand for one. */
function unquoted(written: string): string {
  const quote = written[0]!;
  return written.slice(1, -1).replaceAll(quote + quote, quote);
}

function refuseAt(text: string, at: number, line: number, file: string, message: string): never {
  throw failure(file, line, text.slice(at).split("\n", 1)[0]!, { message, code: "syntax" });
}

/** A quote behind a value transposes it, elsewhere it opens a text. */
function opensText(character: string, before: Token | undefined, afterBlank: boolean): boolean {
  if (character === '"') return true;
  if (character !== "'") return false;
  if (before === undefined || before.kind === "break") return true;
  const value = before.kind === "number" || before.kind === "name" || /^[)\]}']$/.test(before.text);
  return !value || afterBlank;
}

/** Comments between lines of %{ and %} emptied, so that every line keeps its number and place. */
function withoutBlocks(text: string): string {
  if (!text.includes("%{")) return text;
  let depth = 0;
  const kept = text.split("\n").map((row) => {
    if (blockStart.test(row)) depth++;
    const inside = depth > 0;
    if (blockStop.test(row) && depth > 0) depth--;
    return inside ? " ".repeat(row.length) : row;
  });
  return kept.join("\n");
}
