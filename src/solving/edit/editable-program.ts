/** A program that is edited in place and grows by whole blocks of rows and columns: what a session owns. */
import {
  type NameBlock,
  type NameTable,
  type Program,
  type SparseMatrix,
  transpose,
  withoutColumns,
  withRoom,
  withTrailingColumns,
} from "../../program/index.ts";
import type { NewColumns, NewRows } from "../solver.ts";
import type { CoefficientsChange } from "./program-change.ts";

/** Entries that did change, as a solver's copy wants them. */
interface ChangedEntries {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly values: Float64Array;
}

/**
 * Rows and columns of the program as opened keep their numbers for ever: blocks are added behind them, and only
 * blocks are dropped. In a row the opened entries come first, so an opened position only shifts with its row's start.
 */
export class EditableProgram {
  readonly #opened: Program;
  #numCols: number;
  #numRows: number;
  #offset: number;
  #colCost: Float64Array;
  #colLower: Float64Array;
  #colUpper: Float64Array;
  #colKind: Uint8Array;
  #rowLower: Float64Array;
  #rowUpper: Float64Array;
  #starts: Int32Array;
  #indices: Int32Array;
  #values: Float64Array;
  #hessian: SparseMatrix | null;
  #colNames: NameTable;
  #rowNames: NameTable;
  #ownsStructure = false;
  #ownsValues = false;
  #rowOfOpened: Int32Array | null = null;
  #scratch: ChangedEntries = { rows: new Int32Array(0), cols: new Int32Array(0), values: new Float64Array(0) };
  #view: Program | null = null;

  constructor(program: Program) {
    this.#opened = program;
    this.#numCols = program.numCols;
    this.#numRows = program.numRows;
    this.#offset = program.offset;
    this.#colCost = program.colCost.slice();
    this.#colLower = program.colLower.slice();
    this.#colUpper = program.colUpper.slice();
    this.#colKind = program.colKind.slice();
    this.#rowLower = program.rowLower.slice();
    this.#rowUpper = program.rowUpper.slice();
    this.#starts = program.starts;
    this.#indices = program.indices;
    this.#values = program.values;
    this.#hessian = program.hessian;
    this.#colNames = program.colNames;
    this.#rowNames = program.rowNames;
  }

  /** The program as it stands: views of the arrays that are edited, valid until rows or columns are added or dropped. */
  get program(): Program {
    this.#view ??= this.#makeView();
    return this.#view;
  }

  /** Number of entries of the program as opened: what positions of coefficients count. */
  get numOpenedEntries(): number {
    return this.#opened.values.length;
  }

  get numOpenedCols(): number {
    return this.#opened.numCols;
  }

  setOffset(offset: number): void {
    this.#offset = offset;
    this.#view = null;
  }

  setHessian(hessian: SparseMatrix): void {
    this.#hessian = hessian;
    this.#view = null;
  }

  /** Writes coefficients of the program as opened; tells, until the next call, which were different before. */
  setCoefficients(parts: readonly CoefficientsChange[]): ChangedEntries {
    this.#ownValues();
    const changed = this.#scratchFor(parts.reduce((size, { values }) => size + values.length, 0));
    const end = parts.reduce((count, part) => this.#setPart(part, changed, count), 0);
    return {
      rows: changed.rows.subarray(0, end),
      cols: changed.cols.subarray(0, end),
      values: changed.values.subarray(0, end),
    };
  }

  /** Lists what changes from `count` on; returns where the list ends. */
  #setPart({ at, values }: CoefficientsChange, changed: ChangedEntries, count: number): number {
    const positions = typeof at === "number" ? null : at;
    const from = typeof at === "number" ? at : 0;
    const rowOf = this.#rowsOfOpened();
    const openedStarts = this.#opened.starts;
    const starts = this.#starts;
    const indices = this.#indices;
    const current = this.#values;
    let end = count;
    for (let k = 0; k < values.length; k++) {
      const position = positions === null ? from + k : positions[k]!;
      const row = rowOf[position]!;
      const place = starts === openedStarts ? position : position + starts[row]! - openedStarts[row]!;
      const value = values[k]!;
      if (current[place] === value) continue;
      current[place] = value;
      changed.rows[end] = row;
      changed.cols[end] = indices[place]!;
      changed.values[end++] = value;
    }
    return end;
  }

