import { expect, test } from "vitest";
import { type FeederData, feeder } from "../../../src/feeder/index.ts";

/** 20 kV above a transformer, 0.4 kV below it: base impedances of 400 and 0.16 ohm on 1,000 kVA. */
const village: FeederData = {
  name: "village",
  origin: "made up for this test",
  buses: [
    { name: "grid", voltage: 20 },
    { name: "station", voltage: 20, lowestVoltage: 0.95, highestVoltage: 1.05 },
    { name: "board", voltage: 0.4, zone: "low" },
    { name: "house", voltage: 0.4, zone: "low" },
  ],
  lines: [
    { from: "grid", to: "station", resistance: 4, reactance: 2, susceptance: 50, ratedCurrent: 300 },
    { from: "board", to: "house", resistance: 0.016, reactance: 0.008, ratedPower: 100, closed: false },
    { from: "board", to: "house", resistance: 0.016, reactance: 0.008 },
  ],
  transformers: [
    {
      name: "T1",
      from: "station",
      to: "board",
      resistance: 0.0032,
      reactance: 0.016,
      conductance: 125,
      susceptance: -250,
      ratio: 1.025,
      shift: 150,
      ratedPower: 250,
    },
  ],
  loads: [
    { bus: "house", active: 50, reactive: 20 },
    { bus: "house", active: 10, reactive: 5, kind: "current" },
    { bus: "board", active: 4, reactive: 2, kind: "impedance" },
    { bus: "house", active: 30, reactive: 10 },
  ],
  shunts: [{ bus: "board", active: 1, reactive: 25 }],
  sources: [{ bus: "grid", voltage: 1.02, angle: 90 }],
  generators: [
    { bus: "house", active: 15, reactive: -3 },
    { bus: "board", active: 40, reactive: 7, voltage: 1.01 },
  ],
};

const near = (values: Float64Array, expected: readonly number[]) => {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, k) => {
    expect(values[k]).toBeCloseTo(value, 14);
  });
};

test("impedances and admittances are in per unit of the voltage level of `to`, lines before transformers", () => {
  const { from, to, ...made } = feeder(village);
  expect([made.numBuses, made.numBranches, made.numLines, made.basePower]).toEqual([4, 4, 3, 1000]);
  expect([Array.from(from), Array.from(to)]).toEqual([
    [0, 2, 2, 1],
    [1, 3, 3, 2],
  ]);
  near(made.resistance, [0.01, 0.1, 0.1, 0.02]);
  near(made.reactance, [0.005, 0.05, 0.05, 0.1]);
  near(made.conductance, [0, 0, 0, 0.00002]);
  near(made.susceptance, [0.02, 0, 0, -0.00004]);
  near(made.ratio, [1, 1, 1, 1.025]);
  near(made.shift, [0, 0, 0, (5 * Math.PI) / 6]);
});

test("ratings stay in A and kVA, bands in per unit, and what is not given is no limit", () => {
  const { ratedCurrent, ratedPower, lowestVoltage, highestVoltage, closed } = feeder(village);
  const none = Number.POSITIVE_INFINITY;
  expect(Array.from(ratedCurrent)).toEqual([300, none, none, none]);
  expect(Array.from(ratedPower)).toEqual([none, 100, none, 250]);
  expect(Array.from(lowestVoltage)).toEqual([0, 0.95, 0, 0]);
  expect(Array.from(highestVoltage)).toEqual([none, 1.05, none, none]);
  expect(Array.from(closed)).toEqual([1, 0, 1, 1]);
});

test("loads of a bus add up by kind, and generators of given power are taken off", () => {
  const made = feeder(village);
  near(made.constantPower.active, [0, 0, -0.04, 0.065]);
  near(made.constantPower.reactive, [0, 0, 0, 0.033]);
  near(made.constantCurrent.active, [0, 0, 0, 0.01]);
  near(made.constantCurrent.reactive, [0, 0, 0, 0.005]);
  near(made.constantImpedance.active, [0, 0, 0.004, 0]);
  near(made.constantImpedance.reactive, [0, 0, 0.002, 0]);
  near(made.shunt.active, [0, 0, 0.001, 0]);
  near(made.shunt.reactive, [0, 0, 0.025, 0]);
});

test("sources hold voltage and angle, a generator with a voltage holds its bus", () => {
  const made = feeder(village);
  expect([Array.from(made.sourceBus), Array.from(made.sourceVoltage)]).toEqual([[0], [1.02]]);
  near(made.sourceAngle, [Math.PI / 2]);
  expect([Array.from(made.heldBus), Array.from(made.heldVoltage)]).toEqual([[2], [1.01]]);
});

test("branches without a name get those of their buses, and the circuit where that is taken", () => {
  expect(feeder(village).branchNames).toEqual(["grid-station", "board-house", "board-house (2)", "T1"]);
  const line = { from: "board", to: "house", resistance: 1, reactance: 1 };
  const named = { ...village, lines: [line, { ...line, name: "board-house" }, line], transformers: [] };
  expect(feeder(named).branchNames).toEqual(["board-house (2)", "board-house", "board-house (3)"]);
});

test("a network equivalent may have a negative resistance or reactance", () => {
  const between = (resistance: number, reactance: number) =>
    feeder({ ...village, lines: [{ from: "grid", to: "station", resistance, reactance }] });
  expect(between(-4, 8).resistance[0]).toBe(-0.01);
  expect(between(0, -8).reactance[0]).toBe(-0.02);
});

