/** From the text of a case file to its statements. */
import { failure, Refusal, refuse } from "./failure.ts";
import type { CaseProgram, Expression, Statement, Target } from "./syntax.ts";
import { Words } from "./words.ts";

/** Words that begin what a case file can do in MATLAB and this reader cannot. */
const control = /^(if|for|while|switch|try|global|persistent|function|parfor|else|elseif|case)$/;

export function parseCase(text: string, file: string): CaseProgram {
  const words = new Words(text, file);
  words.skipEnds();
  const result = words.is("function") ? located(words, () => parseHead(words)) : null;
  const statements: Statement[] = [];
  for (words.skipEnds(); !words.atEnd(); words.skipEnds()) {
    if (words.is("end") || words.is("return") || words.is("endfunction")) {
      words.next();
      words.skipEnds();
      if (!words.atEnd()) statements.push(located(words, () => refuse("Something stands behind the end of the case.")));
      break;
    }
    statements.push(located(words, () => parseStatement(words)));
  }
  return { result, statements };
}

function located<Result>(words: Words, parse: () => Result): Result {
  const first = words.token;
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw failure(words.file, first.line, words.statementFrom(first), error.message);
  }
}

/** function mpc = case9 */
function parseHead(words: Words): string {
  words.next();
  if (words.is("[")) {
    refuse(
      "This is a case of version 1, with one result for each table. Load and save it in MATPOWER (savecase) to get version 2.",
    );
  }
  const result = words.name();
  words.take("=");
  words.name();
  if (words.is("("))
    refuse("A case with arguments cannot be read: write the values that it is to be called with into it.");
  words.endStatement();
  return result;
}

function parseStatement(words: Words): Statement {
  const first = words.token;
  if (control.test(first.text) && first.kind === "name") {
    refuse(
      `"${first.text}" is not interpreted. Run the case in MATPOWER and save what it gives with savecase, then read that.`,
    );
  }
  const targets = parseTargets(words);
  const value = parseExpression(words);
  const source = words.statementFrom(first);
  words.endStatement();
  return { line: first.line, source, targets, value };
}

function parseTargets(words: Words): readonly (Target | null)[] {
  const start = words.at;
  const targets = words.is("[") ? parseTargetList(words) : [tryTarget(words)];
  if (targets !== null && words.is("=")) {
    words.next();
    return targets;
  }
  words.at = start;
  return [];
}

/** [PQ, PV, ~, NONE] or [PQ PV REF]; null where it is a matrix after all. */
function parseTargetList(words: Words): (Target | null)[] | null {
  const targets: (Target | null)[] = [];
  words.next();
  words.inBrackets(() => {
    for (words.skipBreaks(); !words.is("]") && !words.atEnd(); words.skipBreaks()) {
      if (words.is("~")) {
        words.next();
        targets.push(null);
      } else {
        const target = tryTarget(words);
        if (target === null) return;
        targets.push(target);
      }
      if (words.is(",")) words.next();
    }
  });
  if (!words.is("]")) return null;
  words.next();
  return targets;
}

function tryTarget(words: Words): Target | null {
  if (words.token.kind !== "name") return null;
  const name = words.name();
  const fields: string[] = [];
  while (words.is(".")) {
    words.next();
    if (words.token.kind !== "name") return null;
    fields.push(words.name());
  }
  return { name, fields, subscripts: words.is("(") ? parseSubscripts(words) : null };
}

function parseSubscripts(words: Words): readonly Expression[] {
  words.take("(");
  const subscripts: Expression[] = [];
  words.inParentheses(() => {
    while (!words.is(")")) {
      if (words.is(":") && words.followedBy(",", ")")) {
        words.next();
        subscripts.push({ kind: "all" });
      } else subscripts.push(parseExpression(words));
      if (words.is(",")) words.next();
      else if (!words.is(")")) refuse(`"${words.token.text.trim()}" stands where a comma or ")" should.`);
    }
  });
  words.take(")");
  return subscripts;
}

