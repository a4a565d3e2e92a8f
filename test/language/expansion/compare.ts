/** A compiled program by names, to be compared with its naive expansion. */
import { nameOf } from "../../../src/program/names.ts";
import { ColumnKind, type Program } from "../../../src/program/program.ts";
import type { NaiveProgram } from "./naive.ts";

const kindNames = new Map(Object.entries(ColumnKind).map(([name, kind]) => [kind, name]));

/** Everything in a program: columns and rows in order, entries in order of their names. */
export interface ProgramByName {
  readonly columns: readonly (readonly [name: string, lower: number, upper: number, kind: string])[];
  readonly rows: readonly (readonly [name: string, lower: number, upper: number, entries: Entries])[];
  readonly offset: number;
  readonly costs: Entries;
  readonly hessian: Entries;
}

type Entries = readonly (readonly [name: string, value: number])[];

export function compiled(program: Program): ProgramByName {
  const column = (k: number): string => nameOf(program.colNames, k);
  const { starts, indices, values, hessian } = program;
  const row = (k: number): Entries =>
    Array.from(indices.subarray(starts[k]!, starts[k + 1]!), (c, p) => [column(c), values[starts[k]! + p]!] as const);
  const products = (): Entries => {
    if (hessian === null) return [];
    return Array.from({ length: program.numCols }, (_, c) =>
      Array.from(
        hessian.indices.subarray(hessian.starts[c]!, hessian.starts[c + 1]!),
        (r, p) => [`${column(c)} * ${column(r)}`, hessian.values[hessian.starts[c]! + p]!] as const,
      ),
    ).flat();
  };
  return {
    columns: Array.from(program.colCost, (_, k) => [
      column(k),
      plain(program.colLower[k]!),
      plain(program.colUpper[k]!),
      kindNames.get(program.colKind[k]! as 0)!,
    ]),
    rows: Array.from(program.rowLower, (_, k) => [
      nameOf(program.rowNames, k),
      plain(program.rowLower[k]!),
      plain(program.rowUpper[k]!),
      sorted(row(k)),
    ]),
    offset: plain(program.offset),
    costs: nonzero(Array.from(program.colCost, (cost, k) => [column(k), cost] as const)),
    hessian: nonzero(products()),
  };
}

export function naive({ columns, rows, objective }: NaiveProgram): ProgramByName {
  return {
    columns: Array.from(columns, ([name, { lower, upper, kind }]) => [
      name,
      plain(lower),
      plain(upper),
      kind === "semi-continuous" ? "semiContinuous" : kind,
    ]),
    rows: Array.from(rows, ([name, { lower, upper, entries }]) => [
      name,
      plain(lower),
      plain(upper),
      sorted([...entries]),
    ]),
    offset: plain(objective.constant),
    costs: nonzero([...objective.linear]),
    // 1/2 x' Q x: what stands before x * x is half of the diagonal, what stands before x * y is the entry itself.
    hessian: nonzero(
      Array.from(objective.quadratic, ([pair, value]) => {
        const [left, right] = pair.split(" * ");
        return [pair, left === right ? 2 * value : value] as const;
      }),
    ),
  };
}

function sorted(entries: Entries): Entries {
  return entries.map(([name, value]) => [name, plain(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

function nonzero(entries: Entries): Entries {
  return sorted(entries.filter(([, value]) => value !== 0));
}

/** 0 for -0. */
function plain(value: number): number {
  return value === 0 ? 0 : value;
}
