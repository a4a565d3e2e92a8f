/** Gathers a program entry by entry while a file is read, then compresses it. */
import {
  type GrowableBytes,
  type GrowableFloats,
  type GrowableIntegers,
  growableBytes,
  growableFloats,
  growableIntegers,
} from "../growable.ts";
import { plainNames } from "../names.ts";
import { ColumnKind, type Program, type SparseMatrix } from "../program.ts";
import { compress, transpose } from "../sparse.ts";

export class ProgramBuilder {
  name = "";
  sense: "minimize" | "maximize" = "minimize";
  offset = 0;
  readonly colCost: GrowableFloats = growableFloats();
  readonly colLower: GrowableFloats = growableFloats();
  readonly colUpper: GrowableFloats = growableFloats();
  readonly colKind: GrowableBytes = growableBytes();
  readonly rowLower: GrowableFloats = growableFloats();
  readonly rowUpper: GrowableFloats = growableFloats();
  readonly #columns = new Map<string, number>();
  readonly #columnNames: string[] = [];
  readonly #rows = new Map<string, number>();
  readonly #rowNames: (string | null)[] = [];
  readonly #entries = { rows: growableIntegers(), cols: growableIntegers(), values: growableFloats() };
  readonly #hessian = { rows: growableIntegers(), cols: growableIntegers(), values: growableFloats() };

  get numCols(): number {
    return this.colCost.length;
  }

  get numRows(): number {
    return this.rowLower.length;
  }

  findColumn(name: string): number | undefined {
    return this.#columns.get(name);
  }

  findRow(name: string): number | undefined {
    return this.#rows.get(name);
  }

  columnName(column: number): string {
    return this.#columnNames[column]!;
  }

  rowName(row: number): string {
    return this.#rowNames[row] ?? `c${row + 1}`;
  }

  /** The column of that name; a new one is continuous, costs nothing and lies in [0, inf). */
  column(name: string): number {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const column = this.numCols;
    this.#columns.set(name, column);
    this.#columnNames.push(name);
    this.colCost.push(0);
    this.colLower.push(0);
    this.colUpper.push(Number.POSITIVE_INFINITY);
    this.colKind.push(ColumnKind.continuous);
    return column;
  }

  /** Appends a row; a row without a name is called "c" and its number when all is read. */
  row(name: string | null, lower: number, upper: number): number {
    const row = this.numRows;
    if (name !== null) this.#rows.set(name, row);
    this.#rowNames.push(name);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    return row;
  }

  /** Adds to the coefficient of a column in a row. */
  entry(row: number, column: number, value: number): void {
    this.#entries.rows.push(row);
    this.#entries.cols.push(column);
    this.#entries.values.push(value);
  }

  cost(column: number, value: number): void {
    this.colCost.set(column, this.colCost.get(column) + value);
  }

  /** Adds `value` to Q_ij and, by symmetry, Q_ji of the objective 1/2 x' Q x. */
  curvature(i: number, j: number, value: number): void {
    this.#hessian.rows.push(Math.max(i, j));
    this.#hessian.cols.push(Math.min(i, j));
    this.#hessian.values.push(value);
  }

  build(): Program {
    const { name, sense, offset, numCols, numRows } = this;
    return {
      ...{ name, sense, offset, numCols, numRows },
      colCost: this.colCost.toArray(),
      colLower: this.colLower.toArray(),
      colUpper: this.colUpper.toArray(),
      colKind: this.colKind.toArray(),
      rowLower: this.rowLower.toArray(),
      rowUpper: this.rowUpper.toArray(),
      ...matrixOf(this.#entries, numRows, numCols),
      hessian: this.#buildHessian(),
      cones: null,
      colNames: plainNames(this.#columnNames),
      rowNames: plainNames(this.#namesOfRows()),
    };
  }

  /** Gathered by rows and transposed, so that the rows of every column ascend. */
  #buildHessian(): SparseMatrix | null {
    const byRow = matrixOf(this.#hessian, this.numCols, this.numCols);
    return byRow.indices.length === 0 ? null : transpose(byRow, this.numCols);
  }

  #namesOfRows(): string[] {
    return this.#rowNames.map((name, row) => {
      if (name !== null) return name;
      let free = this.rowName(row);
      while (this.#rows.has(free)) free += "~";
      return free;
    });
  }
}

interface Loose {
  readonly rows: GrowableIntegers;
  readonly cols: GrowableIntegers;
  readonly values: GrowableFloats;
}

function matrixOf({ rows, cols, values }: Loose, numMajor: number, numMinor: number): SparseMatrix {
  const entries = { count: rows.length, majors: rows.data, minors: cols.data, values: values.data };
  return compress(entries, numMajor, numMinor);
}
