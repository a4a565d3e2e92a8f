/** Names for members that only have numbers: `row[3]`. */
import type { NameTable } from "../program/index.ts";

export function counted(name: string, size: number): NameTable {
  return size === 0
    ? []
    : [{ name, first: 0, count: size, axes: [{ set: name, size, labels: null }], positions: null }];
}
