import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { everything } from "../../cli/catalogue.ts";
import { command } from "../../cli/command.ts";
import { errorCodes } from "../../src/errors.ts";
import { clearwatt } from "./terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test("the help lists the exit codes", async () => {
  const { output } = await clearwatt(["--help"]);
  for (const code of [0, 1, 2, 3, 4, 70, 130]) expect(output).toMatch(new RegExp(`\\n +${code} {2}\\S`));
});

test.each([
  ["optimal", 0, "maximize x\nsubject to\n c: x <= 1\nend\n"],
  ["infeasible", 3, "maximize x\nsubject to\n c: x <= -1\nend\n"],
  ["unbounded", 3, "maximize x\nsubject to\n c: x >= 1\nend\n"],
])("solve: a program that is %s ends with %i", async (status, expected, text) => {
  const path = await file(`${status}.lp`, text);
  const { code, output, errors } = await clearwatt(["solve", path, "--json"]);
  expect([code, JSON.parse(output).status, errors]).toEqual([expected, status, ""]);
  expect((await clearwatt(["solve", path])).code).toBe(expected);
});

/** The only document on standard output. */
async function jsonOf(...args: string[]) {
  const { code, output, errors } = await clearwatt([...args, "--json"]);
  return { code, document: JSON.parse(output), errors };
}

test("an error is a document with its code, its sentence and its data, and the sentence on standard error", async () => {
  const path = join(folder, "none.lp");
  const { code, document, errors } = await jsonOf("solve", path);
  expect(code).toBe(1);
  expect(document).toEqual({
    status: "error",
    code: "unreadable-file",
    message: `${path} cannot be read: there is no such file.`,
    data: { path },
  });
  expect(errors).toBe(`clearwatt: ${document.message}\n`);
});

test("wrong usage is a document too, and so are help and version", async () => {
  expect(await jsonOf("solve")).toMatchObject({
    code: 2,
    document: { status: "error", code: "wrong-usage", message: "missing required argument 'file'" },
  });
  expect(await jsonOf("reproduce", "nothing", "--solver", "glpk")).toMatchObject({
    code: 2,
    document: { message: expect.stringContaining("Allowed choices are gazafroudi2019") },
  });
  expect(await jsonOf("flow", "--help")).toMatchObject({ code: 0, document: { status: "help" } });
  expect(await jsonOf("--version")).toMatchObject({ code: 0, document: { text: "1.2.3\n" } });
});

const failing = (run: (signal: AbortSignal) => Promise<never>) => ({
  ...everything,
  commands: [
    () =>
      command({
        name: "fail",
        about: "end badly",
        examples: [],
        arguments: z.object({}),
        options: z.object({}),
        run: async (_, { signal }) => await run(signal),
      }),
  ],
});

test("what is no mistake of the user's is a fault: 70, said to be clearwatt's own", async () => {
  const catalogues = failing(() => Promise.reject(new TypeError("x is undefined")));
  const { code, output, errors } = await clearwatt(["fail", "--json"], undefined, { catalogues });
  expect(code).toBe(70);
  expect(JSON.parse(output)).toEqual({ status: "error", code: "fault", message: "x is undefined" });
  expect(errors).toMatch(/^clearwatt: a fault of clearwatt itself: x is undefined .*CLEARWATT_DEBUG/);
});

test("a number that JSON cannot hold is a fault, and nothing else is printed", async () => {
  const catalogues = {
    ...everything,
    commands: [
      () =>
        command({
          name: "nan",
          about: "give no number",
          examples: [],
          arguments: z.object({}),
          options: z.object({}),
          run: async () => ({ name: "nan", outcome: "answer" as const, json: { price: Number.NaN }, parts: [] }),
        }),
    ],
  };
  const { code, output } = await clearwatt(["nan", "--json"], undefined, { catalogues });
  expect([code, JSON.parse(output).code]).toEqual([70, "fault"]);
});

test("what is interrupted ends with 130", async () => {
  const controller = new AbortController();
  const catalogues = failing(async (signal) => {
    controller.abort();
    signal.throwIfAborted();
    throw new Error("not stopped");
  });
  const options = { catalogues, signal: controller.signal };
  const { code, output, errors } = await clearwatt(["fail", "--json"], undefined, options);
  expect([code, JSON.parse(output).code]).toEqual([130, "interrupted"]);
  expect(errors).toBe("clearwatt: interrupted\n");
});

test("a solver is handed the signal: an interrupted solve ends with 130 and gives no numbers", async () => {
  const controller = new AbortController();
  controller.abort();
  const path = await file("any.lp", "maximize x\nsubject to\n c: x <= 1\nend\n");
  const { code, output } = await clearwatt(["solve", path], undefined, { signal: controller.signal });
  expect([code, output]).toEqual([130, ""]);
});

const words = [
  ...["reproduce", "flow", "opf", "reconfigure", "solve", "export", "list", "help"],
  ...[
    "gazafroudi2019",
    "gazafroudi2019/disco",
    "case12da",
    "case33",
    "none.json",
    "none.lp",
    "",
    "-",
    "--",
    "__proto__",
  ],
  ...["--scale", "--solver", "--method", "--format", "--gap", "--time-limit", "--scenario", "--profile", "--out", "-x"],
  ...["highs", "cplex", "sweep", "1e999", "NaN", "0", "-1", "lp", "--help", "--version", "--check-grid=no"],
];

test("whatever is asked for, --json gives one JSON document, and a code that is documented", {
  timeout: 120_000,
}, async () => {
  const known = [...errorCodes, "wrong-usage", "interrupted"];
  const check = async (args: string[]) => {
    // Nothing may be written, and nothing that takes long be run.
    const safe = args.filter(
      (arg, k) => !["--out", "-o"].includes(arg) && !["--out", "-o"].includes(args[k - 1] ?? ""),
    );
    if (safe.includes("reproduce") && safe.includes("gazafroudi2019")) safe.push("--no-such-option");
    const { code, document, errors } = await jsonOf(...safe.filter((arg) => arg !== "--"));
    expect([0, 1, 2, 3]).toContain(code);
    if (code === 1 || code === 2) {
      expect(document).toMatchObject({ status: "error", message: expect.stringMatching(/\S/) });
      expect(known).toContain(document.code);
      expect(errors).toMatch(/\S/);
    } else expect(errors).toBe("");
  };
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 5 }), check), { numRuns: 300 });
});
