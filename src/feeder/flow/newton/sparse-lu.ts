/** LU factors of a sparse matrix of 2 x 2 blocks whose pattern is symmetric; analysed once, factorised as often as wanted. */

/** Blocks beside the diagonal in compressed rows, sorted by column; where (i, j) is, (j, i) is. Columns from `size` on are left out. */
export interface BlockPattern {
  readonly size: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
}

/**
 * Factors of a matrix whose rows and columns stand in their order of elimination (see `minimumDegreeOrder`). Blocks are four
 * numbers in a row, [a, b, c, d] for a b above c d. There is no pivoting beyond the 2 x 2 blocks on the diagonal: right for
 * matrices that are dominated by their diagonal or close to it, as those of a power flow are.
 */
export class SparseLu {
  readonly #pattern: BlockPattern;
  /** Pattern of the upper factor by rows; the lower one by rows has the same, transposed. */
  readonly #upperStart: Int32Array;
  readonly #upperColumn: Int32Array;
  readonly #lowerStart: Int32Array;
  readonly #lowerColumn: Int32Array;
  readonly #upper: Float64Array;
  readonly #lower: Float64Array;
  /** Inverses of the pivots. */
  readonly #inverse: Float64Array;
  /** One row of blocks, spread out; zero between rows. */
  readonly #row: Float64Array;

  constructor(pattern: BlockPattern) {
    this.#pattern = pattern;
    const { start, column } = factorPattern(pattern);
    this.#upperStart = start;
    this.#upperColumn = column;
    const lower = transposed(start, column);
    this.#lowerStart = lower.start;
    this.#lowerColumn = lower.column;
    this.#upper = new Float64Array(4 * column.length);
    this.#lower = new Float64Array(4 * column.length);
    this.#inverse = new Float64Array(4 * pattern.size);
    this.#row = new Float64Array(4 * pattern.size);
  }

  /** Blocks above the diagonal of the upper factor: the pattern's own and those that elimination fills. */
  get numBlocks(): number {
    return this.#upperColumn.length;
  }

  /**
   * Factorises the matrix of these blocks, on the diagonal and off it (in the order of the pattern). Gives the sign of
   * its determinant, or 0 where a pivot is singular or not finite; then there are no factors to solve with.
   */
  factorise(diagonal: Float64Array, offDiagonal: Float64Array): -1 | 0 | 1 {
    const { size } = this.#pattern;
    let sign: -1 | 1 = 1;
    for (let i = 0; i < size; i++) {
      this.#spread(i, diagonal, offDiagonal);
      this.#eliminate(i);
      const determinant = this.#invertPivot(i);
      this.#gather(i);
      if (determinant === 0) return 0;
      if (determinant < 0) sign = sign === 1 ? -1 : 1;
    }
    return sign;
  }

