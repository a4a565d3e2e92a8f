/** The tables of a pandapower network as to_json writes them: pandas frames of orient "split", mostly as JSON inside of JSON. */
import { ClearwattError } from "../../../errors.ts";

/** A table; rows are counted from 0 and have labels, which is what other tables refer to. */
export interface Frame {
  readonly name: string;
  readonly labels: readonly number[];
  has(column: string): boolean;
  /** A finite number; `otherwise` where the column or the cell is empty, or an error where there is no such default. */
  number(row: number, column: string, otherwise?: number): number;
  flag(row: number, column: string, otherwise: boolean): boolean;
  /** The text of a cell, "" where it is empty. */
  text(row: number, column: string): string;
  /** 'grid.json, table "line", row 7' */
  where(row: number): string;
  /** The same as data of an error; the row by its label. */
  place(row: number): { readonly file: string; readonly table: string; readonly row: number };
}

export interface Frames {
  readonly file: string;
  readonly name: string;
  /** Hz */
  readonly frequency: number;
  /** An empty table where there is none. */
  frame(name: string): Frame;
  readonly names: readonly string[];
}

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

/** Whether a JSON value is what pandapower's to_json writes. */
export function isPandapower(value: Json): boolean {
  return isFields(value) && (value._class === "pandapowerNet" || (isFields(value.bus) && isFields(value.line)));
}

export function framesOf(value: Json, file: string): Frames {
  const content = isFields(value) ? value._object : null;
  // The first files of version 2 have all tables together as JSON inside of JSON.
  const net = typeof content === "string" ? parseJson(content, file) : content;
  if (!isFields(net)) {
    throw new ClearwattError(
      `${file} is not what pandapower's to_json writes (from version 2.0 on): it has no "_object" with tables. Open it with pandapower and save it with to_json.`,
      { code: "syntax", data: { file } },
    );
  }
  const frames = new Map<string, Frame>();
  for (const [name, table] of Object.entries(net)) {
    const frame = isFields(table) && table._class === "DataFrame" ? frameOf(name, table, file) : null;
    if (frame !== null) frames.set(name, frame);
  }
  return {
    file,
    name: typeof net.name === "string" ? net.name : "",
    frequency: typeof net.f_hz === "number" ? net.f_hz : 50,
    frame: (name) => frames.get(name) ?? makeFrame(name, [], [], [], file),
    names: [...frames.keys()],
  };
}

function frameOf(name: string, content: Fields, file: string): Frame | null {
  const parsed = typeof content._object === "string" ? parseJson(content._object, file, name) : content._object;
  if (!isFields(parsed)) return null;
  const { columns, index, data } = parsed;
  if (!Array.isArray(columns) || !Array.isArray(index) || !Array.isArray(data)) {
    throw new ClearwattError(
      `${file}: table "${name}" is no frame of orient "split" (columns, index, data). Save the network with pandapower's to_json.`,
      { code: "syntax", data: { file, table: name } },
    );
  }
  return makeFrame(name, columns.map(String), index.map(Number), data, file);
}

export function parseJson(text: string, file: string, table?: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = table === undefined ? file : `${file}, table "${table}"`;
    throw new ClearwattError(`${place} is no JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      code: "syntax",
      data: { file, table },
    });
  }
}

function makeFrame(
  name: string,
  columns: readonly string[],
  labels: readonly number[],
  data: readonly Json[],
  file: string,
): Frame {
  const places = new Map(columns.map((column, place) => [column, place]));
  const where = (row: number) => `${file}, table "${name}", row ${labels[row]}`;
  const place = (row: number) => ({ file, table: name, row: labels[row]! });
  const cell = (row: number, column: string): Json => {
    const at = places.get(column);
    const cells = data[row];
    return at === undefined || !Array.isArray(cells) ? null : (cells[at] ?? null);
  };
  const number = (row: number, column: string, otherwise?: number) => {
    const value = cell(row, column);
    if (value === null && otherwise !== undefined) return otherwise;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new ClearwattError(
      `${where(row)}: "${column}" is ${JSON.stringify(value)} where a finite number should stand.`,
      { code: "not-a-number", data: { ...place(row), column, found: value } },
    );
  };
  const flag = (row: number, column: string, otherwise: boolean) => {
    const value = cell(row, column);
    if (value === null) return otherwise;
    if (typeof value === "boolean" || value === 0 || value === 1) return Boolean(value);
    throw new ClearwattError(
      `${where(row)}: "${column}" is ${JSON.stringify(value)} where true or false should stand.`,
      { code: "wrong-type", data: { ...place(row), column, expected: "true or false", found: value } },
    );
  };
  const text = (row: number, column: string) => {
    const value = cell(row, column);
    return value === null ? "" : String(value).trim();
  };
  return { name, labels, has: (column) => places.has(column), number, flag, text, where, place };
}

export function isFields(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number above 0 that has to be there. */
export function positive(frame: Frame, row: number, column: string): number {
  const value = frame.number(row, column);
  if (value > 0) return value;
  throw new ClearwattError(`${frame.where(row)}: "${column}" is ${value}. Give it above 0.`, {
    code: "out-of-range",
    data: { ...frame.place(row), column, found: value, least: 0 },
  });
}
