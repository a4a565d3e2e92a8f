import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ClearwattError, errorCodes } from "../src/errors.ts";

const page = readFileSync("docs/errors.md", "utf8");

test("docs/errors.md lists exactly the codes that errors can have, in their order", () => {
  const [ofErrors] = page.split("## The command line");
  const listed = Array.from(ofErrors!.matchAll(/^\| `([a-z-]+)` \| \S/gm), ([, code]) => code);
  expect(listed).toEqual([...errorCodes]);
});

test("an error has a sentence, a code and data; without them it is invalid input", () => {
  const error = new ClearwattError("load.csv, line 3: 7 loads are too many.", {
    code: "wrong-size",
    data: { file: "load.csv", line: 3 },
  });
  expect([error.message, error.code, error.data]).toEqual([
    "load.csv, line 3: 7 loads are too many.",
    "wrong-size",
    { file: "load.csv", line: 3 },
  ]);
  expect(new ClearwattError("No.")).toMatchObject({ name: "ClearwattError", code: "invalid-input", data: {} });
});

test("the error behind an error is kept", () => {
  const cause = new Error("first");
  expect(new ClearwattError("second", { cause }).cause).toBe(cause);
  expect("cause" in new ClearwattError("alone")).toBe(false);
});
