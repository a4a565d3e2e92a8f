/** A conflict of one row with the bounds of its columns, as a sentence: what the row needs, and what the bounds give. */
import { type Inequality, type Program, rightHandSide } from "../../program/index.ts";
import { quotedList, sixDigits } from "../wording.ts";
import { inequalityText, nameOfInequality } from "./inequality-text.ts";

/** Up to this many columns the sentence names them all, and their bounds speak for themselves. */
const fewColumns = 3;
/** Bounds written out where there are more. */
const mostBounds = 5;

interface Share {
  readonly bound: Inequality;
  /** Coefficient times bound: what the row gets from the column at most. */
  readonly gives: number;
}

export function singleRowConflict(program: Program, row: Inequality, bounds: readonly Inequality[]): string {
  const name = nameOfInequality(program, row);
  const needs = `${sixDigits(rightHandSide(program, row))} or ${row.at === "lower" ? "more" : "less"}`;
  if (bounds.length === 0) return `"${name}" cannot hold: it needs ${needs}, and it has no terms.`;
  const shares = sharesOf(program, row, bounds);
  const columns = quotedList(shares.map(({ bound }) => nameOfInequality(program, bound)));
  const reach = sixDigits(shares.reduce((sum, { gives }) => sum + gives, 0));
  const sentence = `"${name}" and the bounds of ${columns} cannot hold together: the row needs ${needs}, the bounds allow ${reach}`;
  return shares.length <= fewColumns ? `${sentence}.` : `${sentence}: ${breakdown(program, shares)}.`;
}

/** The largest first. */
function sharesOf(program: Program, row: Inequality, bounds: readonly Inequality[]): Share[] {
  const gives = new Map<number, number>();
  for (let k = program.starts[row.index]!; k < program.starts[row.index + 1]!; k++) {
    const col = program.indices[k]!;
    gives.set(col, (gives.get(col) ?? 0) + program.values[k]!);
  }
  return bounds
    .map((bound) => ({ bound, gives: (gives.get(bound.index) ?? 0) * rightHandSide(program, bound) }))
    .sort((one, other) => Math.abs(other.gives) - Math.abs(one.gives));
}

/** `imported <= 34 gives 34, discharge[p4] <= 1.4 gives 1.4, and 82 columns at 0 give nothing`. */
function breakdown(program: Program, shares: readonly Share[]): string {
  const giving = shares.filter(({ gives }) => gives !== 0);
  const parts = giving
    .slice(0, mostBounds)
    .map(({ bound, gives }) => `${inequalityText(program, bound)} gives ${sixDigits(gives)}`);
  const rest = giving.slice(mostBounds);
  const sum = sixDigits(rest.reduce((total, { gives }) => total + gives, 0));
  if (rest.length > 0) parts.push(`${moreColumns(rest.length)} ${rest.length === 1 ? "gives" : "give"} ${sum}`);
  const idle = shares.length - giving.length;
  if (idle > 0) parts.push(`${idle} ${idle === 1 ? "column at 0 gives" : "columns at 0 give"} nothing`);
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}

const moreColumns = (count: number): string => `${count} more ${count === 1 ? "column" : "columns"}`;
