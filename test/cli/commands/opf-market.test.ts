/** Market files on the command line: every device, several hours, and what is in the way by hour. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clearwatt } from "../terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clearwatt-"));
});
afterAll(() => rm(folder, { recursive: true }));

const example = "examples/markets/every-device.json";

test("a market file with every device is cleared, and everyone's money stands in one table", async () => {
  const { code, output, errors } = await clearwatt(["opf", "--scenario", example]);
  expect([code, errors]).toEqual([0, ""]);
  expect(output).toMatch(/participant +\[kWh\] +\[kWh\] +cost +paid to it +surplus/);
  expect(output).toMatch(/settlement +price at the bus/);
  expect(output).not.toMatch(/NaN|undefined|Infinity/);
});

test("its document has participants whose costs add up to the welfare, and a row for every bus and hour", async () => {
  const { output } = await clearwatt(["opf", "case33bw", "--scenario", example, "--json", "--network", "linear"]);
  const found = JSON.parse(output);
  expect(found.status).toBe("optimal");
  const costs = found.participants.reduce((sum: number, { cost }: { cost: number }) => sum + cost, 0);
  expect(costs).toBeCloseTo(-found.welfare, 6);
  const paid = found.participants.reduce((sum: number, own: { paid: number }) => sum + own.paid, 0);
  expect(paid).toBeCloseTo(-found.network_rent, 6);
  expect(found.bus).toHaveLength(33 * found.hours.length);
  expect(found.bus_columns.slice(0, 2)).toEqual(["bus", "hour"]);
});

test("what every device does stands in the document and in a table of its own: batteries give back what they took", async () => {
  const out = join(folder, "decided");
  const { output } = await clearwatt(["opf", "--scenario", example, "--json", "--network", "linear", "--out", out]);
  interface Decision {
    readonly name: string;
    readonly unit: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly [string, string, number])[];
  }
  const found = JSON.parse(output);
  const decided: Decision[] = found.participants.flatMap((own: { decisions: Decision[] }) => own.decisions);
  const charged = decided.find(({ name }) => name === "cooperative batteries charged")!;
  expect([charged.unit, charged.columns]).toEqual(["kW", ["batteries", "hour", "value"]]);
  expect(charged.rows.map(([, hour]) => hour).slice(0, found.hours.length)).toEqual(found.hours);
  const lines = (await readFile(join(out, "decisions.csv"), "utf8")).trim().split("\n");
  expect(lines[0]).toBe("participant,decision,member,hour,value,unit");
  expect(lines).toHaveLength(1 + decided.reduce((sum, { rows }) => sum + rows.length, 0));
  const [[member, hour, kW]] = charged.rows as [[string, string, number]];
  expect(lines).toContain(`cooperative,cooperative batteries charged,${member},${hour},${kW},kW`);
});

test("a time limit that leaves nothing is a limit, and is said", async () => {
  for (const method of ["central", "successive-linear"]) {
    const asked = ["opf", "--scenario", example, "--method", method, "--time-limit", "0.000001", "--json"];
    const { code, output } = await clearwatt(asked);
    const { status, reason } = JSON.parse(output);
    expect([code, status]).toEqual([4, "at a limit"]);
    expect(reason).toContain("time limit of 0.000001 s was reached");
  }
});

test("around a flow that is not its own, central clearing claims no bound and does not send in a circle", async () => {
  const grid = { name: "grid", bus: 1, highestActive: 9000, cost: -0.1, lowestReactive: -9000, highestReactive: 9000 };
  const market = {
    ...{ name: "negative", hours: 1, money: "EUR", network: "around" },
    participants: [
      { name: "upstream", generators: [grid] },
      { name: "town", "feeder load": { profile: 0.5 } },
    ],
  };
  const path = join(folder, "negative.json");
  await writeFile(path, JSON.stringify(market));
  const asked = ["opf", "case33bw", "--scenario", path, "--json"];
  const { code, output } = await clearwatt([...asked, "--method", "central"]);
  const { status, certificate, notes } = JSON.parse(output);
  expect([code, status, certificate.kind]).toEqual([3, "not exact", "none"]);
  expect(notes.join()).not.toContain("--network around");
  // 1857.5 kW of load and the 47.071 kW that the power flow of half the load loses, at 0.1 EUR/kWh.
  expect(JSON.parse((await clearwatt(asked)).output).welfare).toBeCloseTo(190.4571, 3);
});

test("an infeasible market names the limit, the bus and the hour, and what would do", async () => {
  const market = {
    name: "two hours",
    hours: 2,
    money: "EUR",
    limits: { lowestVoltage: 0.93, highestVoltage: 1.1 },
    participants: [
      {
        name: "upstream",
        generators: [
          { name: "grid", bus: 1, highestActive: 9000, cost: 0.1, lowestReactive: -9000, highestReactive: 9000 },
        ],
      },
      { name: "loads", "feeder load": { profile: [0.5, 1] } },
    ],
  };
  const path = join(folder, "evening.json");
  await writeFile(path, JSON.stringify(market));
  const { code, output } = await clearwatt(["opf", "case33bw", "--scenario", path, "--json"]);
  const { status, conflict } = JSON.parse(output);
  expect([code, status]).toEqual([3, "infeasible"]);
  // The power flow has 0.91309 p.u. at bus 18 at full load.
  expect(conflict).toEqual([
    'The voltage band is in the way: the lowest voltage of 0.93 p.u. cannot be kept at bus 18 in hour "2". With a lowest voltage of 0.913 or lower there is an optimum.',
  ]);
});

test("a battery whose energy is too little says so", async () => {
  const market = {
    name: "night",
    buses: ["hut"],
    hours: 3,
    money: "EUR",
    participants: [
      {
        name: "hut",
        photovoltaics: [{ name: "roof", bus: "hut", capacity: 10, profile: [1, 0, 0] }],
        batteries: [{ name: "B", bus: "hut", capacity: 4, chargingPower: 10, initialEnergy: 0, finalEnergy: "free" }],
        "flexible loads": [{ name: "lamps", bus: "hut", active: [0, 3, 3] }],
      },
    ],
  };
  const path = join(folder, "night.json");
  await writeFile(path, JSON.stringify(market));
  const { output } = await clearwatt(["opf", "--scenario", path, "--json"]);
  const { status, conflict } = JSON.parse(output);
  expect(status).toBe("infeasible");
  expect(conflict.join()).toMatch(
    /"B" would have to hold 6 kWh in hour "1" in place of at most 4|"lamps" would have to do without/,
  );
});
