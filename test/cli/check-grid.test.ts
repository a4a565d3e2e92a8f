import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOMParser } from "linkedom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clearwatt } from "./terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

const reproduce = (...options: string[]) => clearwatt(["reproduce", "gazafroudi2019", ...options]);

test("--check-grid adds the grid to the document, run by run, and changes nothing else", async () => {
  const [plain, checked] = await Promise.all([reproduce("--json"), reproduce("--check-grid", "--json")]);
  expect([checked.code, checked.errors]).toEqual([0, ""]);
  expect(checked.output).not.toMatch(/NaN|Infinity/);
  const { grid, ...others } = JSON.parse(checked.output);
  expect(others).toEqual(JSON.parse(plain.output));
  expect(grid.map(({ run }: { run: string }) => run)).toEqual([
    "no trading",
    ...["Case 1 S1", "Case 1 S2", "Case 2 S1", "Case 2 S2"],
  ]);
  for (const run of grid) {
    expect(Object.keys(run)).toEqual([
      ...["run", "hours_solved", "lowest_voltage_pu", "voltage_violations", "reverse_flows", "loss_kWh"],
    ]);
    expect(run.hours_solved).toBe(24);
    expect(run.loss_kWh).toBeGreaterThan(0);
  }
});

test("for people: a table of the runs and what is assumed", async () => {
  const { output } = await reproduce("--check-grid");
  expect(output).toMatch(/no trading +24 of 24/);
  expect(output).toContain("Assumed: every user consumes at the power factor of its base load");
  expect((await reproduce()).output).not.toContain("24 of 24");
});

test("--out adds every hour of every run as a table, and the worst hour drawn", async () => {
  const { code } = await reproduce("--check-grid", "--out", folder);
  expect(code).toBe(0);
  const names = await readdir(folder);
  for (const name of ["grid.csv", "network.svg", "voltages.svg"]) expect(names).toContain(name);
  const rows = (await readFile(join(folder, "grid.csv"), "utf8")).trimEnd().split("\n");
  expect(rows).toHaveLength(1 + 5 * 24);
  expect(rows[0]).toBe("run,hour,status,loss_kW,lowest_voltage_pu,lowest_bus,from_source_kW");
  expect(await readFile(join(folder, "report.txt"), "utf8")).toContain("24 of 24");
  const { grid } = JSON.parse(await readFile(join(folder, "figures.json"), "utf8"));
  const losses = rows.filter((row) => row.startsWith("no trading,")).map((row) => Number(row.split(",")[3]));
  expect(losses.reduce((sum, loss) => sum + loss, 0)).toBeCloseTo(grid[0].loss_kWh, 6);
  for (const name of ["network.svg", "voltages.svg"]) {
    const svg = new DOMParser().parseFromString(await readFile(join(folder, name), "utf8"), "image/svg+xml");
    expect(svg.documentElement?.tagName).toBe("svg");
  }
});
