/** Some cones of a program over columns with other numbers. */
import type { Cones } from "../program/index.ts";
import { counted } from "./counted.ts";

/** The cones listed; a column that has no new number yet gets the next one. */
export function selectedCones(cones: Cones, listed: Int32Array, numberOf: Map<number, number>): Cones | null {
  if (listed.length === 0) return null;
  const starts = [0];
  const rowStarts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const constants: number[] = [];
  for (const cone of listed) {
    for (let at = cones.starts[cone]!; at < cones.starts[cone + 1]!; at++) {
      for (let k = cones.rows.starts[at]!; k < cones.rows.starts[at + 1]!; k++) {
        const col = cones.rows.indices[k]!;
        if (!numberOf.has(col)) numberOf.set(col, numberOf.size);
        indices.push(numberOf.get(col)!);
        values.push(cones.rows.values[k]!);
      }
      constants.push(cones.constants[at]!);
      rowStarts.push(indices.length);
    }
    starts.push(constants.length);
  }
  const rows = {
    starts: Int32Array.from(rowStarts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
  return {
    rotated: Uint8Array.from(listed, (cone) => cones.rotated[cone]!),
    starts: Int32Array.from(starts),
    rows,
    constants: Float64Array.from(constants),
    names: counted("cone", listed.length),
  };
}
