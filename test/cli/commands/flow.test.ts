import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOMParser } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clearwatt } from "../terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function flow(...options: string[]) {
  const { code, output, errors } = await clearwatt(["flow", ...options, "--json"]);
  expect(errors).toBe("");
  expect(output).not.toMatch(/NaN|Infinity/);
  const found = JSON.parse(output);
  expect(code).toBe(found.status === "solved" ? 0 : 3);
  return found;
}

/** From MATPOWER's Newton-Raphson at 1e-12. */
const published = [
  { feeder: "case33bw", loss: 202.67712645594509, vmin: 0.9130904793610591, bus: 18, v: [6, 0.949658177396] },
  { feeder: "case69", loss: 224.99169415206768, vmin: 0.9091877137071016, bus: 65, v: [27, 0.956330854358] },
];

describe.each(["sweep", "newton"])("--method %s", (method) => {
  test.each(published)(
    "$feeder: the document has the keys of a power flow and the published figures",
    async (known) => {
      const found = await flow(known.feeder, "--method", method);
      const keys = ["feeder", "status", "method", "iterations", "scale", "loss_kW", "loss_kVAr", "vmin_pu", "vmin_bus"];
      const more = ["v_pu", "vmax_pu", "vmax_bus", "angle_deg", "sources", "branch_columns", "branches", "notes"];
      expect(Object.keys(found)).toEqual([...keys, ...more]);
      expect(found.scale).toBe(1);
      expect(found.branches[0].length).toBe(found.branch_columns.length);
      expect(found).toMatchObject({ feeder: known.feeder, status: "solved", method, vmin_bus: known.bus });
      expect(found.iterations).toBeGreaterThan(0);
      expect(Math.abs(found.loss_kW - known.loss)).toBeLessThan(1e-4);
      expect(Math.abs(found.vmin_pu - known.vmin)).toBeLessThan(1e-9);
      expect(found.v_pu[0]).toEqual([1, 1]);
      const [bus, voltage] = known.v as [number, number];
      expect(found.v_pu[bus - 1][0]).toBe(bus);
      expect(Math.abs(found.v_pu[bus - 1][1] - voltage)).toBeLessThan(1e-9);
    },
  );
});

const figures = new URL("../../../../shared/figures/power-flow.json", import.meta.url);
const absent = !existsSync(figures);
if (absent) console.warn("The shared figures are not here: power flows are not compared with them.");

test.skipIf(absent)("all voltages of the eleven feeders are the shared ones to 1e-9, by both methods", async () => {
  const { results } = JSON.parse(readFileSync(figures, "utf8"));
  expect(results).toHaveLength(11);
  for (const known of results) {
    for (const method of ["sweep", "newton"]) {
      const found = await flow(known.feeder, "--method", method);
      expect(found.vmin_bus).toBe(known.vmin_bus);
      expect(Math.abs(found.loss_kW - known.loss_kW)).toBeLessThan(1e-4);
      known.v_pu.forEach(([bus, voltage]: [number, number], k: number) => {
        expect(found.v_pu[k][0]).toBe(bus);
        expect(Math.abs(found.v_pu[k][1] - voltage)).toBeLessThan(1e-9);
      });
    }
  }
});

test("--scale multiplies the loads, and 0 leaves none", async () => {
  const none = await flow("case33bw", "--scale", "0");
  expect(none.loss_kW).toBe(0);
  expect(none.vmin_pu).toBe(1);
  const double = await flow("case33bw", "--scale", "2");
  expect(double.loss_kW).toBeGreaterThan(4 * 202.677);
  const wrong = await clearwatt(["flow", "case33bw", "--scale", "much"]);
  expect([wrong.code, wrong.output]).toEqual([2, ""]);
  expect(wrong.errors).toContain("argument 'much' is invalid. Give a number.");
});

