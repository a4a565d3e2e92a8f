/** Entries of a row that stand in the same column: whether there can be any, and how they are joined. */
import type { SparseMatrix } from "../../../program/index.ts";
import type { Space } from "../space/space.ts";
import type { Reference } from "./reference.ts";
import type { Term } from "./term.ts";

/** Pairs of so many terms are looked at; of more, terms in the same variable are taken to meet. */
const comparedTerms = 16;

/** Two terms of a row, or two summands of a term, can meet in one column. */
export function mayRepeat(terms: readonly Term[], space: Space): boolean {
  if (terms.some(repeats)) return true;
  const variables = new Set(terms.map((term) => term.columns[0]!.variable));
  if (variables.size === terms.length || terms.length > comparedTerms) return variables.size < terms.length;
  return terms.some((term, k) => terms.slice(0, k).some((other) => meet(term, other, space)));
}

/** False only where no row has both terms in the same column. */
function meet(term: Term, other: Term, space: Space): boolean {
  const [a, b] = [term.columns[0]!, other.columns[0]!];
  if (a.variable !== b.variable) return false;
  if (term.enumeration !== null || other.enumeration !== null || space.listed !== null) return true;
  return !differs(a.cursor.reference, b.cursor.reference, space);
}

/** Two references differ in every row of a space, because their distance along one axis is never made up for by another. */
function differs(a: Reference, b: Reference, space: Space): boolean {
  let fixed = a.base - b.base;
  let moving: Int32Array | null = null;
  for (let k = 0; k < space.axes.length; k++) {
    const distances = distancesAlong(a, b, space, k);
    if (distances.every((distance) => distance === distances[0])) fixed += distances[0] ?? 0;
    else if (moving !== null) return false;
    else moving = distances;
  }
  return moving === null ? fixed !== 0 : !moving.includes(-fixed);
}

/** Distance of two references for each member that an axis has in the rows. */
function distancesAlong(a: Reference, b: Reference, { axes, members }: Space, k: number): Int32Array {
  const axis = axes[k]!;
  const own = a.tables.get(axis);
  const other = b.tables.get(axis);
  const kept = members[k] ?? null;
  const distances = new Int32Array(kept?.length ?? axis.size);
  for (let p = 0; p < distances.length; p++) {
    const member = kept === null ? p : kept[p]!;
    distances[p] = (own === undefined ? 0 : own[member]!) - (other === undefined ? 0 : other[member]!);
  }
  return distances;
}

/** Summands of one term can meet in a column. */
function repeats({ enumeration, columns }: Term): boolean {
  if (enumeration === null) return false;
  const { starts } = enumeration;
  const steps = columns[0]!.steps!;
  const seen = new Map<number, number>();
  if (steps.length > 1 && increasing(steps, starts)) return false;
  for (let group = 0; group + 1 < starts.length; group++) {
    for (let q = starts[group]!; q < starts[group + 1]!; q++) {
      if (seen.get(steps[q]!) === group) return true;
      seen.set(steps[q]!, group);
    }
  }
  return false;
}

function increasing(steps: Int32Array, starts: Int32Array): boolean {
  let group = 0;
  for (let q = 1; q < steps.length; q++) {
    while (starts[group + 1]! < q) group++;
    if (starts[group + 1] !== q && steps[q]! <= steps[q - 1]!) return false;
  }
  return true;
}

/**
 * Joins entries of rows 0 .. rows - 1 that stand in the same column, keeping the place of the first; `starts` becomes
 * that of the joined rows. Returns the number of entries left. `marker` holds -1 for every column, and does so again.
 */
export function mergeRepeated(
  matrix: SparseMatrix,
  firstRow: number,
  rows: number,
  end: number,
  marker: Int32Array,
): number {
  const { starts, indices, values } = matrix;
  let write = rows === 0 ? end : starts[firstRow]!;
  for (let row = firstRow; row < firstRow + rows; row++) {
    const from = starts[row]!;
    const to = row + 1 < firstRow + rows ? starts[row + 1]! : end;
    const begin = write;
    for (let p = from; p < to; p++) {
      const column = indices[p]!;
      const seen = marker[column]!;
      if (seen >= 0) values[seen]! += values[p]!;
      else {
        marker[column] = write;
        indices[write] = column;
        values[write++] = values[p]!;
      }
    }
    for (let p = begin; p < write; p++) marker[indices[p]!] = -1;
    starts[row] = begin;
  }
  return write;
}