/** Operators from the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [["||"], ["&&"], ["|"], ["&"], ["==", "~=", "!=", "<", "<=", ">", ">="]];

function parseExpression(words: Words): Expression {
  return parseLevel(words, 0);
}

function parseLevel(words: Words, level: number): Expression {
  if (level === levels.length) return parseRange(words);
  return chain(words, levels[level]!, () => parseLevel(words, level + 1));
}

function chain(words: Words, operators: readonly string[], parse: () => Expression): Expression {
  let left = parse();
  while (words.token.kind === "symbol" && operators.includes(words.token.text) && !words.beginsElement()) {
    const operator = words.next().text;
    left = { kind: "binary", operator, left, right: parse() };
  }
  return left;
}

function parseRange(words: Words): Expression {
  const first = parseSum(words);
  if (!words.is(":") || words.followedBy(",", ")")) return first;
  words.next();
  const second = parseSum(words);
  if (!words.is(":")) return { kind: "range", first, step: null, last: second };
  words.next();
  return { kind: "range", first, step: second, last: parseSum(words) };
}

const parseSum = (words: Words) => chain(words, ["+", "-"], () => parseProduct(words));

const parseProduct = (words: Words) => chain(words, ["*", "/", "\\", ".*", "./"], () => parseUnary(words));

function parseUnary(words: Words): Expression {
  if (!words.is("-") && !words.is("+") && !words.is("~") && !words.is("!")) return parsePower(words);
  const operator = words.next().text;
  const value = parseUnary(words);
  if (operator === "-" && value.kind === "number") return { kind: "number", value: -value.value };
  return { kind: "unary", operator, value };
}

function parsePower(words: Words): Expression {
  let base = parsePostfix(words);
  while ((words.is("^") || words.is(".^")) && !words.beginsElement()) {
    const operator = words.next().text;
    const signed = words.is("-") || words.is("+");
    base = { kind: "binary", operator, left: base, right: signed ? parseUnary(words) : parsePostfix(words) };
  }
  return base;
}

function parsePostfix(words: Words): Expression {
  let value = parsePrimary(words);
  for (;;) {
    if (words.is("(") && !words.parted()) value = { kind: "taken", from: value, subscripts: parseSubscripts(words) };
    else if (words.is("{") && !words.parted()) refuse("Elements of cell arrays are not read.");
    else if (words.is(".") && !words.parted()) {
      words.next();
      value = { kind: "field", of: value, name: words.name() };
    } else if ((words.is("'") || words.is(".'")) && !words.parted()) {
      words.next();
      value = { kind: "transposed", value };
    } else return value;
  }
}

function parsePrimary(words: Words): Expression {
  const { kind, text } = words.token;
  if (kind === "number") {
    words.next();
    return { kind: "number", value: Number(text.replace(/[dD]/, "e")) };
  }
  if (kind === "text") {
    words.next();
    return { kind: "text", text };
  }
  if (kind === "name") {
    words.next();
    return text === "end" ? { kind: "end" } : { kind: "name", name: text };
  }
  if (text === "(") return parseParenthesis(words);
  if (text === "[") return parseMatrix(words);
  if (text === "{") return skipCell(words);
  return refuse(kind === "end" || kind === "break" ? "It ends too early." : `"${text}" cannot stand here.`);
}

function parseParenthesis(words: Words): Expression {
  words.take("(");
  const value = words.inParentheses(() => parseExpression(words));
  words.take(")");
  return value;
}

function parseMatrix(words: Words): Expression {
  words.take("[");
  const rows: Expression[][] = [];
  const lines: number[] = [];
  words.inBrackets(() => {
    for (words.skipRows(); !words.is("]"); words.skipRows()) {
      if (words.atEnd()) refuse('A "[" has no "]".');
      lines.push(words.token.line);
      rows.push(parseRow(words));
    }
  });
  words.take("]");
  return { kind: "matrix", rows, lines };
}

function parseRow(words: Words): Expression[] {
  const row: Expression[] = [];
  while (!words.endsRow()) {
    row.push(words.isPlainNumber() ? parsePrimary(words) : parseExpression(words));
    if (words.is(",")) words.next();
    else if (!words.parted() && !words.endsRow()) refuse(`"${words.token.text}" stands in an element of a matrix.`);
  }
  return row;
}

/** Cell arrays hold names, not numbers of the network. */
function skipCell(words: Words): Expression {
  let depth = 0;
  do {
    if (words.atEnd()) refuse('A "{" has no "}".');
    if (words.is("{")) depth++;
    if (words.is("}")) depth--;
    words.next();
  } while (depth > 0);
  return { kind: "cell" };
}
