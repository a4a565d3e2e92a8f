/** Inequalities that cannot hold together, in words. */
import { ColumnKind, nameOf, type Program } from "../program/index.ts";
import { listed, spoken } from "./numbers.ts";

/** One side of a row or of a column's bounds. */
export interface Side {
  readonly of: "row" | "column";
  readonly index: number;
  readonly at: "lower" | "upper";
}

export interface Conflict {
  /** The conflict as a sentence, or as a list of inequalities where it takes more than one row. */
  readonly text: string;
  /** Names of the rows in it, and of the columns whose bounds are. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Every inequality written out with its numbers. */
  readonly inequalities: readonly string[];
  /** Whether without any one of them the rest is known to hold together. */
  readonly irreducible: boolean;
}

export interface ConflictFacts {
  readonly irreducible: boolean;
  /** Whether it takes whole numbers (or semi-continuous ranges) to make it one. */
  readonly discrete: boolean;
}

export function conflictOf(program: Program, sides: readonly Side[], facts: ConflictFacts): Conflict {
  const rank = ({ of, index, at }: Side) => [of === "row" ? 0 : 1, index, at === "lower" ? 0 : 1] as const;
  const ordered = [...sides].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
  const names = (of: "row" | "column") => [
    ...new Set(ordered.filter((side) => side.of === of).map((side) => nameOfSide(program, side))),
  ];
  const inequalities = writtenAll(program, ordered);
  const rows = names("row");
  const columns = names("column");
  const single = rows.length === 1 && facts.irreducible && !facts.discrete ? ordered[0]! : null;
  const text =
    single === null
      ? list(program, ordered, inequalities, facts)
      : sentence(program, single, ordered.slice(1), columns);
  return { text, rows, columns, inequalities, irreducible: facts.irreducible };
}

function nameOfSide(program: Program, side: Side): string {
  return nameOf(side.of === "row" ? program.rowNames : program.colNames, side.index);
}

/** One row against the bounds of its columns. */
function sentence(program: Program, row: Side, bounds: readonly Side[], columns: readonly string[]): string {
  const name = nameOfSide(program, row);
  const needs = `${spoken(boundOf(program, row))} or ${row.at === "lower" ? "more" : "less"}`;
  if (bounds.length === 0) return `"${name}" cannot hold: it needs ${needs}, and it has no terms.`;
  const reach = spoken(reachOf(program, row, bounds));
  return `"${name}" and the bounds of ${listed(columns)} cannot hold together: the row needs ${needs}, the bounds allow ${reach}.`;
}

/** The row's activity where every column stands at the bound that is in the conflict. */
function reachOf(program: Program, row: Side, bounds: readonly Side[]): number {
  const at = new Map(bounds.map((side) => [side.index, boundOf(program, side)]));
  let sum = 0;
  for (let k = program.starts[row.index]!; k < program.starts[row.index + 1]!; k++) {
    sum += program.values[k]! * (at.get(program.indices[k]!) ?? 0);
  }
  return sum;
}

const mostLines = 30;

function list(program: Program, sides: readonly Side[], inequalities: readonly string[], facts: ConflictFacts): string {
  if (inequalities.length === 1) return alone(program, sides, inequalities[0]!);
  const lines = inequalities.slice(0, mostLines).map((line) => `\n  ${line}`);
  if (inequalities.length > mostLines) lines.push(`\n  and ${inequalities.length - mostLines} more`);
  const whole = facts.discrete ? ` with ${discreteColumns(program, sides)}` : "";
  const minimal = facts.irreducible
    ? "without any one of them the rest can"
    : "fewer might do as well, but that was not settled within the effort allowed";
  return `These ${inequalities.length} inequalities cannot hold together${whole}; ${minimal}:${lines.join("")}`;
}

/** Both sides of one equality, against integrality. */
function alone(program: Program, sides: readonly Side[], equality: string): string {
  return `${equality} cannot hold with ${discreteColumns(program, sides)}.`;
}

function discreteColumns(program: Program, sides: readonly Side[]): string {
  const cols = new Set<number>();
  for (const side of sides) {
    if (side.of === "column") cols.add(side.index);
    else
      for (let k = program.starts[side.index]!; k < program.starts[side.index + 1]!; k++) cols.add(program.indices[k]!);
  }
  const named = (is: (kind: number) => boolean) =>
    [...cols].filter((col) => is(program.colKind[col]!)).map((col) => nameOf(program.colNames, col));
  const whole = named((kind) => kind === ColumnKind.integer || kind === ColumnKind.semiInteger);
  const semi = named((kind) => kind === ColumnKind.semiContinuous || kind === ColumnKind.semiInteger);
  const parts = [
    whole.length > 0 ? `${listed(whole)} whole` : "",
    semi.length > 0 ? `${listed(semi)} 0 or in range` : "",
  ];
  return parts.filter((part) => part !== "").join(" and ");
}

/** A semi-continuous column may always be 0. */
function boundOf(program: Program, { of, index, at }: Side): number {
  if (of === "row") return at === "lower" ? program.rowLower[index]! : program.rowUpper[index]!;
  const bound = at === "lower" ? program.colLower[index]! : program.colUpper[index]!;
  return program.colKind[index]! >= ColumnKind.semiContinuous && at === "lower" ? Math.min(bound, 0) : bound;
}

/** Both sides of an equality stand as one. */
function writtenAll(program: Program, sides: readonly Side[]): string[] {
  const isPair = (one: Side, other: Side | undefined): boolean =>
    other !== undefined &&
    one.of === other.of &&
    one.index === other.index &&
    boundOf(program, one) === boundOf(program, other);
  return sides.flatMap((side, k) => {
    if (isPair(side, sides[k - 1])) return [];
    return [written(program, side, isPair(side, sides[k + 1]) ? "=" : side.at === "lower" ? ">=" : "<=")];
  });
}

function written(program: Program, side: Side, relation: string): string {
  const bound = spoken(boundOf(program, side));
  if (side.of === "column") return `${nameOfSide(program, side)} ${relation} ${bound}`;
  return `"${nameOfSide(program, side)}": ${terms(program, side.index)} ${relation} ${bound}`;
}

const mostTerms = 8;

function terms(program: Program, row: number): string {
  const from = program.starts[row]!;
  const to = program.starts[row + 1]!;
  if (from === to) return "0";
  const words: string[] = [];
  for (let k = from; k < Math.min(to, from + mostTerms); k++) {
    const value = program.values[k]!;
    const size = Math.abs(value) === 1 ? "" : `${spoken(Math.abs(value))} `;
    const sign = k === from ? (value < 0 ? "-" : "") : value < 0 ? "- " : "+ ";
    words.push(`${sign}${size}${nameOf(program.colNames, program.indices[k]!)}`);
  }
  if (to - from > mostTerms) words.push(`+ ${to - from - mostTerms} more terms`);
  return words.join(" ");
}