  /** Overwrites a right-hand side (two numbers a block row) with the solution. */
  solve(x: Float64Array): void {
    const { size } = this.#pattern;
    for (let i = 0; i < size; i++) {
      subtractRow(x, i, this.#lowerStart, this.#lowerColumn, this.#lower);
    }
    const inverse = this.#inverse;
    for (let i = size - 1; i >= 0; i--) {
      subtractRow(x, i, this.#upperStart, this.#upperColumn, this.#upper);
      const p = x[2 * i]!;
      const q = x[2 * i + 1]!;
      x[2 * i] = inverse[4 * i]! * p + inverse[4 * i + 1]! * q;
      x[2 * i + 1] = inverse[4 * i + 2]! * p + inverse[4 * i + 3]! * q;
    }
  }

  /** The same with the transposed matrix: what sensitivities and prices ask for. */
  solveTransposed(x: Float64Array): void {
    const { size } = this.#pattern;
    const inverse = this.#inverse;
    for (let i = 0; i < size; i++) {
      const p = x[2 * i]!;
      const q = x[2 * i + 1]!;
      x[2 * i] = inverse[4 * i]! * p + inverse[4 * i + 2]! * q;
      x[2 * i + 1] = inverse[4 * i + 1]! * p + inverse[4 * i + 3]! * q;
      subtractTransposedRow(x, i, this.#upperStart, this.#upperColumn, this.#upper);
    }
    for (let i = size - 1; i >= 0; i--) {
      subtractTransposedRow(x, i, this.#lowerStart, this.#lowerColumn, this.#lower);
    }
  }

  #spread(i: number, diagonal: Float64Array, offDiagonal: Float64Array): void {
    const { size, start, column } = this.#pattern;
    const row = this.#row;
    const end = start[i + 1]!;
    for (let p = start[i]!; p < end; p++) {
      const j = column[p]!;
      if (j >= size) break;
      row[4 * j] = offDiagonal[4 * p]!;
      row[4 * j + 1] = offDiagonal[4 * p + 1]!;
      row[4 * j + 2] = offDiagonal[4 * p + 2]!;
      row[4 * j + 3] = offDiagonal[4 * p + 3]!;
    }
    row[4 * i] = diagonal[4 * i]!;
    row[4 * i + 1] = diagonal[4 * i + 1]!;
    row[4 * i + 2] = diagonal[4 * i + 2]!;
    row[4 * i + 3] = diagonal[4 * i + 3]!;
  }

  /** Takes the rows before from the row that is spread out, and leaves zeros where its lower part stood. */
  #eliminate(i: number): void {
    const row = this.#row;
    const inverse = this.#inverse;
    const lower = this.#lower;
    const end = this.#lowerStart[i + 1]!;
    for (let p = this.#lowerStart[i]!; p < end; p++) {
      const k = 4 * this.#lowerColumn[p]!;
      const a = row[k]! * inverse[k]! + row[k + 1]! * inverse[k + 2]!;
      const b = row[k]! * inverse[k + 1]! + row[k + 1]! * inverse[k + 3]!;
      const c = row[k + 2]! * inverse[k]! + row[k + 3]! * inverse[k + 2]!;
      const d = row[k + 2]! * inverse[k + 1]! + row[k + 3]! * inverse[k + 3]!;
      row[k] = row[k + 1] = row[k + 2] = row[k + 3] = 0;
      lower[4 * p] = a;
      lower[4 * p + 1] = b;
      lower[4 * p + 2] = c;
      lower[4 * p + 3] = d;
      this.#subtract(k >> 2, a, b, c, d);
    }
  }

  /** Takes the block [a, b, c, d] times row k of the upper factor from the row that is spread out. */
  #subtract(k: number, a: number, b: number, c: number, d: number): void {
    const row = this.#row;
    const upper = this.#upper;
    const end = this.#upperStart[k + 1]!;
    for (let q = this.#upperStart[k]!; q < end; q++) {
      const j = 4 * this.#upperColumn[q]!;
      const e = upper[4 * q]!;
      const f = upper[4 * q + 1]!;
      const g = upper[4 * q + 2]!;
      const h = upper[4 * q + 3]!;
      row[j] = row[j]! - (a * e + b * g);
      row[j + 1] = row[j + 1]! - (a * f + b * h);
      row[j + 2] = row[j + 2]! - (c * e + d * g);
      row[j + 3] = row[j + 3]! - (c * f + d * h);
    }
  }

  /** Gives the determinant of the pivot, 0 where it is too close to that or not finite. */
  #invertPivot(i: number): number {
    const row = this.#row;
    const a = row[4 * i]!;
    const b = row[4 * i + 1]!;
    const c = row[4 * i + 2]!;
    const d = row[4 * i + 3]!;
    row[4 * i] = row[4 * i + 1] = row[4 * i + 2] = row[4 * i + 3] = 0;
    const determinant = a * d - b * c;
    const squares = a * a + b * b + c * c + d * d;
    if (!(Math.abs(determinant) > 1e-28 * squares) || squares === Number.POSITIVE_INFINITY) return 0;
    const inverse = this.#inverse;
    inverse[4 * i] = d / determinant;
    inverse[4 * i + 1] = -b / determinant;
    inverse[4 * i + 2] = -c / determinant;
    inverse[4 * i + 3] = a / determinant;
    return determinant;
  }

