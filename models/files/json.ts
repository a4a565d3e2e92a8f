/** JSON texts. */
import { ClearwattError } from "../../src/errors.ts";

/** Throws a ClearwattError that names the file where the text is not JSON. */
export function parsedJson(file: string, text: string): unknown {
  try {
    // Editors on Windows begin a text with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new ClearwattError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      code: "syntax",
      data: { file, format: "JSON" },
      cause: error,
    });
  }
}

/** What stands under a key; undefined where that is nothing. */
export function partOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
