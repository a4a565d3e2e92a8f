/** Where the members of a declaration stand in a compiled program. */
import { ClearwattError } from "../../errors.ts";
import { registered } from "../declaring/registry.ts";
import type { AnyConstraint, AnyVariable } from "../handles.ts";
import type { Compilation } from "./compile.ts";

export interface Place {
  readonly of: "row" | "column" | "cone";
  /** Number in the program of the first member; the others follow. */
  readonly first: number;
  readonly count: number;
  /** Labels of the k-th member. */
  labels(k: number): readonly string[];
}

/** Throws where the handle is none of the compiled model. */
export function placeOf(compilation: Compilation, handle: AnyConstraint | AnyVariable): Place {
  const declaration = registered(handle, "A variable, a constraint or a cone");
  if ("kind" in declaration) {
    const { first, space } = compilation.columns.block(declaration);
    return { of: "column", first, count: space.count, labels: (k) => space.labels(k) };
  }
  const rows = compilation.constraints.find((block) => block.declaration === declaration);
  if (rows !== undefined) {
    const { firstRow, space } = rows;
    return { of: "row", first: firstRow, count: space.count, labels: (k) => space.labels(k) };
  }
  let first = 0;
  for (const { declaration: own, space } of compilation.cones.places) {
    if (own === declaration) return { of: "cone", first, count: space.count, labels: (k) => space.labels(k) };
    first += space.count;
  }
  throw new ClearwattError(`"${handle.name}" has no rows, columns or cones in "${compilation.declarations.name}".`, {
    code: "foreign-handle",
  });
}
