/** Blocks of rows and columns that are added to an open session by name and dropped from it again. */
import { ClearwattError } from "../../errors.ts";
import type { NameAxis, NameBlock, NameTable } from "../../program/index.ts";

/** Rows added to a session: members `first` .. `first + count - 1` of its current program. */
export interface RowBlock {
  readonly kind: "rows";
  readonly name: string;
  /** Where the block stands now; it moves up when an earlier block is dropped. */
  readonly first: number;
  readonly count: number;
  readonly dropped: boolean;
}

/** Columns added to a session: members `first` .. `first + count - 1` of its current program. */
export interface ColumnBlock {
  readonly kind: "columns";
  readonly name: string;
  /** Where the block stands now; it moves up when an earlier block is dropped. */
  readonly first: number;
  readonly count: number;
  readonly dropped: boolean;
}

export type Block = RowBlock | ColumnBlock;

/** How the members of a new block are called: by axes, by labels of their own, or else 1, 2, ... */
export interface BlockNames {
  readonly name: string;
  readonly axes?: readonly NameAxis[];
  readonly labels?: readonly string[];
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The name block of `count` new members behind `first`; a single member without axes is called by the plain name. */
export function namesOfBlock(names: BlockNames, first: number, count: number, table: NameTable): NameBlock {
  const { name } = names;
  if (count === 0)
    throw new ClearwattError(`"${name}" has no members: add at least one row or column, or none at all.`, {
      code: "missing-data",
      data: { what: "members", name },
    });
  if (name === "")
    throw new ClearwattError("what is added to a session needs a name.", {
      code: "missing-data",
      data: { what: "name of what is added" },
    });
  if (isTaken(name, table)) {
    throw new ClearwattError(`there is a "${name}" already: drop it first, or choose another name.`, {
      code: "duplicate",
      data: { what: "name", found: name },
    });
  }
  const axes = axesOf(names, count);
  const size = axes.reduce((product, axis) => product * axis.size, 1);
  if (size === count) return { name, first, count, axes, positions: null };
  throw new ClearwattError(`"${name}" has ${count} members, but its names are made for ${size}.`, {
    code: "wrong-size",
    data: { what: "members", name, found: count, expected: size },
  });
}

function axesOf({ name, axes, labels }: BlockNames, count: number): readonly NameAxis[] {
  if (axes !== undefined) return axes;
  if (labels !== undefined) return [{ set: name, size: labels.length, labels }];
  return count === 1 ? [] : [{ set: name, size: count, labels: null }];
}

/** Blocks are known by name; members without a block (those read from a file) by their own. */
function isTaken(name: string, table: NameTable): boolean {
  return table.some((block) =>
    block.name === "" ? block.axes[0]?.labels?.includes(name) === true : block.name === name,
  );
}
