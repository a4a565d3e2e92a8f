/** The lines that have a limit, and the hours in which they have it: rows are made for these only. */
import type { Condition, Index, Parameter } from "../../../src/language/index.ts";
import type { Hour, Line } from "../../../src/market/index.ts";
import type { BranchFlow } from "../branch-flow/branch-flow.ts";

export interface LimitedLines {
  readonly line: Line;
  /** The limit; 0 where there is none and so no row. */
  readonly limit: Parameter<readonly [Line, Hour]>;
  readonly options: { readonly where?: (k: Index<"line">, t: Index<"hour">) => Condition };
  /** Position of every limited line x hour among all lines x hours. */
  readonly all: Int32Array;
  /** Those that have a row, in the order of the rows. */
  readonly positions: Int32Array;
}

/** Those of `values` (line x hour) that are finite, as a parameter of that name; null where none is. */
export function limitedLines(branchFlow: BranchFlow, name: string, values: Float64Array): LimitedLines | null {
  const { line, tree, scope } = branchFlow;
  const { hour } = scope;
  const hours = hour.size;
  const some = (k: number): boolean => values.subarray(k * hours, (k + 1) * hours).some(Number.isFinite);
  const limited = Array.from({ length: tree.numLines }, (_, k) => k).filter(some);
  if (limited.length === 0) return null;
  const members = line.subset(`lines with ${name}`, (_, k) => some(k));
  const all = Int32Array.from(limited.flatMap((k) => Array.from({ length: hours }, (_, t) => k * hours + t)));
  const positions = all.filter((at) => Number.isFinite(values[at]));
  const data = Float64Array.from(all, (at) => (Number.isFinite(values[at]) ? values[at]! : 0));
  const limit = scope.parameter(name, [members, hour], data);
  if (positions.length === all.length) return { line: members, limit, options: {}, all, positions };
  const flags = Float64Array.from(all, (at) => (Number.isFinite(values[at]) ? 1 : 0));
  const given = scope.parameter(`${name} given`, [members, hour], flags);
  return { line: members, limit, options: { where: (k, t) => given(k, t).equals(1) }, all, positions };
}
