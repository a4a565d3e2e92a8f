/** One side of a row or of a column's bounds: what conflicts are made of. */
import { ColumnKind, nameOf, type Program } from "../program/index.ts";
import { spoken } from "./numbers.ts";

export interface Side {
  readonly of: "row" | "column";
  readonly index: number;
  readonly at: "lower" | "upper";
}

export function nameOfSide(program: Program, side: Side): string {
  return nameOf(side.of === "row" ? program.rowNames : program.colNames, side.index);
}

/** A semi-continuous column may always be 0. */
export function boundOf(program: Program, { of, index, at }: Side): number {
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
