/** Which column each member of each variable has. */
import { ClearwattError } from "../../errors.ts";
import type { NameTable } from "../../program/index.ts";
import type { VariableDeclaration } from "../declaring/declarations.ts";
import type { SymbolicIndex } from "../sets/symbolic-index.ts";
import { nameBlock, namesOf } from "./naming.ts";
import { rowSpace } from "./space/row-space.ts";
import type { Space } from "./space/space.ts";
import { type Reference, referenceTo } from "./terms/reference.ts";
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

  constructor(blocks: readonly ColumnBlock[]) {
    this.blocks = new Map(blocks.map((block) => [block.variable, block]));
    this.count = blocks.reduce((count, { space }) => count + space.count, 0);
  }

  /** Columns in order of declaration. */
  static of(variables: readonly VariableDeclaration[], values: Values): Columns {
    const blocks: ColumnBlock[] = [];
    let first = 0;
    for (const variable of variables) {
      const block = layOut(variable, first, values, new Columns(blocks));
      blocks.push(block);
      first += block.space.count;
    }
    return new Columns(blocks);
  }

  names(): NameTable {
    return namesOf([...this.blocks.values()].map(({ variable, first, space }) => nameBlock(variable, first, space)));
  }

  /** Throws where the variable is not one of these. */
  block(variable: VariableDeclaration): ColumnBlock {
    const block = this.blocks.get(variable);
    if (block === undefined)
      throw new ClearwattError(
        `"${variable.name}" has no columns here: it was declared after what uses it, in a where or in an open session.`,
        { code: "outdated", data: { name: variable.name } },
      );
    return block;
  }

  reference(variable: VariableDeclaration, at: readonly SymbolicIndex[]): Reference {
    const { first, lookup } = this.block(variable);
    const ranges = variable.axes.map((axis) => axis.range);
    return referenceTo(ranges, at, lookup === null ? first : 0, lookup);
  }
}

function layOut(variable: VariableDeclaration, first: number, values: Values, before: Columns): ColumnBlock {
  const space = rowSpace(variable.axes, variable.where, [], values, before);
  const lookup = space.rows?.map((row) => (row < 0 ? -1 : first + row)) ?? null;
  return { variable, first, space, lookup };
}
