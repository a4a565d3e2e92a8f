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

const grid = { bus: 1, cost_c2_c1_c0: [0, 50, 0], p_kW: [-10000, 10000], q_kVAr: [-10000, 10000] };
const dispersed = (bus: number, c2: number, c1: number) => ({
  bus,
  cost_c2_c1_c0: [c2, c1, 0],
  p_kW: [0, 1000],
  q_kVAr: [-500, 500],
});

const linear = {
  name: "three generators",
  feeder: "case33bw",
  generators: [grid, dispersed(18, 0, 40), dispersed(25, 0, 45), dispersed(33, 0, 52)],
  rated_lines: [],
  voltage_pu: { source: 1, min: 0.9, max: 1.1 },
};
const congested = {
  ...linear,
  generators: [grid, dispersed(18, 20, 30), dispersed(25, 15, 35), dispersed(33, 10, 40)],
  rated_lines: [{ from: 1, to: 2, MVA: 2.2 }],
};

async function file(scenario: unknown): Promise<string> {
  const path = join(await mkdtemp(join(folder, "scenario-")), "scenario.json");
  await writeFile(path, typeof scenario === "string" ? scenario : JSON.stringify(scenario));
  return path;
}

async function opf(scenario: unknown, ...options: string[]) {
  const args = ["opf", "case33bw", "--scenario", await file(scenario), "--json", ...options];
  const { code, output, errors } = await clearwatt(args);
  expect(errors).toBe("");
  expect(output).not.toMatch(/NaN|Infinity/);
  const found = JSON.parse(output);
  expect(code).toBe(found.status === "optimal" ? 0 : 3);
  return found;
}

type BusRow = readonly [number, number, number, number, number, number, number, number];

interface Optimum {
  readonly objective_per_h: number;
  readonly loss_kW: number;
  readonly P_kW: readonly number[];
  readonly lindistflow_objective_per_h: number | null;
  readonly bus: readonly (readonly [number, number, number, number])[];
}

function expectOptimum(found: Record<string, never>, optimum: Optimum): void {
  expect(Math.abs(found.objective_per_h! / optimum.objective_per_h - 1)).toBeLessThan(1e-6);
  expect(Math.abs(found.loss_kW! - optimum.loss_kW)).toBeLessThan(2e-3);
  const rows: BusRow[] = found.bus!;
  for (const [bus, voltage, active, reactive] of optimum.bus) {
    const row = rows.find(([name]) => name === bus)!;
    expect(Math.abs(row[1] - voltage)).toBeLessThan(1e-5);
    expect(Math.abs(row[2] - active)).toBeLessThan(1e-3);
    expect(Math.abs(row[3] - reactive)).toBeLessThan(1e-3);
  }
  for (const [, , price, , ...parts] of rows) {
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(price, 9);
  }
  expect(found.cone_gap_max).toBeLessThan(1e-6);
}

/** From an AC interior point (MATPOWER). */
const optima: Record<string, Optimum> = {
  linear: {
    objective_per_h: 173.9976850401322,
    loss_kW: 50.5692930380905,
    P_kW: [1405.9591032010055, 999.9999996389963, 999.9999993968818, 359.6101908011998],
    lindistflow_objective_per_h: 170.75,
    bus: [
      [18, 1.0224994384945545, 48.28502689677793, 2.7374008400234512e-8],
      [22, 0.9934783713013506, 50.467340339884366, 0.2266964130951262],
      [33, 0.9745522951043053, 51.999999996353345, 1.3503521009061945],
    ],
  },
  congested: {
    objective_per_h: 176.83750009250187,
    loss_kW: 41.022402420384466,
    P_kW: [2009.6390536912425, 552.5773201244549, 562.3859398422106, 631.4200887624754],
    lindistflow_objective_per_h: null,
    bus: [
      [1, 1, 50.00000000032608, 1.4050985836720804e-10],
      [33, 0.9788752820898322, 52.62840178404199, 1.794422119758406],
    ],
  },
};

