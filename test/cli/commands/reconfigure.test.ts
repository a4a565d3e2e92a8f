import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clearwatt } from "../terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
  const files = {
    "buses.csv": "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,300,100\n3,900,400\n4,200,100\n",
    "lines.csv":
      "from,to,resistance_ohm,reactance_ohm,closed\n1,2,0.5,0.3,1\n2,3,0.5,0.3,1\n3,4,0.5,0.3,1\n4,1,0.5,0.3,0\n",
    "parameters.csv": "parameter,value,unit\nbase_voltage,10,kV\nsource_bus,1,\nsource_voltage,1,pu\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const head = ["feeder", "method", "status", "initial_loss_kW", "loss_kW", "bound_kW"];
const topology = [
  "open_branches_1based",
  "open_branch_ends",
  "vmin_pu",
  "vmin_bus",
  "voltages_outside",
  "branches_above_rating",
];

test("enumeration of case33bw: 139.551 kW with 7, 9, 14, 32 and 37 open", async () => {
  const { code, output } = await clearwatt(["reconfigure", "case33bw", "--method", "enumerate", "--json"]);
  expect(code).toBe(0);
  const found = JSON.parse(output);
  expect(Object.keys(found)).toEqual([...head, ...topology, "topologies", "without_power_flow", "notes"]);
  expect(found).toMatchObject({ method: "enumerate", status: "optimal", topologies: 50_751 });
  expect(found.open_branches_1based).toEqual([7, 9, 14, 32, 37]);
  expect(found.open_branch_ends).toEqual([
    [7, 8],
    [9, 10],
    [14, 15],
    [32, 33],
    [25, 29],
  ]);
  expect(Math.abs(found.loss_kW - 139.5513472083337)).toBeLessThan(1e-5);
  expect(Math.abs(found.initial_loss_kW - 202.67712642338478)).toBeLessThan(1e-4);
  expect(Math.abs(found.vmin_pu - 0.937819116293205)).toBeLessThan(1e-7);
});

test("the program and enumeration open the same branch of a ring, with the same losses and a bound", async () => {
  const run = async (method: string) =>
    JSON.parse((await clearwatt(["reconfigure", folder, "--method", method, "--json"])).output);
  const [program, all] = [await run("milp"), await run("enumerate")];
  expect(Object.keys(program)).toEqual([...head, ...topology, "gap", "seconds", "notes"]);
  expect([program.status, all.status, all.topologies]).toEqual(["optimal", "optimal", 4]);
  // Bus 3 takes most: to part the ring beside it, at 2-3 or 3-4, loses least, and 2 carries more than 4.
  expect(program.open_branch_ends).toEqual([[2, 3]]);
  expect(program.open_branches_1based).toEqual(all.open_branches_1based);
  expect(program.loss_kW).toBeCloseTo(all.loss_kW, 9);
  expect(program.bound_kW).toBeCloseTo(all.loss_kW, 3);
});

test("for people: losses before and after, the bound, the open branches", async () => {
  const { output } = await clearwatt(["reconfigure", folder], { width: 60 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of the terminal are what is taken out
  const text = output.replace(/\u001b\[[\d;]*m/g, "");
  expect(text).toMatch(/status +optimal/);
  expect(text).toMatch(/losses as it is +\d+\.\d{3} kW/);
  expect(text).toMatch(/no radial topology loses less than +\d+\.\d{3} kW/);
  expect(text).toMatch(/open branches +2-3/);
});

test("a feeder without spare branches has one topology, its own", async () => {
  const { output } = await clearwatt(["reconfigure", "case12da", "--method", "enumerate", "--json"]);
  expect(JSON.parse(output)).toMatchObject({ topologies: 1, open_branches_1based: [] });
});

test("a solver without integers is not offered", async () => {
  const { code, output, errors } = await clearwatt(["reconfigure", folder, "--solver", "clarabel"]);
  expect([code, output]).toEqual([2, ""]);
  expect(errors).toMatch(/clarabel.*highs, glpk/);
});

test("a meshed feeder is opened, by the program as by enumeration", async () => {
  const path = await mkdtemp(join(folder, "meshed-"));
  const lines = "from,to,resistance_ohm,reactance_ohm\n1,2,0.5,0.3\n2,3,0.5,0.3\n3,4,0.5,0.3\n4,1,0.5,0.3\n";
  for (const name of ["buses.csv", "parameters.csv"])
    await writeFile(join(path, name), await readFile(join(folder, name), "utf8"));
  await writeFile(join(path, "lines.csv"), lines);
  const run = async (...options: string[]) => await clearwatt(["reconfigure", path, ...options], { width: 100 });
  const [program, all] = [await run("--json"), await run("--json", "--method", "enumerate")];
  const [found, expected] = [JSON.parse(program.output), JSON.parse(all.output)];
  expect(found.open_branches_1based).toEqual(expected.open_branches_1based);
  expect(found.loss_kW).toBeCloseTo(expected.loss_kW, 9);
  // A mesh shares the current best: it loses less than any radial topology.
  expect(found.initial_loss_kW).toBeLessThan(found.loss_kW);
  expect(program.progress.join("\n")).toMatch(/bound \d+\.\d{3} kW/);
  const { output } = await run();
  expect(output).toMatch(/losses as it is.* \d+\.\d{3} kW, meshed/);
  expect(output).toMatch(/gap .* below 0\.001 %/);
  expect(output).toMatch(/seconds .* \d+\.\d\s/);
});

test("a bus that no branch leads to is named", async () => {
  const path = await mkdtemp(join(folder, "apart-"));
  for (const name of ["buses.csv", "parameters.csv"])
    await writeFile(join(path, name), await readFile(join(folder, name), "utf8"));
  await writeFile(join(path, "lines.csv"), "from,to,resistance_ohm,reactance_ohm\n1,2,0.5,0.3\n2,3,0.5,0.3\n");
  const { code, errors } = await clearwatt(["reconfigure", path]);
  expect(code).toBe(1);
  expect(errors).toMatch(/bus 4 is not fed by any source, and no open line leads there/);
});

test("a load that no start carries is said to be so, and what tries all topologies", async () => {
  const path = await mkdtemp(join(folder, "heavy-"));
  for (const name of ["lines.csv", "parameters.csv"])
    await writeFile(join(path, name), await readFile(join(folder, name), "utf8"));
  const buses = "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,3e5,0\n3,9e5,0\n4,2e5,0\n";
  await writeFile(join(path, "buses.csv"), buses);
  const { code, errors } = await clearwatt(["reconfigure", path]);
  expect(code).toBe(3);
  expect(errors).toMatch(/none of the radial topologies that were tried .* --method enumerate/);
});

test("where no topology at all has a power flow the answer is a proper no", async () => {
  const path = await mkdtemp(join(folder, "heavier-"));
  for (const name of ["lines.csv", "parameters.csv"])
    await writeFile(join(path, name), await readFile(join(folder, name), "utf8"));
  await writeFile(join(path, "buses.csv"), "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,0,0\n3,9e5,0\n4,0,0\n");
  const { code, output } = await clearwatt(["reconfigure", path, "--method", "enumerate", "--json"]);
  expect(code).toBe(3);
  expect(JSON.parse(output)).toMatchObject({ code: "no-solution", data: { topologies: 4 } });
});

test("exchanges give the topology that they end at, without a bound", async () => {
  const { code, output } = await clearwatt(["reconfigure", "case33bw", "--method", "exchange", "--json"]);
  expect(code).toBe(0);
  const found = JSON.parse(output);
  expect(Object.keys(found)).toEqual([...head.toSpliced(3, 0, "reason"), ...topology, "exchanges", "notes"]);
  expect(found).toMatchObject({ method: "exchange", status: "not proven", bound_kW: null });
  expect(found.open_branches_1based).toEqual([7, 9, 14, 32, 37]);
});

test("what the best topology violates is said, though it is not asked for", async () => {
  const path = await mkdtemp(join(folder, "rated-"));
  for (const name of ["buses.csv", "parameters.csv"])
    await writeFile(join(path, name), await readFile(join(folder, name), "utf8"));
  const lines =
    "from,to,resistance_ohm,reactance_ohm,rated_power_kVA\n1,2,0.5,0.3,100\n2,3,0.5,0.3,\n3,4,0.5,0.3,\n4,1,0.5,0.3,\n";
  await writeFile(join(path, "lines.csv"), lines);
  const { output } = await clearwatt(["reconfigure", path, "--method", "enumerate"], { width: 100 });
  expect(output).toMatch(/above their rating +1 branches: 1-2/);
});
