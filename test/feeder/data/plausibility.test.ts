import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { plausibilityNotes } from "../../../src/feeder/data/plausibility.ts";
import { largestVoltageDrop } from "../../../src/feeder/data/voltage-drop.ts";
import { readMatpower } from "../../../src/feeder/files/matpower/index.ts";
import { readPandapower } from "../../../src/feeder/files/pandapower/index.ts";
import { readFeederFile } from "../../../src/feeder/files/read-feeder-file.ts";
import { type FeederData, generatedFeeder } from "../../../src/feeder/index.ts";
import { fixture } from "../fixtures.ts";

const line = (from: string, to: string, resistance: number) => ({ from, to, resistance, reactance: 0 });

/** Two lines of 1 ohm in a row at 10 kV, 100 MW per per unit each, with 1 MW at the end and 2 MW between. */
const row: FeederData = {
  ...{ name: "row", origin: "made up", sources: [{ bus: "a", voltage: 1 }] },
  buses: ["a", "b", "c", "alone"].map((name) => ({ name, voltage: 10 })),
  lines: [line("a", "b", 1), line("c", "b", 1), { ...line("a", "c", 1), closed: false }],
  loads: [
    { bus: "b", active: 2000, reactive: 0 },
    { bus: "c", active: 600, reactive: 800 },
    { bus: "alone", active: 9e9, reactive: 0 },
  ],
};

test("the drop adds up what lies behind each line on the way, and nothing where nothing is fed", () => {
  expect(largestVoltageDrop(row)).toEqual({ bus: "c", drop: expect.closeTo(0.03 + 0.01, 12) });
});

test("in a ring the ways share the load", () => {
  const { closed: _, ...tie } = row.lines[2]!;
  const ring = { ...row, lines: [...row.lines.slice(0, 2), tie] };
  // Two equal ways of 1 ohm from the source, 1 ohm between: b = (2 * 2 + 1) / 3 and c = (2 + 2 * 1) / 3 per cent.
  expect(largestVoltageDrop(ring)).toEqual({ bus: "b", drop: expect.closeTo(0.05 / 3, 6) });
});

test("parallel lines, transformers and generators that hold their voltage count", () => {
  const twice = { ...row, lines: [line("a", "b", 1), line("a", "b", 1)], transformers: [line("b", "c", 1)] };
  expect(largestVoltageDrop(twice)!.drop).toBeCloseTo(0.015 + 0.01, 6);
  const held = { ...row, generators: [{ bus: "b", active: 0, reactive: 0, voltage: 1 }] };
  expect(largestVoltageDrop(held)).toEqual({ bus: "c", drop: expect.closeTo(0.01, 12) });
});

const loadsTimes = (data: FeederData, factor: number): FeederData => ({
  ...data,
  loads: data.loads!.map((load) => ({ ...load, active: load.active * factor, reactive: load.reactive * factor })),
});

const networks: readonly (readonly [string, FeederData])[] = [
  ...["4_dist", "16ci", "18", "33bw", "69", "85", "141"].map((name) => {
    const file = `case${name}.m`;
    return [file, readMatpower(fixture(file), file)] as const;
  }),
  ["small-town.json", readPandapower(fixture("small-town.json"), "small-town.json")],
  ["generated", generatedFeeder(2000)],
];

test.each(networks)("%s is not called out, and with its loads a thousand times as large it is", (_, data) => {
  expect(plausibilityNotes(data)).toEqual([]);
  expect(plausibilityNotes(loadsTimes(data, 1000))).toHaveLength(1);
});

test("the transmission network case14.m is not called out", () => {
  expect(plausibilityNotes(readMatpower(fixture("case14.m"), "case14.m"))).toEqual([]);
});

const conversion = "mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;";
const impedances = "mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase);";

test("a file whose loads stay in kW is read with a note that says so in numbers", () => {
  const { notes } = readMatpower(fixture("case33bw.m").replace(conversion, ""), "case33bw.m");
  expect(notes).toEqual([
    "The loads add up to 3,715,000 kW, far more than these branches can carry: at bus 18 their voltage drop alone would be about 86.5 times the voltage. Loads in kW that were read as MW look like this: divided by 1e3 they would give a drop of 0.0865. Branch impedances in ohm that were read as per unit can be the cause as well (MATPOWER's case33bw.m converts both in its last lines).",
  ]);
});

test("a file whose lines stay in ohm is called out too, and so is one with both", () => {
  const ohms = fixture("case33bw.m").replace(impedances, "");
  const [note] = readMatpower(ohms, "case33bw.m").notes!;
  expect(note).toContain("about 1.39 times the voltage");
  const [both] = readMatpower(ohms.replace(conversion, ""), "case33bw.m").notes!;
  expect(both).toContain("Loads in kW that were read as MW together with branch impedances in ohm");
});

const shared = new URL("../../../../shared/figures/feeders/", import.meta.url);
const absent = !existsSync(shared);
if (absent) console.warn("The shared figures are not here: their feeders are not checked for plausibility.");

describe.skipIf(absent)("the feeders of the shared figures", () => {
  test.each(absent ? [] : readdirSync(shared))("%s is not called out, and a thousand times its loads are", (file) => {
    const data = readFeederFile(readFileSync(new URL(file, shared), "utf8"), file);
    expect(data.notes ?? []).toEqual([]);
    expect(plausibilityNotes(loadsTimes(data, 1000))).toHaveLength(1);
  });
});
