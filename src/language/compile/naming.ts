/** Names of rows and columns from the sets they range over. */
import type { NameAxis, NameBlock, NameTable } from "../../program/index.ts";
import type { LabelSet } from "../sets/label-set.ts";
import type { Axis } from "../sets/symbolic-index.ts";
import type { Space } from "./space/space.ts";

interface Named {
  readonly name: string;
  readonly axes: readonly Axis[];
}

export function nameBlock(declaration: Named, first: number, space: Space): NameBlock {
  const axes = declaration.axes.map((axis) => nameAxis(axis.range));
  return { name: declaration.name, first, count: space.count, axes, positions: space.present };
}

/** Names of rows that are added on their own: by axes where all members exist, else by labels. */
export function memberNames(
  { name, axes }: Named,
  space: Space,
): { name: string; axes: readonly NameAxis[] } | { name: string; labels: readonly string[] } {
  if (space.present === null) return { name, axes: axes.map((axis) => nameAxis(axis.range)) };
  return { name, labels: Array.from({ length: space.count }, (_, row) => space.labels(row).join(", ")) };
}

/** Labels of numbered sets are not made before someone asks for them. */
function nameAxis(set: LabelSet): NameAxis {
  const { title, size, root, positions } = set;
  return { set: title, size, labels: root.numbered && positions === null ? null : set.labels };
}

/** A name table without blocks that have no members. */
export function namesOf(blocks: readonly NameBlock[]): NameTable {
  return blocks.filter((block) => block.count > 0);
}