const line = { from: "grid", to: "station", resistance: 4, reactance: 2 };
const trafo = { from: "station", to: "board", resistance: 0.01, reactance: 0.02 };
const [bus] = village.buses as [FeederData["buses"][number]];
const withBus = (change: object) => ({ buses: [{ ...bus, ...change }, ...village.buses.slice(1)] });

test.each<[string, Partial<FeederData>, string]>([
  ["no bus at all", { buses: [] }, 'Feeder "village" has no buses'],
  ["no source", { sources: [] }, 'Feeder "village" has no source: nothing holds its voltage. Name the bus'],
  ["a bus named twice", { buses: [bus, bus] }, 'buses 1 and 2 are both named "grid"'],
  ["a bus without a name", withBus({ name: " " }), 'bus 1 has an empty name. Give it a name such as "1"'],
  ["a bus named by a number", withBus({ name: 7 }), "bus 1 has the name 7, which is not a text"],
  ["a base voltage of 0", withBus({ voltage: 0 }), 'bus "grid": the base voltage in kV is 0. Give a number above 0'],
  ["a negative base voltage", withBus({ voltage: -20 }), "the base voltage in kV is -20"],
  ["no base voltage", withBus({ voltage: undefined }), "the base voltage in kV is missing"],
  ["an endless voltage band", withBus({ highestVoltage: Number.POSITIVE_INFINITY }), "or leave it out where there is"],
  [
    "an empty voltage band",
    withBus({ lowestVoltage: 1.1, highestVoltage: 0.9 }),
    'bus "grid": its lowest voltage, 1.1 per unit, is above its highest, 0.9',
  ],
  ["a zone without a name", withBus({ zone: "" }), 'bus "grid": the name of its zone is empty'],
  [
    "two lines of one name",
    { lines: [{ ...line, name: "L" }], transformers: [{ ...trafo, name: "L" }] },
    'two branches are named "L"',
  ],
  [
    "a line with an empty name",
    { lines: [{ ...line, name: "" }] },
    'the branch from "grid" to "station" has an empty name',
  ],
  [
    "a line to nowhere",
    { lines: [{ ...line, to: "8" }] },
    'line "grid-8": there is no bus "8" among the 4 buses ("grid", "station", "board", "house")',
  ],
  ["a line in a circle", { lines: [{ ...line, to: "grid" }] }, 'line "grid-grid" begins and ends at bus "grid"'],
  ["a resistance that is no number", { lines: [{ ...line, resistance: Number.NaN }] }, "the resistance in ohm is NaN"],
  [
    "a line without impedance",
    { lines: [{ ...line, resistance: 0, reactance: 0 }] },
    'line "grid-station" has no impedance: resistance and reactance are 0. Merge the buses that it joins, or give it a',
  ],
  [
    "a transformer without impedance",
    { transformers: [{ ...trafo, resistance: 0, reactance: 0 }] },
    'transformer "station-board" has no impedance',
  ],
  ["a line that gives power", { lines: [{ ...line, resistance: -1, reactance: 0 }] }, "it would give power instead of"],
  [
    "a line between two voltage levels",
    { lines: [{ ...line, to: "board" }] },
    'line "grid-board" joins bus "grid" of 20 kV and bus "board" of 0.4 kV. Use a transformer',
  ],
  [
    "a rating of 0",
    { lines: [{ ...line, ratedCurrent: 0 }] },
    "the rated current in A is 0. Give a number above 0, or",
  ],
  ["a ratio of 0", { transformers: [{ ...trafo, ratio: 0 }] }, "the ratio is 0. Give a number above 0"],
  [
    "a shift that is no number",
    { transformers: [{ ...trafo, shift: Number.NaN }] },
    "the phase shift in degrees is NaN",
  ],
  [
    "a load of unknown kind",
    { loads: [{ bus: "house", active: 1, reactive: 0, kind: "motor" as "power" }] },
    'load at bus "house" is of the kind "motor". Kinds are "power", "current" and "impedance"',
  ],
  [
    "a load that is no number",
    { loads: [{ bus: "house", active: 1, reactive: Number.NaN }] },
    "the reactive power in kVAr",
  ],
  [
    "a load at no bus",
    { loads: [{ bus: "barn", active: 1, reactive: 0 }] },
    'load at bus "barn": there is no bus "barn"',
  ],
  ["a shunt at no bus", { shunts: [{ bus: "barn", active: 1, reactive: 0 }] }, 'shunt at bus "barn": there is no bus'],
  [
    "a generator at no bus",
    { generators: [{ bus: "x", active: 1, reactive: 0 }] },
    'generator at bus "x": there is no',
  ],
  ["a source at no bus", { sources: [{ bus: "x", voltage: 1 }] }, 'source at bus "x": there is no bus'],
  ["a source of 0 voltage", { sources: [{ bus: "grid", voltage: 0 }] }, "the voltage in per unit is 0. Give a number"],
  [
    "two sources at a bus",
    { sources: [...village.sources, ...village.sources] },
    'Feeder "village" has two sources at bus "grid". Keep one of them',
  ],
  [
    "a generator that holds the bus of a source",
    { generators: [{ bus: "grid", active: 0, reactive: 0, voltage: 1 }] },
    'generator at bus "grid" holds the voltage of a bus that a source holds already',
  ],
  [
    "two generators that hold a bus at different voltages",
    {
      generators: [
        { bus: "house", active: 0, reactive: 0, voltage: 1 },
        { bus: "house", active: 0, reactive: 0, voltage: 1.02 },
      ],
    },
    'generators at bus "house" hold it at 1 and at 1.02 per unit',
  ],
])("%s is refused", (_, change, message) => {
  expect(() => feeder({ ...village, ...change })).toThrow(message);
});