  #gather(i: number): void {
    const row = this.#row;
    const upper = this.#upper;
    const end = this.#upperStart[i + 1]!;
    for (let q = this.#upperStart[i]!; q < end; q++) {
      const j = 4 * this.#upperColumn[q]!;
      upper[4 * q] = row[j]!;
      upper[4 * q + 1] = row[j + 1]!;
      upper[4 * q + 2] = row[j + 2]!;
      upper[4 * q + 3] = row[j + 3]!;
      row[j] = row[j + 1] = row[j + 2] = row[j + 3] = 0;
    }
  }
}

function subtractRow(x: Float64Array, i: number, start: Int32Array, column: Int32Array, values: Float64Array): void {
  let p = x[2 * i]!;
  let q = x[2 * i + 1]!;
  const end = start[i + 1]!;
  for (let k = start[i]!; k < end; k++) {
    const u = x[2 * column[k]!]!;
    const v = x[2 * column[k]! + 1]!;
    p -= values[4 * k]! * u + values[4 * k + 1]! * v;
    q -= values[4 * k + 2]! * u + values[4 * k + 3]! * v;
  }
  x[2 * i] = p;
  x[2 * i + 1] = q;
}

function subtractTransposedRow(
  x: Float64Array,
  i: number,
  start: Int32Array,
  column: Int32Array,
  values: Float64Array,
): void {
  const p = x[2 * i]!;
  const q = x[2 * i + 1]!;
  const end = start[i + 1]!;
  for (let k = start[i]!; k < end; k++) {
    const j = 2 * column[k]!;
    x[j] = x[j]! - (values[4 * k]! * p + values[4 * k + 2]! * q);
    x[j + 1] = x[j + 1]! - (values[4 * k + 1]! * p + values[4 * k + 3]! * q);
  }
}

/**
 * Rows of the upper factor, sorted: what the row has beyond the diagonal, and what it takes over from its children in the
 * elimination tree (those rows whose first column it is).
 */
function factorPattern({ size, start, column }: BlockPattern): { start: Int32Array; column: Int32Array } {
  const upperStart = new Int32Array(size + 1);
  let upper = new Int32Array(Math.max(16, column.length));
  const firstChild = new Int32Array(size).fill(-1);
  const nextChild = new Int32Array(size).fill(-1);
  const mark = new Int32Array(size).fill(-1);
  let end = 0;
  for (let i = 0; i < size; i++) {
    if (end + size - i > upper.length) upper = grown(upper, 2 * (end + size - i));
    mark[i] = i;
    const take = (j: number): void => {
      if (j <= i || j >= size || mark[j] === i) return;
      mark[j] = i;
      upper[end++] = j;
    };
    for (let p = start[i]!; p < start[i + 1]!; p++) take(column[p]!);
    for (let child = firstChild[i]!; child >= 0; child = nextChild[child]!) {
      for (let p = upperStart[child]!; p < upperStart[child + 1]!; p++) take(upper[p]!);
    }
    upperStart[i + 1] = end;
    if (end - upperStart[i]! > 1) upper.subarray(upperStart[i]!, end).sort();
    if (end > upperStart[i]!) {
      const parent = upper[upperStart[i]!]!;
      nextChild[i] = firstChild[parent]!;
      firstChild[parent] = i;
    }
  }
  return { start: upperStart, column: upper.slice(0, end) };
}

function grown(values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(length);
  more.set(values);
  return more;
}

/** The transposed pattern, its rows sorted. */
function transposed(start: Int32Array, column: Int32Array): { start: Int32Array; column: Int32Array } {
  const size = start.length - 1;
  const rowStart = new Int32Array(size + 1);
  for (const j of column) rowStart[j + 1]!++;
  for (let i = 0; i < size; i++) rowStart[i + 1]! += rowStart[i]!;
  const next = rowStart.slice();
  const row = new Int32Array(column.length);
  for (let i = 0; i < size; i++) {
    for (let p = start[i]!; p < start[i + 1]!; p++) row[next[column[p]!]!++] = i;
  }
  return { start: rowStart, column: row };
}
