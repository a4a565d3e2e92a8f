import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clearwatt } from "../terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

const reproduce = (...options: string[]) => clearwatt(["reproduce", "gazafroudi2019", ...options]);

test("--json is one document with exactly the study's keys", async () => {
  const { code, output, errors } = await reproduce("--json");
  expect([code, errors]).toEqual([0, ""]);
  const figures = JSON.parse(output);
  expect(Object.keys(figures)).toEqual(["study", "solver", "case1", "case2", "bounds"]);
  expect([figures.study, figures.solver]).toEqual(["gazafroudi2019", "highs"]);
  for (const scenario of ["S1", "S2"]) {
    expect(Object.keys(figures.case1[scenario])).toEqual(["end_users", "aggregators", "disco"]);
    const iterated = ["end_users", "aggregators", "disco", "disco_first_term_flipped", "rounds"];
    expect(Object.keys(figures.case2[scenario])).toEqual(iterated);
    expect(Object.keys(figures.bounds[scenario])).toEqual(["printed_sum", "least_possible"]);
  }
  expect(figures.case1.S1.end_users).toBeCloseTo(-2394.438, 3);
});

test("for people: Table 1, Table 2 beside ours, what is by construction, assumed and proved impossible", async () => {
  const { output } = await reproduce();
  for (const part of [
    "Table 1",
    "Table 2",
    "by construction",
    "proved impossible",
    "Assumed",
    "-2394.438",
    "-8686.908",
  ]) {
    expect(output).toContain(part);
  }
  expect(output).not.toContain("\u001b");
});

test("a narrow terminal gets narrow lines, bold headers and progress", async () => {
  const { output, progress } = await clearwatt(["reproduce", "gazafroudi2019"], { width: 60 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of the terminal are what is taken out
  const lines = output.replace(/\u001b\[[\d;]*m/g, "").split("\n");
  expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(60);
  expect(progress.some((line) => line.includes("case2 S2"))).toBe(true);
  expect(progress.at(-1)).toBe("");
});

test("another profile gives other figures, and the report says so", async () => {
  const path = join(folder, "flat.csv");
  await writeFile(path, `hour,load\n${Array.from({ length: 24 }, (_, k) => `${k + 1},1`).join("\n")}\n`);
  const figures = JSON.parse((await reproduce("--profile", path, "--json")).output);
  // 3,715 kW flat: - 0.1 x 3,715 x (sum of the market prices, 10.23 EUR/kWh)
  const { end_users: users, aggregators, disco } = figures.case1.S1;
  expect(users + aggregators + disco).toBeCloseTo(-371.5 * 10.23, 6);
  expect((await reproduce("--profile", path)).output).toContain("own load");
});

test("a profile that is none is one paragraph with file and line, and exit code 1", async () => {
  const path = join(folder, "short.csv");
  await writeFile(path, "1\n2\n-3\n");
  const { code, output, errors } = await reproduce("--profile", path);
  expect([code, output]).toEqual([1, ""]);
  expect(errors).toMatch(/^clearwatt: .*short\.csv, line 3: -3 is negative.*\n$/);
});

test("--out writes the report, the figures, the flows as a table and as charts", async () => {
  const path = join(folder, "new", "results");
  const { code } = await reproduce("--out", path);
  expect(code).toBe(0);
  const names = [
    "comparison.csv",
    "energy-flows-case1.svg",
    "energy-flows-case2.svg",
    "energy-flows.csv",
    "figures.json",
    "report.txt",
  ];
  expect((await readdir(path)).toSorted()).toEqual(names);
  const csv = await readFile(join(path, "energy-flows.csv"), "utf8");
  expect(csv.trimEnd().split("\n")).toHaveLength(1 + 4 * 24);
  expect(await readFile(join(path, "energy-flows-case2.svg"), "utf8")).toContain("<svg ");
  expect(await readFile(join(path, "report.txt"), "utf8")).toContain("Energy flows of Case 2 S2");
});

test("an output folder that is a file is an error of one paragraph", async () => {
  const path = join(folder, "taken");
  await writeFile(path, "");
  const { code, errors } = await reproduce("--out", path);
  expect(code).toBe(1);
  expect(errors).toContain("cannot be made");
});

test.each(["lp", "mps"])("an exported model in %s is solved to the same objective by solve", async (format) => {
  const path = join(folder, `users.${format}`);
  expect((await clearwatt(["export", "gazafroudi2019/least-sum-S2", "--format", format, "--out", path])).code).toBe(0);
  const answer = JSON.parse((await clearwatt(["solve", path, "--json"])).output);
  expect(answer.status).toBe("optimal");
  expect(answer.objective).toBeCloseTo(-3637.47, 2);
});

test("a model prints as algebra in text and in TeX", async () => {
  const text = await clearwatt(["export", "gazafroudi2019/end-users"]);
  expect(text.output).toContain("flexibility (3)");
  const tex = await clearwatt(["export", "gazafroudi2019/end-users", "--format", "tex"]);
  expect(tex.output).toMatch(/\\sum/);
});
