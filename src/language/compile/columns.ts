/** Which column each member of each variable has. */
import type { VariableDeclaration } from "../declarations.ts";
import type { SymbolicIndex } from "../symbolic-index.ts";
import { existing } from "./exists.ts";
import { type Reference, referenceTo } from "./reference.ts";
import { Space } from "./space.ts";
import type { Values } from "./values.ts";

export interface ColumnBlock {
  readonly variable: VariableDeclaration;
  readonly first: number;
  readonly space: Space;
  /** Dense position -> column, -1 where the variable has no such member; null where it has all. */
  readonly lookup: Int32Array | null;
}

export class Columns {
  readonly blocks: ReadonlyMap<VariableDeclaration, ColumnBlock>;
  readonly count: number;

  constructor(variables: Iterable<VariableDeclaration>, values: Values) {
    const blocks = new Map<VariableDeclaration, ColumnBlock>();
    let first = 0;
    for (const variable of variables) {
      const block = layOut(variable, first, values);
      blocks.set(variable, block);
      first += block.space.count;
    }
    this.blocks = blocks;
    this.count = first;
  }

  block(variable: VariableDeclaration): ColumnBlock {
    return this.blocks.get(variable)!;
  }

  reference(variable: VariableDeclaration, at: readonly SymbolicIndex[]): Reference {
    const { first, lookup } = this.block(variable);
    const ranges = variable.axes.map((axis) => axis.range);
    return referenceTo(ranges, at, lookup === null ? first : 0, lookup);
  }
}

function layOut(variable: VariableDeclaration, first: number, values: Values): ColumnBlock {
  const full = new Space(variable.axes);
  const exists = variable.where === null ? null : existing(full, variable.where, values);
  const space = exists === null ? full : new Space(variable.axes, exists);
  const lookup = space.rows?.map((row) => (row < 0 ? -1 : first + row)) ?? null;
  return { variable, first, space, lookup };
}
