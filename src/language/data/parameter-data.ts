/** Reads what users hand in as the data of a parameter: numbers, arrays, nested records, functions and tables. */
import { ClearwattError } from "../../errors.ts";
import { described } from "../described.ts";
import type { LabelSet } from "../sets/label-set.ts";
import { Labelled } from "./labelled.ts";
import { fromLabelled } from "./labelled-data.ts";
import { labelsAt, labelsText, memberText, product } from "./member-text.ts";

/** A table by columns, such as one of arquero: one row for each member, one column for each set, one for the value. */
export interface Table {
  columnNames(): string[];
  numRows(): number;
  /** Value in a row of a column. */
  get(column: string, row: number): unknown;
}

/** Numbers by label, one level for each set: `{ "bus 2": { "1": 0.1, "2": 0.2 } }`, or a list at the last level. */
export interface NestedRecord {
  readonly [label: string]: number | ArrayLike<number> | NestedRecord;
}

export type ParameterData =
  | number
  | Labelled
  | ArrayLike<number>
  | NestedRecord
  | Table
  | ((...labels: string[]) => number);

/** A table whose columns are not called as the sets: which column holds the labels of each set, and which the value. */
export interface TableColumns {
  readonly keys?: readonly string[];
  readonly value?: string;
}

const mostValues = 2 ** 28;

/** Dense values over the sets, the last one fastest. Every member must have its number, and only one. */
export function readData(
  name: string,
  over: readonly LabelSet[],
  data: ParameterData,
  columns: TableColumns = {},
): Float64Array {
  const size = over.reduce((product, set) => product * set.size, 1);
  if (size > mostValues)
    throw new ClearwattError(
      `"${name}" would have ${size} values for ${product(over)}, and at most ${mostValues} can be kept.`,
      { code: "too-large", data: { name, found: size, most: mostValues } },
    );
  const values = read(name, over, data, size, columns);
  for (let k = 0; k < size; k++) {
    if (Number.isNaN(values[k]!))
      throw new ClearwattError(`"${name}"${memberText(over, k)} is not a number. Every member needs one.`, {
        code: "not-a-number",
        data: { name, labels: labelsAt(over, k), found: values[k] },
      });
  }
  return values;
}

function read(
  name: string,
  over: readonly LabelSet[],
  data: ParameterData,
  size: number,
  columns: TableColumns,
): Float64Array {
  if (typeof data === "number") return new Float64Array(size).fill(data);
  if (typeof data === "function") return fromFunction(name, over, data, size);
  if (typeof data !== "object" || data === null)
    throw new ClearwattError(
      `"${name}" was handed ${described(data)}. Give a number, an array, a record by label, a table or a function of the labels.`,
      { code: "wrong-type", data: { name, expected: "data", found: described(data) } },
    );
  if (data instanceof Labelled) return fromLabelled(name, over, data, size);
  if (isTable(data)) return fromTable(name, over, data, size, columns);
  return isList(data) ? fromList(name, over, data, size) : fromRecord(name, over, data, size);
}

function isList(data: object): data is ArrayLike<number> {
  return Array.isArray(data) || ("length" in data && typeof data.length === "number" && Symbol.iterator in data);
}

function isTable(data: object): data is Table {
  return (
    "columnNames" in data &&
    typeof data.columnNames === "function" &&
    "numRows" in data &&
    typeof data.numRows === "function"
  );
}

function fromList(name: string, over: readonly LabelSet[], data: ArrayLike<number>, size: number): Float64Array {
  if (over.length === 0 && data.length !== 1) {
    throw new ClearwattError(
      `"${name}" has no sets, so it takes one number, and it was handed ${data.length} values.`,
      { code: "wrong-size", data: { name, what: "numbers", found: data.length, expected: 1 } },
    );
  }
  if (data.length !== size) {
    throw new ClearwattError(
      `"${name}" has ${data.length} values for the ${size} members of ${product(over)}. Give one for each, the last set running fastest.`,
      { code: "wrong-size", data: { name, what: "numbers", found: data.length, expected: size } },
    );
  }
  if (data instanceof Float64Array) return data.slice();
  for (let k = 0; k < size; k++) {
    if (typeof data[k] !== "number") {
      throw new ClearwattError(
        `"${name}"${memberText(over, k)} is ${described(data[k])}, which is not a number.${Array.isArray(data[k]) ? " Nested lists are not read: flatten them, the last set running fastest." : ""}`,
        { code: "not-a-number", data: { name, labels: labelsAt(over, k), found: described(data[k]) } },
      );
    }
  }
  return new Float64Array(data);
}

function fromFunction(
  name: string,
  over: readonly LabelSet[],
  data: (...labels: string[]) => unknown,
  size: number,
): Float64Array {
  return Float64Array.from({ length: size }, (_, k) => {
    const value = data(...labelsAt(over, k));
    if (typeof value === "number") return value;
    throw new ClearwattError(
      `"${name}"${memberText(over, k)}: the function gives ${described(value)} and not a number.`,
      { code: "not-a-number", data: { name, labels: labelsAt(over, k), found: described(value) } },
    );
  });
}

