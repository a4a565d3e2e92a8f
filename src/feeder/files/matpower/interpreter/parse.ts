/** From the text of a case file to its statements. */
import { failure, Refusal, refuse } from "./failure.ts";
import type { CaseProgram, Expression, Statement, Target } from "./syntax.ts";
import { TokenCursor } from "./token-cursor.ts";

/** TokenCursor that begin what a case file can do in MATLAB and this reader cannot. */
const control = /^(if|for|while|switch|try|global|persistent|function|parfor|else|elseif|case)$/;

export function parseCase(text: string, file: string): CaseProgram {
  const tokens = new TokenCursor(text, file);
  tokens.skipEnds();
  const result = tokens.is("function") ? located(tokens, () => parseHead(tokens)) : null;
  const statements: Statement[] = [];
  for (tokens.skipEnds(); !tokens.atEnd(); tokens.skipEnds()) {
    if (tokens.is("end") || tokens.is("return") || tokens.is("endfunction")) {
      tokens.next();
      tokens.skipEnds();
      if (!tokens.atEnd())
        statements.push(located(tokens, () => refuse("Something stands behind the end of the case.")));
      break;
    }
    statements.push(located(tokens, () => parseStatement(tokens)));
  }
  return { result, statements };
}

function located<Result>(tokens: TokenCursor, parse: () => Result): Result {
  const first = tokens.token;
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw failure(tokens.file, first.line, tokens.statementFrom(first), error);
  }
}

/** function mpc = case9 */
function parseHead(tokens: TokenCursor): string {
  tokens.next();
  if (tokens.is("[")) {
    refuse(
      "This is a case of version 1, with one result for each table. Load and save it in MATPOWER (savecase) to get version 2.",
      "unsupported",
    );
  }
  const result = tokens.name();
  tokens.take("=");
  tokens.name();
  if (tokens.is("("))
    refuse(
      "A case with arguments cannot be read: write the values that it is to be called with into it.",
      "unsupported",
    );
  tokens.endStatement();
  return result;
}

function parseStatement(tokens: TokenCursor): Statement {
  const first = tokens.token;
  if (control.test(first.text) && first.kind === "name") {
    refuse(
      `"${first.text}" is not interpreted. Run the case in MATPOWER and save what it gives with savecase, then read that.`,
      "unsupported",
    );
  }
  const targets = parseTargets(tokens);
  const value = parseExpression(tokens);
  const source = tokens.statementFrom(first);
  tokens.endStatement();
  return { line: first.line, source, targets, value };
}

function parseTargets(tokens: TokenCursor): readonly (Target | null)[] {
  const start = tokens.at;
  const targets = tokens.is("[") ? parseTargetList(tokens) : [tryTarget(tokens)];
  if (targets !== null && tokens.is("=")) {
    tokens.next();
    return targets;
  }
  tokens.at = start;
  return [];
}

/** [PQ, PV, ~, NONE] or [PQ PV REF]; null where it is a matrix after all. */
function parseTargetList(tokens: TokenCursor): (Target | null)[] | null {
  const targets: (Target | null)[] = [];
  tokens.next();
  tokens.inBrackets(() => {
    for (tokens.skipBreaks(); !tokens.is("]") && !tokens.atEnd(); tokens.skipBreaks()) {
      if (tokens.is("~")) {
        tokens.next();
        targets.push(null);
      } else {
        const target = tryTarget(tokens);
        if (target === null) return;
        targets.push(target);
      }
      if (tokens.is(",")) tokens.next();
    }
  });
  if (!tokens.is("]")) return null;
  tokens.next();
  return targets;
}

function tryTarget(tokens: TokenCursor): Target | null {
  if (tokens.token.kind !== "name") return null;
  const name = tokens.name();
  const fields: string[] = [];
  while (tokens.is(".")) {
    tokens.next();
    if (tokens.token.kind !== "name") return null;
    fields.push(tokens.name());
  }
  return { name, fields, subscripts: tokens.is("(") ? parseSubscripts(tokens) : null };
}

function parseSubscripts(tokens: TokenCursor): readonly Expression[] {
  tokens.take("(");
  const subscripts: Expression[] = [];
  tokens.inParentheses(() => {
    while (!tokens.is(")")) {
      if (tokens.is(":") && tokens.followedBy(",", ")")) {
        tokens.next();
        subscripts.push({ kind: "all" });
      } else subscripts.push(parseExpression(tokens));
      if (tokens.is(",")) tokens.next();
      else if (!tokens.is(")")) refuse(`"${tokens.token.text.trim()}" stands where a comma or ")" should.`);
    }
  });
  tokens.take(")");
  return subscripts;
}

/** Operators from the loosest to the tightest. */
const levels: readonly (readonly string[])[] = [["||"], ["&&"], ["|"], ["&"], ["==", "~=", "!=", "<", "<=", ">", ">="]];

function parseExpression(tokens: TokenCursor): Expression {
  return parseLevel(tokens, 0);
}

