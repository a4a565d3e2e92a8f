/** Inequalities that cannot hold together, in words. */
import {
  ColumnKind,
  type Inequality,
  nameOf,
  type Program,
  rightHandSide,
  type SparseMatrix,
} from "../../program/index.ts";
import { quotedList } from "../wording.ts";
import { inequalityTexts, nameOfInequality } from "./inequality-text.ts";
import { singleRowConflict } from "./single-row-conflict.ts";

export interface Conflict {
  /** The conflict as a sentence, or as a list of inequalities where it takes more than one row. */
  readonly text: string;
  /** Names of the rows in it, of the columns whose bounds are, and of the cones. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cones: readonly string[];
  /** Every inequality written out with its numbers. */
  readonly inequalities: readonly string[];
  /** Whether without any one of them the rest is known to hold together. */
  readonly irreducible: boolean;
}

/** What a search has found: inequalities by number, before anyone reads them. */
export interface InfeasibleSubset {
  readonly inequalities: readonly Inequality[];
  readonly irreducible: boolean;
}

interface ConflictFacts {
  readonly irreducible: boolean;
  readonly discrete: boolean;
}

/** `discrete`: whether it takes whole numbers (or semi-continuous ranges) to make it one. */
export function conflictOf(program: Program, found: InfeasibleSubset, discrete: boolean): Conflict {
  const facts = { irreducible: found.irreducible, discrete };
  const rank = ({ of, index, at }: Inequality) =>
    [of === "row" ? 0 : of === "cone" ? 1 : 2, index, at === "lower" ? 0 : 1] as const;
  const ordered = [...found.inequalities].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
  const names = (of: Inequality["of"]) => [
    ...new Set(ordered.filter((one) => one.of === of).map((one) => nameOfInequality(program, one))),
  ];
  const inequalities = inequalityTexts(program, ordered);
  const rows = names("row");
  const columns = names("column");
  const cones = names("cone");
  const single = rows.length === 1 && cones.length === 0 && facts.irreducible && !facts.discrete ? ordered[0]! : null;
  const text =
    single === null
      ? list(program, ordered, inequalities, facts)
      : singleRowConflict(program, single, ordered.slice(1));
  return { text, rows, columns, cones, inequalities, irreducible: facts.irreducible };
}

const mostLines = 30;
const mostZeros = 5;
const mostBounds = 10;

const shortened = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`];

/** Rows and cones first, then bounds, the largest first; many bounds at 0 are only counted. */
function linesOf(program: Program, subset: readonly Inequality[]): string[] {
  const size = (one: Inequality) => Math.abs(rightHandSide(program, one));
  const isZero = (one: Inequality) => one.of === "column" && size(one) === 0;
  const rows = subset.filter(({ of }) => of !== "column");
  const bounds = subset.filter(({ of }) => of === "column").sort((one, other) => size(other) - size(one));
  const ofRows = inequalityTexts(program, rows);
  const ofBounds = inequalityTexts(
    program,
    bounds.filter((one) => !isZero(one)),
  );
  const zeros = inequalityTexts(program, bounds.filter(isZero));
  const ofZeros = zeros.length > mostZeros ? [`${zeros.length} bounds at 0, such as ${zeros[0]}`] : zeros;
  // Of a long chain of rows the bounds at its ends say most.
  const bounded = shortened(ofBounds, Math.max(mostBounds, mostLines - ofZeros.length - ofRows.length));
  return [...shortened(ofRows, mostLines - ofZeros.length - bounded.length), ...bounded, ...ofZeros];
}

function list(
  program: Program,
  subset: readonly Inequality[],
  inequalities: readonly string[],
  facts: ConflictFacts,
): string {
  if (inequalities.length === 1 && !facts.discrete) return `${inequalities[0]} cannot hold.`;
  if (inequalities.length === 1) return alone(program, subset, inequalities[0]!);
  const lines = linesOf(program, subset).map((line) => `\n  ${line}`);
  const whole = facts.discrete ? ` with ${discreteColumns(program, subset)}` : "";
  const minimal = facts.irreducible
    ? "without any one of them the rest can"
    : "fewer might do as well, but that was not settled within the effort allowed";
  return `These ${inequalities.length} inequalities cannot hold together${whole}; ${minimal}:${lines.join("")}`;
}

/** Both sides of one equality, against integrality. */
function alone(program: Program, subset: readonly Inequality[], equality: string): string {
  return `${equality} cannot hold with ${discreteColumns(program, subset)}.`;
}

function discreteColumns(program: Program, subset: readonly Inequality[]): string {
  const cols = new Set<number>();
  const addEntries = ({ starts, indices }: SparseMatrix, from: number, to: number): void => {
    for (let k = starts[from]!; k < starts[to]!; k++) cols.add(indices[k]!);
  };
  for (const { of, index } of subset) {
    if (of === "column") cols.add(index);
    else if (of === "row") addEntries(program, index, index + 1);
    else addEntries(program.cones!.rows, program.cones!.starts[index]!, program.cones!.starts[index + 1]!);
  }
  const named = (is: (kind: number) => boolean) =>
    [...cols].filter((col) => is(program.colKind[col]!)).map((col) => nameOf(program.colNames, col));
  const whole = named((kind) => kind === ColumnKind.integer || kind === ColumnKind.semiInteger);
  const semi = named((kind) => kind === ColumnKind.semiContinuous || kind === ColumnKind.semiInteger);
  const parts = [
    whole.length > 0 ? `${quotedList(whole)} whole` : "",
    semi.length > 0 ? `${quotedList(semi)} 0 or in range` : "",
  ];
  return parts.filter((part) => part !== "").join(" and ");
}
