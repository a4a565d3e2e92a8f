/** The tables of a case that has been run, with checked cells. */
import { ClearwattError } from "../../../../errors.ts";
import { isScalar, type Matrix, type Value } from "../interpreter/values.ts";

/** A table of the case: rows from 0, columns counted from 1 as MATPOWER does. */
export interface CaseTable {
  readonly numRows: number;
  /** A finite number of a row. */
  at(row: number, column: number): number;
  /** A number of a row that may be infinite: a limit. */
  limit(row: number, column: number): number;
  /** "case9.m, line 31 (row 4 of mpc.branch)" */
  where(row: number): string;
  /** The same as data of an error. */
  place(row: number): TablePlace;
}

interface TablePlace {
  readonly file: string;
  readonly line?: number;
  readonly table: string;
  /** From 1. */
  readonly row: number;
}

export interface CaseTables {
  readonly file: string;
  readonly baseMVA: number;
  readonly bus: CaseTable;
  readonly generator: CaseTable;
  readonly branch: CaseTable;
  /** Rows of mpc.dcline in service: MATPOWER's power flow leaves them out unless toggle_dcline turns them on. */
  readonly numDirectLines: number;
}

const leastColumns = { bus: 13, gen: 8, branch: 11 };

/** Throws where a field is missing or has too few columns, or where the case is not of version 2. */
export function caseTables(variables: ReadonlyMap<string, Value>, result: string | null, file: string): CaseTables {
  const name = result ?? "mpc";
  const found = variables.get(name);
  if (found?.kind !== "structure") {
    throw new ClearwattError(
      `${file} sets no fields of "${name}". A MATPOWER case of version 2 sets ${name}.baseMVA, ${name}.bus, ${name}.gen and ${name}.branch.`,
      { code: "missing-data", data: { file, what: `fields of ${name}` } },
    );
  }
  checkVersion(found.fields.get("version"), file, name);
  const table = (field: keyof typeof leastColumns) => tableOf(found.fields.get(field), field, name, file);
  return {
    file,
    baseMVA: baseOf(found.fields.get("baseMVA"), name, file),
    bus: table("bus"),
    generator: table("gen"),
    branch: table("branch"),
    numDirectLines: directLines(found.fields.get("dcline")),
  };
}

function directLines(value: Value | undefined): number {
  if (value?.kind !== "matrix") return 0;
  const { rows, columns, values } = value;
  let count = 0;
  for (let row = 0; row < rows; row++) if ((values[row * columns + 2] ?? 1) > 0) count++;
  return count;
}

function checkVersion(version: Value | undefined, file: string, name: string): void {
  const written =
    version?.kind === "text" ? version.text : version?.kind === "matrix" ? String(version.values[0]) : "2";
  if (written === "2") return;
  throw new ClearwattError(
    `${file} is a case of version ${written} (${name}.version). Load and save it in MATPOWER (savecase) to get version 2.`,
    { code: "unsupported", data: { file, what: "version", found: written, expected: "2" } },
  );
}

function baseOf(value: Value | undefined, name: string, file: string): number {
  const base = value?.kind === "matrix" && isScalar(value) ? value.values[0]! : Number.NaN;
  if (Number.isFinite(base) && base > 0) return base;
  throw new ClearwattError(`${file} has no ${name}.baseMVA above 0. Set it: the branches are in per unit of it.`, {
    code: "missing-data",
    data: { file, what: `${name}.baseMVA` },
  });
}

function tableOf(value: Value | undefined, field: keyof typeof leastColumns, name: string, file: string): CaseTable {
  const what = `${name}.${field}`;
  if (value?.kind !== "matrix")
    throw new ClearwattError(`${file} has no matrix ${what}. A case of version 2 needs it.`, {
      code: "missing-data",
      data: { file, what },
    });
  if (value.rows > 0 && value.columns < leastColumns[field]) {
    throw new ClearwattError(
      `${file}: ${what} has ${value.columns} columns; MATPOWER's version 2 needs ${leastColumns[field]} or more.`,
      {
        code: "wrong-size",
        data: { file, what: `columns of ${what}`, found: value.columns, least: leastColumns[field] },
      },
    );
  }
  return rowsOf(value, what, file);
}

function rowsOf({ rows, columns, values, lines }: Matrix, what: string, file: string): CaseTable {
  const where = (row: number) => {
    const own = `row ${row + 1} of ${what}`;
    return lines === undefined ? `${file}, ${own}` : `${file}, line ${lines[row]} (${own})`;
  };
  const place = (row: number): TablePlace => {
    const line = lines?.[row];
    return { file, table: what, row: row + 1, ...(line === undefined ? {} : { line }) };
  };
  const limit = (row: number, column: number) => {
    const value = values[row * columns + column - 1]!;
    if (Number.isNaN(value))
      throw new ClearwattError(`${where(row)} has NaN in column ${column}. Write a number.`, {
        code: "not-a-number",
        data: { ...place(row), column, found: value },
      });
    return value;
  };
  const at = (row: number, column: number) => {
    const value = limit(row, column);
    if (Number.isFinite(value)) return value;
    throw new ClearwattError(`${where(row)} has ${value} in column ${column}. Write a finite number.`, {
      code: "out-of-range",
      data: { ...place(row), column, found: value },
    });
  };
  return { numRows: rows, at, limit, where, place };
}