function parseLevel(tokens: TokenCursor, level: number): Expression {
  if (level === levels.length) return parseRange(tokens);
  return chain(tokens, levels[level]!, () => parseLevel(tokens, level + 1));
}

function chain(tokens: TokenCursor, operators: readonly string[], parse: () => Expression): Expression {
  let left = parse();
  while (tokens.token.kind === "symbol" && operators.includes(tokens.token.text) && !tokens.beginsElement()) {
    const operator = tokens.next().text;
    left = { kind: "binary", operator, left, right: parse() };
  }
  return left;
}

function parseRange(tokens: TokenCursor): Expression {
  const first = parseSum(tokens);
  if (!tokens.is(":") || tokens.followedBy(",", ")")) return first;
  tokens.next();
  const second = parseSum(tokens);
  if (!tokens.is(":")) return { kind: "range", first, step: null, last: second };
  tokens.next();
  return { kind: "range", first, step: second, last: parseSum(tokens) };
}

const parseSum = (tokens: TokenCursor) => chain(tokens, ["+", "-"], () => parseProduct(tokens));

const parseProduct = (tokens: TokenCursor) => chain(tokens, ["*", "/", "\\", ".*", "./"], () => parseUnary(tokens));

function parseUnary(tokens: TokenCursor): Expression {
  if (!tokens.is("-") && !tokens.is("+") && !tokens.is("~") && !tokens.is("!")) return parsePower(tokens);
  const operator = tokens.next().text;
  const value = parseUnary(tokens);
  if (operator === "-" && value.kind === "number") return { kind: "number", value: -value.value };
  return { kind: "unary", operator, value };
}

function parsePower(tokens: TokenCursor): Expression {
  let base = parsePostfix(tokens);
  while ((tokens.is("^") || tokens.is(".^")) && !tokens.beginsElement()) {
    const operator = tokens.next().text;
    const signed = tokens.is("-") || tokens.is("+");
    base = { kind: "binary", operator, left: base, right: signed ? parseUnary(tokens) : parsePostfix(tokens) };
  }
  return base;
}

function parsePostfix(tokens: TokenCursor): Expression {
  let value = parsePrimary(tokens);
  for (;;) {
    if (tokens.is("(") && !tokens.parted()) value = { kind: "taken", from: value, subscripts: parseSubscripts(tokens) };
    else if (tokens.is("{") && !tokens.parted()) refuse("Elements of cell arrays are not read.", "unsupported");
    else if (tokens.is(".") && !tokens.parted()) {
      tokens.next();
      value = { kind: "field", of: value, name: tokens.name() };
    } else if ((tokens.is("'") || tokens.is(".'")) && !tokens.parted()) {
      tokens.next();
      value = { kind: "transposed", value };
    } else return value;
  }
}

function parsePrimary(tokens: TokenCursor): Expression {
  const { kind, text } = tokens.token;
  if (kind === "number") {
    tokens.next();
    return { kind: "number", value: Number(text.replace(/[dD]/, "e")) };
  }
  if (kind === "text") {
    tokens.next();
    return { kind: "text", text };
  }
  if (kind === "name") {
    tokens.next();
    return text === "end" ? { kind: "end" } : { kind: "name", name: text };
  }
  if (text === "(") return parseParenthesis(tokens);
  if (text === "[") return parseMatrix(tokens);
  if (text === "{") return skipCell(tokens);
  return refuse(kind === "end" || kind === "break" ? "It ends too early." : `"${text}" cannot stand here.`);
}

function parseParenthesis(tokens: TokenCursor): Expression {
  tokens.take("(");
  const value = tokens.inParentheses(() => parseExpression(tokens));
  tokens.take(")");
  return value;
}

function parseMatrix(tokens: TokenCursor): Expression {
  tokens.take("[");
  const rows: Expression[][] = [];
  const lines: number[] = [];
  tokens.inBrackets(() => {
    for (tokens.skipRows(); !tokens.is("]"); tokens.skipRows()) {
      if (tokens.atEnd()) refuse('A "[" has no "]".');
      lines.push(tokens.token.line);
      rows.push(parseRow(tokens));
    }
  });
  tokens.take("]");
  return { kind: "matrix", rows, lines };
}

function parseRow(tokens: TokenCursor): Expression[] {
  const row: Expression[] = [];
  while (!tokens.endsRow()) {
    row.push(tokens.isPlainNumber() ? parsePrimary(tokens) : parseExpression(tokens));
    if (tokens.is(",")) tokens.next();
    else if (!tokens.parted() && !tokens.endsRow()) refuse(`"${tokens.token.text}" stands in an element of a matrix.`);
  }
  return row;
}

/** Cell arrays hold names, not numbers of the network. */
function skipCell(tokens: TokenCursor): Expression {
  let depth = 0;
  do {
    if (tokens.atEnd()) refuse('A "{" has no "}".');
    if (tokens.is("{")) depth++;
    if (tokens.is("}")) depth--;
    tokens.next();
  } while (depth > 0);
  return { kind: "cell" };
}
