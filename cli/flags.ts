/** The flags of a command, derived from the zod schemas of its arguments and options. */
import { Argument, type Command as Commander, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { isTextFile } from "../cases/study.ts";
import { WrongUsage } from "./exit-codes.ts";
import { readText } from "./files.ts";

/** What a field of a schema is on the command line. */
interface Field {
  /** The schema without what makes it optional. */
  readonly schema: z.core.$ZodType;
  readonly required: boolean;
  readonly defaultValue: unknown;
  readonly description: string;
  readonly short: string | undefined;
  /** What stands for its value in the help. */
  readonly value: string;
}

export function addArguments(target: Commander, schema: z.ZodObject): void {
  for (const [name, fieldSchema] of Object.entries(schema.shape)) {
    const field = fieldOf(name, fieldSchema);
    const argument = new Argument(field.required ? `<${name}>` : `[${name}]`, field.description);
    if (field.schema instanceof z.ZodEnum) argument.choices(choicesOf(field.schema));
    else if (isNumber(field.schema)) argument.argParser((text: string) => toNumber(text, field.schema));
    target.addArgument(argument);
  }
}

export function addOptions(target: Commander, schema: z.ZodObject): void {
  for (const [name, fieldSchema] of Object.entries(schema.shape)) target.addOption(optionOf(name, fieldSchema));
}

function optionOf(name: string, fieldSchema: z.core.$ZodType): Option {
  const field = fieldOf(name, fieldSchema);
  const isSwitch = field.schema instanceof z.ZodBoolean;
  const long = `--${kebab(name)}${isSwitch ? "" : ` <${field.value}>`}`;
  const option = new Option(field.short === undefined ? long : `-${field.short}, ${long}`, field.description);
  if (isSwitch) return option;
  if (field.schema instanceof z.ZodEnum) option.choices(choicesOf(field.schema));
  else if (isNumber(field.schema)) option.argParser((text: string) => toNumber(text, field.schema));
  else if (!(field.schema instanceof z.ZodString) && !isTextFile(field.schema)) {
    throw new Error(`The option "${name}" has a schema that no flag can be made of.`);
  }
  if (field.defaultValue !== undefined) option.default(field.defaultValue);
  return option.makeOptionMandatory(field.required);
}

/** The input that the schemas make of what commander has read; the texts of files are read. Throws WrongUsage. */
export async function inputOf(
  schemas: readonly z.ZodObject[],
  values: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  let input: Record<string, unknown> = {};
  for (const schema of schemas) {
    const own: Record<string, unknown> = {};
    for (const [name, fieldSchema] of Object.entries(schema.shape)) {
      const value = values[name];
      const isFile = typeof value === "string" && isTextFile(fieldOf(name, fieldSchema).schema);
      if (value !== undefined) own[name] = isFile ? { path: value, text: await readText(value) } : value;
    }
    const read = schema.safeParse(own);
    if (!read.success) throw new WrongUsage(read.error.issues.map(issueText).join(" "));
    input = { ...input, ...read.data };
  }
  return input;
}

function issueText({ path, message }: z.core.$ZodIssue): string {
  const where = path.length === 0 ? "" : `--${kebab(String(path[0]))}: `;
  return `${where}${message.replace(/\.?$/, ".")}`;
}

function fieldOf(name: string, wrapped: z.core.$ZodType): Field {
  let schema = wrapped;
  let required = true;
  let defaultValue: unknown;
  let meta = z.globalRegistry.get(schema) ?? {};
  while (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    required = false;
    if (schema instanceof z.ZodDefault) defaultValue = schema.def.defaultValue;
    schema = schema.def.innerType;
    meta = { ...z.globalRegistry.get(schema), ...meta };
  }
  const { description = "", short, value } = meta;
  return {
    schema,
    required: required && !(schema instanceof z.ZodBoolean),
    defaultValue,
    description,
    short: short === undefined ? undefined : String(short),
    value: value === undefined ? kebab(name) : String(value),
  };
}

function isNumber(schema: z.core.$ZodType): schema is z.ZodNumber {
  return schema instanceof z.ZodNumber;
}

function choicesOf(schema: z.ZodEnum): string[] {
  return schema.options.map(String);
}

function toNumber(text: string, schema: z.core.$ZodType): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (z.safeParse(schema, value).success) return value;
  throw new InvalidArgumentError(`Give ${rangeText(schema)}.`);
}

/** "a number above 0", "a whole number from 1 to 10": what a schema takes, in words. */
function rangeText(schema: z.core.$ZodType): string {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = z.toJSONSchema(schema);
  const noun = type === "integer" ? "a whole number" : "a number";
  const low = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined;
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  if (low !== undefined && high !== undefined) return `${noun} from ${low} to ${high}`;
  const limits = [
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`below ${exclusiveMaximum}`]),
    ...(low === undefined ? [] : [`of ${low} or more`]),
    ...(high === undefined ? [] : [`of ${high} or less`]),
  ];
  return [noun, limits.join(" and ")].filter((part) => part !== "").join(" ");
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
