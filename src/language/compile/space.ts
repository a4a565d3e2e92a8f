/** The loops over which rows, members or bounds are made: which of their positions exist, and in which chunks to run. */
import { ClearwattError } from "../../errors.ts";
import type { Axis } from "../symbolic-index.ts";

/** Up to this many positions run in one inner loop. */
const chunkLimit = 4096;

export class Space {
  readonly axes: readonly Axis[];
  /** Positions of the full product of the axes. */
  readonly size: number;
  /** Positions that exist, ascending; null where all do. */
  readonly present: Int32Array | null;
  /** Number of the row at each position, -1 where there is none; null where all exist and row = position. */
  readonly rows: Int32Array | null;
  /** Axes 0 .. outer - 1 are stepped through one by one; the rest run together in chunks. */
  readonly outer: number;
  readonly chunk: number;

  constructor(axes: readonly Axis[], exists: Uint8Array | null = null) {
    this.axes = axes;
    this.size = axes.reduce((size, axis) => size * axis.size, 1);
    this.present = exists === null ? null : positionsOf(exists);
    this.rows = this.present === null ? null : numbered(this.present, this.size);
    let outer = axes.length;
    let chunk = 1;
    while (outer > 0 && (chunk === 1 || chunk * axes[outer - 1]!.size <= chunkLimit)) chunk *= axes[--outer]!.size;
    this.outer = outer;
    this.chunk = chunk;
  }

  /** Rows that exist. */
  get count(): number {
    return this.present === null ? this.size : this.present.length;
  }

  /** Visits every chunk in order with the positions of the outer axes. */
  eachChunk(visit: (outer: Int32Array, first: number) => void): void {
    const at = new Int32Array(this.outer);
    for (let first = 0; first < this.size; first += this.chunk) {
      visit(at, first);
      for (let k = this.outer - 1; k >= 0; k--) {
        if (++at[k]! < this.axes[k]!.size) break;
        at[k] = 0;
      }
    }
  }

  /** Position along each axis of a position in the product. */
  split(position: number): Int32Array {
    const at = new Int32Array(this.axes.length);
    for (let k = at.length - 1; k >= 0; k--) {
      at[k] = position % this.axes[k]!.size;
      position = (position - at[k]!) / this.axes[k]!.size;
    }
    return at;
  }

  /** Number of the row at some labels; throws where there is none. `owner` is named in the error. */
  row(labels: readonly (string | number)[], owner: string): number {
    if (labels.length !== this.axes.length) {
      throw new ClearwattError(`"${owner}" has ${this.axes.length} sets and was asked with ${labels.length} labels.`);
    }
    const position = this.axes.reduce((sum, axis, k) => sum * axis.size + axis.range.positionOf(labels[k]!), 0);
    const row = this.rows === null ? position : this.rows[position]!;
    if (row >= 0) return row;
    throw new ClearwattError(
      `"${owner}" has no member [${labels.join(", ")}]: where, or a step past the end of a set, took it away.`,
    );
  }

  /** Labels of row `row`. */
  labels(row: number): string[] {
    const at = this.split(this.present === null ? row : this.present[row]!);
    return this.axes.map((axis, k) => axis.label(at[k]!));
  }
}

function positionsOf(exists: Uint8Array): Int32Array | null {
  let count = 0;
  for (let k = 0; k < exists.length; k++) count += exists[k]!;
  if (count === exists.length) return null;
  const positions = new Int32Array(count);
  let next = 0;
  for (let k = 0; k < exists.length; k++) if (exists[k] === 1) positions[next++] = k;
  return positions;
}

function numbered(present: Int32Array, size: number): Int32Array {
  const rows = new Int32Array(size).fill(-1);
  for (let row = 0; row < present.length; row++) rows[present[row]!] = row;
  return rows;
}
