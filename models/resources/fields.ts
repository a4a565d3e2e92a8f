/**
 * What may stand in the rows of devices, said once for each kind: units and ranges of errors, what is optional, and the
 * schema of market files all come from it.
 */

/** A number for all hours, or one for each hour of the market. */
export type ByHour = number | ArrayLike<number>;

/** What numbers may stand in a field; `above` and `below` exclude their end. */
export interface Range {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
  readonly below?: number;
  readonly whole?: true;
  /** Infinity, for no limit above, or -Infinity, for none below, may stand there. Market files write "unlimited". */
  readonly unlimited?: "above" | "below";
}

export interface NumberField extends Range {
  readonly kind?: "number";
  /** One short sentence. */
  readonly about: string;
  /** "kW", "money/kWh"; none where it is left away. */
  readonly unit?: string;
  readonly required?: true;
  /** Whether a list, one for each hour, may stand in place of the number. */
  readonly byHour?: true;
  /** What holds where the field is not given, where that is a number that does not depend on the row. */
  readonly otherwise?: number;
  /** A word that may stand in place of the number. */
  readonly word?: string;
  /** What to do about a number that is out of range. */
  readonly advice?: string;
}

/** What a device is called, or where it stands: a bus, or a branch of the feeder. */
export interface ReferenceField {
  readonly kind: "name" | "bus" | "branch";
  readonly about: string;
  readonly required: true;
}

/** What a group of devices may say beside its rows. */
export interface OptionField {
  /** How apparent powers are written; hours in which something holds; lists of hours. */
  readonly kind: "apparentPower" | "hours" | "windows";
  readonly about: string;
  /** Words that may stand in place of hours. */
  readonly words?: readonly string[];
}

export type Field = NumberField | ReferenceField | OptionField;

type IsOptional<Row, Name extends keyof Row> = object extends Pick<Row, Name> ? true : false;
type Need<Row, Name extends keyof Row> =
  IsOptional<Row, Name> extends true ? { readonly required?: never } : { readonly required: true; otherwise?: never };
type Hours<Value> = ByHour extends Value ? { readonly byHour: true } : { readonly byHour?: never };
type Word<Value> = [Extract<Value, string>] extends [never]
  ? { readonly word?: never }
  : { readonly word: Extract<Value, string> };
type FieldOf<Row, Name extends keyof Row> = string extends Row[Name]
  ? ReferenceField
  : NumberField & Need<Row, Name> & Hours<NonNullable<Row[Name]>> & Word<NonNullable<Row[Name]>>;

/**
 * The specification of a row, field by field, in the order in which errors list them. What the row's type says - which
 * fields there are, which are required, which go by the hour, which take a word - must be said here too, or it does not
 * compile.
 */
export type Fields<Row> = { readonly [Name in keyof Row]-?: FieldOf<Row, Name> };

/** Any specification, by the names of its fields. */
export type AnyFields = Readonly<Record<string, Field>>;

export const nameField: ReferenceField = {
  kind: "name",
  about: "Name, which no other device of the group has.",
  required: true,
};

export const busField: ReferenceField = { kind: "bus", about: "Bus at which it stands.", required: true };

/** What a number must be: "at least 0 and below 1". */
export function rangeText({ from, above, to, below, whole }: Range): string {
  const lower = from !== undefined ? `at least ${from}` : above !== undefined ? `above ${above}` : null;
  const upper = to !== undefined ? `at most ${to}` : below !== undefined ? `below ${below}` : null;
  const limits = [lower, upper].filter((part) => part !== null).join(" and ");
  if (whole !== true) return limits;
  return limits === "" ? "a whole number" : `a whole number, ${limits}`;
}

/** Whether a number is in the range; infinite ones are where they stand for no limit. */
export function isInRange(value: number, { from, above, to, below, whole }: Range): boolean {
  if (from !== undefined && value < from) return false;
  if (above !== undefined && value <= above) return false;
  if (to !== undefined && value > to) return false;
  if (below !== undefined && value >= below) return false;
  return whole !== true || Number.isInteger(value);
}

/** Whether a number is finite, or stands for no limit where there need be none. */
export function isFiniteOrUnlimited(value: number, { unlimited }: Range): boolean {
  return Number.isFinite(value) || (value === Infinity ? unlimited === "above" : unlimited === "below");
}
