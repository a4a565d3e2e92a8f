/** Names of rows and columns from the sets they range over. */
import type { NameAxis, NameBlock } from "../../program/names.ts";
import type { LabelSet } from "../set.ts";
import type { Axis } from "../symbolic-index.ts";
import type { Space } from "./space.ts";

export function nameBlock(
  declaration: { readonly name: string; readonly axes: readonly Axis[] },
  first: number,
  space: Space,
): NameBlock {
  const axes = declaration.axes.map((axis) => nameAxis(axis.range));
  return { name: declaration.name, first, count: space.count, axes, positions: space.present };
}

function nameAxis({ title, size, root, positions, labels }: LabelSet): NameAxis {
  return { set: title, size, labels: root.numbered && positions === null ? null : labels };
}
