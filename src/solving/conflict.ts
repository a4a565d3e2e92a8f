/** Inequalities that cannot hold together, in words. */
import { ColumnKind, nameOf, type Program, type SparseMatrix } from "../program/index.ts";
import { listed } from "./numbers.ts";
import { shortfall } from "./shortfall.ts";
import { boundOf, nameOfSide, type Side, writtenAll } from "./sides.ts";

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

interface ConflictFacts {
  readonly irreducible: boolean;
  /** Whether it takes whole numbers (or semi-continuous ranges) to make it one. */
  readonly discrete: boolean;
}

export function conflictOf(program: Program, sides: readonly Side[], facts: ConflictFacts): Conflict {
  const rank = ({ of, index, at }: Side) =>
    [of === "row" ? 0 : of === "cone" ? 1 : 2, index, at === "lower" ? 0 : 1] as const;
  const ordered = [...sides].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
  const names = (of: Side["of"]) => [
    ...new Set(ordered.filter((side) => side.of === of).map((side) => nameOfSide(program, side))),
  ];
  const inequalities = writtenAll(program, ordered);
  const rows = names("row");
  const columns = names("column");
  const cones = names("cone");
  const single = rows.length === 1 && cones.length === 0 && facts.irreducible && !facts.discrete ? ordered[0]! : null;
  const text =
    single === null ? list(program, ordered, inequalities, facts) : shortfall(program, single, ordered.slice(1));
  return { text, rows, columns, cones, inequalities, irreducible: facts.irreducible };
}

const mostLines = 30;
const mostZeros = 5;
const mostBounds = 10;

const shortened = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`];

/** Rows and cones first, then bounds, the largest first; many bounds at 0 are only counted. */
function linesOf(program: Program, sides: readonly Side[]): string[] {
  const size = (side: Side) => Math.abs(boundOf(program, side));
  const isZero = (side: Side) => side.of === "column" && size(side) === 0;
  const rows = sides.filter((side) => side.of !== "column");
  const bounds = sides.filter((side) => side.of === "column").sort((one, other) => size(other) - size(one));
  const ofRows = writtenAll(program, rows);
  const ofBounds = writtenAll(
    program,
    bounds.filter((side) => !isZero(side)),
  );
  const zeros = writtenAll(program, bounds.filter(isZero));
  const counted = zeros.length > mostZeros ? [`${zeros.length} bounds at 0, such as ${zeros[0]}`] : zeros;
  // Of a long chain of rows the bounds at its ends say most.
  const bounded = shortened(ofBounds, Math.max(mostBounds, mostLines - counted.length - ofRows.length));
  return [...shortened(ofRows, mostLines - counted.length - bounded.length), ...bounded, ...counted];
}

function list(program: Program, sides: readonly Side[], inequalities: readonly string[], facts: ConflictFacts): string {
  if (inequalities.length === 1 && !facts.discrete) return `${inequalities[0]} cannot hold.`;
  if (inequalities.length === 1) return alone(program, sides, inequalities[0]!);
  const lines = linesOf(program, sides).map((line) => `\n  ${line}`);
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
  const addEntries = ({ starts, indices }: SparseMatrix, from: number, to: number): void => {
    for (let k = starts[from]!; k < starts[to]!; k++) cols.add(indices[k]!);
  };
  for (const { of, index } of sides) {
    if (of === "column") cols.add(index);
    else if (of === "row") addEntries(program, index, index + 1);
    else addEntries(program.cones!.rows, program.cones!.starts[index]!, program.cones!.starts[index + 1]!);
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