test.each(["sweep", "newton"])("a load without power flow is an outcome: --method %s", async (method) => {
  const found = await flow("case33bw", "--scale", "5", "--method", method);
  const keys = ["feeder", "status", "method", "reason", "share_of_load", "bus", "notes"];
  expect(Object.keys(found)).toEqual(keys);
  expect(found).toMatchObject({ status: "no solution", method, bus: 18 });
  // The share is a load's largest multiple that has a flow: at 99 % of it there is one, at 101 % there is none.
  const at = async (factor: number) => (await flow("case33bw", "--scale", String(found.share_of_load * factor))).status;
  expect([await at(0.99), await at(1.01)]).toEqual(["solved", "no solution"]);
  const { code, output } = await clearwatt(["flow", "case33bw", "--scale", "5", "--method", method], { width: 60 });
  expect(code).toBe(3);
  expect(output.replace(/\s+/g, " ")).toMatch(/collapses at bus "18".* 362\.\d % of the load/);
  expect(
    Math.max(
      ...output
        .split("\n")
        .slice(2)
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(60);
});

test("--out writes the document, tables of all buses and branches, and two drawings that are valid XML", async () => {
  const path = join(folder, "new", "results");
  const { output } = await clearwatt(["flow", "case33bw", "--out", path]);
  expect(output).toContain(`Written: ${join(path, "flow.json")}`);
  const names = ["branches.csv", "buses.csv", "flow.json", "network.svg", "report.txt", "voltages.svg"];
  expect((await readdir(path)).toSorted()).toEqual(names);
  const text = (name: string) => readFile(join(path, name), "utf8");
  expect((await text("buses.csv")).trimEnd().split("\n")).toHaveLength(34);
  expect((await text("branches.csv")).trimEnd().split("\n")).toHaveLength(38);
  expect(await text("branches.csv")).toMatch(/^21-8,21,8,0,0,0,0,0,0,0,$/m);
  expect(JSON.parse(await text("flow.json"))).toMatchObject({ feeder: "case33bw", vmin_bus: 18 });
  for (const name of ["network.svg", "voltages.svg"]) {
    const svg = new DOMParser().parseFromString(await text(name), "image/svg+xml");
    expect(svg.documentElement?.tagName).toBe("svg");
    expect(svg.documentElement?.getAttribute("xmlns")).toBe("http://www.w3.org/2000/svg");
  }
});

test("for people: losses, voltages, every bus and branch, and which branches are open", async () => {
  const { output } = await clearwatt(["flow", "case33bw"]);
  expect(output).toContain("Baran, Wu");
  expect(output).toMatch(/losses +202\.677 kW, 135\.141 kVAr\n/);
  expect(output).toMatch(/lowest voltage +0\.913090 p\.u\. at bus 18\n/);
  expect(output).toMatch(/\n33 +0\.916590 /);
  expect(output).toContain("(5 open: 21-8, 9-15, 12-22, 18-33, 25-29)");
  expect(output).not.toContain("\u001b");
});

/** Three buses in a row; `over` is in place of a file of the folder. */
async function net(over: Record<string, string>): Promise<string> {
  const files = {
    "buses.csv": "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,100,60\n3,90,40\n",
    "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,0.09,0.05\n2,3,0.5,0.25\n",
    "parameters.csv": "parameter,value,unit\nbase_voltage,12.66,kV\nsource_bus,1,\nsource_voltage,1,pu\n",
    ...over,
  };
  const path = await mkdtemp(join(folder, "net-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
}

test("a folder of CSV files is a feeder; one with a ring goes to Newton-Raphson where nothing is said", async () => {
  expect(await flow(await net({}))).toMatchObject({
    method: "sweep",
    v_pu: [[1, 1], [2, expect.any(Number)], expect.anything()],
  });
  const lines = "from,to,resistance_ohm,reactance_ohm\n1,2,0.09,0.05\n2,3,0.5,0.25\n1,3,0.5,0.2\n";
  expect(await flow(await net({ "lines.csv": lines }))).toMatchObject({ status: "solved", method: "newton" });
});

test.each<[string, Record<string, string>, string[], RegExp]>([
  [
    "a ring for the sweep",
    { "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,0.09,0.05\n2,3,0.5,0.25\n1,3,0.5,0.2\n" },
    ["--method", "sweep"],
    /(1-3|1-2|2-3).*/s,
  ],
  [
    "a bus that no line reaches",
    { "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,0.09,0.05\n" },
    [],
    /bus "?3"?/,
  ],
  [
    "a line without impedance",
    { "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,0.09,0.05\n2,3,0,0\n" },
    [],
    /2-3.*impedance|impedance.*2-3/,
  ],
  ["a feeder without source", { "parameters.csv": "parameter,value,unit\nbase_voltage,12.66,kV\n" }, [], /source/],
  [
    "a number that is none",
    { "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,0.09,x\n" },
    [],
    /lines\.csv, line 2/,
  ],
])("%s is one paragraph on standard error and exit code 1", async (_, over, options, message) => {
  const { code, output, errors } = await clearwatt(["flow", await net(over), ...options]);
  expect([code, output]).toEqual([1, ""]);
  expect(errors).toMatch(message);
  expect(errors).toMatch(/^clearwatt: /);
  expect(errors.trimEnd().split("\n")).toHaveLength(1);
  expect(errors).not.toMatch(/\bat .*:\d+:\d+/);
});

test("an unknown name lists the feeders there are", async () => {
  const { code, errors } = await clearwatt(["flow", "case34"]);
  expect(code).toBe(1);
  expect(errors).toMatch(/"case34" is neither a file or folder nor a feeder .*case33bw.*case141/);
});

test("kW taken for MW is called out beside the collapse that it leads to", async () => {
  const buses = "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,1000000,600000\n3,900000,400000\n";
  const found = await flow(await net({ "buses.csv": buses }));
  expect(found.status).toBe("no solution");
  expect(found.notes.join(" ")).toMatch(/MW/);
});

/** One line of 1 + j1 ohm at 10 kV to a load of 1 MW and 0.5 MVAr; one more without a rating or a load behind it. */
const twoLines = {
  "buses.csv":
    "bus,active_load_kW,reactive_load_kVAr,lowest_voltage_pu,highest_voltage_pu\n1,0,0,,\na,1000,500,0.99,1.05\nb,0,0,,\n",
  "lines.csv": "from,to,resistance_ohm,reactance_ohm,rated_power_kVA\n1,a,1,1,1000\na,b,1,1,\n",
  "parameters.csv": "parameter,value,unit\nbase_voltage,10,kV\nsource_bus,1,\nsource_voltage,1,pu\n",
};

async function twoLinesFolder(): Promise<string> {
  const path = await mkdtemp(join(folder, "two-lines-"));
  for (const [name, text] of Object.entries(twoLines)) await writeFile(join(path, name), text);
  return path;
}

test("the document has sources, angles, and branches with flows at both ends, current and loading", async () => {
  const { sources, branches, angle_deg, vmax_pu, vmax_bus } = await flow(await twoLinesFolder());
  // v^2 with v = voltage at a in per unit on 10 kV and 1 MVA (r = x = 0.01): v^4 - (1 - 2 * 0.015) v^2 + |z|^2 |s|^2 = 0.
  const squared = (0.97 + Math.sqrt(0.97 ** 2 - 4 * 0.0002 * 1.25)) / 2;
  const loss = (1000 * 0.01 * 1.25) / squared;
  const current = Math.sqrt(1000 ** 2 + 500 ** 2) / (Math.sqrt(3) * 10 * Math.sqrt(squared));
  expect([vmax_pu, vmax_bus]).toEqual([1, 1]);
  expect(sources).toHaveLength(1);
  expect(sources[0][0]).toBe(1);
  expect(sources[0][1]).toBeCloseTo(1000 + loss, 5);
  expect(sources[0][2]).toBeCloseTo(500 + loss, 5);
  const [name, from, to, ...numbers] = branches[0];
  expect([name, from, to]).toEqual(["1-a", 1, "a"]);
  const sent = Math.hypot(1000 + loss, 500 + loss) / 1000;
  [1000 + loss, 500 + loss, -1000, -500, current, sent].forEach((value, k) => {
    expect(numbers[k]).toBeCloseTo(value, 5);
  });
  expect(branches[1].at(-1)).toBeNull();
  expect(angle_deg.map(([bus]: [string | number]) => bus)).toEqual([1, "a", "b"]);
  // Im(z s*) / v = (0.01 * 1 - 0.01 * 0.5) / v is the sine of the angle behind the source.
  expect(angle_deg[1][1]).toBeCloseTo((-180 / Math.PI) * Math.asin(0.005 / Math.sqrt(squared)), 6);
});

test("the summary says how many limits are violated, and how many there are; buses have their net loads", async () => {
  const path = await twoLinesFolder();
  const { output } = await clearwatt(["flow", path, "--out", join(folder, "limits")]);
  expect(output).toMatch(/voltages +1 outside of their band \(1 of 3 have one\)/);
  expect(output).toMatch(/loadings +1 above their rating \(1 of 2 have one\)/);
  expect(output).toMatch(/\na +0\.98\d+ +-0\.\d+ +1000\.000 +500\.000\n/);
  const csv = await readFile(join(folder, "limits", "buses.csv"), "utf8");
  expect(csv.split("\n")[0]).toBe("bus,voltage_pu,angle_deg,active_load_kW,reactive_load_kVAr");
  expect(csv.split("\n")[1]).toBe("1,1,0,0,0");
  const none = await clearwatt(["flow", "case12da"]);
  expect(none.output).toMatch(/voltages +no bus has a band: not checked/);
  expect(none.output).toMatch(/loadings +no branch has a rating: not checked/);
});
