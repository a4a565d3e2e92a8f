/**
 * The words of a case file. Inside brackets a line break ends a row, and a blank parts two elements, so that every token
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

const blank = /[ \t\r\f\v]+/y;
const comment = /[%#][^\n]*/y;
const continued = /\.\.\.[^\n]*(\n|$)/y;
const blockStart = /^[ \t]*%\{[ \t\r]*$/;
const blockStop = /^[ \t]*%\}[ \t\r]*$/;
/** The point of 2./x belongs to the operator. */
const number = /(\d+(\.(?![*/\\^])\d*)?|\.\d+)([eEdD][+-]?\d+)?/y;
const name = /[A-Za-z_]\w*/y;
const symbol = /\.\*|\.\/|\.\^|\.'|==|~=|!=|<=|>=|&&|\|\||[-+*/\\^=()[\]{},;:.<>&|~!@']/y;
const quoted = { "'": /'((?:[^'\n]|'')*)'/y, '"': /"((?:[^"\n]|"")*)"/y } as const;

export function tokensOf(source: string, file: string): readonly Token[] {
  const text = withoutBlocks(source.startsWith("\uFEFF") ? source.slice(1) : source);
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let afterBlank = true;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const push = (kind: TokenKind, word: string, length: number) => {
    tokens.push({ kind, text: word, line, start: at, stop: at + length, afterBlank });
    at += length;
    afterBlank = false;
  };
  while (at < text.length) {
    const skipped = take(blank) ?? take(comment) ?? take(continued);
    if (skipped !== null) {
      at += skipped.length;
      if (skipped.endsWith("\n")) line++;
      afterBlank = true;
      continue;
    }
    if (text[at] === "\n") {
      push("break", "\n", 1);
      line++;
      afterBlank = true;
      continue;
    }
    const quote = text[at] === '"' || (text[at] === "'" && opensText(tokens.at(-1), afterBlank)) ? text[at] : undefined;
    const written = quote === undefined ? null : take(quoted[quote as "'" | '"']);
    const found = written ?? take(number) ?? take(name) ?? take(symbol);
    if (found === null || (quote !== undefined && written === null)) {
      const rest = text.slice(at).split("\n", 1)[0]!;
      throw failure(
        file,
        line,
        rest,
        quote === undefined ? `"${text[at]}" has no meaning here.` : "A text has no end.",
      );
    }
    if (written !== null) push("text", written.slice(1, -1).replaceAll(quote! + quote!, quote!), written.length);
    else if (take(number) !== null) push("number", found, found.length);
    else push(take(name) !== null ? "name" : "symbol", found, found.length);
  }
  push("end", "", 0);
  return tokens;
}

/** A quote behind a value transposes it, elsewhere it opens a text. */
function opensText(before: Token | undefined, afterBlank: boolean): boolean {
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
