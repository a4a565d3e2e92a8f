/** What is read from the text of a closure: the letters of its indices, and a `||` that would decide nothing. */
import { ClearwattError } from "../../errors.ts";

/** Names of a closure's parameters, as they are written; none where they are not plain names. */
export function parameterNames(closure: (...at: never[]) => unknown): string[] {
  const head =
    /^\s*(?:async\s*)?(?:function\b[^(]*)?\(?([\p{ID_Continue}\s,$]*?)\)?\s*(?:=>|\{)/u.exec(String(closure))?.[1] ??
    "";
  return head.split(",").map((letter) => letter.trim());
}

/**
 * Throws where what is made of one of the closure's indices stands before `||`: it is an object, so that what stands
 * behind is never read, and nothing that is made or dropped at run time would show it.
 */
export function refuseOr(closure: (...at: never[]) => unknown): void {
  const text = String(closure);
  if (!text.includes("||")) return;
  const letters = parameterNames(closure).filter((letter) => letter !== "");
  const code = withoutTexts(text);
  for (const { index } of code.matchAll(/\|\|(?!=)/g)) {
    const operand = callBefore(code, index);
    if (operand === null || !letters.some((letter) => mentions(operand, letter))) continue;
    throw new ClearwattError(
      `${operand} stands before ||. What is made of an index is an object, which JavaScript takes for true: what stands behind is never read. ` +
        "Combine conditions with .or(...), decide by data with where, and write ?? behind a function of your own that may give nothing.",
      { code: "misuse", data: { found: `${operand} ||` } },
    );
  }
}

/** The code without comments, and with texts emptied: as long as before. */
function withoutTexts(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g,
    (found) => " ".repeat(found.length),
  );
}

/** The call that ends at a position, as in `load(t).above(1)`; null where something else does. */
function callBefore(code: string, position: number): string | null {
  const end = code.slice(0, position).trimEnd().length;
  if (code[end - 1] !== ")") return null;
  let start = end;
  while (start > 0) {
    const before = code[start - 1]!;
    if (before === ")" || before === "]") start = opening(code, start - 1);
    else if (/[\p{ID_Continue}$.]/u.test(before)) start--;
    else break;
  }
  const operand = code.slice(start, end);
  return /^[\p{ID_Start}$_]/u.test(operand) ? operand : null;
}

/** Where the bracket opens that closes at a position. */
function opening(code: string, closing: number): number {
  let depth = 0;
  for (let at = closing; at >= 0; at--) {
    if (code[at] === ")" || code[at] === "]") depth++;
    if ((code[at] === "(" || code[at] === "[") && --depth === 0) return at;
  }
  return 0;
}

function mentions(code: string, name: string): boolean {
  return code.split(/[^\p{ID_Continue}$]+/u).includes(name);
}
