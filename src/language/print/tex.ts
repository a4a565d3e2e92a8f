/** A model as algebra in TeX: one display for amsmath with amssymb, and for KaTeX. */
import type { Declarations } from "../compile/compile.ts";
import type { Statement } from "./formula.ts";
import { brokenLines } from "./line-breaks.ts";
import { type Listing, listingOf } from "./listing.ts";
import { type Notation, Writer } from "./notation.ts";
import { oneLine } from "./readable.ts";
import { overSets, tableLines, tablesOf, unitText } from "./tables.ts";
import { texIndex, texName, texNumber, texSet, texText } from "./tex-names.ts";

const width = 90;

/**
 * One `align*`: objective, constraints, named expressions and variables, a line of the source each and complete in
 * itself, so that it can be set alone inside `aligned`. Comments at the head list sets, relations, data and units.
 */
export function modelTeX(declarations: Declarations): string {
  const listing = listingOf(declarations);
  const { sense, objective, constraints, expressions, variables } = listing;
  const rows = [
    row(sense === "minimize" ? "minimize" : "maximize", writer.formula(objective), ""),
    ...constraints.map(statementRow),
    ...expressions.map(statementRow),
    ...variables.map(statementRow),
  ];
  return [...comments(listing), "\\begin{align*}", rows.join(" \\\\\n"), "\\end{align*}"].join("\n");
}

const notation: Notation = {
  signs: { "=": "=", "!=": "\\neq", "<": "<", "<=": "\\le", ">": ">", ">=": "\\ge" },
  orders: { before: "<", after: ">", "not before": "\\ge", "not after": "\\le" },
  words: { and: " \\land ", or: " \\lor " },
  kinds: { free: "\\in \\mathbb{R}", integer: "\\in \\mathbb{Z}", binary: "\\in \\{0, 1\\}" },
  times: " \\cdot ",
  coefficient: "\\,",
  fractions: true,
  openSums: false,
  separator: ",\\ ",
  number: texNumber,
  symbol: (name, at) => (at.length === 0 ? texName(name) : `${texName(name)}_{${at.join(", ")}}`),
  letter: texIndex,
  label: (label) => texSet(label),
  shift: (of, steps) => `${of}${steps < 0 ? "" : "+"}${steps}`,
  image: (relation, of) => `${texSet(relation)}(${of})`,
  loopOver: (letter, set) => `${texIndex(letter)} \\in ${texSet(set)}`,
  loopBehind: (letter, relation, target) => `${texIndex(letter)} \\in ${texSet(relation)}^{-1}(${target})`,
  parentheses: (inside) => `\\bigl(${inside}\\bigr)`,
  quotient: (over, under) => `\\frac{${over}}{${under}}`,
  square: (of) => `${of}^{2}`,
  root: (of) => `\\sqrt{${of}}`,
  sum: (loops, where, _gap, body) => `\\sum_{${where === null ? loops : `\\substack{${loops} \\\\ ${where}}`}} ${body}`,
  member: (of, set, negated) => `${of} ${negated ? "\\notin" : "\\in"} ${texSet(set)}`,
  exists: (of, negated) => `${negated ? "\\nexists" : "\\exists"}\\, ${of}`,
};

const writer = new Writer(notation);

function statementRow(statement: Statement): string {
  return row(statement.name ?? "", writer.claims(statement.claims), quantifier(statement));
}

/** Name, formula and the members for which it holds; a long formula goes on in further lines of the display. */
function row(name: string, formula: string, forAll: string): string {
  const head = name === "" ? "" : `${texText(`${name}:`)}\\quad `;
  const lines = brokenLines(formula, width, visibleLength);
  const quantified = forAll === "" ? lines[0]! : `${lines[0]} && ${forAll}`;
  return [`${head}& ${quantified}`, ...lines.slice(1).map((line) => `& \\qquad {}${line}`)].join(" \\\\ ");
}

function quantifier({ loops, where }: Statement): string {
  const over = writer.loops(loops, notation.loopOver);
  const all = over.length === 0 ? [] : [`\\forall ${over.join(notation.separator)}`];
  return [...all, ...(where === null ? [] : [writer.clause(where)])].join(" :\\ ");
}

/** About the number of characters that a reader sees. */
function visibleLength(tex: string): number {
  return tex.replace(/\\[a-zA-Z]+|[{}\\_]/g, "").length;
}

function comments(listing: Listing): string[] {
  const variables = listing.declarations.variables.map(({ name, axes, unit }) => [
    overSets(name, axes),
    unitText(unit),
  ]);
  const tables = [...tablesOf(listing), { title: "Variables", rows: variables }].map(tableLines);
  const lines = [[oneLine(listing.name)], ...tables].filter(({ length }) => length > 0);
  return lines.flat().map((line) => `% ${line}`);
}
