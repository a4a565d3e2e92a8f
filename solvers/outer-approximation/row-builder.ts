/** Coefficients of one row, summed by column. */
export class RowBuilder {
  readonly #sums: Float64Array;
  readonly #isIn: Uint8Array;
  readonly columns: Int32Array;
  count = 0;

  constructor(numCols: number) {
    this.#sums = new Float64Array(numCols);
    this.#isIn = new Uint8Array(numCols);
    this.columns = new Int32Array(numCols);
  }

  add(col: number, value: number): void {
    if (this.#isIn[col] === 0) {
      this.#isIn[col] = 1;
      this.columns[this.count++] = col;
      this.#sums[col] = value;
    } else this.#sums[col]! += value;
  }

  coefficient(k: number): number {
    return this.#sums[this.columns[k]!]!;
  }

  clear(): void {
    for (let k = 0; k < this.count; k++) this.#isIn[this.columns[k]!] = 0;
    this.count = 0;
  }
}
