/** A model as algebra in plain text. */
import type { Declarations } from "../compile/compile.ts";
import type { Statement } from "./formula.ts";
import { brokenLines } from "./line-breaks.ts";
import { type Listing, listingOf } from "./listing.ts";
import { type Notation, Writer } from "./notation.ts";
import { oneLine, shortNumber } from "./readable.ts";
import { tableLines, tablesOf, unitText } from "./tables.ts";

const width = 100;

/**
 * Sets with their sizes, relations, data with ranges and units, variables with bounds, named expressions, objective and
 * constraints, one section each.
 */
export function modelText(declarations: Declarations): string {
  const listing = listingOf(declarations);
  const sections = [
    [oneLine(listing.name)],
    ...tablesOf(listing).map(tableLines),
    section("Variables", listing.variables),
    section("Expressions", listing.expressions),
    objectiveLines(listing),
    section("Subject to", listing.constraints),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const notation: Notation = {
  signs: { "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" },
  orders: { before: "before", after: "after", "not before": "not before", "not after": "not after" },
  words: { and: " and ", or: " or " },
  kinds: { free: "is free", integer: "is integer", binary: "is binary" },
  times: " * ",
  coefficient: " ",
  fractions: false,
  openSums: true,
  separator: ", ",
  number: shortNumber,
  symbol: (name, at) => (at.length === 0 ? oneLine(name) : `${oneLine(name)}[${at.join(", ")}]`),
  letter: (letter) => letter,
  label: (label, likeLetter) => (likeLetter ? `"${label}"` : oneLine(label)),
  shift: (of, steps) => `${of}${steps < 0 ? "" : "+"}${steps}`,
  image: (relation, of) => `${oneLine(relation)}(${of})`,
  loopOver: (letter, set) => (letter === set ? letter : `${letter} in ${oneLine(set)}`),
  loopBehind: (letter, relation, target) => `${letter} in ${oneLine(relation)}.of(${target})`,
  parentheses: (inside) => `(${inside})`,
  quotient: (over, under) => `${over} / ${under}`,
  square: (of) => `${of}^2`,
  root: (of) => `sqrt(${of})`,
  sum: (loops, where, gap, body) => `sum over ${loops}${where === null ? "" : ` where ${where}`}:${gap}${body}`,
  member: (of, set, negated) => `${of} ${negated ? "not in" : "in"} ${oneLine(set)}`,
  exists: (of, negated) => `${of} ${negated ? "does not exist" : "exists"}`,
};

const writer = new Writer(notation);

function section(title: string, statements: readonly Statement[]): string[] {
  if (statements.length === 0) return [];
  return [title, ...statements.flatMap((statement) => statementLines(statement).map((line) => `  ${line}`))];
}

/** `name, for all user j:` with the formula below, or the formula with `for all user j` behind it. */
function statementLines(statement: Statement): string[] {
  const text = writer.claims(statement.claims);
  const rest = quantifier(statement);
  if (statement.name !== null)
    return [`${[oneLine(statement.name), ...rest].join(", ")}:`, ...formulaLines(text, "  ")];
  const [first, ...others] = formulaLines(text, "");
  const lines = [first!, ...others];
  if (rest.length === 0) return lines;
  const whole = `${lines.at(-1)}, ${rest.join(", ")}`;
  if (whole.length <= width - 2) return [...lines.slice(0, -1), whole];
  return [...lines.slice(0, -1), `${lines.at(-1)},`, `    ${rest.join(", ")}`];
}

/** `for all user j, hour t where t after 1`, and the unit. */
function quantifier({ loops, where, unit }: Statement): string[] {
  const over = writer.loops(loops, (letter, set) => (letter === set ? letter : `${oneLine(set)} ${letter}`));
  const all = over.length === 0 ? "" : `for all ${over.join(", ")}`;
  const filtered = where === null ? all : `${all} where ${writer.clause(where)}`.trimStart();
  const named = unitText(unit);
  return [...(filtered === "" ? [] : [filtered]), ...(named === "" ? [] : [`in ${named}`])];
}

function objectiveLines({ sense, objective }: Listing): string[] {
  const title = sense === "minimize" ? "Minimize" : "Maximize";
  return [title, ...formulaLines(writer.formula(objective), "  ")];
}

/** Lines after the first are indented more. */
function formulaLines(text: string, indent: string): string[] {
  const lines = brokenLines(text, width - 4, ({ length }) => length);
  return lines.map((line, k) => `${indent}${k === 0 ? "" : "    "}${line}`);
}
