import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { feeders, readCaseFeeder } from "../../cases/index.ts";
import { loadFeeder, readTexts } from "../../cases/texts.node.ts";
import { feeder, topologyOf } from "../../src/feeder/index.ts";

const total = (values: Iterable<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

/** Buses, lines, tie lines, kV, kW and kVAr, as README.md says. */
const known: Record<string, readonly number[]> = {
  case12da: [12, 11, 0, 11, 435, 405],
  case15nbr: [15, 14, 0, 11, 1226.4, 1251.1785],
  case22: [22, 21, 0, 11, 662.311, 657.4],
  case28da: [28, 27, 0, 11, 761.04, 776.419],
  case33bw: [33, 32, 5, 12.66, 3715, 2300],
  case33mg: [33, 32, 5, 12.66, 3715, 2300],
  case51ga: [51, 50, 0, 11, 2463, 1569],
  case69: [69, 68, 0, 12.66, 3802.1, 2694.7],
  case74ds: [74, 73, 0, 11, 6617, 4447],
  case85: [85, 84, 0, 11, 2514.28, 2565.0783],
  case141: [141, 140, 0, 12.47, 11944.625, 7402.6137],
};

test("the catalogue has the eleven feeders", () => {
  expect(feeders.map(({ name }) => name)).toEqual(Object.keys(known));
});

test.each(feeders.map((entry) => entry.name))(
  "%s is radial and has the sizes and loads of its origin",
  async (name) => {
    const data = await loadFeeder(name);
    const entry = feeders.find((other) => other.name === name)!;
    expect([data.name, data.origin]).toEqual([name, entry.source]);
    const { numBuses, closed, baseVoltage, constantPower, basePower, sourceBus, sourceVoltage } = feeder(data);
    const numClosed = total(closed);
    const [buses, lines, ties, voltage, active, reactive] = known[name]!;
    expect([numBuses, numClosed, closed.length - numClosed, baseVoltage[0]]).toEqual([buses, lines, ties, voltage]);
    expect(total(constantPower.active) * basePower).toBeCloseTo(active!, 6);
    expect(total(constantPower.reactive) * basePower).toBeCloseTo(reactive!, 3);
    expect([Array.from(sourceBus), Array.from(sourceVoltage)]).toEqual([[0], [1]]);
    expect(topologyOf(feeder(data)).radial).toBe(true);
  },
);

test("case33bw and case33mg differ in line 7-8 only", async () => {
  const [baranWu, kashem] = await Promise.all(["case33bw", "case33mg"].map(loadFeeder));
  const differ = baranWu!.lines.flatMap((line, k) => {
    const other = kashem!.lines[k]!;
    return line.resistance === other.resistance && line.reactance === other.reactance ? [] : [[line, other]];
  });
  expect(differ).toEqual([
    [
      { from: "7", to: "8", resistance: 0.7114, reactance: 0.2351, closed: true },
      { from: "7", to: "8", resistance: 1.7114, reactance: 1.2351, closed: true },
    ],
  ]);
  expect(kashem!.loads).toEqual(baranWu!.loads);
});

test("a feeder that is not there is refused with those that are, and so is a text that is missing", async () => {
  await expect(loadFeeder("33-bus")).rejects.toThrow(
    'There is no feeder "33-bus" among those that come with clearwatt: case12da, case15nbr',
  );
  const texts = await readTexts(["feeders/case69/buses.csv", "feeders/case69/parameters.csv"]);
  expect(() => readCaseFeeder(texts, "case69")).toThrow("lines.csv is missing");
});

const shared = new URL("../../../shared/figures/feeders/", import.meta.url);
const absent = !existsSync(shared);
if (absent) console.warn("The shared figures are not here: feeders are not compared with them.");

interface SharedFeeder {
  readonly bus: readonly (readonly [number, number, number])[];
  readonly line: readonly (readonly [number, number, number, number, number])[];
  readonly base_kV: number;
}

describe.skipIf(absent)("the numbers are those of the shared figures", () => {
  test.each(Object.keys(known))("%s", async (name) => {
    const { bus, line, base_kV }: SharedFeeder = JSON.parse(await readFile(new URL(`${name}.json`, shared), "utf8"));
    const { buses, lines, loads } = await loadFeeder(name);
    expect(buses).toEqual(bus.map(([number]) => ({ name: String(number), voltage: base_kV })));
    expect(loads).toEqual(
      bus.flatMap(([number, active, reactive]) =>
        active === 0 && reactive === 0 ? [] : [{ bus: String(number), active, reactive }],
      ),
    );
    expect(lines).toEqual(
      line.map(([from, to, resistance, reactance, state]) => ({
        from: String(from),
        to: String(to),
        resistance,
        reactance,
        closed: state === 1,
      })),
    );
  });
});