describe.each(["highs", "clarabel"])("--solver %s", (solver) => {
  test("the document has the keys of an optimal power flow and the published figures", async () => {
    const found = await opf(linear, "--solver", solver);
    const figures = ["objective_per_h", "loss_kW", "P_kW", "Q_kVAr", "bus_columns", "bus", "cone_gap_max"];
    expect(Object.keys(found)).toEqual([
      ...["feeder", "network", "solver", "status", ...figures, "exact", "passes", "notes"],
    ]);
    expect(found).toMatchObject({ feeder: "case33bw", network: "conic", solver, status: "optimal", notes: [] });
    expect([found.exact, found.passes]).toEqual([true, null]);
    expect(found.bus).toHaveLength(33);
    expect(found.Q_kVAr).toHaveLength(4);
    optima.linear!.P_kW.forEach((kW, k) => {
      expect(Math.abs(found.P_kW[k] - kW)).toBeLessThan(0.1);
    });
    expectOptimum(found, optima.linear!);
  });

  test("a substation line at its rating parts the prices on both sides of it", async () => {
    const found = await opf(congested, "--solver", solver);
    expectOptimum(found, optima.congested!);
    const [source, behind]: BusRow[] = found.bus;
    expect(source![7]).toBeCloseTo(0, 6);
    expect(behind![7]).toBeGreaterThan(0.5);
  });
});

test("the linear network has no losses, one price, and the published objective", async () => {
  const found = await opf(linear, "--network", "linear");
  expect(found).toMatchObject({ network: "linear", status: "optimal", loss_kW: 0, cone_gap_max: null, exact: null });
  expect(found.objective_per_h).toBeCloseTo(170.75, 8);
  for (const [, , price] of found.bus) expect(price).toBeCloseTo(50, 6);
});

test("quadratic costs on the linear network: the same optimum by cuts as by an interior point", async () => {
  const [cuts, interior] = await Promise.all([
    opf(congested, "--network", "linear"),
    opf(congested, "--network", "linear", "--solver", "clarabel"),
  ]);
  expect(cuts.status).toBe("optimal");
  expect(Math.abs(cuts.objective_per_h / interior.objective_per_h - 1)).toBeLessThan(1e-6);
});

const figures = new URL("../../../../shared/figures/opf-33bus.json", import.meta.url);
const absent = !existsSync(figures);
if (absent) console.warn("The shared figures are not here: optimal power flows are not compared with them.");
const shared = absent ? [] : JSON.parse(readFileSync(figures, "utf8")).scenarios;

describe.skipIf(absent)("the six scenarios of the shared figures", () => {
  test.each(["highs", "clarabel"])("conic with %s", async (solver) => {
    expect(shared).toHaveLength(6);
    for (const scenario of shared) {
      const found = await opf(scenario, "--solver", solver);
      const prices = scenario.optimum.bus.map((row: number[]) => row.slice(0, 4));
      expectOptimum(found, { ...scenario.optimum, bus: prices });
    }
  });

  test("linear, where there is a figure", async () => {
    const given = shared.filter(
      (scenario: { optimum: Optimum }) => scenario.optimum.lindistflow_objective_per_h !== null,
    );
    expect(given).toHaveLength(4);
    for (const scenario of given) {
      const found = await opf(scenario, "--network", "linear");
      expect(found.objective_per_h).toBeCloseTo(scenario.optimum.lindistflow_objective_per_h, 6);
    }
  });
});

