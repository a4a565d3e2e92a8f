/** The rows that constraints, the members that variables have: which there are, and how they are visited in blocks. */
import { ClearwattError } from "../../../errors.ts";
import type { Axis } from "../../sets/symbolic-index.ts";

/** Up to this many rows run in one inner loop. */
export const blockLimit = 4096;

/** Positions are counted in 32 bits, with room for the mark of a member that is not there. */
const mostPositions = 2 ** 28;

export class Space {
  readonly axes: readonly Axis[];
  /** Positions of the full product of the axes. */
  readonly size: number;
  /** Rows that exist. */
  readonly count: number;
  /** Members that each axis has in the product that the rows are; null for all of them. */
  readonly members: readonly (Int32Array | null)[];
  /** Positions of the rows, ascending, where they are no product. */
  readonly listed: Int32Array | null;
  /** A block takes `taken` members of this axis, one of each axis before it and all of those behind it. */
  readonly splitAxis: number;
  readonly taken: number;
  /** Rows that the largest block has. */
  readonly block: number;
  /** Members that each axis has in the product. */
  readonly sizes: readonly number[];
  #present: Int32Array | null = null;
  #rows: Int32Array | null = null;

  /** `exists`: 1 for every position that has a row; `members`: of each axis, where rows are a product of them. */
  constructor(
    axes: readonly Axis[],
    exists: Uint8Array | null = null,
    members: readonly (Int32Array | null)[] = axes.map(() => null),
  ) {
    this.axes = axes;
    this.members = members;
    this.size = axes.reduce((size, axis) => size * axis.size, 1);
    if (this.size > mostPositions) {
      const sets = axes.map((axis) => `${axis.range.title} (${axis.size})`).join(" x ");
      throw new ClearwattError(
        `${sets} has ${this.size} members, and at most ${mostPositions} can be compiled. ` +
          "Make a set of the tuples that are needed with tuples(...).",
        {
          code: "too-large",
          data: { found: this.size, most: mostPositions, sets: axes.map((axis) => axis.range.title) },
        },
      );
    }
    this.listed = exists === null ? null : positionsOf(exists);
    this.sizes = axes.map((axis, k) => members[k]?.length ?? axis.size);
    this.count = this.listed?.length ?? this.sizes.reduce((count, size) => count * size, 1);
    let split = axes.length - 1;
    let inner = 1;
    while (split > 0 && inner * this.sizes[split]! <= blockLimit) inner *= this.sizes[split--]!;
    this.splitAxis = split;
    this.taken = split < 0 ? 1 : Math.min(this.sizes[split]!, Math.max(1, Math.floor(blockLimit / inner)));
    this.block = this.listed === null ? inner * this.taken : Math.min(blockLimit, this.count);
  }

  /** Positions of the rows in the product of the axes, ascending; null where all have one and row = position. */
  get present(): Int32Array | null {
    if (this.listed !== null || this.members.every((own) => own === null)) return this.listed;
    this.#present ??= productOf(this.axes, this.members);
    return this.#present;
  }

  /** Row at each position, -1 where there is none; null where all have one and row = position. */
  get rows(): Int32Array | null {
    if (this.present === null) return null;
    this.#rows ??= numbered(this.present, this.size);
    return this.#rows;
  }

  /** Position along each axis of a position in the product. */
  along(position: number): Int32Array {
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
      throw new ClearwattError(`"${owner}" has ${this.axes.length} sets and was asked with ${labels.length} labels.`, {
        code: "wrong-size",
        data: { name: owner, what: "labels", found: labels.length, expected: this.axes.length },
      });
    }
    const position = this.axes.reduce((sum, axis, k) => sum * axis.size + axis.range.positionOf(labels[k]!), 0);
    const row = this.rows === null ? position : this.rows[position]!;
    if (row >= 0) return row;
    throw new ClearwattError(
      `"${owner}" has no member [${labels.join(", ")}]: where, or a step past the end of a set, took it away.`,
      { code: "absent-member", data: { name: owner, labels } },
    );
  }

  /** Labels of row `row`. */
  labels(row: number): string[] {
    const at = this.along(this.present === null ? row : this.present[row]!);
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

function productOf(axes: readonly Axis[], members: readonly (Int32Array | null)[]): Int32Array {
  let positions = new Int32Array(1);
  axes.forEach(({ size }, k) => {
    const own = members[k] ?? null;
    const taken = own?.length ?? size;
    const wider = new Int32Array(positions.length * taken);
    for (let a = 0, next = 0; a < positions.length; a++) {
      for (let b = 0; b < taken; b++) wider[next++] = positions[a]! * size + (own === null ? b : own[b]!);
    }
    positions = wider;
  });
  return positions;
}

function numbered(present: Int32Array, size: number): Int32Array {
  const rows = new Int32Array(size).fill(-1);
  for (let row = 0; row < present.length; row++) rows[present[row]!] = row;
  return rows;
}
