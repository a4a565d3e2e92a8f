import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { newtonVoltages } from "../../../../src/feeder/flow/newton/index.ts";
import { type FeederData, feeder } from "../../../../src/feeder/index.ts";
import { bus33 } from "./bus33.ts";

interface Published {
  readonly base_kV: number;
  readonly source_bus: readonly number[];
  readonly source_voltage_pu: readonly number[];
  readonly bus: readonly (readonly [number, number, number])[];
  readonly line: readonly (readonly [number, number, number, number, number])[];
}

interface Result {
  readonly feeder: string;
  readonly v_pu: readonly (readonly [number, number])[];
}

const figures = "../shared/figures";

function dataOf(name: string): FeederData {
  const published: Published = JSON.parse(readFileSync(`${figures}/feeders/${name}.json`, "utf8"));
  return {
    name,
    origin: "published",
    buses: published.bus.map(([bus]) => ({ name: `${bus}`, voltage: published.base_kV })),
    lines: published.line.map(([from, to, resistance, reactance, closed]) => ({
      from: `${from}`,
      to: `${to}`,
      resistance,
      reactance,
      closed: closed === 1,
    })),
    loads: published.bus.map(([bus, active, reactive]) => ({ bus: `${bus}`, active, reactive })),
    sources: published.source_bus.map((bus, k) => ({ bus: `${bus}`, voltage: published.source_voltage_pu[k]! })),
  };
}

function largestDifference(data: FeederData, expected: Result["v_pu"]): number {
  const { busNames } = feeder(data);
  const voltages = newtonVoltages(feeder(data))!;
  const differences = expected.map(([bus, voltage]) => {
    const k = busNames.indexOf(`${bus}`);
    return Math.abs(Math.hypot(voltages.voltageReal[k]!, voltages.voltageImaginary[k]!) - voltage);
  });
  return Math.max(...differences);
}

test("the voltages of eleven published feeders agree with MATPOWER's to 1e-9 p.u.", ({ skip }) => {
  if (!existsSync(`${figures}/power-flow.json`)) skip(`${figures}/power-flow.json is not there`);
  const { results }: { results: Result[] } = JSON.parse(readFileSync(`${figures}/power-flow.json`, "utf8"));
  expect(results).toHaveLength(11);
  for (const result of results) {
    expect(result.v_pu.length).toBeGreaterThan(10);
    expect({ [result.feeder]: largestDifference(dataOf(result.feeder), result.v_pu) < 1e-9 }).toEqual({
      [result.feeder]: true,
    });
  }
});

test("the voltages of the 33-bus feeder agree with MATPOWER's", () => {
  const expected = [
    [2, 0.997032259729],
    [18, 0.913090479361],
    [22, 0.991584376858],
    [25, 0.969356112454],
    [33, 0.916589822134],
  ] as const;
  expect(largestDifference(bus33(false), expected)).toBeLessThan(1e-9);
});
