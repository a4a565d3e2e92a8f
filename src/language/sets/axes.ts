/** The loops of closures, and the indices that they are called with. */
import { ClearwattError } from "../../errors.ts";
import { parameterNames } from "../declaring/closure-text.ts";
import { described } from "../described.ts";
import { labelSet } from "./label-set.ts";
import type { AnySet } from "./set.ts";
import { Axis, type Index, SymbolicIndex } from "./symbolic-index.ts";

/** A loop for each set, lettered as the closure's own parameters where these can be read. */
export function axesOf(over: readonly AnySet[], closure: (...at: Index[]) => unknown, where: string): readonly Axis[] {
  if (!Array.isArray(over))
    throw new ClearwattError(`${where} needs a list of sets, as in [user, hour].`, {
      code: "wrong-type",
      data: { what: where, expected: "a list of sets", found: described(over) },
    });
  const letters = parameterNames(closure);
  return over.map((range, k) => {
    const own = labelSet(range, where);
    return new Axis(own, letters[k] || own.name.charAt(0));
  });
}

export function indicesAlong(axes: readonly Axis[]): SymbolicIndex[] {
  return axes.map((axis) => SymbolicIndex.along(axis.range.name, axis));
}
