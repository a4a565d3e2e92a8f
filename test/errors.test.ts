import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClearwattError, type ErrorCode, errorCodes } from "../src/errors.ts";

const [ofErrors = ""] = readFileSync("docs/errors.md", "utf8").split("## The command line");
const rows = Array.from(ofErrors.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|$/gm));

describe("docs/errors.md", () => {
  test("lists exactly the codes that errors can have, in their order", () => {
    expect(rows.map(([, code]) => code)).toEqual([...errorCodes]);
  });

  test("names all data that errors have", () => {
    const keysIn = (text: string) => Array.from(text.matchAll(/`([a-zA-Z]+)`/g), ([, key]) => key!);
    const places = keysIn(/Any of them may also say where:.*?\n\n/s.exec(ofErrors)![0]);
    const documented = new Map(rows.map(([, code, data]) => [code!, [...places, ...keysIn(data!)]]));
    const undocumented = thrown.flatMap(({ file, code, keys }) =>
      keys.filter((key) => !documented.get(code)?.includes(key)).map((key) => `${file}: ${code} has "${key}"`),
    );
    expect(undocumented).toEqual([]);
  });
});

test("every code is thrown somewhere, and no other", () => {
  expect([...new Set(thrown.map(({ code }) => code))].toSorted()).toEqual([...errorCodes]);
});

test("an error has a sentence, a code and data", () => {
  const error = new ClearwattError("load.csv, line 3: 7 loads are too many.", {
    code: "wrong-size",
    data: { file: "load.csv", line: 3 },
  });
  expect([error.name, error.message, error.code, error.data]).toEqual([
    "ClearwattError",
    "load.csv, line 3: 7 loads are too many.",
    "wrong-size",
    { file: "load.csv", line: 3 },
  ]);
  expect(new ClearwattError("No.", { code: "misuse" }).data).toEqual({});
});

test("the error behind an error is kept", () => {
  const cause = new Error("first");
  expect(new ClearwattError("second", { code: "syntax", cause }).cause).toBe(cause);
  expect("cause" in new ClearwattError("alone", { code: "syntax" })).toBe(false);
});

describe("JSON", () => {
  test("gives back sentence, code and data as they were, whatever was found", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...errorCodes),
        fc.dictionary(
          fc.string(),
          fc.anything({ withDate: true, withMap: true, withTypedArray: true, withBigInt: true }),
        ),
        (message, code, data) => {
          const error = new ClearwattError(message, { code, data });
          expect(JSON.parse(JSON.stringify(error))).toEqual({ message, code, data: error.data });
        },
      ),
    );
  });

  test("numbers that it has not become texts, and fields without a value are left out", () => {
    const data = { found: Number.NaN, most: Number.POSITIVE_INFINITY, least: undefined, of: [-0, () => 1, new Map()] };
    expect(new ClearwattError("No.", { code: "out-of-range", data }).data).toEqual({
      found: "NaN",
      most: "Infinity",
      of: [0, "a function", "an object"],
    });
  });
});

interface Thrown {
  readonly file: string;
  readonly code: ErrorCode;
  readonly keys: readonly string[];
}

/** Codes with the keys of their data, as they stand in the sources: `{ code: "...", data: { ... } }`. */
const thrown: readonly Thrown[] = ["src", "solvers", "models", "cases", "cli"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => thrownIn(`${folder}/${name}`)),
);

function thrownIn(file: string): Thrown[] {
  const text = readFileSync(file, "utf8");
  const details = text.matchAll(/\bcode: "([a-z-]+)"(,\s*data: \{)?/g);
  return Array.from(details)
    .filter(([, code]) => errorCodes.includes(code as ErrorCode))
    .map(({ 0: found, 1: code, 2: data, index }) => ({
      file,
      code: code as ErrorCode,
      keys: data === undefined ? [] : keysFrom(text, index + found.length),
    }));
}

/** Keys of the object that opens before `at`, those of objects and calls within it aside. */
function keysFrom(text: string, at: number): string[] {
  let depth = 1;
  let own = "";
  for (; depth > 0; at++) {
    const character = text[at]!;
    if (/[{[(]/.test(character)) depth++;
    else if (/[}\])]/.test(character)) depth--;
    else if (depth === 1) own += character;
  }
  return own
    .replace(/"[^"]*"/g, "")
    .split(",")
    .flatMap((part) => /^\s*(\w+)\s*(:|$)/.exec(part)?.[1] ?? []);
}