/** A transformer without losses that raises the voltage, before lines of 10 kV; 1,950 kW of load. */
const eightBus = `function mpc = eight
mpc.version = '2';
mpc.baseMVA = 10;
mpc.bus = [
	1	3	0	0	0	0	1	1.02	0	20	1	1.1	0.9;
	2	1	0	0	0	0	1	1	0	10	1	1.1	0.9;
	3	1	300	120	0	0	1	1	0	10	1	1.1	0.9;
	4	1	450	200	0	0.3	1	1	0	10	1	1.1	0.9;
	5	1	200	80	0	0	1	1	0	10	1	1.1	0.9;
	6	1	350	150	0	0	1	1	0	10	1	1.1	0.9;
	7	1	250	100	0.01	0	1	1	0	10	1	1.1	0.9;
	8	1	400	180	0	0	1	1	0	10	1	1.1	0.9;
];
mpc.gen = [
	1	0	0	10	-10	1.02	10	1	10	0;
];
mpc.branch = [
	1	2	0	0.5	0	4	0	0	0.975	0	1	-360	360;
	2	3	0.6	0.4	0	3	0	0	0	0	1	-360	360;
	3	4	0.8	0.5	0	2	0	0	0	0	1	-360	360;
	4	5	0.9	0.6	0	1	0	0	0	0	1	-360	360;
	3	6	0.7	0.5	0	1.5	0	0	0	0	1	-360	360;
	6	7	1.1	0.7	0	1	0	0	0	0	1	-360	360;
	2	8	1.0	0.8	0	1	0	0	0	0	1	-360	360;
	5	8	1.0	0.8	0	1	0	0	0	0	0	-360	360;
];
[PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, QD, GS, BS, BUS_AREA, VM, ...
    VA, BASE_KV, ZONE, VMAX, VMIN, LAM_P, LAM_Q, MU_VMAX, MU_VMIN] = idx_bus;
[F_BUS, T_BUS, BR_R, BR_X, BR_B, RATE_A, RATE_B, RATE_C, ...
    TAP, SHIFT, BR_STATUS, PF, QF, PT, QT, MU_SF, MU_ST, ...
    ANGMIN, ANGMAX, MU_ANGMIN, MU_ANGMAX] = idx_brch;
Vbase = mpc.bus(2, BASE_KV) * 1e3;      %% in Volts
Sbase = mpc.baseMVA * 1e6;              %% in VA
mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase);
mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;
`;
const eightBusGenerators = {
  generators: [
    { bus: 1, cost_c2_c1_c0: [2, 40, 0], p_kW: [0, 10000], q_kVAr: [-10000, 10000] },
    { bus: 7, cost_c2_c1_c0: [10, 60, 3], p_kW: [0, 600], q_kVAr: [-200, 200] },
    { bus: 5, cost_c2_c1_c0: [5, 55, 1], p_kW: [0, 400], q_kVAr: [0, 150] },
  ],
  rated_lines: [{ from: 2, to: 3, MVA: 1 }],
};

describe("an infeasible scenario is an outcome that names the limit", () => {
  const alone = { ...linear, generators: [{ ...grid, p_kW: [0, 10000] }] };

  test.each(["highs", "clarabel"])("the voltage band, %s", async (solver) => {
    const found = await opf({ ...alone, voltage_pu: { source: 1, min: 0.95, max: 1.05 } }, "--solver", solver);
    expect(Object.keys(found)).toEqual(["feeder", "network", "solver", "status", "reason", "conflict", "notes"]);
    expect(found.status).toBe("infeasible");
    // The power flow has 0.91309 p.u. at bus 18: that is what the band would have to allow.
    expect(found.conflict).toEqual([
      "The voltage band is in the way: the lowest voltage of 0.95 p.u. cannot be kept at bus 18. With a lowest voltage of 0.913 or lower there is an optimum.",
    ]);
  });

  test("a rating", async () => {
    const found = await opf({ ...alone, rated_lines: [{ from: 2, to: 1, MVA: 2.3 }] }, "--solver", "clarabel");
    expect(found.status).toBe("infeasible");
    // 3,917.68 kW and 2,435.14 kVAr enter line 1-2: 4,612.8 kVA, 2.0056 times the rating.
    expect(found.conflict[0]).toMatch(
      /^The ratings of lines are in the way: the rating of line 1-2, 2300 kVA, cannot be kept\. With a rating 2\.0[12] times as high there is an optimum\.$/,
    );
  });

  test("generators that are too small", async () => {
    const small = { ...linear, generators: [{ ...grid, p_kW: [0, 3000] }] };
    // 3,715 kW of load and the losses of its power flow, 202.677 kW.
    expect((await opf(small)).conflict).toEqual([
      'What devices can give and take is in the way: "1 at 1" would have to give 3917.677 kW in place of at most 3000.',
    ]);
  });

  test("generators that have to give more than the loads take", async () => {
    const large = { ...linear, generators: [{ ...grid, p_kW: [4000, 6000] }] };
    expect((await opf(large, "--network", "linear")).conflict).toEqual([
      'What devices can give and take is in the way: "1 at 1" would have to give 3715 kW in place of at least 4000.',
    ]);
  });

  test("an end of the band that is named as remedy is one with which the scenario has an optimum", async () => {
    const tight = { ...eightBusGenerators, voltage_pu: { source: 1.02, min: 1.04, max: 1.041 } };
    const path = join(folder, "eight.m");
    await writeFile(path, eightBus);
    const run = async (scenario: unknown) => {
      const { output } = await clearwatt(["opf", path, "--scenario", await file(scenario), "--json"]);
      return JSON.parse(output);
    };
    const { status, conflict } = await run(tight);
    expect([status, conflict.length]).toEqual(["infeasible", 1]);
    expect(conflict[0]).toMatch(/1\.04 p\.u\. and its highest of 1\.041 p\.u\. cannot be kept together/);
    const [, lowest, , highest] = conflict[0].match(
      /lowest voltage of ([\d.]+) or lower (.*) With a highest voltage of ([\d.]+) or higher there is an optimum\.$/,
    );
    expect(conflict[0]).toContain(
      `With a lowest voltage of ${lowest} or lower the program has a solution, though none that is exact`,
    );
    expect((await run({ ...tight, voltage_pu: { source: 1.02, min: Number(lowest), max: 1.041 } })).status).toBe(
      "not exact",
    );
    expect((await run({ ...tight, voltage_pu: { source: 1.02, min: 1.04, max: Number(highest) } })).status).toBe(
      "optimal",
    );
  });

  test("for people, on a narrow terminal", async () => {
    const path = await file({ ...alone, voltage_pu: { source: 1, min: 0.95, max: 1.05 } });
    const { code, output } = await clearwatt(["opf", "case33bw", "--scenario", path], { width: 50 });
    expect(code).toBe(3);
    expect(output.replace(/\s+/g, " ")).toContain("cannot be kept at bus 18");
    expect(Math.max(...output.split("\n").map((line) => line.length))).toBeLessThanOrEqual(50);
  });
});

