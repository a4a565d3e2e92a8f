/** Schemas of what may stand in a field of a market file, from its specification. */
import { z } from "zod";
import { type AnyFields, type Field, type NumberField, type OptionField, rangeText } from "../resources/fields.ts";
import { says } from "./problems.ts";

/** Descriptions and names of definitions, for the JSON Schema. */
export type Notes = z.core.$ZodRegistry<{ readonly id?: string; readonly description?: string }>;

/** What stands for no limit, since JSON has no Infinity. */
export const unlimitedWord = "unlimited";

/** A name of a device, a bus, a line, an hour. */
export const label: z.ZodType<string | number> = z.union(
  [z.string().min(1, says("is empty")), z.number()],
  says("is no name"),
);

/** An object with these keys and no others; errors about another one say what it is, and which there are. */
export function objectOf(what: string, shape: z.core.$ZodLooseShape): z.ZodObject {
  const keys = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? `is no key of ${what}. These are: ${keys}` : undefined),
  });
}

/** A row of a table of devices, or the options beside it. */
export function fieldShape(fields: AnyFields, notes: Notes): z.core.$ZodLooseShape {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const own = fieldSchema(field);
      notes.add(own, { description: description(field) });
      return [name, "required" in field && field.required === true ? own : own.optional()];
    }),
  );
}

function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case "name":
    case "bus":
    case "branch":
      // A schema of its own each time: what is noted of it is noted of the field.
      return z.union([z.string().min(1, says("is empty")), z.number()], says("is no name"));
    case "apparentPower":
    case "hours":
    case "windows":
      return optionSchema(field);
    default:
      return numberSchema(field);
  }
}

const optionSchemas: Readonly<Record<OptionField["kind"], (words: readonly string[]) => z.ZodType>> = {
  apparentPower: () =>
    z.union(
      [z.literal("cone"), objectOf("a polygon", { sides: sides() })],
      says('is neither "cone" nor a polygon, such as { "sides": 16 }'),
    ),
  hours: (words) =>
    z.union(
      [z.enum(words as [string, ...string[]]), z.array(label)],
      says(`is neither ${[...words.map((word) => `"${word}"`), "a list of hours"].join(" nor ")}`),
    ),
  windows: () => z.array(z.array(label).min(1, says("without hours"))).min(1, says("without windows")),
};

function sides(): z.ZodType {
  const range = says("must be a multiple of 4, at most 1000");
  return z.number().min(4, range).max(1000, range).multipleOf(4, range);
}

function optionSchema({ kind, words = [] }: OptionField): z.ZodType {
  return optionSchemas[kind](words);
}

function numberSchema(field: NumberField): z.ZodType {
  const one: Choice = ["a number", inRange(field)];
  const unlimited: Choice[] = field.unlimited === undefined ? [] : [wordChoice(unlimitedWord)];
  const word: Choice[] = field.word === undefined ? [] : [wordChoice(field.word)];
  if (!field.byHour) return anyOf([one, ...word, ...unlimited]);
  const list: Choice = ["a list of numbers", z.array(anyOf([one, ...unlimited])).min(1, says("is empty"))];
  return anyOf([one, ...word, ...unlimited, list, ['{ "profile": its name }', reference()]]);
}

/** What may stand in a place, in words, and its schema. */
type Choice = readonly [what: string, schema: z.ZodType];

function wordChoice(word: string): Choice {
  return [`"${word}"`, z.literal(word)];
}

function anyOf(choices: readonly Choice[]): z.ZodType {
  const schemas = choices.map(([, schema]) => schema);
  if (schemas.length === 1) return schemas[0]!;
  return z.union(schemas, says(`is neither ${choices.map(([what]) => what).join(" nor ")}`));
}

/** A reference to a profile, times a factor. */
function reference(): z.ZodType {
  return objectOf("a reference to a profile", { profile: z.string(), times: z.number().optional() });
}

function inRange(field: NumberField): z.ZodType {
  const { from, above, to, below, whole, unit = "", advice } = field;
  const message = says(
    `${unit === "" ? "" : `${unit} `}must be ${rangeText(field)}${advice === undefined ? "" : `. ${advice}`}`,
  );
  let schema = z.number();
  if (from !== undefined) schema = schema.min(from, message);
  if (above !== undefined) schema = schema.gt(above, message);
  if (to !== undefined) schema = schema.max(to, message);
  if (below !== undefined) schema = schema.lt(below, message);
  return whole === true ? schema.multipleOf(1, message) : schema;
}

/** "Least power, kW; 0 where it is not given." */
function description(field: Field): string {
  const { about } = field;
  if (field.kind !== undefined && field.kind !== "number") return about;
  const { unit, otherwise } = field as NumberField;
  const measured = unit === undefined ? "" : ` In ${unit}.`;
  const fallback = otherwise === undefined ? "" : ` ${otherwise} where it is not given.`;
  return `${about}${measured}${fallback}`;
}
