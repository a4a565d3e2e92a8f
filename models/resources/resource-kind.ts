/** Kinds of resources, as catalogues list them and market files name them. */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/index.ts";
import type { Scope } from "../../src/market/index.ts";
import type { AnyFields, Field, Fields } from "./fields.ts";

/** Devices of one kind that somebody has; what stands in them has the shape that the kind specifies. */
export interface Devices {
  /** Empty for kinds without rows. */
  readonly rows: readonly object[];
  readonly options: object;
}

export interface ResourceKind {
  /** As in market files: "flexible loads". */
  readonly name: string;
  /** One short sentence. */
  readonly about: string;
  /** Of a row; null where there are none, as for what a feeder's own loads consume. */
  readonly fields: AnyFields | null;
  /** What may be said beside the rows. */
  readonly options: AnyFields;
  /** Enters devices into a scope, in a part that is called as the kind is. Throws a ClearwattError where they cannot be. */
  enter(scope: Scope, devices: Devices, feeder: Feeder | null): void;
}

/** A kind of devices with rows, from the function that adds a group of them to a scope. */
export function deviceKind<Row extends { readonly name: string | number }, Options = object>(
  name: string,
  about: string,
  fields: Fields<Row>,
  options: Readonly<Record<keyof Options, Field>>,
  add: (scope: Scope, name: string, rows: readonly Row[], options: Options) => unknown,
): ResourceKind {
  return {
    name,
    about,
    fields,
    options,
    enter(scope, devices) {
      add(scope, name, devices.rows as readonly Row[], devices.options as Options);
    },
  };
}

/** A kind that stands for something of the feeder, and has no rows. */
export function feederKind<Options>(
  name: string,
  about: string,
  options: Readonly<Record<keyof Options, Field>>,
  add: (scope: Scope, feeder: Feeder, options: Options) => unknown,
): ResourceKind {
  return {
    name,
    about,
    fields: null,
    options,
    enter(scope, devices, feeder) {
      if (feeder === null)
        throw new ClearwattError(`There is a ${name}, and the market "${scope.model.name}" has no feeder. Give one.`);
      add(scope, feeder, devices.options as Options);
    },
  };
}