function fromRecord(name: string, over: readonly LabelSet[], data: NestedRecord, size: number): Float64Array {
  if (over.length === 0)
    throw new ClearwattError(`"${name}" has no sets, so it takes one number and not a record.`, {
      code: "wrong-type",
      data: { name, expected: "a number", found: "a record" },
    });
  const values = new Float64Array(size);
  const walk = (node: NestedRecord, level: number, from: number, path: readonly string[]): void => {
    const set = over[level]!;
    const inner = over.slice(level + 1);
    const stride = inner.reduce((s, later) => s * later.size, 1);
    refuseForeign(name, set, Object.keys(node), path);
    set.labels.forEach((label, k) => {
      const at = [...path, label];
      if (!Object.hasOwn(node, label))
        throw new ClearwattError(
          `"${name}"[${labelsText(at)}] is missing: the record has ${Object.keys(node).length} of the ${set.size} members of "${set.title}". Add it.`,
          { code: "missing-data", data: { name, labels: at } },
        );
      const value = node[label]!;
      const position = from + k * stride;
      if (typeof value === "number" && inner.length === 0) values[position] = value;
      else if (typeof value === "object" && isList(value) && inner.length === 1)
        values.set(fromList(`${name}[${labelsText(at)}]`, inner, value, stride), position);
      else if (typeof value === "object" && !isList(value) && inner.length > 0) walk(value, level + 1, position, at);
      else
        throw new ClearwattError(
          `"${name}"[${labelsText(at)}] is ${described(value)}, and ${inner.length === 0 ? "a number" : `a level for ${product(inner)}`} is expected.`,
          {
            code: "wrong-type",
            data: { name, labels: at, expected: inner.length === 0 ? "a number" : "a level", found: described(value) },
          },
        );
    });
  };
  walk(data, 0, 0, []);
  return values;
}

function refuseForeign(name: string, set: LabelSet, keys: readonly string[], path: readonly string[]): void {
  for (const key of keys) {
    const known = set.root.find(key) >= 0;
    if (!known)
      throw new ClearwattError(
        `"${name}"[${labelsText([...path, key])}] is for no member: "${set.title}" has ${set.root.describe()}.`,
        { code: "unknown-label", data: { name, set: set.title, found: key } },
      );
  }
}

function fromTable(
  name: string,
  over: readonly LabelSet[],
  table: Table,
  size: number,
  columns: TableColumns,
): Float64Array {
  const { keys, value } = columnsOf(name, over, table, columns);
  const values = new Float64Array(size).fill(Number.NaN);
  const rowOf = new Int32Array(size).fill(-1);
  for (let row = 0; row < table.numRows(); row++) {
    const position = positionOfRow(name, over, table, keys, row);
    if (position < 0) continue;
    const found = table.get(value, row);
    if (typeof found !== "number" || Number.isNaN(found)) {
      throw new ClearwattError(
        `"${name}"${memberText(over, position)} is ${found === null || found === undefined ? "missing" : described(found)} in row ${row + 1} of the table, column "${value}". Give a number.`,
        { code: "not-a-number", data: { name, labels: labelsAt(over, position), column: value, row: row + 1, found } },
      );
    }
    if (rowOf[position]! >= 0) {
      throw new ClearwattError(
        `"${name}"${memberText(over, position)} stands twice in the table, in rows ${rowOf[position]! + 1} and ${row + 1}. Keep one.`,
        {
          code: "duplicate",
          data: { what: "member", name, found: labelsAt(over, position), rows: [rowOf[position]! + 1, row + 1] },
        },
      );
    }
    rowOf[position] = row;
    values[position] = found;
  }
  const missing = rowOf.indexOf(-1);
  if (missing >= 0) {
    throw new ClearwattError(
      `"${name}"${memberText(over, missing)} is missing: the table has ${table.numRows()} of ${size} rows for ${product(over)}. Add the row.`,
      { code: "missing-data", data: { name, labels: labelsAt(over, missing) } },
    );
  }
  return values;
}

/** Position of the member that a row is for; -1 where it is in the set but not in the subset that is asked for. */
function positionOfRow(
  name: string,
  over: readonly LabelSet[],
  table: Table,
  keys: readonly string[],
  row: number,
): number {
  let position = 0;
  over.forEach((set, k) => {
    const label = String(table.get(keys[k]!, row));
    if (set.root.find(label) < 0) {
      throw new ClearwattError(
        `Row ${row + 1} of the table for "${name}" is for "${label}" in column "${keys[k]}", and "${set.title}" has ${set.root.describe()}.`,
        { code: "unknown-label", data: { name, set: set.title, found: label, column: keys[k], row: row + 1 } },
      );
    }
    const own = set.find(label);
    position = position < 0 || own < 0 ? -1 : position * set.size + own;
  });
  return position;
}

function columnsOf(
  name: string,
  over: readonly LabelSet[],
  table: Table,
  { keys, value }: TableColumns,
): { keys: readonly string[]; value: string } {
  const names = table.columnNames();
  const wanted = keys ?? over.map((set) => set.name);
  if (wanted.length !== over.length || new Set(wanted).size < wanted.length) {
    throw new ClearwattError(
      `The table for "${name}" needs a column of its own for each of ${product(over)}. Name them: { keys: ["from", "to"], value: "x" }.`,
      {
        code: "wrong-size",
        data: { name, what: "columns of labels", found: new Set(wanted).size, expected: over.length },
      },
    );
  }
  for (const key of wanted)
    if (!names.includes(key))
      throw new ClearwattError(
        `The table for "${name}" has no column "${key}"; it has ${labelsText(names)}. Name the columns with { keys, value }.`,
        { code: "unknown-name", data: { kind: "column", found: key, known: names } },
      );
  const rest = names.filter((column) => !wanted.includes(column));
  const chosen = value ?? (rest.length === 1 ? rest[0]! : rest.find((column) => column === name));
  if (chosen === undefined || !names.includes(chosen)) {
    throw new ClearwattError(
      `Which column of the table holds the value of "${name}"? It has ${labelsText(names)}. Name it with { value: ... }.`,
      { code: "missing-data", data: { name, what: "column of values", known: names } },
    );
  }
  return { keys: wanted, value: chosen };
}
