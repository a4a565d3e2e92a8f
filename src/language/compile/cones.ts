/** The cones of a model in the form of `Program.cones`: their affine expressions, those of one cone together. */
import type { Cones, NameBlock } from "../../program/index.ts";
import type { ConeDeclaration } from "../declaring/declarations.ts";
import type { Columns } from "./columns.ts";
import { AffineRows } from "./filling/rows.ts";
import { nameBlock } from "./naming.ts";
import { rowSpace } from "./space/row-space.ts";
import type { Space } from "./space/space.ts";
import { flatten } from "./terms/flatten.ts";
import { mergeRepeated } from "./terms/repeats.ts";
import type { Values } from "./values.ts";

interface ConeBlock {
  readonly declaration: ConeDeclaration;
  readonly space: Space;
  readonly members: readonly AffineRows[];
}

/** Where the cones of a declaration stand in the program. */
export interface ConesOf {
  readonly declaration: ConeDeclaration;
  readonly space: Space;
  /** Their first expression; each cone of the declaration has as many as it has members. */
  readonly first: number;
}

export interface CompiledCones {
  /** Null without declarations. */
  readonly cones: Cones | null;
  readonly places: readonly ConesOf[];
}

export function compileCones(
  declarations: readonly ConeDeclaration[],
  values: Values,
  columns: Columns,
): CompiledCones {
  if (declarations.length === 0) return { cones: null, places: [] };
  const blocks = declarations.map((declaration): ConeBlock => {
    const flat = declaration.cone.members.map((member) => flatten(member));
    const space = rowSpace(declaration.axes, declaration.where, declaration.cone.members, values, columns);
    return { declaration, space, members: flat.map((terms) => new AffineRows(terms, space, values, columns)) };
  });
  const cones = blocks.reduce((sum, { space }) => sum + space.count, 0);
  const rows = blocks.reduce((sum, { space, members }) => sum + space.count * members.length, 0);
  const entries = blocks.reduce(
    (sum, { members }) => sum + members.reduce((all, member) => all + member.entries, 0),
    0,
  );
  const writer = new ConeWriter(cones, rows, entries, columns.count);
  const names: NameBlock[] = [];
  const places: ConesOf[] = [];
  for (const { declaration, space, members } of blocks) {
    names.push(nameBlock(declaration, writer.cones, space));
    places.push({ declaration, space, first: writer.expressions });
    writer.write(declaration.cone.rotated, space.count, members, values);
  }
  return { cones: writer.finish(names), places };
}

class ConeWriter {
  cones = 0;
  expressions = 0;
  #entries = 0;
  readonly #rotated: Uint8Array;
  readonly #coneStarts: Int32Array;
  readonly #starts: Int32Array;
  readonly #indices: Int32Array;
  readonly #values: Float64Array;
  readonly #constants: Float64Array;
  readonly #marker: Int32Array;

  constructor(cones: number, rows: number, entries: number, columns: number) {
    this.#rotated = new Uint8Array(cones);
    this.#coneStarts = new Int32Array(cones + 1);
    this.#starts = new Int32Array(rows + 1);
    this.#indices = new Int32Array(entries);
    this.#values = new Float64Array(entries);
    this.#constants = new Float64Array(rows);
    this.#marker = new Int32Array(columns).fill(-1);
  }

  write(rotated: boolean, count: number, members: readonly AffineRows[], values: Values): void {
    const parts = members.map((member) => filled(member, values, this.#marker));
    for (let cone = 0; cone < count; cone++) {
      for (const { starts, indices, values: coefficients, constants } of parts) {
        const from = starts[cone]!;
        const to = starts[cone + 1]!;
        this.#indices.set(indices.subarray(from, to), this.#entries);
        this.#values.set(coefficients.subarray(from, to), this.#entries);
        this.#entries += to - from;
        this.#constants[this.expressions++] = constants[cone]!;
        this.#starts[this.expressions] = this.#entries;
      }
      this.#rotated[this.cones++] = rotated ? 1 : 0;
      this.#coneStarts[this.cones] = this.expressions;
    }
  }

  finish(names: readonly NameBlock[]): Cones {
    const rows = {
      starts: this.#starts,
      indices: this.#indices.slice(0, this.#entries),
      values: this.#values.slice(0, this.#entries),
    };
    return { rotated: this.#rotated, starts: this.#coneStarts, rows, constants: this.#constants, names };
  }
}

function filled(
  member: AffineRows,
  values: Values,
  marker: Int32Array,
): { starts: Int32Array; indices: Int32Array; values: Float64Array; constants: Float64Array } {
  const { count } = member.space;
  const matrix = {
    starts: new Int32Array(count + 1),
    indices: new Int32Array(member.entries),
    values: new Float64Array(member.entries),
  };
  let end = member.fill(values, 0, matrix.starts, matrix.indices, matrix.values);
  if (member.mayRepeat) end = mergeRepeated(matrix, 0, count, end, marker);
  matrix.starts[count] = end;
  return { ...matrix, constants: member.constantsInto(values, new Float64Array(count)) };
}
