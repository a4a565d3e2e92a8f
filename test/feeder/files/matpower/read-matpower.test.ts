import { expect, test } from "vitest";
import { readMatpower } from "../../../../src/feeder/files/matpower/index.ts";
import { feeder, powerFlow } from "../../../../src/feeder/index.ts";
import { fixture } from "../../fixtures.ts";
import { branch, bus, gen, smallCase } from "./small-case.ts";

const read = (file: string) => readMatpower(fixture(file), file);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function voltages(file: string): ReadonlyMap<string, number> {
  const flow = powerFlow(feeder(read(file)), { method: "newton" });
  if (flow.status !== "solved") throw new Error(`${file}: ${flow.reason}`);
  return new Map(flow.feeder.busNames.map((name, k) => [name, flow.voltage[k]!]));
}

test("case33bw.m has the feeder of Baran and Wu in kW and ohm, five tie lines open", () => {
  const data = read("case33bw.m");
  expect(data.name).toBe("case33bw");
  expect(data.origin).toBe(
    "Power flow data for 33 bus distribution system from Baran & Wu (MATPOWER case file case33bw.m)",
  );
  expect(sum(data.loads!.map(({ active }) => active))).toBe(3715);
  expect(sum(data.loads!.map(({ reactive }) => reactive))).toBe(2300);
  expect(data.lines.filter(({ closed }) => closed === false)).toHaveLength(5);
  expect(data.lines[6]).toEqual({ from: "7", to: "8", resistance: 0.7114, reactance: 0.2351 });
  expect(data.buses[1]).toEqual({ name: "2", voltage: 12.66, lowestVoltage: 0.9, highestVoltage: 1.1 });
  expect(data.sources).toEqual([{ bus: "1", voltage: 1 }]);
  expect(data.notes).toEqual([]);
});

test("case141.m takes kVA by its power factor of 0.85", () => {
  const loads = read("case141.m").loads!;
  expect(loads[0]).toEqual({ bus: "8", active: 63.75, reactive: expect.closeTo(75 * Math.sqrt(1 - 0.85 ** 2), 9) });
  expect(sum(loads.map(({ active }) => active))).toBeCloseTo(11944.625, 9);
});

test("case16ci.m has three sources, and lines that are commented out are none", () => {
  const data = read("case16ci.m");
  expect(data.sources.map(({ bus }) => bus)).toEqual(["1", "2", "3"]);
  expect(data.lines).toHaveLength(13);
});

test("between base voltages stands a transformer, whose ohm are those of its second bus", () => {
  const data = read("case18.m");
  expect(data.transformers).toEqual([
    { from: "50", to: "1", resistance: 0.00312 * 15.625, reactance: expect.closeTo(0.06753 * 15.625, 12) },
  ]);
  expect(data.lines.find(({ from }) => from === "50")?.resistance).toBeCloseTo((0.0005 * 138 ** 2) / 10, 12);
  expect(data.lines[0]!.susceptance).toBeCloseTo((0.000035 / 15.625) * 1e6, 12);
  expect(data.shunts![0]).toEqual({ bus: "2", active: 0, reactive: 1050 });
});

/** Computed by a Newton-Raphson in numpy from the numbers in the files, to mismatches below 1e-13 per unit. */
const computed: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  "case4_dist.m": [
    ["2", 1.0453948739],
    ["3", 1.0430925993],
    ["400", 1.05],
  ],
  "case14.m": [
    ["4", 1.0176708537],
    ["9", 1.0559317206],
    ["12", 1.0551885632],
    ["14", 1.0355299459],
  ],
  "case16ci.m": [
    ["4", 0.9942141748],
    ["7", 0.9906372644],
    ["12", 0.9811267006],
    ["16", 0.9945839665],
  ],
  "case18.m": [
    ["1", 1.0545494973],
    ["8", 1.0267709643],
    ["26", 1.0414909218],
    ["50", 1.0501249263],
  ],
  "case33bw.m": [["18", 0.9130904794]],
  "case69.m": [["65", 0.9091877137]],
};

test.each(Object.entries(computed))("the power flow of %s is that of an independent computation", (file, expected) => {
  const found = voltages(file);
  for (const [name, voltage] of expected) expect(found.get(name)).toBeCloseTo(voltage, 9);
});

test("a base voltage of 0 is taken as 1 kV, and said", () => {
  const data = read("case14.m");
  expect(data.buses.every(({ voltage }) => voltage === 1)).toBe(true);
  expect(data.notes).toEqual([
    "14 buses have no base voltage (0 kV): 1 kV is taken. Per-unit results are right, ohm and A there stand for 1 kV.",
  ]);
});

test("generators of a bus add up, those out of service do not count, and a bus without one is a load bus", () => {
  const data = readMatpower(
    smallCase({
      bus: bus.replace("2 1 2 1", "2 2 2 1").replace("3 1 1 0.5", "3 2 1 0.5"),
      gen: `${gen}
        2 0.5 0.1 1 -1 1.01 100 1 1 0;
        2 0.25 0.1 1 -1 1.01 100 1 1 0;
        2 9 9 1 -1 1.05 100 0 1 0;
        3 7 0 1 -1 1.03 100 0 1 0;`,
    }),
    "small.m",
  );
  expect(data.generators).toEqual([{ bus: "2", active: 750, reactive: 200, voltage: 1.01 }]);
});

