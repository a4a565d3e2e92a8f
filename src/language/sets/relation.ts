/** Many-to-one relations between sets: the aggregator of a user, the sending bus of a line. */
import { ClearwattError } from "../../errors.ts";
import { type LabelSet, labelSet, type Members } from "./label-set.ts";
import { IndexedSet, type IndexSet } from "./set.ts";
import { type Index, symbolicIndex } from "./symbolic-index.ts";

/** Call it on a member to get its target; `of` gives the members behind a target, to sum over. */
export interface Relation<From extends string, To extends string> {
  (member: Index<From>): Index<To>;
  of(target: Index<To>): IndexSet<From>;
  /** Label of the target of a member. */
  target(label: string | number): string;
}

export type Targets =
  | readonly (string | number)[]
  | ArrayLike<number>
  | Readonly<Record<string, string | number>>
  | ((label: string) => string | number);

/**
 * The relation that takes every member of `from` to one of `to`. `targets`: target labels in the order of `from`; a
 * typed array of positions in `to` (0, 1, ...); a record or a function from label to target label.
 */
export function relation<From extends string, To extends string>(
  from: IndexSet<From>,
  to: IndexSet<To>,
  targets: Targets,
  name = `${to.name}Of`,
): Relation<From, To> {
  const source = labelSet(from, "A relation");
  const target = labelSet(to, "A relation");
  const table = targetTable(source, target, targets, name);
  const members = membersByTarget(table, target.root.size);
  const call = (member: Index<From>): Index<To> => {
    const index = symbolicIndex(member, source.root, `The relation ${name}`);
    return index.through(to.name, target.root, table, `${name}(${index.text})`);
  };
  const of = (member: Index<To>): IndexSet<From> => {
    const index = symbolicIndex(member, target.root, `${name}.of`);
    const behind: Members = { ...members, target: index, text: `${name}.of(${index.text})` };
    if (index.axis !== null) return new IndexedSet(from.name, behind.text, source.root, null, behind);
    return new IndexedSet(
      from.name,
      behind.text,
      source.root,
      members.list.slice(members.starts[index.position]!, members.starts[index.position + 1]!),
    );
  };
  return Object.assign(call, {
    of,
    target: (label: string | number) => target.root.label(table[source.rootPosition(source.positionOf(label))]!),
  });
}

/** Position of the target of each member of the source's root; -2 outside a subset, which no row may use. */
function targetTable(from: LabelSet, to: LabelSet, targets: Targets, name: string): Int32Array {
  if (from.members !== null || to.members !== null)
    throw new ClearwattError(`The relation ${name} must be between sets, not between the members behind a target.`, {
      code: "misuse",
      data: { name },
    });
  const table = new Int32Array(from.root.size).fill(-2);
  const targetOf = lookup(from, to, targets, name);
  for (let k = 0; k < from.size; k++) {
    const p = from.rootPosition(k);
    table[p] = targetOf(k, from.root.label(p));
  }
  return table;
}

function lookup(from: LabelSet, to: LabelSet, targets: Targets, name: string): (k: number, label: string) => number {
  const find = (label: string, wanted: string | number | undefined): number => {
    const found = wanted === undefined ? -1 : to.root.find(wanted);
    if (found >= 0) return to.rootPosition(to.positionOf(wanted!));
    throw new ClearwattError(
      `The relation ${name} sends "${label}" of "${from.title}" to ${wanted === undefined ? "nothing" : `"${wanted}"`}, and "${to.title}" has ${to.root.describe()}.`,
      { code: "unknown-label", data: { name, member: label, set: to.title, found: wanted } },
    );
  };
  if (typeof targets === "function") return (_, label) => find(label, targets(label));
  if (!isList(targets)) {
    const foreign = Object.keys(targets).find((label) => from.root.find(label) < 0);
    if (foreign !== undefined) {
      throw new ClearwattError(
        `The relation ${name} has a target for "${foreign}", and "${from.title}" has ${from.root.describe()}.`,
        { code: "unknown-label", data: { name, set: from.title, found: foreign } },
      );
    }
  }
  if (!isList(targets)) return (_, label) => find(label, Object.hasOwn(targets, label) ? targets[label] : undefined);
  if (targets.length !== from.size) {
    throw new ClearwattError(
      `The relation ${name} has ${targets.length} targets for the ${from.size} members of "${from.title}". Give one for each.`,
      { code: "wrong-size", data: { name, what: "targets", found: targets.length, expected: from.size } },
    );
  }
  if (Array.isArray(targets)) return (k, label) => find(label, targets[k]);
  return (k, label) => {
    const position = Number(targets[k]);
    if (Number.isInteger(position) && position >= 0 && position < to.size) return to.rootPosition(position);
    throw new ClearwattError(
      `The relation ${name} sends "${label}" of "${from.title}" to position ${position}, and "${to.title}" has positions 0 to ${to.size - 1}.`,
      {
        code: "out-of-range",
        data: { name, label, what: "position", found: position, least: 0, most: to.size - 1 },
      },
    );
  };
}

function isList(targets: Targets): targets is ArrayLike<number> | readonly (string | number)[] {
  return Array.isArray(targets) || ArrayBuffer.isView(targets);
}

function membersByTarget(table: Int32Array, targets: number): { starts: Int32Array; list: Int32Array } {
  const starts = new Int32Array(targets + 1);
  let count = 0;
  for (const to of table) {
    if (to < 0) continue;
    starts[to + 1]!++;
    count++;
  }
  for (let k = 0; k < targets; k++) starts[k + 1]! += starts[k]!;
  const list = new Int32Array(count);
  const next = starts.slice();
  table.forEach((to, from) => {
    if (to >= 0) list[next[to]!++] = from;
  });
  return { starts, list };
}
