/** One of each from outside the package - a command, a study, a solver - handed to the catalogues. */
import { expect, test } from "vitest";
import { z } from "zod";
import { type Study, study, textFile } from "../../cases/study.ts";
import { type Catalogues, everything } from "../../cli/catalogue.ts";
import { command } from "../../cli/command.ts";
import { reconfigurationMethod } from "../../models/index.ts";
import { highs } from "../../solvers/highs.ts";
import { model } from "../../src/language/index.ts";
import { stage } from "../../src/pipeline/index.ts";
import { clearwatt } from "./terminal.ts";

const greet = () =>
  command({
    name: "greet",
    about: "greet a bus",
    examples: ["clearwatt greet 18"],
    arguments: z.object({ bus: z.number().int().positive().describe("number of a bus") }),
    options: z.object({
      times: z.number().int().min(1).max(9).default(1).meta({ description: "how often", short: "n" }),
      tone: z.enum(["warm", "dry"]).default("dry").describe("tone of voice"),
      loudly: z.boolean().default(false).describe("in capitals"),
    }),
    async run({ bus, times, tone, loudly }) {
      const text = `${tone} hello ${bus}. `.repeat(times).trim();
      return {
        name: "greeting",
        outcome: tone === "dry" ? "no" : "answer",
        json: { text, loudly },
        parts: [{ kind: "lines", lines: [loudly ? text.toUpperCase() : text] }],
      };
    },
  });

const square: Study = study({
  name: "square2026",
  title: "A square",
  source: "Nobody, Journal of Squares 1 (2026) 1",
  files: [],
  options: z.object({
    side: z.number().positive().optional().describe("side of the square in m"),
    sides: textFile().optional().meta({ description: "file with the side", value: "file.txt" }),
  }),
  models: { area: "the side that has the area" },
  load: async () => ({
    data: (_, { side, sides }) => ({ side: sides === undefined ? (side ?? 2) : Number(sides.text) }),
    plan: (solver) =>
      stage("square", ({ side }: { readonly side: number }) => ({
        name: "square",
        outcome: "answer",
        json: { area: side * side, by: solver.name },
        parts: [],
      })),
    published: () => [{ figure: "area", value: 4, unit: "m2", where: "Table 1" }],
    build: () => model("area"),
  }),
});

const catalogues: Catalogues = {
  ...everything,
  commands: [...everything.commands, greet],
  studies: [...everything.studies, square],
  solvers: [
    ...everything.solvers,
    { name: "mine", takes: ["LP"], package: "mine", optional: true, load: async () => ({ ...highs(), name: "Mine" }) },
  ],
  reconfigurations: [
    ...everything.reconfigurations,
    {
      name: "as-it-is",
      title: "nothing at all",
      load: async () =>
        reconfigurationMethod("as-it-is", "nobody", async ({ feeder: { closed } }) => ({
          ...{ status: "not proven", reason: "nothing was tried.", closed },
        })),
    },
  ],
  formulations: [{ kind: "network", entries: [{ name: "copper plate", title: "no network at all" }] }],
};
const run = (...args: string[]) => clearwatt(args, undefined, { catalogues });

test("a command is in the help, with flags, choices and defaults from its schemas", async () => {
  expect((await run("--help")).output).toMatch(/greet \[options\] <bus> +greet a bus/);
  const { output } = await run("greet", "--help");
  expect(output).toMatch(/bus +number of a bus/);
  expect(output).toMatch(/-n, --times <times> +how often \(default: 1\)/);
  expect(output).toMatch(/--tone <tone> +tone of voice \(choices: "warm", "dry", default: "dry"\)/);
  expect(output).toMatch(/--loudly +in capitals/);
  expect(output).toMatch(/--json +print one JSON document/);
});

test("a command runs with checked input, and its document's outcome is the exit code", async () => {
  expect(await run("greet", "18", "-n", "2", "--tone", "warm", "--loudly")).toMatchObject({
    code: 0,
    output: "WARM HELLO 18. WARM HELLO 18.\n",
  });
  const { code, output } = await run("greet", "7", "--json");
  expect([code, JSON.parse(output)]).toEqual([3, { text: "dry hello 7.", loudly: false }]);
});

test.each([
  [["greet", "x"], "Give a whole number above 0."],
  [["greet", "1.5"], "Give a whole number above 0."],
  [["greet", "1", "--times", "10"], "Give a whole number from 1 to 9."],
  [["greet", "1", "--tone", "loud"], "Allowed choices are warm, dry."],
])("%j is refused by the schema", async (args, message) => {
  const { code, errors } = await run(...args);
  expect(code).toBe(2);
  expect(errors).toContain(message);
});

test("a study is reproduced, listed and exported, with its own options in the help", async () => {
  expect((await run("reproduce", "--help")).output).toMatch(/square2026 \[options\] +A square: Nobody/);
  expect((await run("reproduce", "square2026", "--help")).output).toMatch(/--side <side> +side of the square in m/);
  expect((await run("reproduce", "square2026", "--help")).output).toContain("--sides <file.txt>");
  const { output } = await run("reproduce", "--json", "square2026", "--side", "3");
  expect(JSON.parse(output)).toEqual({ area: 9, by: "HiGHS", solver: "highs" });
  expect((await run("list")).output).toContain("square2026/area");
  expect((await run("export", "square2026/area")).code).toBe(0);
  expect((await run("export", "square2026/volume")).errors).toContain("square2026/area");
});

test("an option that is a file is read for the study; one that is not there is bad input", async () => {
  const { code, output } = await run("reproduce", "square2026", "--sides", "none.txt", "--json");
  expect([code, JSON.parse(output).code]).toEqual([1, "unreadable-file"]);
});

test("a solver is offered wherever solvers are, and solves", async () => {
  expect((await run("solve", "--help")).output).toContain('"clarabel", "mine"');
  expect((await run("reconfigure", "--help")).output).not.toContain('"mine"');
  expect((await run("list")).output).toMatch(/mine +LP +optional: npm install mine/);
  const { output } = await run("reproduce", "square2026", "--solver", "mine", "--json");
  expect(JSON.parse(output)).toMatchObject({ by: "Mine", solver: "mine" });
});

test("a method of reconfiguration is offered, and finds", async () => {
  expect((await run("reconfigure", "--help")).output).toMatch(/"exchange",\s+"as-it-is"/);
  const { code, output } = await run("reconfigure", "case33bw", "--method", "as-it-is", "--json");
  expect([code, JSON.parse(output)]).toMatchObject([
    0,
    { method: "as-it-is", reason: "nothing was tried.", open_branches_1based: [33, 34, 35, 36, 37] },
  ]);
});

test("networks, resources and methods are listed where there are some", async () => {
  expect((await run("list")).output).toMatch(/network +what it is.*\n.*\ncopper plate +no network at all/);
  expect(JSON.parse((await run("list", "--json")).output).networks).toHaveLength(1);
});