/** Feeder of one line of 1 + j1 ohm at 10 kV, from the source to bus 2. */
async function oneLine(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const path = await mkdtemp(join(folder, "one-line-"));
  const all = {
    "buses.csv": "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,0,0\n",
    "lines.csv": "from,to,resistance_ohm,reactance_ohm\n1,2,1,1\n",
    "parameters.csv": "parameter,value,unit\nbase_voltage,10,kV\nsource_bus,1,\nsource_voltage,1,pu\n",
    ...files,
  };
  for (const [name, text] of Object.entries(all)) await writeFile(join(path, name), text);
  return path;
}

describe("where more losses pay, because an upper voltage limit binds", () => {
  const sunny = {
    generators: [grid, { bus: 2, cost_c2_c1_c0: [0, 0, 0], p_kW: [0, 4000], q_kVAr: [0, 0] }],
    voltage_pu: { source: 1, min: 0.95, max: 1.03 },
  };
  const run = async (scenario: unknown, ...options: string[]) => {
    const { output } = await clearwatt(["opf", await oneLine(), "--scenario", await file(scenario), ...options]);
    return output;
  };

  test("the conic optimum says that it is only a bound, and what to do", async () => {
    const found = JSON.parse(await run(sunny, "--json"));
    expect([found.status, found.exact]).toEqual(["not exact", false]);
    expect(found.cone_gap_max).toBeGreaterThan(0.1);
    expect(found.notes.join()).toMatch(/Not exact.*line "1-2".*only a bound.*not to be used.*--network around/);
    const text = await run(sunny);
    expect(text).toMatch(/status +not exact\n/);
    expect(text).toMatch(/objective, only a bound +-/);
    expect(text).toMatch(/exactness +not exact/);
    expect(text).toMatch(/voltages there +1 outside of their band/);
    expect(text).toContain("The tables are not to be used");
  });

  test.each(["highs", "clarabel"])(
    "around its own flow the dispatch is a power flow at the limit, %s",
    async (solver) => {
      const found = JSON.parse(await run(sunny, "--json", "--network", "around", "--solver", solver));
      // 1 = v^2 - 2 r P + |z|^2 P^2 / v^2 with r = x = 0.01 per unit on 1 MVA and v = 1.03; the smaller P is the stable one.
      const [v2, r, z2] = [1.03 ** 2, 0.01, 0.0002];
      const P = ((r - Math.sqrt(r * r - (z2 / v2) * (v2 - 1))) * v2) / z2;
      expect([found.status, found.exact]).toEqual(["optimal", true]);
      expect(Math.abs(found.P_kW[1] - 1000 * P)).toBeLessThan(0.05);
      expect(Math.abs(found.loss_kW - (1000 * r * P * P) / v2)).toBeLessThan(0.05);
      expect(Math.abs(found.objective_per_h - 50 * ((r * P * P) / v2 - P))).toBeLessThan(0.01);
      // Sun that is curtailed is worth nothing.
      expect(found.bus[1][2]).toBeCloseTo(0, 4);
      expect(found.passes).toBeLessThan(10);
      expect(found.notes.join()).toMatch(/Settled after \d+ passes/);
      const conic = JSON.parse(await run(sunny, "--json"));
      expect(Object.keys(found)).toEqual(Object.keys(conic));
      expect(conic.objective_per_h).toBeLessThan(found.objective_per_h + 1e-6);
    },
  );

  test("at a negative price likewise", async () => {
    const negative = {
      generators: [
        { ...grid, cost_c2_c1_c0: [0, -30, 0] },
        { bus: 2, cost_c2_c1_c0: [0, 10, 0], p_kW: [-1000, 800], q_kVAr: [0, 0] },
      ],
      voltage_pu: { source: 1, min: 0.9, max: 1.1 },
    };
    expect(JSON.parse(await run(negative, "--json")).exact).toBe(false);
    const found = JSON.parse(await run(negative, "--json", "--network", "around"));
    expect([found.exact, found.P_kW[1]]).toEqual([true, -1000]);
    const { flow } = { flow: await run(negative, "--network", "around") };
    expect(flow).toMatch(/voltages within (0\.0e\+0|\d\.\de-(09|1\d)) p\.u\. of these/);
  });
});