test("a generator at a load bus gives what it gives, and what one at the reference gives is left to the flow", () => {
  const data = readMatpower(smallCase({ gen: "1 5 5 1 -1 1.02 100 1 1 0; 3 0.4 -0.1 1 -1 1 100 1 1 0;" }), "small.m");
  expect(data.generators).toEqual([{ bus: "3", active: 400, reactive: -100 }]);
  expect(data.sources).toEqual([{ bus: "1", voltage: 1.02 }]);
});

test("where no reference has a generator in service the first voltage bus is the source, and both is said", () => {
  const data = readMatpower(
    smallCase({
      bus: bus.replace("3 1 1 0.5", "3 2 1 0.5"),
      gen: "1 0 0 1 -1 1 100 0 1 0; 3 1 0 1 -1 1.01 100 1 1 0;",
    }),
    "small.m",
  );
  expect(data.sources).toEqual([{ bus: "3", voltage: 1.01 }]);
  expect(data.notes).toHaveLength(2);
  expect(data.notes![0]).toMatch(/small\.m, line 5 \(row 1 of mpc\.bus\): bus 1 is a reference without a generator/);
});

test("isolated buses are left out with what hangs on them, and said", () => {
  const data = readMatpower(smallCase({ bus: bus.replace("3 1 1 0.5", "3 4 1 0.5") }), "small.m");
  expect(data.buses.map(({ name }) => name)).toEqual(["1", "2"]);
  expect(data.lines).toHaveLength(1);
  expect(data.loads).toHaveLength(1);
  expect(data.notes).toEqual(["Bus 3 is isolated (type 4) and left out, with all that is connected to it."]);
});

test("taps, shifts, charging, ratings, states, zones and angles are taken over", () => {
  const data = readMatpower(
    smallCase({
      bus: bus.replace("1 3 0 0 0 0 1 1 0 12.5 1", "1 3 0 0 0 0 1 1 30 12.5 7"),
      branch: "1 2 0.01 0.02 0.004 5 0 0 0.975 -30 1; 2 3 0.03 0.04 0.001 0 0 0 0 0 0; 2 3 0.03 0.04 0 2 0 0 0 0 1;",
      tail: "mpc.dcline = [1 3 1 0 0];",
    }),
    "small.m",
  );
  expect(data.transformers).toEqual([
    {
      from: "1",
      to: "2",
      resistance: 0.15625,
      reactance: 0.3125,
      susceptance: 256,
      ratedPower: 5000,
      ratio: 0.975,
      shift: -30,
    },
  ]);
  expect(data.lines).toEqual([
    { from: "2", to: "3", resistance: 0.46875, reactance: 0.625, susceptance: 64, closed: false },
    { from: "2", to: "3", resistance: 0.46875, reactance: 0.625, ratedPower: 2000 },
  ]);
  expect(data.sources).toEqual([{ bus: "1", voltage: 1.02, angle: 30 }]);
  expect(data.buses.map(({ zone }) => zone)).toEqual(["7", "1", "1"]);
  expect(data.notes).toEqual(["DC lines (1 in mpc.dcline) are left out, as by MATPOWER without toggle_dcline."]);
});

test.each([
  [{ branch: branch.replace("2 3 0.03", "2 9 0.03") }, /line 13 \(row 2 of mpc\.branch\): there is no bus 9/],
  [{ gen: "4 0 0 1 -1 1 100 1 1 0;" }, /row 1 of mpc\.gen\): there is no bus 4/],
  [{ bus: bus.replace("3 1 1 0.5", "2 1 1 0.5") }, /line 7 \(row 3 of mpc\.bus\): bus 2 is there already/],
  [{ bus: bus.replace("3 1 1 0.5", "3 5 1 0.5") }, /the bus type is 5\. Types are 1 \(PQ\)/],
  [{ bus: bus.replace("3 1 1 0.5", "3 1 NaN 0.5") }, /row 3 of mpc\.bus\) has NaN in column 3/],
  [{ gen: "1 0 0 1 -1 0 100 1 1 0;" }, /the voltage to hold is 0 per unit/],
  [{ gen: "1 0 0 1 -1 1 100 0 1 0;" }, /small\.m has no source: no bus of type 3/],
  [{ branch: "1 2 0.01 0.02;" }, /mpc\.branch has 4 columns; MATPOWER's version 2 needs 11/],
  [{ head: "function mpc = small\nmpc.version = '1';\nmpc.baseMVA = 1;" }, /case of version 1 .*savecase/],
  [{ head: "function [baseMVA, bus, gen, branch] = small" }, /This is a case of version 1/],
  [{ head: "function mpc = small" }, /small\.m has no mpc\.baseMVA above 0/],
])("a case that makes no sense is an error that says where and what to do", (parts, message) => {
  expect(() => readMatpower(smallCase(parts), "small.m")).toThrow(message);
});