  /** Allocating these for every edit would cost several times the edit itself. */
  #scratchFor(size: number): ChangedEntries {
    if (this.#scratch.values.length < size) {
      this.#scratch = { rows: new Int32Array(size), cols: new Int32Array(size), values: new Float64Array(size) };
    }
    return this.#scratch;
  }

  /** Row and column of a position of the program as opened. */
  placeOf(position: number): { row: number; col: number } {
    return { row: this.#rowsOfOpened()[position]!, col: this.#opened.indices[position]! };
  }

  addRows(rows: NewRows, names: NameBlock): void {
    const { starts, indices, values } = rows.matrix;
    const count = rows.lower.length;
    const end = this.#starts[this.#numRows]!;
    this.#ownStructure(count, values.length);
    this.#rowLower = appended(this.#rowLower, this.#numRows, rows.lower);
    this.#rowUpper = appended(this.#rowUpper, this.#numRows, rows.upper);
    this.#indices.set(indices, end);
    this.#values.set(values, end);
    for (let row = 0; row < count; row++) this.#starts[this.#numRows + row + 1] = end + starts[row + 1]!;
    this.#numRows += count;
    this.#rowNames = [...this.#rowNames, names];
    this.#view = null;
  }

  addColumns(columns: NewColumns, names: NameBlock): void {
    const first = this.#numCols;
    this.#colCost = appended(this.#colCost, first, columns.cost);
    this.#colLower = appended(this.#colLower, first, columns.lower);
    this.#colUpper = appended(this.#colUpper, first, columns.upper);
    this.#colKind = appended(this.#colKind, first, columns.kind);
    this.#numCols += columns.cost.length;
    if (columns.matrix.values.length > 0) this.#enterRows(transpose(columns.matrix, this.#numRows), first);
    if (this.#hessian !== null) this.#hessian = withTrailingColumns(this.#hessian, this.#numCols);
    this.#colNames = [...this.#colNames, names];
    this.#view = null;
  }

  dropRows(first: number, count: number): void {
    this.#ownStructure(0, 0);
    const from = this.#starts[first]!;
    const to = this.#starts[first + count]!;
    const end = this.#starts[this.#numRows]!;
    this.#indices.copyWithin(from, to, end);
    this.#values.copyWithin(from, to, end);
    for (let row = first; row + count <= this.#numRows; row++) {
      this.#starts[row] = this.#starts[row + count]! - (to - from);
    }
    this.#rowLower.copyWithin(first, first + count, this.#numRows);
    this.#rowUpper.copyWithin(first, first + count, this.#numRows);
    this.#numRows -= count;
    this.#rowNames = withoutNames(this.#rowNames, first, count);
    this.#view = null;
  }

  dropColumns(first: number, count: number): void {
    this.#leaveRows(first, count);
    for (const array of [this.#colCost, this.#colLower, this.#colUpper, this.#colKind]) {
      array.copyWithin(first, first + count, this.#numCols);
    }
    this.#numCols -= count;
    if (this.#hessian !== null) this.#hessian = withoutColumns(this.#hessian, first, count);
    this.#colNames = withoutNames(this.#colNames, first, count);
    this.#view = null;
  }

  /** Appends the entries of new columns to their rows, from the last row to the first so that none is overwritten. */
  #enterRows(byRow: SparseMatrix, firstColumn: number): void {
    this.#ownStructure(0, byRow.values.length);
    const starts = this.#starts;
    let end = starts[this.#numRows]! + byRow.values.length;
    for (let row = this.#numRows - 1; row >= 0; row--) {
      const oldEnd = starts[row + 1]!;
      starts[row + 1] = end;
      for (let k = byRow.starts[row + 1]! - 1; k >= byRow.starts[row]!; k--) {
        this.#indices[--end] = firstColumn + byRow.indices[k]!;
        this.#values[end] = byRow.values[k]!;
      }
      const oldStart = starts[row]!;
      end -= oldEnd - oldStart;
      this.#indices.copyWithin(end, oldStart, oldEnd);
      this.#values.copyWithin(end, oldStart, oldEnd);
    }
  }

  #leaveRows(first: number, count: number): void {
    this.#ownStructure(0, 0);
    const starts = this.#starts;
    let end = 0;
    for (let row = 0, from = 0; row < this.#numRows; row++) {
      const to = starts[row + 1]!;
      for (let k = from; k < to; k++) {
        const col = this.#indices[k]!;
        if (col >= first && col < first + count) continue;
        this.#indices[end] = col < first ? col : col - count;
        this.#values[end++] = this.#values[k]!;
      }
      from = to;
      starts[row + 1] = end;
    }
  }

  #ownValues(): void {
    if (this.#ownsValues) return;
    this.#values = this.#values.slice();
    this.#ownsValues = true;
    this.#view = null;
  }

  /** Makes the matrix this object's own, with room for further rows and entries. */
  #ownStructure(rows: number, entries: number): void {
    const end = this.#starts[this.#numRows]!;
    this.#ownValues();
    if (!this.#ownsStructure) {
      this.#starts = this.#starts.slice();
      this.#indices = this.#indices.slice();
      this.#ownsStructure = true;
    }
    this.#starts = withRoom(this.#starts, this.#numRows + 1 + rows, this.#numRows + 1);
    this.#indices = withRoom(this.#indices, end + entries, end);
    this.#values = withRoom(this.#values, end + entries, end);
  }

  #rowsOfOpened(): Int32Array {
    if (this.#rowOfOpened !== null) return this.#rowOfOpened;
    const { starts, numRows } = this.#opened;
    const rowOf = new Int32Array(this.numOpenedEntries);
    for (let row = 0; row < numRows; row++) rowOf.fill(row, starts[row]!, starts[row + 1]!);
    this.#rowOfOpened = rowOf;
    return rowOf;
  }

  #makeView(): Program {
    const { name, sense, cones } = this.#opened;
    const numCols = this.#numCols;
    const numRows = this.#numRows;
    const entries = this.#starts[numRows]!;
    return {
      name,
      sense,
      cones,
      numCols,
      numRows,
      offset: this.#offset,
      colCost: this.#colCost.subarray(0, numCols),
      colLower: this.#colLower.subarray(0, numCols),
      colUpper: this.#colUpper.subarray(0, numCols),
      colKind: this.#colKind.subarray(0, numCols),
      rowLower: this.#rowLower.subarray(0, numRows),
      rowUpper: this.#rowUpper.subarray(0, numRows),
      starts: this.#starts.subarray(0, numRows + 1),
      indices: this.#indices.subarray(0, entries),
      values: this.#values.subarray(0, entries),
      hessian: this.#hessian,
      colNames: this.#colNames,
      rowNames: this.#rowNames,
    };
  }
}

type Growing = Float64Array | Int32Array | Uint8Array;

function appended<A extends Growing>(array: A, used: number, more: A): A {
  const longer = withRoom(array, used + more.length, used);
  longer.set(more, used);
  return longer;
}

/** The block that starts at `first` goes, and the later ones move up. */
function withoutNames(table: NameTable, first: number, count: number): NameTable {
  return table
    .filter((block) => block.first !== first)
    .map((block) => (block.first < first ? block : { ...block, first: block.first - count }));
}
