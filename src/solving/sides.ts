/** One side of a row or of a column's bounds, or a cone: what conflicts are made of. */
import { ColumnKind, type Cones, type NameTable, nameOf, type Program, type SparseMatrix } from "../program/index.ts";
import { spoken } from "./numbers.ts";

export interface Side {
  readonly of: "row" | "column" | "cone";
  readonly index: number;
  /** A cone has one side only, its lower. */
  readonly at: "lower" | "upper";
}

export function nameOfSide(program: Program, side: Side): string {
  const names = { row: program.rowNames, column: program.colNames, cone: program.cones?.names ?? [] };
  return nameOf(names[side.of], side.index);
}

/** A semi-continuous column may always be 0, and so may what a cone has to spare. */
export function boundOf(program: Program, { of, index, at }: Side): number {
  if (of === "cone") return 0;
  if (of === "row") return at === "lower" ? program.rowLower[index]! : program.rowUpper[index]!;
  const bound = at === "lower" ? program.colLower[index]! : program.colUpper[index]!;
  return program.colKind[index]! >= ColumnKind.semiContinuous && at === "lower" ? Math.min(bound, 0) : bound;
}

/** Both sides of an equality stand as one. */
export function writtenAll(program: Program, sides: readonly Side[]): string[] {
  const isPair = (one: Side, other: Side | undefined): boolean =>
    other !== undefined &&
    one.of === other.of &&
    one.index === other.index &&
    boundOf(program, one) === boundOf(program, other);
  return sides.flatMap((side, k) => {
    if (isPair(side, sides[k - 1])) return [];
    return [written(program, side, isPair(side, sides[k + 1]) ? "=" : relationOf(side))];
  });
}

export const relationOf = ({ at }: Side): "<=" | ">=" => (at === "lower" ? ">=" : "<=");

export function written(program: Program, side: Side, relation: string): string {
  if (side.of === "cone") return `"${nameOfSide(program, side)}": ${coneText(program, program.cones!, side.index)}`;
  const bound = spoken(boundOf(program, side));
  if (side.of === "column") return `${nameOfSide(program, side)} ${relation} ${bound}`;
  return `"${nameOfSide(program, side)}": ${terms(program, program.colNames, side.index)} ${relation} ${bound}`;
}

const mostTerms = 8;

function terms({ starts, indices, values }: SparseMatrix, colNames: NameTable, row: number): string {
  const from = starts[row]!;
  const to = starts[row + 1]!;
  if (from === to) return "0";
  const words: string[] = [];
  for (let k = from; k < Math.min(to, from + mostTerms); k++) {
    const value = values[k]!;
    const size = Math.abs(value) === 1 ? "" : `${spoken(Math.abs(value))} `;
    const sign = k === from ? (value < 0 ? "-" : "") : value < 0 ? "- " : "+ ";
    words.push(`${sign}${size}${nameOf(colNames, indices[k]!)}`);
  }
  if (to - from > mostTerms) words.push(`+ ${to - from - mostTerms} more terms`);
  return words.join(" ");
}

/** `p^2 + q^2 <= current voltage`, or `|| p, q || <= rating`. */
function coneText({ colNames }: Program, { rows, constants, rotated, starts }: Cones, cone: number): string {
  const expression = (at: number): string => {
    const constant = constants[at]!;
    if (rows.starts[at] === rows.starts[at + 1]) return spoken(constant);
    const affine = terms(rows, colNames, at);
    return constant === 0 ? affine : `${affine} ${constant < 0 ? "-" : "+"} ${spoken(Math.abs(constant))}`;
  };
  const inBrackets = (at: number): string => {
    const text = expression(at);
    return constants[at] !== 0 || rows.starts[at + 1]! - rows.starts[at]! > 1 ? `(${text})` : text;
  };
  const from = starts[cone]!;
  const rest = (first: number) => Array.from({ length: starts[cone + 1]! - first }, (_, k) => first + k);
  if (rotated[cone] === 0)
    return `|| ${rest(from + 1)
      .map(expression)
      .join(", ")} || <= ${expression(from)}`;
  const squares = rest(from + 2).map((at) => `${inBrackets(at)}^2`);
  return `${squares.length === 0 ? "0" : squares.join(" + ")} <= ${inBrackets(from)} * ${inBrackets(from + 1)}`;
}
