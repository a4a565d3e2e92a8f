/** Names of rows and columns as plain data: kept as blocks, turned into strings only when someone asks. */

/** One direction of a block. `labels: null` stands for "1", "2", ... `size`. */
export interface NameAxis {
  readonly set: string;
  readonly size: number;
  readonly labels: readonly string[] | null;
}

/** Members first .. first + count - 1 of a table: "name[label, label]", the last axis running fastest. */
export interface NameBlock {
  readonly name: string;
  readonly first: number;
  readonly count: number;
  readonly axes: readonly NameAxis[];
  /** Position of each member in the full product of the axes where some are absent; null when all are there. */
  readonly positions: Int32Array | null;
}

/** Blocks in ascending order that together cover members 0 .. size - 1. */
export type NameTable = readonly NameBlock[];

/** A table for members that have plain names of their own, as those read from a file. */
export function plainNames(names: readonly string[]): NameTable {
  const axis = { set: "", size: names.length, labels: names };
  return names.length === 0 ? [] : [{ name: "", first: 0, count: names.length, axes: [axis], positions: null }];
}

/** A table for `count` members that only have numbers, from `first` on: `row[1]`, `row[2]`, ... */
export function numberedNames(name: string, count: number, first = 0): NameTable {
  if (count === 0) return [];
  return [{ name, first, count, axes: [{ set: name, size: count, labels: null }], positions: null }];
}

/** The block that holds a member; throws a RangeError where there is none. */
export function blockOf(table: NameTable, member: number): NameBlock {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (table[middle]!.first <= member) low = middle;
    else high = middle - 1;
  }
  const block = table[low];
  if (block === undefined || member < block.first || member >= block.first + block.count) {
    throw new RangeError(`there is no name for member ${member}`);
  }
  return block;
}

/** Labels of a member, one for each axis of its block. */
export function labelsOf(block: NameBlock, member: number): string[] {
  let position = block.positions === null ? member - block.first : block.positions[member - block.first]!;
  const labels = new Array<string>(block.axes.length);
  for (let k = block.axes.length - 1; k >= 0; k--) {
    const { size, labels: own } = block.axes[k]!;
    const at = position % size;
    position = (position - at) / size;
    labels[k] = own === null ? String(at + 1) : own[at]!;
  }
  return labels;
}

/** The name of a member: `net load[bus 2, 18]`, or the plain name for members without a block name. */
export function nameOf(table: NameTable, member: number): string {
  const block = blockOf(table, member);
  const labels = labelsOf(block, member);
  if (block.name === "") return labels.join(", ");
  return labels.length === 0 ? block.name : `${block.name}[${labels.join(", ")}]`;
}
