/** Taking and setting parts of a matrix: x(2, 3), x(:, [PD QD]), x(end, :), x(x(:, PD) > 0, QD), x(:), x(3, :) = []. */
import { refuse } from "./failure.ts";
import { isScalar, type Matrix, matrix, sizeOf } from "./values.ts";

/** A subscript: numbers from 1, a logical matrix, or everything. */
export type Subscript = Matrix | "all";

/** Positions from 0 that a subscript picks of so many. */
export function positions(subscript: Subscript, count: number, what: string): Int32Array {
  if (subscript === "all") return Int32Array.from({ length: count }, (_, k) => k);
  if (subscript.logical === true) return picked(subscript, count, what);
  return Int32Array.from(subscript.values, (value) => {
    if (!Number.isInteger(value) || value < 1)
      refuse(`${value} is no subscript: they are whole numbers from 1.`, "out-of-range");
    if (value > count) refuse(`Subscript ${value} is beyond the ${count} ${what}.`, "out-of-range");
    return value - 1;
  });
}

function picked({ values }: Matrix, count: number, what: string): Int32Array {
  if (values.length > count) refuse(`${values.length} conditions stand for ${count} ${what}.`, "wrong-size");
  const found: number[] = [];
  values.forEach((value, k) => {
    if (value !== 0) found.push(k);
  });
  return Int32Array.from(found);
}

export function taken(from: Matrix, subscripts: readonly Subscript[]): Matrix {
  if (subscripts.length === 1) return takenInOrder(from, subscripts[0]!);
  const [rows, columns] = byRowAndColumn(from, subscripts);
  const result = matrix(rows.length, columns.length);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      result.values[i * columns.length + j] = from.values[row * from.columns + column]!;
    });
  });
  return from.logical === true ? { ...result, logical: true } : result;
}

function byRowAndColumn(of: Matrix, subscripts: readonly Subscript[]): readonly [Int32Array, Int32Array] {
  const [first, second] = subscripts;
  if (subscripts.length !== 2)
    refuse(`${subscripts.length} subscripts stand where a row and a column should.`, "wrong-size");
  return [positions(first!, of.rows, "rows"), positions(second!, of.columns, "columns")];
}

/** One subscript counts down the columns. */
function takenInOrder(from: Matrix, subscript: Subscript): Matrix {
  const places = positions(subscript, from.values.length, "elements");
  const values = Float64Array.from(places, (place) => from.values[inOrder(from, place)]!);
  const lying = subscript !== "all" && (from.rows === 1 || (from.columns !== 1 && subscript.rows === 1));
  return lying ? matrix(1, values.length, values) : matrix(values.length, 1, values);
}

function inOrder({ rows, columns }: Matrix, place: number): number {
  return (place % rows) * columns + Math.floor(place / rows);
}

/** The matrix with some elements set to the values, or to the one value. */
export function changed(of: Matrix, subscripts: readonly Subscript[], to: Matrix): Matrix {
  const values = of.values.slice();
  if (subscripts.length === 1) {
    const places = positions(subscripts[0]!, values.length, "elements");
    checkCount(to, places.length, 1);
    places.forEach((place, k) => {
      values[inOrder(of, place)] = to.values[isScalar(to) ? 0 : inOrder(to, k)]!;
    });
    return { ...of, values };
  }
  const [rows, columns] = byRowAndColumn(of, subscripts);
  checkCount(to, rows.length, columns.length);
  const upright = isScalar(to) || to.rows === rows.length;
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      const k = upright ? i * columns.length + j : i + j;
      values[row * of.columns + column] = to.values[isScalar(to) ? 0 : k]!;
    });
  });
  return { ...of, values };
}

/** A vector may stand the other way round. */
function checkCount(to: Matrix, rows: number, columns: number): void {
  const fits = to.rows === rows && to.columns === columns;
  const vector =
    (rows === 1 || columns === 1) && to.values.length === rows * columns && (to.rows === 1 || to.columns === 1);
  if (!isScalar(to) && !fits && !vector) refuse(`${sizeOf(to)} cannot be set into ${rows} x ${columns}.`, "wrong-size");
}

/** The matrix without some rows or columns: x(3, :) = []. */
export function removed(of: Matrix, subscripts: readonly Subscript[]): Matrix {
  const [rows, columns] = subscripts;
  if (subscripts.length !== 2 || (rows !== "all" && columns !== "all")) {
    refuse("Only whole rows or whole columns can be removed.", "unsupported");
  }
  const without = (subscript: Subscript, count: number, what: string) => {
    const gone = new Set(positions(subscript, count, what));
    return Array.from({ length: count }, (_, k) => k).filter((k) => !gone.has(k));
  };
  const all = (count: number) => Array.from({ length: count }, (_, k) => k);
  const keptRows = columns === "all" ? without(rows!, of.rows, "rows") : all(of.rows);
  const keptColumns = columns === "all" ? all(of.columns) : without(columns!, of.columns, "columns");
  const result = matrix(keptRows.length, keptColumns.length);
  keptRows.forEach((row, i) => {
    keptColumns.forEach((column, j) => {
      result.values[i * keptColumns.length + j] = of.values[row * of.columns + column]!;
    });
  });
  return of.lines === undefined ? result : { ...result, lines: Int32Array.from(keptRows, (row) => of.lines![row]!) };
}