test.each(["highs", "clarabel"])(
  "around its own flow, a dispatch within its range is found too, %s",
  async (solver) => {
    const found = await opf(congested, "--network", "around", "--solver", solver);
    expect([found.exact, found.passes > 5]).toEqual([true, true]);
    expectOptimum(found, optima.congested!);
  },
);

test("passes that do not settle are no optimum, and keep their figures", async () => {
  const path = join(folder, "unsettled.m");
  await writeFile(path, eightBus);
  const rated = {
    ...eightBusGenerators,
    rated_lines: [{ from: 2, to: 3, MVA: 0.7 }],
    voltage_pu: { source: 1.02, min: 0.95, max: 1.05 },
  };
  const { code, output } = await clearwatt([
    ...["opf", path, "--scenario", await file(rated), "--json"],
    ...["--network", "around"],
  ]);
  expect(code).toBe(4);
  const found = JSON.parse(output);
  expect([found.status, found.exact, found.passes]).toEqual(["not settled", false, 100]);
  expect(found.objective_per_h).toBeGreaterThan(0);
  expect(found.notes.join()).toMatch(/Not settled: after 100 passes .*not to be used/);
});

test("a generator of the feeder that holds its voltage holds nothing, in the market as in the power flow", async () => {
  const path = join(folder, "held.m");
  await writeFile(
    path,
    `function mpc = held
mpc.version = '2';
mpc.baseMVA = 10;
mpc.bus = [
	1 3 0 0 0 0 1 1 0 10 1 1.1 0.9;
	2 2 0.5 0.1 0 0 1 1 0 10 1 1.1 0.9;
];
mpc.gen = [
	1 0 0 10 -10 1 10 1 10 0;
	2 0.2 0 10 -10 1.02 10 1 10 0;
];
mpc.branch = [
	1 2 0.01 0.01 0 0 0 0 0 0 1 -360 360;
];
`,
  );
  const scenario = await file({ generators: [grid], voltage_pu: { min: 0.9, max: 1.1 } });
  const { output } = await clearwatt(["opf", path, "--scenario", scenario, "--json"]);
  const { Q_kVAr, notes } = JSON.parse(output);
  // 100 kVAr and the losses of the line, not the hundreds that holding 1.02 would take.
  expect(Q_kVAr[0]).toBeGreaterThan(100);
  expect(Q_kVAr[0]).toBeLessThan(101);
  expect(notes.join()).toMatch(/holds the voltage of bus 2 .* no reactive power, and holds nothing/);
  const text = (await clearwatt(["opf", path, "--scenario", scenario])).output;
  expect(text).toMatch(
    /AC power flow +losses 0\.\d+ kW, voltages within (0\.0e\+0|\d\.\de-(0[6-9]|1\d)) p\.u\. of these/,
  );
});

