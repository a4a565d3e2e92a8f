/** What is wrong with a file, in lines that begin with the place: "participants[0].batteries[1].capacity: ...". */
import type { z } from "zod";
import { ClearwattError } from "../../src/errors.ts";

/** Throws where there are problems, with all of them: "market.json is not a market file: ...". */
export function refuseProblems(file: string, what: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new ClearwattError(`${file} is not ${what}:\n${problems.map((text) => `  - ${text}`).join("\n")}`);
}

/** The problems that a schema finds in a value. */
export function problemsOf(schema: z.ZodType, value: unknown): string[] {
  const read = schema.safeParse(value);
  if (read.success) return [];
  return read.error.issues.flatMap((issue) => problemTexts(issue, [], value));
}

function problemTexts(issue: z.core.$ZodIssue, before: readonly PropertyKey[], whole: unknown): string[] {
  const path = [...before, ...issue.path];
  if (issue.code === "invalid_union") {
    const own = fittingBranch(issue);
    if (own !== undefined) return own.flatMap((inner) => problemTexts(inner, path, whole));
  }
  const where = placeOf(path);
  const near = where === "" ? "" : `${where}: `;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `${near}"${key}" ${issue.message}.`);
  const value = path.reduce<unknown>(partOf, whole);
  if (value === undefined && path.length > 0) return [`${where} is missing.`];
  const text = issue.code === "invalid_type" ? `${shown(value)} is no ${issue.expected}` : issue.message;
  return [`${near}${text}.`];
}

/** Of what may stand in a place, that which the value is meant as: the one that finds fault with what is in it only. */
function fittingBranch({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] | undefined {
  const isAbout = ({ code, path }: z.core.$ZodIssue) =>
    path.length === 0 && (code === "invalid_type" || code === "invalid_value" || code === "invalid_union");
  return errors.find((issues) => !issues.some(isAbout));
}

export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (/[^\w-]/.test(name)) return `${text}["${name}"]`;
    return text === "" ? name : `${text}.${name}`;
  }, "");
}

function partOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** A message of a schema that begins with the value that it is about. */
export function says(text: string): { error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => `${shown(input)} ${text}` };
}

function shown(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? "a list" : "an object";
}
