/** Numbers by label that were computed from those of a solution. */
import { ClearwattError } from "../../errors.ts";
import { Space } from "../compile/space/space.ts";
import { independentAxes } from "../declaring/declaring.ts";
import type { AnySet } from "../sets/set.ts";
import { Labelled } from "./labelled.ts";

/** `data` has one number for each member of the product of the sets, the last set fastest; throws where it has not. */
export function labelledOver<const Sets extends readonly AnySet[]>(
  name: string,
  over: Sets,
  unit: string | null,
  data: Float64Array,
): Labelled<Sets> {
  const space = new Space(independentAxes(over, () => {}, name));
  if (data.length === space.count) return new Labelled(name, over, unit, data, space);
  throw new ClearwattError(`"${name}" has ${data.length} numbers for ${space.count} members.`, {
    code: "wrong-size",
    data: { name, what: "numbers", found: data.length, expected: space.count },
  });
}
