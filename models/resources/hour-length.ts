/** How long the hours of a model are: one parameter for all of its devices, so that power times it is energy. */
import { ClearwattError } from "../../src/errors.ts";
import type { Constant, Model, Parameter } from "../../src/language/index.ts";
import type { Setting } from "../network/network.ts";

const declared = new WeakMap<Model, { readonly length: number; readonly parameter: Parameter<readonly []> }>();

/** The length of an hour in h, as data of the model. Throws where it is not a positive number, or differs from before. */
export function hourLength({ model, hourLength: length = 1 }: Setting): Constant {
  const known = declared.get(model);
  if (known !== undefined && known.length === length) return known.parameter();
  if (known !== undefined)
    throw new ClearwattError(
      `The hours of "${model.name}" are ${known.length} h long for one device and ${length} h for another. A model has one length of hours.`,
    );
  if (!Number.isFinite(length) || length <= 0)
    throw new ClearwattError(
      `The hours of "${model.name}" are ${length} h long. Give a positive number: 1, or 0.25 for quarters.`,
    );
  const parameter = model.parameter("hour length", [], length, "h");
  declared.set(model, { length, parameter });
  return parameter();
}