describe("the flow that is drawn has the scenario's limits", () => {
  const texts = (svg: string) =>
    Array.from(
      new DOMParser().parseFromString(svg, "image/svg+xml").querySelectorAll("text") as Iterable<Element>,
      (element) => element.textContent ?? "",
    );

  test("its ratings, at which a line is not overloaded, and its band with the voltage that is too high", async () => {
    const path = join(folder, "limits");
    const sunny = {
      generators: [grid, { bus: 2, cost_c2_c1_c0: [0, 0, 0], p_kW: [0, 4000], q_kVAr: [0, 0] }],
      rated_lines: [{ from: 1, to: 2, MVA: 2 }],
      voltage_pu: { source: 1, min: 0.95, max: 1.01 },
    };
    const feeder = await oneLine();
    await clearwatt(["opf", feeder, "--scenario", await file(sunny), "--network", "linear", "--out", path]);
    const network = await readFile(join(path, "network.svg"), "utf8");
    expect(texts(network)).toContain("loading (share of the rating)");
    // 1 MW of 2 MVA reaches 1.01 without losses, and 1.0099 with them: nothing is outside.
    expect(texts(network)).not.toContain("outside of the voltage band");
    const row = (await readFile(join(path, "branches.csv"), "utf8")).split("\n")[1]!.split(",");
    expect(row.slice(0, 3)).toEqual(["1-2", "1", "2"]);
    expect([Number(row[3]), Number(row.at(-1))]).toEqual([expect.closeTo(-1005, 6), expect.closeTo(50.25, 6)]);
  });

  test("the bus whose voltage is above the band is named, and marked", async () => {
    const path = join(folder, "high");
    const sunny = {
      generators: [grid, { bus: 2, cost_c2_c1_c0: [0, 0, 0], p_kW: [0, 4000], q_kVAr: [0, 0] }],
      voltage_pu: { source: 1, min: 0.95, max: 1.03 },
    };
    await clearwatt(["opf", await oneLine(), "--scenario", await file(sunny), "--out", path]);
    expect(texts(await readFile(join(path, "network.svg"), "utf8"))).toContain("outside of the voltage band");
    expect(texts(await readFile(join(path, "voltages.svg"), "utf8")).join()).toMatch(/bus 2: 1\.03\d/);
  });
});

test("a meshed feeder is refused with what can be done", async () => {
  const lines = "from,to,resistance_ohm,reactance_ohm\n1,2,1,1\n2,3,1,1\n3,1,1,1\n";
  const buses = "bus,active_load_kW,reactive_load_kVAr\n1,0,0\n2,0,0\n3,0,0\n";
  const path = await oneLine({ "buses.csv": buses, "lines.csv": lines });
  const { code, errors } = await clearwatt(["opf", path, "--scenario", await file({ ...linear, generators: [grid] })]);
  expect(code).toBe(1);
  expect(errors).toMatch(/form a loop: open one of them, or see with `clearwatt reconfigure`/);
  expect(errors).not.toContain("Newton");
});

test("--out writes the document, tables and drawings", async () => {
  const path = join(folder, "results");
  const { output } = await clearwatt(["opf", "case33bw", "--scenario", await file(linear), "--out", path]);
  expect(output).toContain("three generators on case33bw, conic DistFlow");
  expect(output).toMatch(/objective +173\.9976\d\d per h\n/);
  expect(output).toMatch(/AC power flow +losses 50\.5\d\d kW/);
  const names = [
    "branches.csv",
    "buses.csv",
    "generators.csv",
    "network.svg",
    "opf.json",
    "report.txt",
    "voltages.svg",
  ];
  expect((await readdir(path)).toSorted()).toEqual(names);
  const csv = await readFile(join(path, "buses.csv"), "utf8");
  expect(csv.trimEnd().split("\n")).toHaveLength(34);
  const svg = await readFile(join(path, "network.svg"), "utf8");
  expect(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement?.tagName).toBe("svg");
});

