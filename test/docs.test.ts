import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Example, examplesIn } from "./docs/extract.ts";
import { type Printed, workshop } from "./docs/workshop.ts";

const pages = ["README.md", ...(existsSync("docs") ? readdirSync("docs").map((name) => `docs/${name}`) : [])].filter(
  (path) => path.endsWith(".md") && existsSync(path),
);
const examples = pages.flatMap((page) => examplesIn(page, readFileSync(page, "utf8")));

const trimmed = (text: string): string => text.replace(/[ \t]+$/gm, "").trimEnd();

describe.runIf(examples.length > 0)("the examples of the documentation", () => {
  let typeErrors: Map<number, string>;
  let printed: Printed[];

  beforeAll(() => {
    using shop = workshop(examples);
    typeErrors = shop.typeErrors();
    printed = shop.run(120);
  }, 180_000);

  for (const [at, { where, output }] of examples.entries()) {
    test(`${where} compiles`, () => {
      expect(typeErrors.get(at)).toBeUndefined();
    });

    test(`${where} runs and prints what it says`, () => {
      expect(printed[at]?.error).toBeUndefined();
      if (output !== undefined) expect(trimmed(printed[at]!.output)).toBe(trimmed(output));
    });
  }
});

describe("the harness", () => {
  const page = [
    "Add numbers:",
    "```ts",
    "console.log(1 + 1);",
    "```",
    "It prints:",
    "",
    "```text",
    "2",
    "```",
    "```ts",
    'console.log("no claim");',
    "```",
    "A tree, not an output:",
    "```text",
    "src/",
    "```",
    "````ts",
    'console.log("```");',
    "````",
    "```text output",
    "```` ",
    "```",
  ].join("\n");

  test("finds the examples, their lines and what they claim to print", () => {
    expect(examplesIn("page.md", page)).toEqual([
      { where: "page.md:3", code: "console.log(1 + 1);", output: "2" },
      { where: "page.md:11", code: 'console.log("no claim");', output: undefined },
      { where: "page.md:18", code: 'console.log("```");', output: "```` " },
    ]);
  });

  test("refuses an output without an example, a block never closed and an example that would go untested", () => {
    expect(() => examplesIn("page.md", "```text output\n2\n```")).toThrow("page.md:1: this output has no example");
    expect(() => examplesIn("page.md", "text\n```ts\n1;")).toThrow("page.md:2: this code block is never closed");
    expect(() => examplesIn("page.md", "```typescript\n1;\n```")).toThrow('page.md:1: fence this example as "ts"');
  });

  test("sees type errors, mistakes that compile after all, exceptions and what is printed", () => {
    const codes = [
      "const answer: number = 42;\nconsole.log(answer); // fine",
      'const answer: number = "42";',
      "// @ts-expect-error nothing is wrong here\nconst answer: number = 42;",
      'console.log("before");\nthrow new Error("on purpose");',
      'import { ColumnKind } from "clearwatt-nowhere";',
      'const answer = 42;\nprocess.stdout.write("a\\n");\nawait Promise.resolve();\nconsole.log("b");',
    ];
    using shop = workshop(codes.map((code, at) => example(code, at)));
    const errors = shop.typeErrors();
    expect([...errors.keys()]).toEqual([1, 2, 4]);
    expect(errors.get(1)).toContain("line 1 of the example: TS2322");
    expect(errors.get(2)).toContain("Unused '@ts-expect-error' directive");
    const printed = shop.run(60);
    expect(printed.map(({ output }) => output)).toEqual(["42\n", "", "", "before\n", "", "a\nb\n"]);
    expect(printed.map(({ error }) => error?.split("\n")[0])).toEqual([
      undefined,
      undefined,
      undefined,
      "Error: on purpose",
      expect.stringContaining("clearwatt-nowhere"),
      undefined,
    ]);
  });

  test("lets an example import the package by its name, from the sources", () => {
    const code =
      'import { ClearwattError } from "clearwatt";\nconsole.log(new ClearwattError("here", { code: "misuse" }).name);';
    using shop = workshop([example(code, 0)]);
    expect([...shop.typeErrors()]).toEqual([]);
    expect(shop.run(60)).toEqual([{ output: "ClearwattError\n" }]);
  });

  function example(code: string, at: number): Example {
    return { where: `page.md:${at}`, code, output: undefined };
  }
});
