/** What a statement of a case file works with. */

/** Numbers by rows. A row of a matrix that was written out knows the line of the file it stands in. */
export interface Matrix {
  readonly kind: "matrix";
  readonly rows: number;
  readonly columns: number;
  /** Row after row. */
  readonly values: Float64Array;
  /** Ones and zeros that pick, where they stand as a subscript. */
  readonly logical?: boolean;
  /** Line of the file, by row. */
  readonly lines?: Int32Array;
}

export interface Text {
  readonly kind: "text";
  readonly text: string;
}

/** Names of buses and the like: their contents are not read. */
export interface Cell {
  readonly kind: "cell";
}

export interface Structure {
  readonly kind: "structure";
  readonly fields: Map<string, Value>;
}

export type Value = Matrix | Text | Cell | Structure;

export function matrix(rows: number, columns: number, values?: Float64Array): Matrix {
  return { kind: "matrix", rows, columns, values: values ?? new Float64Array(rows * columns) };
}

export function scalar(value: number): Matrix {
  return matrix(1, 1, Float64Array.of(value));
}

export function isScalar(value: Matrix): boolean {
  return value.rows === 1 && value.columns === 1;
}

/** "3 x 13" */
export function sizeOf({ rows, columns }: Matrix): string {
  return `${rows} x ${columns}`;
}
