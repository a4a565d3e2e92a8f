/**
 * The type of a table of results. It is an arquero ColumnTable and can do all that one can; arquero's own declarations
 * do not pass a strict check, so what is used most is written down here.
 */

/** A row as arquero hands it out: values by column, labels as strings and quantities as numbers. */
export type ResultRow = Readonly<Record<string, unknown>>;

/**
 * An expression over a row that arquero parses: its text, or a function of the row and nothing else. Say what is in
 * the row to compute with it: `(row: Record<string, number>) => row["net load [kW]"] > 3`.
 */
export type RowExpression<Row, Value = unknown> = string | ((row: Row) => Value);

/** Which rows are given out. */
export interface RowRange {
  /** The most rows. */
  readonly limit?: number;
  /** Rows left out first. */
  readonly offset?: number;
}

/**
 * An arquero table: one column for each set and each quantity. Every verb gives a new table. For the verbs that are not
 * listed, say that it is arquero's: `tableOf(...) as ColumnTable`.
 */
export interface ResultTable {
  numRows(): number;
  numCols(): number;
  columnNames(): string[];
  /** Value in a row of a column. */
  get(column: string, row?: number): unknown;
  /** All values of a column. */
  array(column: string): ArrayLike<unknown>;
  /** All rows, or some of them, as objects. */
  objects(range?: RowRange): object[];
  /** Writes rows to the console, ten or as many as are asked for. */
  print(range?: RowRange | number): this;
  toCSV(): string;
  toHTML(): string;
  toJSON(): string;
  toMarkdown(): string;

  select(...columns: readonly (string | number | string[] | Record<string, string>)[]): this;
  rename(columns: Record<string, string>): this;
  filter<Row = ResultRow>(criterion: RowExpression<Row, boolean>): this;
  derive<Row = ResultRow>(columns: Readonly<Record<string, RowExpression<Row>>>): this;
  groupby(...columns: readonly string[]): this;
  ungroup(): this;
  rollup<Row = ResultRow>(columns: Readonly<Record<string, RowExpression<Row>>>): this;
  count(): this;
  /** By columns, or by what `desc` of arquero makes of one. */
  orderby(...keys: readonly (string | object)[]): this;
  slice(start?: number, end?: number): this;
}
