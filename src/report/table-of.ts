/** Results as arquero tables: one column for each set and one for each quantity. */
import { table } from "arquero";
import { ClearwattError } from "../errors.ts";
import type { Labelled } from "../language/index.ts";
import type { ResultTable } from "./result-table.ts";

/**
 * A table with a row for each member: columns called as the sets, and one column for each quantity, called by its name
 * with the unit in brackets, as "net load [kW]". All quantities must range over the same members.
 */
export function tableOf(first: Labelled, ...others: readonly Labelled[]): ResultTable {
  const columns: [string, ArrayLike<unknown>][] = setColumns(first);
  for (const labelled of [first, ...others]) {
    if (labelled.data.length !== first.data.length || !sameSets(first, labelled)) {
      throw new ClearwattError(
        `"${labelled.name}" (${described(labelled)}) and "${first.name}" (${described(first)}) do not fit into one table: they must range over the same members.`,
        {
          code: "wrong-set",
          data: {
            name: labelled.name,
            found: labelled.over.map((set) => set.name),
            expected: first.over.map((set) => set.name),
          },
        },
      );
    }
    const name = labelled.unit === null ? labelled.name : `${labelled.name} [${labelled.unit}]`;
    if (columns.some(([taken]) => taken === name))
      throw new ClearwattError(`A table has one column "${name}"; it was handed in twice.`, {
        code: "duplicate",
        data: { what: "column", found: name },
      });
    columns.push([name, labelled.data]);
  }
  return table(columns);
}

/** Labels of each set; those of numbered sets as numbers, so that sorting by them is in their order. */
function setColumns(labelled: Labelled): [string, (string | number)[]][] {
  const labels = Array.from(labelled.data, (_, k) => labelled.labels(k));
  const names = labelled.over.map((set) => set.name);
  return names.map((name, k) => {
    const repeated = names.indexOf(name) !== names.lastIndexOf(name);
    return [
      repeated ? `${name} ${names.slice(0, k + 1).filter((other) => other === name).length}` : name,
      asNumbers(labels.map((row) => row[k]!)),
    ];
  });
}

function asNumbers(labels: string[]): (string | number)[] {
  return labels.every((label) => label !== "" && String(Number(label)) === label) ? labels.map(Number) : labels;
}

function sameSets(a: Labelled, b: Labelled): boolean {
  return a.over.length === b.over.length && a.over.every((set, k) => set.name === b.over[k]!.name);
}

function described({ over, data }: Labelled): string {
  return `${data.length} of ${over.map((set) => set.name).join(" x ") || "a single value"}`;
}
