/** Rows of `A x + s = b` as they are collected, each with what it stands for. */
import { compress, type SparseMatrix, TripletList } from "../../src/program/index.ts";

/** What a row of the standard form holds: a row of the program, a column's bound, or an expression of a cone. */
export const Source = { row: 0, column: 1, expression: 2 } as const;

export interface Capacity {
  readonly rows: number;
  readonly entries: number;
}

export class StandardRows {
  /** Where each row comes from. */
  readonly source: Uint8Array;
  readonly index: Int32Array;
  /** The row is -factor times what it comes from, so that factor times its multiplier is the multiplier of that. */
  readonly factor: Float64Array;
  /** A second expression of the same cone in the row, -1 without one, and the sign it is added with. */
  readonly partner: Int32Array;
  readonly partnerSign: Int8Array;
  readonly #right: Float64Array;
  /** By column. */
  readonly #entries: TripletList;
  #count = 0;

  constructor({ rows, entries }: Capacity) {
    this.source = new Uint8Array(rows);
    this.index = new Int32Array(rows);
    this.factor = new Float64Array(rows);
    this.partner = new Int32Array(rows).fill(-1);
    this.partnerSign = new Int8Array(rows);
    this.#right = new Float64Array(rows);
    this.#entries = new TripletList(entries);
  }

  get count(): number {
    return this.#count;
  }

  /** Begins the row -factor * (something) + s = -factor * side. */
  begin(source: number, index: number, factor: number, side: number): void {
    const row = this.#count++;
    this.source[row] = source;
    this.index[row] = index;
    this.factor[row] = factor;
    this.#right[row] = -factor * side;
  }

  /** Says that the last row holds another expression too. */
  setPartner(index: number, sign: 1 | -1): void {
    this.partner[this.#count - 1] = index;
    this.partnerSign[this.#count - 1] = sign;
  }

  /** An entry of what the last row holds; entries of one column are added up. */
  add(col: number, value: number): void {
    const row = this.#count - 1;
    this.#entries.add(col, row, -this.factor[row]! * value);
  }

  get rightSide(): Float64Array {
    return this.#right.slice(0, this.#count);
  }

  /** By column; rows ascend, as they were collected in order. */
  matrix(numCols: number): SparseMatrix {
    return compress(this.#entries, numCols, this.#count);
  }
}