test("a scenario of another feeder is solved with a note", async () => {
  const found = await opf({ ...linear, feeder: "case69" }, "--network", "linear");
  expect(found.notes).toEqual(["The scenario was written for case69, and is solved on case33bw."]);
});

test("a rated line that is open has no effect, which a note says", async () => {
  const found = await opf({ ...linear, rated_lines: [{ from: 8, to: 21, MVA: 0.001 }] }, "--network", "linear");
  expect(found.status).toBe("optimal");
  expect(found.notes).toEqual(["Ratings without effect, for these lines are open: 21-8."]);
});

test.each<[string, unknown, RegExp]>([
  ["a file that is not JSON", '{"generators": [', /scenario\.json is not JSON/],
  ["a list of scenarios", { scenarios: [linear] }, /holds several scenarios/],
  [
    "a misspelt key",
    { ...linear, rated_line: [] },
    /is not a scenario:\n {2}- "rated_line" is no key .*rated_lines, voltage_pu\.\n$/,
  ],
  ["no generator", { ...linear, generators: [] }, /no generator, not even one at the source/],
  [
    "a generator at an unknown bus",
    { ...linear, generators: [grid, dispersed(34, 0, 40)] },
    /scenario\.json: generator 2 stands at bus 34, which case33bw does not have\. Its buses are 1,/,
  ],
  [
    "a cost that is not convex",
    { ...linear, generators: [dispersed(1, -1, 40)] },
    /generators\[0\]\.cost_c2_c1_c0: c2 is negative/,
  ],
  [
    "a range upside down",
    { ...linear, generators: [{ ...grid, p_kW: [10, 0] }] },
    /generators\[0\]\.p_kW: the first number is the lowest/,
  ],
  ["a band upside down", { ...linear, voltage_pu: { min: 1.1, max: 0.9 } }, /voltage_pu: min is above max/],
  ["a rated line that does not exist", { ...linear, rated_lines: [{ from: 1, to: 9, MVA: 1 }] }, /bus "1" to bus "9"/],
  [
    "a power that is no number",
    { ...linear, generators: [{ ...grid, p_kW: [0, "much"] }] },
    /generators\[0\]\.p_kW\[1\]: "much" is no number\./,
  ],
  [
    "several mistakes, each on a line of its own,",
    { generators: [{ bus: 1, cost: [0, 50, 0], p_kW: [0, 1], q_kVAr: [0, 1] }] },
    /is not a scenario:\n {2}- generators\[0\]\.cost_c2_c1_c0 is missing\.\n {2}- generators\[0\]: "cost" is no key .*bus, cost_c2_c1_c0, p_kW, q_kVAr\.\n {2}- voltage_pu is missing\.\n$/,
  ],
  [
    "several unknown buses",
    { ...linear, generators: [dispersed(34, 0, 40)], rated_lines: [{ from: 1, to: "x", MVA: 1 }] },
    /\.json:\n {2}- generator 1 stands at bus 34, .*\n {2}- rated line 1 ends at bus x, which case33bw does not have\.\nIts buses/,
  ],
])("%s is an error: exit code 1, on standard error, without a stack", async (_, scenario, message) => {
  const { code, output, errors } = await clearwatt(["opf", "case33bw", "--scenario", await file(scenario)]);
  expect([code, output]).toEqual([1, ""]);
  expect(errors).toMatch(/^clearwatt: /);
  expect(errors).toMatch(message);
  expect(errors).not.toMatch(/\bat .*:\d+:\d+/);
});

test("a scenario that is not there, or none at all", async () => {
  const missing = await clearwatt(["opf", "case33bw", "--scenario", join(folder, "none.json")]);
  expect([missing.code, missing.output]).toEqual([1, ""]);
  expect(missing.errors).toContain("there is no such file");
  const none = await clearwatt(["opf", "case33bw"]);
  expect(none.code).toBe(2);
  expect(none.errors).toContain("--scenario");
});
