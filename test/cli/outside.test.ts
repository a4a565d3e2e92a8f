/** One of each from outside the package - a command, a study, a solver, a network, a resource, a method - handed to the catalogues. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Study, study, textFile } from "../../cases/study.ts";
import { type Catalogues, everything } from "../../cli/catalogue.ts";
import { command } from "../../cli/command.ts";
import {
  busField,
  central,
  copperPlate,
  DeviceGroup,
  deviceKind,
  type Fields,
  nameField,
  reconfigurationMethod,
} from "../../models/index.ts";
import { highs } from "../../solvers/highs.ts";
import { model } from "../../src/language/index.ts";
import type { Scope } from "../../src/market/index.ts";
import { stage } from "../../src/pipeline/index.ts";
import { clearwatt } from "./terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

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

interface LampRow {
  readonly name: string | number;
  readonly bus: string | number;
  readonly power: number;
}
const lampFields: Fields<LampRow> = {
  name: nameField,
  bus: busField,
  power: { about: "kW of the lamp.", unit: "kW", required: true, from: 0 },
};

function lamp(scope: Scope, name: string, rows: readonly LampRow[]) {
  const group = new DeviceGroup(scope, name, rows, lampFields);
  const watts = group.parameter("power", group.each("power"), "kW");
  const burns = group.scope.variable("burns", [group.unit, scope.hour], {
    lower: (k) => watts(k),
    upper: (k) => watts(k),
  });
  return group.enter(group.busOf("bus"), { active: (k, t) => burns(k, t).times(-1) }, { burns });
}

const catalogues: Catalogues = {
  ...everything,
  commands: [...everything.commands, greet],
  studies: [...everything.studies, square],
  solvers: [
    ...everything.solvers,
    { name: "mine", takes: ["LP"], package: "mine", optional: true, load: async () => ({ ...highs(), name: "Mine" }) },
  ],
  networks: [
    ...everything.networks,
    {
      name: "one price",
      about: "A copper plate of somebody else.",
      needsFeeder: false,
      make: () => ({ ...copperPlate(), name: "one price" }),
    },
  ],
  resources: [...everything.resources, deviceKind("lamps", "Lamps that burn.", lampFields, {}, lamp)],
  methods: [
    ...everything.methods,
    { name: "by hand", about: "Central, under another name.", make: () => ({ ...central(), name: "by hand" }) },
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

test("a network, a resource and a method are listed, offered, in the schema, and clear a market together", async () => {
  const { output } = await run("list");
  expect(output).toMatch(/one price +A copper plate of somebody else/);
  expect(output).toMatch(/lamps +Lamps that burn/);
  expect(output).toMatch(/by hand +Central, under another name/);
  const { output: help } = await run("opf", "--help");
  expect(help.replace(/\s+/g, " ")).toMatch(/"around", "one-price".*"successive-linear", "by-hand"/);
  expect((await run("schema")).output).toContain("kW of the lamp.");
  const file = join(folder, "lamps.json");
  const participants = [
    { name: "grid", generators: [{ name: "g", bus: "a", highestActive: 9, cost: 0.5 }] },
    { name: "street", lamps: [{ name: "l", bus: "b", power: 2 }] },
  ];
  await writeFile(file, JSON.stringify({ name: "lamps", buses: ["a", "b"], hours: 1, money: "EUR", participants }));
  const cleared = await run("opf", "--scenario", file, "--network", "one-price", "--method", "by-hand", "--json");
  const { status, welfare, network } = JSON.parse(cleared.output);
  expect([status, welfare, network]).toEqual(["optimal", -1, "one price"]);
});

test("a method of reconfiguration is offered, and finds", async () => {
  expect((await run("reconfigure", "--help")).output).toMatch(/"exchange",\s+"as-it-is"/);
  const { code, output } = await run("reconfigure", "case33bw", "--method", "as-it-is", "--json");
  expect([code, JSON.parse(output)]).toMatchObject([
    0,
    { method: "as-it-is", reason: "nothing was tried.", open_branches_1based: [33, 34, 35, 36, 37] },
  ]);
});
