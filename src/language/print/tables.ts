/** Sets, relations and data of a model as rows of text cells. */
import type { ParameterDeclaration } from "../declaring/declarations.ts";
import type { Axis } from "../sets/symbolic-index.ts";
import type { UsedSet } from "./catalog.ts";
import type { Listing } from "./listing.ts";
import { oneLine, shortNumber } from "./readable.ts";

interface PrintTable {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

export function tablesOf({ catalog, declarations }: Listing): PrintTable[] {
  const { sets, relations } = catalog;
  return [
    { title: "Sets", rows: sets.map(setRow) },
    { title: "Relations", rows: relations.map(({ name, from, to }) => [name, `${from.name} -> ${to.name}`]) },
    { title: "Parameters", rows: declarations.parameters.map(parameterRow) },
  ];
}

/** A table with a heading and columns under each other; nothing where it has no rows. */
export function tableLines({ title, rows }: PrintTable): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map(oneLine));
  const widths = cells[0]!.map((_, k) => Math.max(...cells.map((row) => row[k]!.length)));
  const lines = cells.map((row) => row.map((cell, k) => cell.padEnd(widths[k]!)).join("  "));
  return [title, ...lines.map((line) => `  ${line}`.trimEnd())];
}

export function overSets(name: string, axes: readonly Axis[]): string {
  return axes.length === 0 ? name : `${name}[${axes.map(({ range }) => range.title).join(", ")}]`;
}

/** Unit as it is printed; shares and counts have none. */
export function unitText(unit: string | null): string {
  return unit === null || unit === "1" ? "" : unit;
}

function setRow({ title, root, size, label }: UsedSet): string[] {
  const part = title === root.name ? "" : ` of ${root.name}`;
  const labels =
    size <= 4 ? Array.from({ length: size }, (_, k) => label(k)).join(", ") : `${label(0)} ... ${label(size - 1)}`;
  return [title, `${size}${part}: ${labels}${root.cyclic && part === "" ? ", cyclic" : ""}`];
}

function parameterRow({ name, axes, data, unit }: ParameterDeclaration): string[] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of data) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const same = axes.length === 0 ? shortNumber(least) : `${shortNumber(least)} throughout`;
  const range = least === most ? same : `${shortNumber(least, 6)} to ${shortNumber(most, 6)}`;
  return [overSets(name, axes), range, unitText(unit)];
}
